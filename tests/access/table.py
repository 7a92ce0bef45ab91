"""Every address, and who gets an answer there: the table of access that the program is held against.

A rule gives, per role, the places where the role gets an answer; everywhere else it gets 404, as if the thing did not
exist. Places: `own` unit, an `other` unit whose figures and report are open, one whose report is `sent` (översänd).
A thing that is missing is 404 for everybody.
"""

from kommunrapport.organisation.roles import Role

type Rule = dict[str, set[str]]

EVERYWHERE = {"own", "other", "sent"}


def _rule(**places: str) -> Rule:
    return {role: set(places.get(role.value, "").split()) for role in Role}


NOBODY = _rule()
EVERYBODY: Rule = dict.fromkeys(Role, EVERYWHERE)
ADMINISTRATOR = _rule(administrator="own other sent")

# Pages of a unit: its own people; what is sent also those who oversee and audit.
READ = _rule(
    reader="own",
    manager="own",
    subject_owner="own other sent",
    controller="own",
    secretary="own",
    politician="own sent",
    auditor="sent",
    administrator="own other sent",
)
# The unit's own work, which those who oversee it are sent the result of.
WORKS_HERE = READ | {Role.POLITICIAN: {"own"}, Role.AUDITOR: set()}
# Those who work in the report or beside it; who follows it from outside reads what is sent.
INSIDE = WORKS_HERE | {Role.POLITICIAN: set()}
CONTROLLER = _rule(controller="own", administrator="own other sent")
# The subject of the measure is personnel, and so is the ämnesansvarig's.
OUTCOMES = CONTROLLER | _rule(subject_owner="own other sent", controller="own", administrator="own other sent")
# The activity and the chapter are those of the manager's own position.
OWN_ACTIVITY = _rule(manager="own", controller="own", administrator="own other sent")
OWN_CHAPTER = OWN_ACTIVITY
OWN_AREA = OWN_ACTIVITY
SECRETARY = _rule(controller="own", secretary="own", administrator="own other sent")
DECISION = _rule(secretary="own")

# Name of the address: (rule for GET, rule for POST); None where the method is not allowed at all.
ACCESS: dict[str, tuple[Rule | None, Rule | None]] = {
    "web:help": (EVERYBODY, None),
    "web:help_page": (EVERYBODY, None),
    "web:start": (READ, None),
    "web:submission": (READ, SECRETARY),
    "annual_cycle:late_list": (SECRETARY, None),
    "annual_cycle:late_remind": (None, SECRETARY),
    "goals:goal_list": (READ, None),
    "goals:goal_detail": (READ, None),
    "goals:goal_history": (READ, None),
    "goals:assessment_propose": (None, CONTROLLER),
    "goals:comment_write": (None, CONTROLLER),
    "goals:comment_hand_over": (None, NOBODY),
    "goals:comment_reopen": (None, NOBODY),
    "goals:directive_list": (READ, None),
    "goals:directive_detail": (READ, CONTROLLER),
    "goals:directive_close": (SECRETARY, SECRETARY),
    "goals:guideline_list": (READ, None),
    "goals:guideline_detail": (READ, CONTROLLER),
    "goals:provider_report": (READ, CONTROLLER),
    "goals:activity_list": (READ, None),
    "goals:activity_create": (CONTROLLER, CONTROLLER),
    "goals:activity_edit": (CONTROLLER, CONTROLLER),
    "goals:activity_mark": (None, OWN_ACTIVITY),
    "goals:activity_carry_over": (None, CONTROLLER),
    "goals:outcome_list": (READ, None),
    "goals:outcome_paste": (None, OUTCOMES),
    "goals:outcome_undo": (None, OUTCOMES),
    "goals:outcome_template": (OUTCOMES, None),
    "goals:outcome_import": (OUTCOMES, OUTCOMES),
    "goals:outcome_import_apply": (None, OUTCOMES),
    "goals:outcome_edit": (READ, OUTCOMES),
    "goals:outcome_missing": (OUTCOMES, OUTCOMES),
    "budget:overview": (READ, None),
    "budget:overview_workbook": (READ, None),
    "budget:area_detail": (READ, None),
    "budget:variance_comment": (OWN_AREA, OWN_AREA),
    "budget:budget_register": (READ, None),
    "budget:change_create": (CONTROLLER, CONTROLLER),
    "budget:transfer_create": (CONTROLLER, CONTROLLER),
    "budget:change_edit": (CONTROLLER, CONTROLLER),
    "budget:change_remove": (CONTROLLER, CONTROLLER),
    "budget:year_totals": (CONTROLLER, CONTROLLER),
    "budget:forecast_list": (READ, None),
    "budget:forecast_round": (READ, OWN_AREA),
    "budget:forecast_totals": (None, OWN_AREA),
    "budget:round_create": (CONTROLLER, CONTROLLER),
    "budget:round_lock": (None, CONTROLLER),
    "budget:round_reopen": (CONTROLLER, CONTROLLER),
    "budget:adjustment_create": (CONTROLLER, None),
    "budget:adjustment_edit": (CONTROLLER, CONTROLLER),
    "budget:correction_plan": (READ, None),
    "budget:correction_create": (CONTROLLER, CONTROLLER),
    "budget:correction_edit": (CONTROLLER, CONTROLLER),
    "budget:correction_follow_up": (CONTROLLER, CONTROLLER),
    "budget:project_list": (READ, None),
    "budget:project_detail": (READ, None),
    "budget:project_create": (CONTROLLER, CONTROLLER),
    "budget:project_edit": (CONTROLLER, CONTROLLER),
    "budget:project_estimate": (CONTROLLER, CONTROLLER),
    "budget:appropriation_list": (READ, None),
    "budget:appropriation_create": (CONTROLLER, CONTROLLER),
    "budget:appropriation_edit": (CONTROLLER, CONTROLLER),
    "budget:appropriation_remove": (CONTROLLER, CONTROLLER),
    # Who reads the figures sees what was read in; the files themselves and all that changes are the controller's.
    "budget:import_list": (READ, CONTROLLER),
    "budget:import_template": (CONTROLLER, None),
    "budget:import_detail": (CONTROLLER, None),
    "budget:import_file": (CONTROLLER, None),
    "budget:import_columns": (CONTROLLER, CONTROLLER),
    "budget:import_table": (None, CONTROLLER),
    "budget:import_rows": (None, CONTROLLER),
    "budget:import_control": (None, CONTROLLER),
    "budget:import_apply": (None, CONTROLLER),
    "budget:import_retry": (None, CONTROLLER),
    "budget:import_cancel": (None, CONTROLLER),
    "budget:import_undo": (CONTROLLER, CONTROLLER),
    "budget:source_list": (CONTROLLER, None),
    "budget:source_edit": (CONTROLLER, CONTROLLER),
    "budget:source_remove": (CONTROLLER, CONTROLLER),
    "personnel:overview": (READ, None),
    "personnel:overview_workbook": (READ, None),
    # Figures of the staff are read in by the controller, and by whoever answers for the staff in all units.
    "personnel:import_list": (OUTCOMES, OUTCOMES),
    "personnel:import_template": (OUTCOMES, None),
    "personnel:import_detail": (OUTCOMES, None),
    "personnel:import_apply": (None, OUTCOMES),
    "personnel:import_cancel": (None, OUTCOMES),
    "internal_control:overview": (READ, None),
    "internal_control:overview_workbook": (READ, None),
    "internal_control:register_template": (CONTROLLER, None),
    "internal_control:register_import": (CONTROLLER, CONTROLLER),
    "internal_control:register_import_apply": (None, CONTROLLER),
    "internal_control:risk_create": (CONTROLLER, CONTROLLER),
    "internal_control:risk_detail": (READ, None),
    "internal_control:risk_edit": (CONTROLLER, CONTROLLER),
    "internal_control:risk_history": (READ, None),
    "internal_control:plan": (READ, None),
    "internal_control:plan_decide": (DECISION, DECISION),
    "internal_control:plan_reopen": (SECRETARY, SECRETARY),
    "internal_control:plan_send": (SECRETARY, SECRETARY),
    "internal_control:control_create": (CONTROLLER, CONTROLLER),
    "internal_control:control_take_over": (None, CONTROLLER),
    "internal_control:control_edit": (CONTROLLER, CONTROLLER),
    "internal_control:control_move": (None, CONTROLLER),
    "internal_control:control_remove": (CONTROLLER, CONTROLLER),
    "internal_control:control_list": (READ, None),
    "internal_control:control_report": (None, OWN_ACTIVITY),
    "internal_control:follow_up": (WORKS_HERE, OWN_ACTIVITY),
    "internal_control:action_list": (READ, None),
    # A manager adds what comes of an own control: tests/internal_control.
    "internal_control:action_create": (CONTROLLER, CONTROLLER),
    "internal_control:action_detail": (OWN_ACTIVITY, OWN_ACTIVITY),
    "internal_control:action_mark": (None, OWN_ACTIVITY),
    "internal_control:conclusion": (READ, CONTROLLER),
    "internal_control:conclusion_send": (None, SECRETARY),
    "internal_control:conclusion_reopen": (None, SECRETARY),
    # Those here are of the kommunstyrelse, which has uppsikt; who has not is tried in tests/internal_control.
    "internal_control:oversight": (READ, None),
    "internal_control:oversight_unit": (READ, None),
    "measures:measure_list": (READ, None),
    "measures:measure_detail": (READ, None),
    "measures:target_edit": (None, OUTCOMES),
    "quality:check_list": (SECRETARY, None),
    "quality:finding_accept": (CONTROLLER, CONTROLLER),
    "quality:finding_withdraw": (None, CONTROLLER),
    "reports:report_list": (READ, None),
    "reports:report_create": (CONTROLLER, CONTROLLER),
    "reports:report_detail": (READ, None),
    "reports:report_complete": (None, CONTROLLER),
    "reports:report_read": (READ, None),
    "reports:report_print": (None, READ),
    "reports:report_export": (READ, None),
    "reports:report_check": (SECRETARY, None),
    "reports:report_accept": (CONTROLLER, CONTROLLER),
    "reports:report_withdraw": (None, CONTROLLER),
    "reports:chapter_add": (CONTROLLER, CONTROLLER),
    "reports:chapter_edit": (READ, OWN_CHAPTER),
    "reports:chapter_status": (None, OWN_CHAPTER),
    "reports:figure_list": (OWN_CHAPTER, None),
    "reports:chapter_presence": (None, OWN_CHAPTER),
    "reports:chapter_head": (CONTROLLER, CONTROLLER),
    "reports:chapter_move": (None, CONTROLLER),
    "reports:chapter_remove": (None, CONTROLLER),
    # Whose comments somebody from outside sees, and who may resolve which: tests/reports/review.
    "reports:comment_list": (READ, READ),
    "reports:comment_answer": (None, INSIDE),
    "reports:comment_resolve": (None, OWN_CHAPTER | {Role.SECRETARY: {"own"}}),
    "reports:comment_reopen": (None, OWN_CHAPTER | {Role.SECRETARY: {"own"}}),
    "reports:chapter_give_back": (SECRETARY, SECRETARY),
    "reports:chapter_review": (None, SECRETARY),
    "reports:chapter_history": (INSIDE, None),
    "reports:chapter_old_text": (INSIDE, OWN_CHAPTER),
    "reports:promise_list": (INSIDE, None),
    "reports:promise_add": (OWN_CHAPTER, OWN_CHAPTER),
    "reports:promise_edit": (OWN_CHAPTER, OWN_CHAPTER),
    "reports:promise_remove": (None, OWN_CHAPTER),
    "reports:promise_outcome": (None, OWN_CHAPTER),
    # Who reads what is frozen sees its pictures, and everybody those that are published: tests/reports/pictures.
    "reports:picture_file": (INSIDE, None),
    "reports:chapter_pictures": (OWN_CHAPTER, OWN_CHAPTER),
    "reports:picture_edit": (OWN_CHAPTER, OWN_CHAPTER),
    "reports:picture_remove": (None, OWN_CHAPTER),
    "reports:docx_read": (OWN_CHAPTER, OWN_CHAPTER),
    "reports:docx_apply": (None, OWN_CHAPTER),
    "reports:section_list": (CONTROLLER, None),
    "reports:section_add": (None, CONTROLLER),
    "reports:section_edit": (CONTROLLER, CONTROLLER),
    "reports:section_move": (None, CONTROLLER),
    "reports:section_remove": (None, CONTROLLER),
    "reports:memo_read": (READ, None),
    "reports:memo_edit": (CONTROLLER, CONTROLLER),
    "reports:memo_print": (None, READ),
    "reports:memo_case_number": (SECRETARY, SECRETARY),
    "reports:memo_instance_add": (SECRETARY, SECRETARY),
    "reports:memo_instance_edit": (SECRETARY, SECRETARY),
    "reports:memo_instance_remove": (SECRETARY, SECRETARY),
    "reports:version_list": (READ, None),
    "reports:version_read": (READ, None),
    "reports:version_make_files": (None, SECRETARY),
    "reports:version_file": (READ, None),
    # One of the two is a proposal, which is the nämnd's own.
    "reports:version_compare": (WORKS_HERE, None),
    "reports:case_export": (SECRETARY, None),
    "reports:case_package": (SECRETARY, None),
    "reports:flow_detail": (READ, None),
    "reports:flow_send_out": (SECRETARY, SECRETARY),
    "reports:flow_open": (SECRETARY, SECRETARY),
    "reports:flow_remit": (DECISION, DECISION),
    "reports:flow_decide": (DECISION, DECISION),
    "reports:flow_send_over": (SECRETARY, SECRETARY),
    "reports:flow_publish_proposal": (DECISION, DECISION),
    "reports:flow_publish": (DECISION, DECISION),
    "reports:flow_verify": (DECISION, DECISION),
    "reports:flow_correct": (DECISION, DECISION),
    "reports:flow_finish_correction": (DECISION, DECISION),
    "reports:flow_drop_correction": (DECISION, DECISION),
    "reports:flow_archive": (SECRETARY, SECRETARY),
}

# Open without signing in.
OPEN = {"health", "web:accent", "account_login", "account_logout", "account_inactive", "account_reset_password"}
OPEN |= {"account_reset_password_done", "account_reset_password_from_key"}
OPEN |= {"reports:published", "reports:published_file"}
# About the user alone, or tested where they belong: a job is its owner's (tests/jobs), home redirects.
OWN = {"web:home", "account_change_password", "account_set_password"}
OWN |= {"reports:draft_list", "reports:draft_offers", "reports:draft_drop"}
OWN |= {"jobs:job_detail", "jobs:job_download", "jobs:job_retry"}

# What the last part of each address is in the world of the test.
ARGUMENTS: dict[str, dict[str, str]] = {
    "web:help_page": {"name": "kom-igang"},
    "budget:import_": {"pk": "import"},
    "budget:source_": {"pk": "source"},
    "goals:goal_": {"pk": "goal"},
    "goals:assessment_": {"pk": "goal"},
    "goals:comment_": {"pk": "goal"},
    "goals:directive_": {"pk": "directive"},
    "goals:guideline_": {"slug": "guideline"},
    "goals:activity_": {"pk": "activity"},
    "budget:area_": {"pk": "area"},
    "budget:variance_": {"pk": "area"},
    "budget:change_": {"pk": "change"},
    "budget:forecast_": {"pk": "round"},
    "budget:round_": {"pk": "round"},
    "budget:adjustment_": {"pk": "round", "area_pk": "area"},
    "budget:correction_": {"pk": "action"},
    "budget:project_": {"pk": "project"},
    "budget:appropriation_": {"pk": "appropriation", "kind": "frame"},
    "personnel:import_": {"pk": "hr_import"},
    "internal_control:risk_": {"pk": "risk"},
    "internal_control:control_": {"pk": "planned"},
    "internal_control:action_": {"pk": "improvement"},
    "internal_control:follow_up": {"pk": "control_test"},
    "internal_control:oversight_": {"namnd": "namnd"},
    "measures:": {"slug": "measure"},
    "reports:chapter_": {"pk": "chapter"},
    "reports:chapter_old_text": {"number": "first_version"},
    "reports:comment_": {"comment": "comment"},
    "reports:section_": {"pk": "chapter", "section": "section"},
    "reports:figure_": {"pk": "chapter"},
    "reports:picture_": {"pk": "chapter", "picture": "picture"},
    "reports:picture_file": {"pk": "picture"},
    "reports:docx_": {"pk": "chapter"},
    "reports:memo_instance_": {"pk": "instance"},
    "reports:version_": {"number": "version", "first": "first_version", "second": "version", "kind": "json"},
    "reports:case_": {"package": "handlingar"},
    "reports:promise_": {"pk": "promise"},
    "reports:promise_add": {"pk": "chapter"},
    "reports:promise_outcome": {"pk": "due_promise"},
}

# What a form must say for the address to know what is meant; other forms may be empty.
POSTED: dict[str, dict[str, str]] = {
    "measures:target_edit": {"slot": "0/{part}", "version": "1"},
    "goals:outcome_undo": {"undo": "{measure}/{part}/1"},
    "goals:outcome_edit": {"version": "1", "value": "1"},
    "goals:outcome_missing": {"version": "1"},
}
