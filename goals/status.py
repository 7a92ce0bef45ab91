"""How activities and directives are shown: mark, due date and responsible, the same on screen and in print."""

from __future__ import annotations

import datetime

from goals.models import Activity, Directive, DirectiveFollowUp
from kommunrapport.dates import format_day

ACTIVITY_ICONS: dict[str, str] = {
    Activity.Status.NOT_STARTED: "none",
    Activity.Status.ONGOING: "doing",
    Activity.Status.DONE: "good",
    Activity.Status.CONTINUES: "good",
    Activity.Status.CANCELLED: "bad",
}
DIRECTIVE_ICONS: dict[str, str] = {
    DirectiveFollowUp.Status.REACHED: "good",
    DirectiveFollowUp.Status.PARTLY: "way",
    DirectiveFollowUp.Status.NOT_REACHED: "bad",
    DirectiveFollowUp.Status.ONGOING: "doing",
}


def activity_due(activity: Activity) -> str:
    """When it is to be done: as it was written, else the date, else a dash."""
    if activity.due_text:
        return activity.due_text
    return f"{format_day(activity.due_on)} {activity.due_on.year}" if activity.due_on else "–"


def activity_responsible(activity: Activity) -> str:
    """The responsible positions and those outside the kommun, with commas between. Needs `responsible` prefetched."""
    names = [position.title for position in activity.responsible.all()]
    return ", ".join([*names, activity.responsible_text] if activity.responsible_text else names) or "–"


def is_late(activity: Activity, today: datetime.date) -> bool:
    """Not finished though its date has passed."""
    return activity.status not in Activity.FINISHED and activity.due_on is not None and activity.due_on < today


def is_marked(activity: Activity) -> bool:
    """Somebody has said how it went; "Inte påbörjad" counts when it says why."""
    return activity.status != Activity.Status.NOT_STARTED or bool(activity.unfinished_reason)


def asks_why(activity: Activity, today: datetime.date) -> bool:
    """It never happened, or it is not finished though the year or its date has passed."""
    if activity.status == Activity.Status.CANCELLED:
        return True
    return activity.status not in Activity.FINISHED and (today.year > activity.year or is_late(activity, today))


def directive_is_late(directive: Directive, today: datetime.date) -> bool:
    """Not closed though the day to report back has passed."""
    return directive.closed_on is None and directive.report_by is not None and directive.report_by < today
