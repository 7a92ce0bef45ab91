"""Figures of groups made whole: what is not stored is the sum of its parts, and is so only when all of them are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kommunrapport.organisation.models import OrgUnit
from kommunrapport.small_groups import AGES, ALL_AGES, MEN, TOTAL, WOMEN, Group, Size
from personnel.models.groups import StaffGroup

# The groups that are shown: by sex or by age, never by both.
MARGINS = ((TOTAL, ALL_AGES), (WOMEN, ALL_AGES), (MEN, ALL_AGES), *((TOTAL, age) for age in AGES))


@dataclass(frozen=True, slots=True)
class Whole[R: StaffGroup]:
    """The rows behind one group: its own, or those that add up to it."""

    rows: tuple[R, ...]
    is_sum: bool = False

    def total[N](self, value: Callable[[R], N | None]) -> N | None:
        """The sum of a figure over the rows; None when any of them lacks it."""
        found = [value(row) for row in self.rows]
        known = [one for one in found if one is not None]
        if not known or len(known) < len(found):
            return None
        first, *rest = known
        for one in rest:
            first = first + one  # type: ignore[operator]
        return first

    @property
    def size(self) -> Size:
        """A sum is marked when all of its people are in one row that is."""
        some = [row for row in self.rows if row.employees != 0]
        is_identifiable = len(some) == 1 and some[0].is_identifiable
        return Size(self.total(lambda row: row.employees), is_identifiable)


class Units:
    """The tree of units, read once: one query."""

    def __init__(self) -> None:
        self.parents: dict[int, int | None] = dict(OrgUnit.objects.order_by().values_list("pk", "parent_id"))

    def above(self, unit: int) -> Iterator[int]:
        """The units above, the nearest first."""
        step = self.parents.get(unit)
        while step is not None:
            yield step
            step = self.parents.get(step)


def wholes[R: StaffGroup](rows: Iterable[R], units: Units) -> dict[Group, Whole[R]]:
    """Every group of one period that is known, for units with rows and for those above them.

    A row of a unit is of all below it too. A unit without any row is the sum of the nearest ones below that have.
    """
    own: dict[Group, Whole[R]] = {}
    for row in rows:
        own[Group(row.org_unit_id, row.sex, row.age_group)] = Whole((row,))
    with_rows = {group.org_unit_id for group in own}
    for unit in with_rows:
        _add_up(unit, own)
    found = {group: whole for group, whole in own.items() if (group.sex, group.age_group) in MARGINS}
    for unit, below in _sums(with_rows, units).items():
        for sex, age in MARGINS:
            parts = [found.get(Group(one, sex, age)) for one in below]
            if whole := _together(parts):
                found[Group(unit, sex, age)] = whole
    return found


def _add_up[R: StaffGroup](unit: int, own: dict[Group, Whole[R]]) -> None:
    """What the unit has no row of, from the groups that make it up: first each sex and age, then all."""
    for sex, age in (*((sex, ALL_AGES) for sex in (WOMEN, MEN)), *((TOTAL, age) for age in AGES), (TOTAL, ALL_AGES)):
        for parts in _partitions(sex, age):
            if Group(unit, sex, age) not in own and (
                whole := _together([own.get(Group(unit, *part)) for part in parts])
            ):
                own[Group(unit, sex, age)] = whole


def _partitions(sex: str, age: str) -> Iterator[list[tuple[str, str]]]:
    if sex == TOTAL:
        yield [(one, age) for one in (WOMEN, MEN)]
    if age == ALL_AGES:
        yield [(sex, one) for one in AGES]


def _together[R: StaffGroup](parts: Sequence[Whole[R] | None]) -> Whole[R] | None:
    known = [part for part in parts if part is not None]
    if not known or len(known) < len(parts):
        return None
    return Whole(tuple(row for part in known for row in part.rows), is_sum=True)


def _sums(with_rows: set[int], units: Units) -> Mapping[int, list[int]]:
    """The units without rows that stand above some with, and which of those are the nearest below each."""
    found: dict[int, list[int]] = defaultdict(list)
    for unit in sorted(with_rows):
        for above in units.above(unit):
            if above in with_rows:
                break
            found[above].append(unit)
    return found
