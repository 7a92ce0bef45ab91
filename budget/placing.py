"""Which areas a unit uses, in the order they are read, and whose money stands on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from budget.models import BudgetArea, Grouping
from budget.units import UnitsAround, units_around
from kommunrapport.organisation.models import OrgUnit


@dataclass(frozen=True, slots=True)
class Node:
    """An area where it stands in its tree."""

    area: BudgetArea
    depth: int
    parts: tuple[int, ...]

    @property
    def is_leaf(self) -> bool:
        return not self.parts


@dataclass(frozen=True, slots=True)
class Places:
    """The areas that a unit uses in a year, by grouping; a grouping without areas is left out."""

    org_unit: OrgUnit
    units: UnitsAround
    trees: Mapping[str, tuple[Node, ...]]

    def leaves(self, grouping: str) -> list[BudgetArea]:
        return [node.area for node in self.trees.get(grouping, ()) if node.is_leaf]

    def owner_of_money(self, area: BudgetArea) -> OrgUnit:
        """The unit whose money is typed on the area: its own unit, or this one for an area from above."""
        return area.org_unit if area.org_unit_id in self.units.within else self.org_unit

    def grouping(self, chosen: str) -> str:
        """The grouping of an address; the first there is where it says nothing we know."""
        return chosen if chosen in self.trees else next(iter(self.trees), str(Grouping.UNIT))


def read_places(org_unit: OrgUnit, year: int, groupings: Sequence[str] = tuple(Grouping)) -> Places:
    """Two queries. The areas are those of the unit and of units below; where there are none, of the nearest above."""
    units = units_around(org_unit)
    areas = (
        BudgetArea.objects.valid_in(year)
        .filter(Q(org_unit__in=units.within) | Q(org_unit__in=units.above), grouping__in=groupings)
        .select_related("org_unit", "responsible")
    )
    found: dict[str, list[BudgetArea]] = defaultdict(list)
    for area in areas:
        found[area.grouping].append(area)
    trees = {str(g): tuple(_in_order(_nearest(found[g], units))) for g in groupings if found[g]}
    return Places(org_unit, units, trees)


def _nearest(areas: Sequence[BudgetArea], units: UnitsAround) -> list[BudgetArea]:
    own = [area for area in areas if area.org_unit_id in units.within]
    if own:
        return own
    owner = next(pk for pk in units.above if any(area.org_unit_id == pk for area in areas))
    return [area for area in areas if area.org_unit_id == owner]


def _in_order(areas: Sequence[BudgetArea]) -> Iterator[Node]:
    known = {area.pk for area in areas}
    parts: dict[int | None, list[BudgetArea]] = defaultdict(list)
    for area in areas:
        parts[area.parent_id if area.parent_id in known else None].append(area)
    yield from _below(None, 0, parts)


def _below(parent: int | None, depth: int, parts: Mapping[int | None, Sequence[BudgetArea]]) -> Iterator[Node]:
    for area in parts.get(parent, ()):
        yield Node(area, depth, tuple(part.pk for part in parts.get(area.pk, ())))
        yield from _below(area.pk, depth + 1, parts)
