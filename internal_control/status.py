"""How results and verdicts are shown, the same on screen and in print."""

from __future__ import annotations

import datetime
from decimal import Decimal

from internal_control.models import ControlConclusion, ControlTest, PlannedControl
from kommunrapport.dates import format_date
from kommunrapport.numbers import format_number
from kommunrapport.reports.blocks import Status

OUTCOME_ICONS: dict[str, str] = {
    PlannedControl.Outcome.NONE: "good",
    PlannedControl.Outcome.MINOR: "way",
    PlannedControl.Outcome.SERIOUS: "bad",
    PlannedControl.Outcome.NOT_PERFORMED: "none",
}
VERDICT_ICONS: dict[str, str] = {
    ControlConclusion.Verdict.SUFFICIENT: "good",
    ControlConclusion.Verdict.NEEDS_IMPROVEMENT: "way",
    ControlConclusion.Verdict.INSUFFICIENT: "bad",
}
NO_RESULT = Status("none", "Resultat saknas")


def outcome_status(control: PlannedControl) -> Status:
    """The outcome, or that nobody has said how it went."""
    if not control.outcome:
        return NO_RESULT
    return Status(OUTCOME_ICONS[control.outcome], control.get_outcome_display())


def verdict_status(conclusion: ControlConclusion) -> Status:
    return Status(VERDICT_ICONS[conclusion.verdict], conclusion.get_verdict_display())


def sample_words(control: PlannedControl) -> str:
    """ "7 fel av 42 granskade"; empty where the sample was not counted or nothing was controlled."""
    if control.sample_size is None or control.outcome not in PlannedControl.PERFORMED:
        return ""
    sample = format_number(Decimal(control.sample_size), 0)
    if control.error_count is None:
        return f"{sample} granskade"
    return f"{format_number(Decimal(control.error_count), 0)} fel av {sample} granskade"


def method_words(test: ControlTest) -> str:
    """ "Stickprov, 30 fakturor"; empty when nothing is known."""
    return ", ".join(part for part in (test.method, test.extent) if part)


def responsible_words(test: ControlTest) -> str:
    """The position, else as it was written; empty when nobody is. Needs `responsible` selected."""
    return test.responsible.title if test.responsible else test.responsible_text


def when_words(control: PlannedControl) -> str:
    """When it is to be made: as it was written, else the date; empty when the plan does not say."""
    return control.due_text or (format_date(control.due_on) if control.due_on else "")


def control_is_late(control: PlannedControl, today: datetime.date) -> bool:
    """Without a result though its date has passed."""
    return not control.outcome and control.due_on is not None and control.due_on < today
