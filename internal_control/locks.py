"""What closes the results and actions of a year: the unit's figures, and the assessment that was sent over."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from internal_control.models import ControlConclusion, ControlPlan
from internal_control.reach import up_to_namnd
from kommunrapport.dates import format_date
from kommunrapport.organisation.models import Occasion, OrgUnit, Submission
from kommunrapport.organisation.period import FULL_YEAR
from kommunrapport.organisation.submissions import hold_open_submission, reporting_unit
from kommunrapport.organisation.submissions import lock_sentence as submission_sentence
from kommunrapport.records.saving import Locked


def hold_open_year(org_unit: OrgUnit, year: int) -> None:
    """Keep the unit's year open to the end of the transaction.

    Raises Locked, with a sentence to show, when its figures are closed or its assessment is sent over.
    """
    hold_open_submission(org_unit, year, FULL_YEAR)
    hold_plans(org_unit, year)
    sent = sent_conclusions(year).filter(org_unit__in=up_to_namnd(org_unit)).first()
    if sent is not None:
        raise Locked(conclusion_sentence(sent))


def hold_plans(org_unit: OrgUnit, year: int) -> None:
    """Who reports and who sends over hold the same rows, so that nothing is reported while it is being sent."""
    plans = ControlPlan.objects.filter(org_unit__in=up_to_namnd(org_unit), year=year)
    list(plans.select_for_update(no_key=True, of=("self",)).order_by("pk"))


def conclusion_sentence(conclusion: ControlConclusion) -> str:
    """Why results and follow-ups take no changes, since when, and who can open them."""
    assert conclusion.sent_at is not None  # noqa: S101 (asked of those that are sent)
    since = format_date(timezone.localdate(conclusion.sent_at))
    return (
        f"Den samlade bedömningen översändes {since} av {conclusion.sent_by}, och årets resultat och uppföljning är "
        "låsta. Controllern eller nämndsekreteraren kan ta tillbaka den."
    )


def sent_conclusions(year: int) -> QuerySet[ControlConclusion]:
    return ControlConclusion.objects.filter(year=year, sent_at__isnull=False).select_related("sent_by")


@dataclass(frozen=True, slots=True)
class Locks:
    """What is closed in a year, by unit; read once for a page. Units need `parent__parent` selected."""

    submissions: dict[int, Submission]
    conclusions: dict[int, ControlConclusion]

    def is_closed(self, org_unit: OrgUnit) -> bool:
        return bool(self.sentence(org_unit))

    def sentence(self, org_unit: OrgUnit) -> str:
        """Why the unit's year is closed; empty while it is open."""
        submission = self.submissions.get(reporting_unit(org_unit).pk)
        if submission is not None:
            return submission_sentence(submission)
        sent = (self.conclusions[unit.pk] for unit in up_to_namnd(org_unit) if unit.pk in self.conclusions)
        return next((conclusion_sentence(conclusion) for conclusion in sent), "")


def read_locks(year: int) -> Locks:
    """Two queries for the whole kommun."""
    occasions = Occasion.objects.filter(year=year, kind=FULL_YEAR)
    closed = Submission.objects.closed().filter(occasion__in=occasions).select_related("changed_by")
    return Locks(
        submissions={row.org_unit_id: row for row in closed},
        conclusions={row.org_unit_id: row for row in sent_conclusions(year)},
    )
