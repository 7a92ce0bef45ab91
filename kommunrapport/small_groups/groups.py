"""Groups of people by unit, sex and age: how many each is of, and how they make up each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

TOTAL, WOMEN, MEN = "total", "women", "men"
ALL_AGES = "all"
AGES = ("-29", "30-49", "50-")


class Group(NamedTuple):
    """A group of a unit's people.

    `rest` are those of the unit who are in no unit below it that has figures; `far_rest` those in none below that has
    figures of just this group.
    """

    org_unit_id: int
    sex: str = TOTAL
    age_group: str = ALL_AGES
    rest: bool = False
    far_rest: bool = False

    @property
    def is_whole(self) -> bool:
        return self.sex == TOTAL and self.age_group == ALL_AGES


@dataclass(frozen=True, slots=True)
class Size:
    """How many a group is of; None is not known, and then it is hidden too. Of nobody there is nothing to hide."""

    people: int | None
    is_identifiable: bool = False

    def is_small(self, least: int) -> bool:
        return self.is_identifiable or self.people is None or 0 < self.people < least

    @property
    def is_nobody(self) -> bool:
        return self.people == 0


type Layer = Mapping[Group, Size]


class Tree:
    """The units that have figures, each under the nearest one above that has."""

    def __init__(self, groups: Collection[Group], parents: Mapping[int, int | None]) -> None:
        self.units = {group.org_unit_id for group in groups}
        self._parents = {unit: self._above(unit, parents) for unit in self.units}
        self.below: dict[int, list[int]] = defaultdict(list)
        for unit, above in sorted(self._parents.items()):
            if above is not None:
                self.below[above].append(unit)
        # Groups by both sex and age are of no use to anybody when none of them is shown anywhere.
        self.has_crossed = any(group.sex != TOTAL and group.age_group != ALL_AGES for group in groups)

    def _above(self, unit: int, parents: Mapping[int, int | None]) -> int | None:
        above = parents.get(unit)
        while above is not None and above not in self.units:
            above = parents.get(above)
        return above

    def cells(self) -> Iterator[tuple[str, str]]:
        """Sex and age of the groups that a unit can have."""
        for sex in (TOTAL, WOMEN, MEN):
            for age in (ALL_AGES, *AGES):
                if self.has_crossed or sex == TOTAL or age == ALL_AGES:
                    yield sex, age

    def partitions(self, group: Group) -> Iterator[list[Group]]:
        """The sexes of it and the ages of it, where groups have those: everybody of it is in one of the parts."""
        if group.sex == TOTAL and (self.has_crossed or group.age_group == ALL_AGES):
            yield [group._replace(sex=sex) for sex in (WOMEN, MEN)]
        if group.age_group == ALL_AGES and (self.has_crossed or group.sex == TOTAL):
            yield [group._replace(age_group=age) for age in AGES]

    def inside(self, group: Group) -> list[Group]:
        """The same people by sex and age in the units below; the unit may have others too."""
        return [group._replace(org_unit_id=unit) for unit in self.below.get(group.org_unit_id, ())]

    def far_inside(self, group: Group, groups: Collection[Group]) -> list[Group]:
        """The same people in the nearest units below that have figures of just them."""
        found: list[Group] = []
        for one in self.inside(group):
            found += [one] if one in groups else self.far_inside(one, groups)
        return found

    def is_part(self, part: Group, whole: Group) -> bool:
        """Whether everybody in the one is in the other."""
        unit: int | None = part.org_unit_id
        while unit is not None and unit != whole.org_unit_id:
            unit = self._parents[unit]
        return unit is not None and whole.sex in (TOTAL, part.sex) and whole.age_group in (ALL_AGES, part.age_group)


def with_differences(layer: Layer, tree: Tree) -> Layer:
    """The layer with groups that nothing is stored of, but that are the one thing lacking in a sum.

    How many people they are of is known to who reads.
    """
    known = dict(layer)
    for whole in (Group(unit, *cell) for unit in sorted(tree.units) for cell in tree.cells()):
        for parts in tree.partitions(whole):
            lacking = [part for part in parts if part not in known]
            people = [known[one].people for one in (whole, *parts) if one in known]
            if whole in known and len(lacking) == 1 and None not in people:
                all_of_it, *others = [n for n in people if n is not None]
                known[lacking[0]] = Size(max(all_of_it - sum(others), 0))
    return known


def with_empty_groups(layer: Layer, tree: Tree) -> Layer:
    """The layer with groups that nothing is stored of and that are known to be of nobody: all of the unit are women."""
    return {group: size for group, size in with_differences(layer, tree).items() if group in layer or size.is_nobody}
