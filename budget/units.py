"""Whose money a unit sees: its own and that of all units below it."""

from __future__ import annotations

from dataclasses import dataclass

from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.tree import ids_below


@dataclass(frozen=True, slots=True)
class UnitsAround:
    """Ids: `within` is the unit and all below, `above` those it belongs to with the nearest first."""

    within: frozenset[int]
    above: tuple[int, ...]
    children: dict[int | None, list[int]]


def units_around(org_unit: OrgUnit) -> UnitsAround:
    """One query for the whole tree, once per unit object (one request)."""
    known: UnitsAround | None = getattr(org_unit, "_units_around", None)
    if known is None:
        known = _read_units(org_unit)
        org_unit._units_around = known  # type: ignore[attr-defined]
    return known


def _read_units(org_unit: OrgUnit) -> UnitsAround:
    children = OrgUnit.objects.child_ids()
    parents = {child: parent for parent, below in children.items() for child in below}
    above = []
    step = parents.get(org_unit.pk)
    while step is not None:
        above.append(step)
        step = parents.get(step)
    return UnitsAround(ids_below([org_unit.pk], children), tuple(above), children)
