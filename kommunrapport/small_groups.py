"""Which figures of groups of people must be hidden, so that no small group's figure is shown or can be computed.

A group is the women, the men or all of a unit, of one age group or all. Its figures add up: all = women + men, all ages
= the three age groups, a unit = the units below it + the people who are in none of them. So when a small group is
hidden, some others must be too. What is shown counts as if its hours were known, although pages show percentages:
who reads may know the hours from somewhere else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction
from typing import NamedTuple

TOTAL, WOMEN, MEN = "total", "women", "men"
ALL_AGES = "all"
AGES = ("-29", "30-49", "50-")
LEAST_SHOWN = 11  # a group of ten is not shown, one of eleven is


class Group(NamedTuple):
    """A group of a unit's people; `rest` are those of the unit who are in no unit below it that has figures."""

    org_unit_id: int
    sex: str = TOTAL
    age_group: str = ALL_AGES
    rest: bool = False

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


class _Rest(Enum):
    """The people of a unit in no unit below: none (their figure is 0), few enough to hide, or many."""

    NONE = auto()
    FEW = auto()
    MANY = auto()


type _Layer = Mapping[Group, Size]
type _Rests = frozenset[tuple[Group, _Rest]]
type _Equation = dict[Group, Fraction]  # the groups with their factors; together they come to 0


def hidden_groups(
    layers: Sequence[_Layer],
    parents: Mapping[int, int | None],
    least: int = LEAST_SHOWN,
    telling: Collection[Group] = (),
) -> frozenset[Group]:
    """Return the groups that must not be shown in any of `layers`.

    A layer has the groups with figures of one period; layers are periods that overlap, and whose figures could be
    taken from each other. What is hidden in one is therefore hidden in all. `parents` is the tree of units. A group in
    `telling` gives its parts away when it is shown: where nobody was sick, no part of it was.
    """
    worst = _worst(layers)
    tree = _Tree(worst, parents)
    rests = {_rests(layer, tree, least) for layer in layers}
    hidden = {group for group, size in worst.items() if size.is_small(least)}
    before = None
    while before != len(hidden):
        before = len(hidden)
        for rest in rests:
            _hide_what_gives_away(_Relations(tree, worst, dict(rest)), worst, hidden)
        hidden |= {group for group in telling if any(tree.is_part(small, group) for small in hidden)}
    return frozenset(hidden)


def _worst(layers: Iterable[_Layer]) -> dict[Group, Size]:
    """Each group at its smallest; nobody is no group."""
    found: dict[Group, Size] = {}
    for layer in layers:
        for group, size in layer.items():
            known = found.get(group, size)
            people = None
            if known.people is not None and size.people is not None:
                people = min(filter(None, (known.people, size.people)), default=0)
            found[group] = Size(people, known.is_identifiable or size.is_identifiable)
    return found


class _Tree:
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

    def is_part(self, part: Group, whole: Group) -> bool:
        """Whether everybody in the one is in the other."""
        unit: int | None = part.org_unit_id
        while unit is not None and unit != whole.org_unit_id:
            unit = self._parents[unit]
        return unit is not None and whole.sex in (TOTAL, part.sex) and whole.age_group in (ALL_AGES, part.age_group)


def _rests(layer: _Layer, tree: _Tree, least: int) -> _Rests:
    """For each group of a unit with units below: how many of it are in none of those."""
    found = set()
    for unit, below in tree.below.items():
        for sex, age in tree.cells():
            people = [_people(layer, Group(one, sex, age)) for one in (unit, *below)]
            if None in people:  # the unit's others may be any number
                found.add((Group(unit, sex, age, rest=True), _Rest.MANY))
                continue
            whole, *parts = [n for n in people if n is not None]
            left = whole - sum(parts)
            kind = _Rest.NONE if left <= 0 else _Rest.FEW if left < least else _Rest.MANY
            found.add((Group(unit, sex, age, rest=True), kind))
    return frozenset(found)


def _people(layer: _Layer, group: Group) -> int | None:
    size = layer.get(group)
    return size.people if size else None


class _Relations:
    """What everybody knows about how the groups add up."""

    def __init__(self, tree: _Tree, worst: _Layer, rests: Mapping[Group, _Rest]) -> None:
        self._tree, self._worst = tree, worst
        self.nobody = {group for group, rest in rests.items() if rest == _Rest.NONE}
        self.few = {group for group, rest in rests.items() if rest == _Rest.FEW}
        self._equations = [
            {group: factor for group, factor in one.items() if group not in self.nobody} for one in self._all()
        ]

    def _all(self) -> Iterator[_Equation]:
        for unit in sorted(self._tree.units):
            yield from self._inside(Group(unit))
        for unit, below in sorted(self._tree.below.items()):
            yield from self._inside(Group(unit, rest=True))
            for sex, age in self._tree.cells():
                group = Group(unit, sex, age)
                yield _sum(group, [group._replace(rest=True), *(Group(one, sex, age) for one in below)])

    def _inside(self, whole: Group) -> Iterator[_Equation]:
        """Sexes add up to all, and ages to all ages."""
        for age in (ALL_AGES, *AGES) if self._tree.has_crossed else (ALL_AGES,):
            of_age = whole._replace(age_group=age)
            yield _sum(of_age, [of_age._replace(sex=sex) for sex in (WOMEN, MEN)])
        for sex in (TOTAL, WOMEN, MEN) if self._tree.has_crossed else (TOTAL,):
            of_sex = whole._replace(sex=sex)
            yield _sum(of_sex, [of_sex._replace(age_group=age) for age in AGES])

    def given_away(self, hidden: Collection[Group]) -> dict[Group, _Equation]:
        """The groups that are not shown and yet can be computed, each with the shown groups it is computed of."""
        shown = self._worst.keys() - hidden
        rows: dict[Group, _Equation] = {}  # by the unknown group that each row is solved for
        for equation in self._equations:
            row = _reduced(equation, rows)
            pivot = next((group for group in row if group not in shown), None)
            if pivot is None:
                continue
            row = {group: factor / row[pivot] for group, factor in row.items()}
            for other, solved in rows.items():
                if pivot in solved:
                    rows[other] = _minus(solved, row, solved[pivot])
            rows[pivot] = row
        return {
            group: {one: factor for one, factor in row.items() if one != group}
            for group, row in rows.items()
            if all(one in shown or one == group for one in row)
        }


def _sum(whole: Group, parts: Iterable[Group]) -> _Equation:
    return {whole: Fraction(1), **{part: Fraction(-1) for part in parts}}


def _reduced(equation: _Equation, rows: Mapping[Group, _Equation]) -> _Equation:
    row = dict(equation)
    for group in equation:
        if group in rows and group in row:
            row = _minus(row, rows[group], row[group])
    return row


def _minus(row: _Equation, other: _Equation, factor: Fraction) -> _Equation:
    result = dict(row)
    for group, value in other.items():
        left = result.get(group, Fraction(0)) - factor * value
        if left:
            result[group] = left
        else:
            result.pop(group, None)
    return result


def _hide_what_gives_away(relations: _Relations, worst: _Layer, hidden: set[Group]) -> None:
    """Hide one more of the groups that give a hidden one away, until none is."""
    while True:
        found = {
            group: row
            for group, row in sorted(relations.given_away(hidden).items())
            if group in hidden or group in relations.few
        }
        if not found:
            return
        for group, row in found.items():
            if row and not row.keys() & hidden:
                hidden.add(min(row, key=lambda one: _loss(one, group, worst)))
        if all(not row for row in found.values()):
            return  # nothing shown is behind them: they are 0 whatever is hidden


def _loss(group: Group, for_the_sake_of: Group, worst: _Layer) -> tuple[object, ...]:
    """How much is lost by hiding it: the smaller the unit the less, then parts before wholes, then small before large.

    The other parts of what the hidden group is a part of are the nearest to hide.
    """
    whole = worst.get(Group(group.org_unit_id))
    of_unit = (whole.people if whole else None) or 0
    is_sibling = group.org_unit_id == for_the_sake_of.org_unit_id and not group.is_whole
    return not is_sibling, of_unit, group.is_whole, worst[group].people or 0, group
