"""Which steps somebody can take of a report, and what stands in the way of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.models import User
from kommunrapport.reports.flow.standing import Standing
from kommunrapport.reports.models import Report
from kommunrapport.reports.states import REPORT_STEPS, Guard, Step

NOT_YOURS = "Du har inte behörighet till det här steget."


@dataclass(frozen=True, slots=True)
class PossibleStep:
    """A step from the state that the report is in; `refusal` is what stands in the way, "" when nothing does."""

    step: Step
    refusal: str


def possible_steps(report: Report, user: User) -> list[PossibleStep]:
    """The steps that are the user's to take from here, in the order of the table."""
    return steps_of(Standing(report), user)


def steps_of(standing: Standing, user: User) -> list[PossibleStep]:
    """The same for a report whose standing has been read."""
    report = standing.report
    steps = [step for step in REPORT_STEPS.values() if step.starts_from(report) and may_take(step, report, user)]
    return [PossibleStep(step, _told(step.guards, standing)) for step in steps if not _told(step.done, standing)]


def may_take(step: Step, report: Report, user: User) -> bool:
    """Whether the step is the user's to take, whatever state the report is in."""
    return access_of(user).may(step.capability, report.org_unit_id)


def refusal_of(step: Step, standing: Standing, user: User) -> str:
    """Why the user cannot take the step now, "" when nothing stands in the way."""
    if not may_take(step, standing.report, user):
        return NOT_YOURS
    if not step.starts_from(standing.report):
        return wrong_state(step, standing.report)
    return _told((*step.done, *step.guards), standing)


def wrong_state(step: Step, report: Report) -> str:
    """That the step is not one from here."""
    if report.is_correcting and not step.in_correction:
        return f"Rapporten rättas. Lägg fast rättelsen eller avbryt den, så går det att välja {step.button}."
    if step.in_correction and not report.is_correcting:
        return f"Rapporten rättas inte, så det går inte att välja {step.button}."
    return f"Rapporten är {report.get_state_display()}, så det går inte att välja {step.button}."


def _told(guards: Iterable[Guard], standing: Standing) -> str:
    return next(filter(None, (guard(standing) for guard in guards)), "")
