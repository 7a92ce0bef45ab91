"""How actions are shown: mark, date and responsible, the same on screen and in print."""

from __future__ import annotations

import datetime

from internal_control.models import ImprovementAction
from kommunrapport.dates import format_date
from kommunrapport.organisation.labels import LabelSet
from kommunrapport.reports.blocks import Status

ACTION_ICONS: dict[str, str] = {
    ImprovementAction.Status.NOT_STARTED: "none",
    ImprovementAction.Status.ONGOING: "doing",
    ImprovementAction.Status.DONE: "good",
    ImprovementAction.Status.CANCELLED: "bad",
}
LATE = Status("bad", "Försenad")


def action_responsible(action: ImprovementAction) -> str:
    """As it is to stand, else the position; empty when nobody is. Needs `responsible` selected."""
    return action.responsible_text or (action.responsible.title if action.responsible else "")


def action_due(action: ImprovementAction) -> str:
    """When it is to be done: as it was written, else the date; empty when it does not say."""
    return action.due_text or (format_date(action.due_on) if action.due_on else "")


def action_is_late(action: ImprovementAction, today: datetime.date) -> bool:
    """Not closed though its date has passed; a new time does not change what was promised."""
    return not action.is_closed and action.due_on is not None and action.due_on < today


def action_status(action: ImprovementAction, labels: LabelSet) -> Status:
    """In the kommun's words, which it has for activities too."""
    return Status(ACTION_ICONS[action.status], labels.text(f"activity.{action.status}"))
