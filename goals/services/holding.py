"""What guards texts and assessments: the unit's figures, and each report where the subject has a chapter."""

from __future__ import annotations

from goals.models import Directive, Goal, Guideline
from kommunrapport.organisation.models import Occasion, OrgUnit
from kommunrapport.organisation.submissions import current_submission, hold_open_submission, reporting_unit
from kommunrapport.organisation.submissions import lock_sentence as submission_lock_sentence
from kommunrapport.reports.flow.lock import lock_sentence as report_lock_sentence
from kommunrapport.reports.models import Report
from kommunrapport.reports.services import hold_open_report

type Subject = Goal | Directive | Guideline


def subject_key(subject: Subject) -> str:
    """What the chapters about the subject are tied to: "goals.goal:17"."""
    return f"{subject._meta.label_lower}:{subject.pk}"


def hold_open(org_unit: OrgUnit, occasion: Occasion, subject: Subject) -> None:
    """Hold the submission, then the reports, to the end of the transaction. Raises Locked, with a sentence to show."""
    hold_open_submission(org_unit, occasion.year, occasion.kind)
    for report in reports_about(org_unit, occasion, subject):
        hold_open_report(report.pk)


def lock_sentence(org_unit: OrgUnit, occasion: Occasion, subject: Subject) -> str:
    """Why the unit's texts about the subject are closed, since when and who can open them; empty while open."""
    submission = current_submission(org_unit, occasion)
    if submission is not None and submission.state != submission.State.OPEN:
        return submission_lock_sentence(submission)
    closed = (r for r in reports_about(org_unit, occasion, subject) if not r.is_writable)
    return next((report_lock_sentence(report) for report in closed), "")


def reports_about(org_unit: OrgUnit, occasion: Occasion, subject: Subject) -> list[Report]:
    """The reports of the unit and its nämnd that have a chapter about the subject, in a fixed order."""
    units = {org_unit.pk, reporting_unit(org_unit).pk}
    found = Report.objects.filter(org_unit__in=units, occasion=occasion, chapters__subject_key=subject_key(subject))
    return list(found.select_related("occasion").order_by("pk").distinct())
