"""No figure that is hidden can be computed of those that are shown: attacked by the rank of what is shown."""

import random
from itertools import product

import numpy as np
import pytest

from kommunrapport.small_groups import AGES, ALL_AGES, MEN, TOTAL, WOMEN, Group, Size, hidden_groups

MARGINS = [(TOTAL, ALL_AGES), (WOMEN, ALL_AGES), (MEN, ALL_AGES), *((TOTAL, age) for age in AGES)]
SIZES = [0, 0, 1, 2, 3, 5, 9, 10, 11, 15, 30, 60]


def unit(number: int, women: int, men: int, ages: tuple[int, int, int] | None = None) -> dict[Group, Size]:
    """The groups of a unit; without `ages` it has none of them."""
    found = {
        Group(number): Size(women + men),
        Group(number, WOMEN): Size(women),
        Group(number, MEN): Size(men),
    }
    by_age = zip(AGES, ages or (), strict=False)
    return found | {Group(number, TOTAL, age): Size(people) for age, people in by_age}


@pytest.mark.parametrize(("women", "is_hidden"), [(10, True), (11, False), (0, False)])
def test_ten_are_hidden_and_eleven_shown(women, is_hidden):
    hidden = hidden_groups([unit(1, women, 200)], {1: None})

    assert (Group(1, WOMEN) in hidden) is is_hidden


def test_what_is_left_when_one_of_two_is_hidden_is_hidden_too():
    assert hidden_groups([unit(1, 5, 200)], {1: None}) == {Group(1, WOMEN), Group(1, MEN)}


def test_of_three_ages_the_next_smallest_is_hidden_and_the_whole_is_shown():
    hidden = hidden_groups([unit(1, 100, 100, (5, 150, 45))], {1: None})

    assert hidden == {Group(1, TOTAL, "-29"), Group(1, TOTAL, "50-")}


def test_a_group_of_unknown_size_is_hidden():
    groups = {Group(1): Size(200), Group(1, WOMEN): Size(None), Group(1, MEN): Size(100)}

    assert Group(1, WOMEN) in hidden_groups([groups], {1: None})


def test_a_group_that_can_be_recognised_is_hidden_however_large():
    groups = unit(1, 50, 50) | {Group(1, MEN): Size(50, is_identifiable=True)}

    assert hidden_groups([groups], {1: None}) == {Group(1, MEN), Group(1, WOMEN)}


def test_a_small_unit_takes_its_smallest_sister_with_it():
    small, sister, other = ({Group(n): Size(people)} for n, people in ((2, 5), (3, 40), (4, 90)))

    hidden = hidden_groups([{Group(1): Size(135)} | small | sister | other], {1: None, 2: 1, 3: 1, 4: 1})

    assert hidden == {Group(2), Group(3)}


def test_the_few_who_are_in_no_unit_below_are_protected():
    """57 in all, 30 and 20 below: the seven others would be the difference."""
    groups = {Group(1): Size(57), Group(2): Size(30), Group(3): Size(20)}

    assert hidden_groups([groups], {1: None, 2: 1, 3: 1}) == {Group(3)}


def test_many_who_are_in_no_unit_below_protect_a_small_unit():
    groups = {Group(1): Size(200), Group(2): Size(5)}

    assert hidden_groups([groups], {1: None, 2: 1}) == {Group(2)}


def test_a_unit_between_without_figures_hides_nothing():
    groups = {Group(1): Size(57), Group(3): Size(50)}

    assert hidden_groups([groups], {1: None, 2: 1, 3: 2}) == {Group(3)}


def test_hidden_in_one_period_is_hidden_in_one_that_overlaps():
    full_year, half_year = unit(1, 11, 200), unit(1, 10, 200)

    assert hidden_groups([full_year, half_year], {1: None}) == {Group(1, WOMEN), Group(1, MEN)}


def test_a_whole_that_is_nothing_gives_its_parts_away():
    hidden = hidden_groups([unit(1, 5, 200)], {1: None}, telling={Group(1)})

    assert Group(1) in hidden


def test_two_small_ages_are_not_told_together_by_the_third():
    assert hidden_groups([unit(1, 100, 100, (3, 4, 193))], {1: None}) == {Group(1, TOTAL, age) for age in AGES}


def test_two_small_units_are_not_told_together_by_the_third():
    groups = {Group(n): Size(people) for n, people in ((1, 100), (2, 4), (3, 5), (4, 91))}

    assert hidden_groups([groups], {1: None, 2: 1, 3: 1, 4: 1}) == {Group(2), Group(3), Group(4)}


def test_the_few_men_that_nothing_is_stored_of_are_protected():
    assert hidden_groups([{Group(1): Size(105), Group(1, WOMEN): Size(100)}], {1: None}) == {Group(1, WOMEN)}


def test_the_few_women_of_a_unit_that_nothing_is_stored_of_are_protected():
    groups = {Group(1): Size(140), Group(2): Size(70), Group(3): Size(70), Group(1, WOMEN): Size(40)}

    assert hidden_groups([groups | {Group(2, WOMEN): Size(35)}], {1: None, 2: 1, 3: 1}) == {Group(1, WOMEN)}


@pytest.mark.parametrize("before", [{}, {Group(3): Size(0)}])
def test_a_unit_that_is_new_does_not_protect_another_before_it_was_there(before):
    units = {Group(2): Size(5), Group(4): Size(195)}
    layers = [{Group(1): Size(200)} | units | before, {Group(1): Size(250), Group(3): Size(50)} | units]

    assert hidden_groups(layers, {1: None, 2: 1, 3: 1, 4: 1}) >= {Group(2), Group(4)}


def test_nobody_protects_nobody():
    hidden = hidden_groups([unit(1, 100, 100, (5, 0, 195))], {1: None})

    assert hidden == {Group(1, TOTAL, "-29"), Group(1, TOTAL, "50-")}


def test_a_unit_between_without_ages_protects_nobody():
    """All of the ages are those of the third unit, since nobody of their age is in the second or beside them."""
    groups = unit(1, 60, 60, (20, 50, 50)) | {Group(2): Size(118)} | unit(3, 60, 50, (20, 45, 45))
    groups |= {Group(3, TOTAL, "-29"): Size(20, is_identifiable=True)}

    assert Group(1, TOTAL, "-29") in hidden_groups([groups], {1: None, 2: 1, 3: 2})


def _parents(numbers: random.Random, count: int) -> dict[int, int | None]:
    return {1: None} | {n: numbers.randint(1, n - 1) for n in range(2, count + 1)}


def _is_below(one: int | None, above: int, parents) -> bool:
    while one is not None and one != above:
        one = parents[one]
    return one is not None


class Kommun:
    """Units with people of their own; what is published is of a unit and all below it."""

    def __init__(self, seed: int, *, crossed: bool = False) -> None:
        numbers = random.Random(seed)  # noqa: S311 (makes up a kommun)
        self.parents = _parents(numbers, numbers.choice([1, 2, 4, 9, 16]))
        cells = list(product(self.parents, (WOMEN, MEN), AGES))
        # Half of the units have nobody beside those of the units below them.
        empty = {n for n in self.parents if n in self.parents.values() and numbers.random() < 0.5}
        self.people = {cell: 0 if cell[0] in empty else numbers.choice(SIZES) for cell in cells}
        shapes = [*product((TOTAL, WOMEN, MEN), (ALL_AGES, *AGES))] if crossed else MARGINS
        self.groups = {Group(n, *shape): self._size(n, *shape) for n in self.parents for shape in shapes}

    def _covers(self, group: Group, cell: tuple[int, str, str]) -> bool:
        unit, sex, age = cell
        return (
            _is_below(unit, group.org_unit_id, self.parents)
            and group.sex in (TOTAL, sex)
            and group.age_group in (ALL_AGES, age)
        )

    def _size(self, number: int, sex: str, age: str) -> Size:
        group = Group(number, sex, age)
        return Size(sum(n for cell, n in self.people.items() if self._covers(group, cell)))

    def vector(self, group: Group) -> np.ndarray:
        """The group as a sum of what can't be divided further: people of one unit, sex and age."""
        own = self._own()
        return np.array([float(self._covers(group, cell)) for cell in self.people if cell[0] in own])

    def _own(self) -> set[int]:
        """Units whose own people are a group of their own: known to be somebody."""
        return {n for n in self.parents if any(self.people[n, s, a] for s, a in product((WOMEN, MEN), AGES))}


@pytest.mark.parametrize("crossed", [False, True])
@pytest.mark.parametrize("seed", range(30))
def test_no_combination_of_what_is_shown_gives_what_is_hidden(seed, crossed):
    kommun = Kommun(seed, crossed=crossed)

    hidden = hidden_groups([kommun.groups], kommun.parents)

    shown = [kommun.vector(group) for group in kommun.groups if group not in hidden]
    rank = np.linalg.matrix_rank(np.array(shown)) if shown else 0
    for group in hidden:
        target = kommun.vector(group)
        assert not target.any() or np.linalg.matrix_rank(np.array([*shown, target])) > rank, group


@pytest.mark.parametrize("seed", range(30))
def test_nothing_small_is_shown_and_not_everything_is_hidden(seed):
    kommun = Kommun(seed)

    hidden = hidden_groups([kommun.groups], kommun.parents)

    assert not {group for group, size in kommun.groups.items() if 0 < (size.people or 0) < 11} - hidden
    assert len(hidden) < len(kommun.groups) or len(kommun.parents) == 1


def test_where_all_are_women_the_whole_is_the_women():
    """Nothing is stored of the men, but all are as many as the women: so they are the same people."""
    groups = {Group(1): Size(48), Group(1, WOMEN): Size(48, is_identifiable=True)}

    assert hidden_groups([groups], {1: None}) == {Group(1), Group(1, WOMEN)}


def test_people_of_whom_nothing_is_stored_are_known_by_difference():
    """Unit 2 has no row of its men, but they are 122: so no man of unit 1 is beside those of the units below it."""
    above = {Group(1): Size(431), Group(1, WOMEN): Size(247), Group(1, MEN): Size(184)}
    small = {Group(3): Size(103), Group(3, WOMEN): Size(41), Group(3, MEN): Size(62)}
    below = {Group(2): Size(324), Group(2, WOMEN): Size(202)} | small

    hidden = hidden_groups([above | below], {1: None, 2: 1, 3: 1})

    shown = {Group(1), Group(1, WOMEN), Group(2), Group(2, WOMEN), Group(3), Group(3, MEN)} - hidden
    # The four who are in no unit below are women: they would be what all are more than the two units.
    assert not {Group(1), Group(2), Group(3)} <= shown
    assert not {Group(1, WOMEN), Group(2, WOMEN), Group(3, WOMEN)} <= shown
