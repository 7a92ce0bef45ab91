"""The table of states, step by step: from every state, by every role."""

from dataclasses import replace
from datetime import date

import pytest

from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.roles import CAPABILITIES, Role
from kommunrapport.records.saving import AlreadyDone, Conflict
from kommunrapport.reports.flow.possible import possible_steps
from kommunrapport.reports.flow.refused import Refused
from kommunrapport.reports.models import Report, ReportEvent
from kommunrapport.reports.services import write_chapter
from kommunrapport.reports.states import CHAPTER_STEPS, REPORT_STEPS
from kommunrapport.reports.versions.integrity import is_whole
from tests.factories import create_chapter, create_member, create_org_unit
from tests.reports.desk import create_report_of_unit
from tests.reports.flow.way import DECISION, bring_to, decide, print_version, send_out, take

pytestmark = pytest.mark.django_db

STATES = [*Report.State.values, "correcting"]

# Written out by hand, so that the table of the code is held against something: state -> step -> state afterwards.
WAYS = {
    "open": {"send_out": "proposal"},
    "proposal": {"open": "open", "remit": "remitted", "decide": "decided", "publish_proposal": "proposal"},
    "remitted": {"send_out": "proposal"},
    "decided": {
        "send_over": "sent",
        "publish_proposal": "decided",
        "publish": "published",
        "verify": "decided",
        "correct": "decided",
    },
    "sent": {
        "publish_proposal": "sent",
        "publish": "published",
        "verify": "sent",
        "correct": "sent",
        "archive": "archived",
    },
    "published": {"verify": "published", "correct": "published", "archive": "archived"},
    "archived": {},
    "correcting": {"finish_correction": "decided", "drop_correction": "decided"},
}
LOCKERS = {Role.CONTROLLER, Role.SECRETARY, Role.ADMINISTRATOR}
OF_LOCKERS = {"send_out", "open", "send_over", "archive"}
WHO = {step: LOCKERS if step in OF_LOCKERS else {Role.SECRETARY} for step in REPORT_STEPS}


@pytest.fixture
def unit():
    return create_org_unit(slug="ks", kind=OrgUnit.Kind.EXECUTIVE_BOARD)


@pytest.fixture
def secretary(unit):
    return create_member(Role.SECRETARY, unit)


@pytest.fixture
def report(unit):
    report = create_report_of_unit(unit)
    create_chapter(report=report, heading="Året som gått", text="<p>Det gick bra.</p>")
    return report


def _written(report, by, text="<p>Det gick bättre.</p>"):
    chapter = report.chapters.first()
    return write_chapter(pk=chapter.pk, version=chapter.version, text=text, by=by)


@pytest.mark.parametrize("step", list(REPORT_STEPS))
@pytest.mark.parametrize("state", STATES)
def test_a_step_is_taken_from_its_states_and_from_no_other(report, secretary, state, step):
    bring_to(report, state, secretary)
    if step == "finish_correction" and state == "correcting":
        _written(report, secretary)
    before, logged = report.state, ReportEvent.objects.count()

    if step in WAYS[state]:
        event = take(report, step, secretary)
        assert (event.by, event.from_state, event.to_state) == (secretary, before, WAYS[state][step])
        assert report.state == WAYS[state][step]
    else:
        with pytest.raises(Refused, match=r"så det går inte att välja|så går det att välja"):
            take(report, step, secretary)
        assert (report.state, ReportEvent.objects.count()) == (before, logged)


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("step", list(REPORT_STEPS))
def test_a_step_is_taken_by_the_roles_of_the_table_and_by_no_other(report, unit, secretary, step, role):
    state = next(state for state in STATES if step in WAYS[state])
    bring_to(report, state, secretary)
    if step == "finish_correction":
        _written(report, secretary)
    user = create_member(role, unit, **({"subject": "personnel"} if role == Role.SUBJECT_OWNER else {}))

    offered = {possible.step.key for possible in possible_steps(report, user)}

    assert (step in offered) == (role in WHO[step])
    if role in WHO[step]:
        assert take(report, step, user).by == user
    else:
        with pytest.raises(Refused, match="inte behörighet"):
            take(report, step, user)


def test_the_steps_of_another_unit_are_nobodys(report):
    stranger = create_member(Role.SECRETARY)

    assert possible_steps(report, stranger) == []


def test_the_same_form_sent_twice_acts_once(report, secretary):
    take(report, "send_out", secretary, token="samma")

    with pytest.raises(AlreadyDone):
        take(report, "send_out", secretary, token="samma")
    assert report.versions.count() == report.events.count() == 1


def test_who_saw_the_report_before_another_changed_it_is_told(report, secretary):
    send_out(report, secretary)
    seen = report.version
    take(report, "open", secretary)
    take(report, "send_out", secretary)

    with pytest.raises(Conflict):
        take(report, "open", secretary, version=seen)


def test_a_report_without_chapters_is_not_sent_out(report, secretary):
    report.chapters.all().delete()

    with pytest.raises(Refused, match="inga kapitel"):
        take(report, "send_out", secretary)


def test_what_was_changed_after_the_dispatch_is_sent_out_again_before_it_is_decided(report, secretary):
    send_out(report, secretary)
    take(report, "open", secretary)
    _written(report, secretary)
    assert send_out(report, secretary).number == 2

    assert decide(report, secretary).number == 3


def test_a_figure_changed_after_the_dispatch_stands_in_the_way_of_the_decision(report, secretary):
    send_out(report, secretary)
    report.chapters.update(text="<p>Något annat.</p>")

    with pytest.raises(Refused, match="ändrats efter utskicket"):
        take(report, "decide", secretary)


def test_a_proposal_without_its_pdf_is_not_decided(report, secretary):
    version = take(report, "send_out", secretary).version

    with pytest.raises(Refused, match="PDF"):
        take(report, "decide", secretary)
    print_version(version)
    assert take(report, "decide", secretary).to_state == "decided"


def test_a_published_proposal_gives_way_to_the_decision_at_once(report, secretary):
    proposal = send_out(report, secretary)
    take(report, "publish_proposal", secretary)
    assert report.published_version == proposal

    assert decide(report, secretary) == report.published_version


def test_what_is_published_already_is_not_published_as_a_proposal_again(report, secretary):
    send_out(report, secretary)
    take(report, "publish_proposal", secretary)

    with pytest.raises(Refused, match="redan publicerad"):
        take(report, "publish_proposal", secretary)


def test_minutes_verified_after_the_decision_leave_the_decided_version_as_it_was(report, secretary):
    version = decide(report, secretary)
    assert version.verified_day is None

    take(report, "verify", secretary, verified_on=date(2026, 3, 3))

    assert version.verified_day == date(2026, 3, 3)
    assert is_whole(version)
    with pytest.raises(Refused, match="justerat 3 mars 2026"):
        take(report, "verify", secretary)
    assert "verify" not in [possible.step.key for possible in possible_steps(report, secretary)]


def test_minutes_verified_when_the_decision_was_registered_are_not_verified_again(report, secretary):
    send_out(report, secretary)
    version = take(report, "decide", secretary, decision=replace(DECISION, verified_on=date(2026, 2, 26))).version

    assert version.verified_day == date(2026, 2, 26)
    assert "verify" not in [possible.step.key for possible in possible_steps(report, secretary)]


def test_a_correction_of_a_published_report_takes_its_place(report, secretary):
    bring_to(report, "published", secretary)
    decision = report.published_version
    take(report, "correct", secretary)
    _written(report, secretary)
    assert report.published_version == decision

    corrected = take(report, "finish_correction", secretary).version

    assert (report.published_version, report.is_correcting, report.state) == (corrected, False, "published")
    assert corrected.kind == "correction"


def test_a_correction_without_a_change_is_not_finished_but_dropped(report, secretary):
    bring_to(report, "correcting", secretary)

    with pytest.raises(Refused, match="Inget har ändrats"):
        take(report, "finish_correction", secretary)
    assert not take(report, "drop_correction", secretary).report.refresh_from_db()
    assert not report.is_correcting


def test_a_correction_with_a_changed_text_is_not_dropped(report, secretary):
    bring_to(report, "correcting", secretary)
    _written(report, secretary)

    with pytest.raises(Refused, match="Texter har ändrats"):
        take(report, "drop_correction", secretary)


def test_a_correction_where_only_figures_followed_the_data_can_be_dropped(report, secretary):
    bring_to(report, "correcting", secretary)
    version = report.versions.latest("number")
    version.checksum = "0" * 64
    version.save()
    frozen = version.chapters.get()
    frozen.data = [{"key": "goals.follow_up", "data": {"outcome": "65"}}]
    frozen.save()

    assert take(report, "drop_correction", secretary).to_state == "decided"


def test_every_capability_of_the_table_is_somebodys():
    held = set().union(*CAPABILITIES.values())
    capabilities = {step.capability for step in [*REPORT_STEPS.values(), *CHAPTER_STEPS.values()]} - {None}

    assert capabilities <= held
