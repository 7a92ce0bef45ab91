"""Measures that positions answer for; measures stand before this app and cannot register themselves."""

from __future__ import annotations

from collections.abc import Iterable

from kommunrapport.annual_cycle.holdings import Held, Holdings, register
from kommunrapport.measures.measure_services import change_measure
from kommunrapport.measures.models import Measure
from kommunrapport.organisation.models import Position, User


def owned_measures(year: int) -> Iterable[Held]:
    """Measures go on through the years."""
    rows = Measure.objects.exclude(owner=None).values_list("owner", "pk", "name")
    return [Held(*row) for row in rows]


def hand_over_measure(pk: int, old: Position, new: Position, by: User) -> None:
    measure = Measure.objects.get(pk=pk)
    change_measure(pk=pk, version=measure.version, by=by, parent=measure.parent, owner=new)


register(Holdings("measures.measure", "mätning", "mätningar", owned_measures, hand_over_measure))
