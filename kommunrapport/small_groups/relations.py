"""What of groups can be computed, because their figures add up: linear equations, solved exactly."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import Enum, auto
from fractions import Fraction

from kommunrapport.small_groups.groups import Group, Layer, Size, Tree, with_differences

type Equation = dict[Group, Fraction]  # the groups with their factors; together they come to 0
type Rests = frozenset[tuple[Group, Rest]]


class Rest(Enum):
    """The people of a unit in no unit below: none (their figure is 0), few enough to hide, or many."""

    NONE = auto()
    FEW = auto()
    MANY = auto()


def read_rests(layer: Layer, tree: Tree, least: int) -> Rests:
    """For each group of a unit with units below: how many of it are in none of those."""
    found = set()
    known = with_differences(layer, tree)
    for group in (Group(unit, sex, age) for unit in tree.below for sex, age in tree.cells()):
        found.add((group._replace(rest=True), _rest(group, known, tree, least)))
        if group in layer and (far := tree.far_inside(group, layer)):
            found.add((group._replace(far_rest=True), _left([layer[one] for one in (group, *far)], least)))
    return frozenset(found)


def _rest(group: Group, layer: Layer, tree: Tree, least: int) -> Rest:
    sizes = [layer.get(one) for one in (group, *tree.inside(group))]
    if None not in sizes:
        return _left([size for size in sizes if size], least)
    # Some unit has no figures of its women: they may be any number, but not where nobody is left.
    whole = Group(group.org_unit_id)
    return Rest.MANY if group == whole else _rest(whole, layer, tree, least)


def _left(sizes: Sequence[Size], least: int) -> Rest:
    """What is left of the first beside the others."""
    people = [size.people for size in sizes if size.people is not None]
    if len(people) < len(sizes):
        return Rest.NONE  # who reads may know from somewhere else that there is nobody
    left = people[0] - sum(people[1:])
    return Rest.NONE if left <= 0 else Rest.FEW if left < least else Rest.MANY


class Relations:
    """What everybody knows about how the groups of a period add up: `groups` have figures, `nobody` are of none."""

    def __init__(self, tree: Tree, groups: Collection[Group], nobody: Collection[Group], rests: Rests) -> None:
        self._tree = tree
        self._stored = frozenset(groups)
        self._groups = self._stored - frozenset(nobody)
        self.layers: list[Layer] = []  # the periods in which they add up so
        self._few = {group for group, rest in rests if rest == Rest.FEW}
        zero = {group for group, rest in rests if rest == Rest.NONE} | set(nobody)
        self._equations = [{group: factor for group, factor in one.items() if group not in zero} for one in self._all()]

    def _all(self) -> Iterator[Equation]:
        """Sexes add up to all, ages to all ages, and units with those who are in none of them to the unit above."""
        for unit in sorted(self._tree.units):
            kinds = (False, True) if self._tree.below.get(unit) else (False,)
            for group in (Group(unit, sex, age, rest) for rest in kinds for sex, age in self._tree.cells()):
                yield from (_sum(group, parts) for parts in self._tree.partitions(group))
                if group.rest:
                    whole = group._replace(rest=False)
                    yield _sum(whole, [group, *self._tree.inside(whole)])
                    if far := self._tree.far_inside(whole, self._stored):
                        yield _sum(whole, [whole._replace(far_rest=True), *far])

    def is_of_few(self, group: Group, of: Equation, least: int) -> bool:
        """Whether a group without figures, computed of those in `of`, is of few people in any of the periods."""
        return group in self._few or any(0 < _people(of, layer) < least for layer in self.layers)

    def given_away(self, hidden: Collection[Group]) -> dict[Group, Equation]:
        """The groups that are not shown and yet can be computed, each with the shown groups it is computed of."""
        shown = self._groups - frozenset(hidden)
        rows: dict[Group, Equation] = {}  # by the unknown group that each row is solved for
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


def _people(of: Equation, layer: Layer) -> Fraction:
    """How many a group is of that is computed of these; 0 when one of them is not known."""
    found = Fraction(0)
    for group, factor in of.items():
        size = layer.get(group)
        if size is None or size.people is None:
            return Fraction(0)
        found -= factor * size.people
    return found


def _sum(whole: Group, parts: Iterable[Group]) -> Equation:
    return {whole: Fraction(1), **{part: Fraction(-1) for part in parts}}


def _reduced(equation: Equation, rows: Mapping[Group, Equation]) -> Equation:
    row = dict(equation)
    for group in equation:
        if group in rows and group in row:
            row = _minus(row, rows[group], row[group])
    return row


def _minus(row: Equation, other: Equation, factor: Fraction) -> Equation:
    result = dict(row)
    for group, value in other.items():
        left = result.get(group, Fraction(0)) - factor * value
        if left:
            result[group] = left
        else:
            result.pop(group, None)
    return result
