"""Activities that positions answer for."""

from __future__ import annotations

from collections.abc import Iterable

from goals.models import Activity
from goals.services.activities import change_activity
from kommunrapport.annual_cycle.holdings import Held, Holdings, register
from kommunrapport.organisation.models import Position, User


def open_activities(year: int) -> Iterable[Held]:
    """Those that nobody has finished, of `year` and later."""
    waiting = Activity.objects.filter(year__gte=year).exclude(status__in=Activity.FINISHED).exclude(responsible=None)
    return [Held(*row) for row in waiting.values_list("responsible", "pk", "title")]


def hand_over_activity(pk: int, old: Position, new: Position, by: User) -> None:
    """The others who answer for it stay."""
    activity = Activity.objects.get(pk=pk)
    responsible = {*activity.responsible.all(), new} - {old}
    change_activity(pk=pk, version=activity.version, by=by, responsible=list(responsible))


register(Holdings("goals.activity", "aktivitet", "aktiviteter", open_activities, hand_over_activity))
