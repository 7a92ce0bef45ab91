"""The two ways to compute what is not shown: any linear combination, and taking shown people away from a group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cache

import numpy as np

from tests.personnel.attack_reading import Said
from tests.personnel.attack_world import MARGINS, SEXES, AttackedKommun, Cell, Dates

LEAST = 11


class Attack:
    """Everything that is known of one kind of figure: hours of sick leave, hours beside, or the staff of a day.

    Sick hours are the same of ordinary and of agreed time. A shown share counts as if its hours were known.
    """

    def __init__(self, kommun: AttackedKommun, model: str, said: Collection[Said]) -> None:
        self.kommun, self.model = kommun, model
        said = {one for one in said if one.model == model}
        self.shown = {one for one in said if not one.is_hidden}
        self.hidden = {one for one in said if one.is_hidden}
        self.layers = [layer for layer in kommun.rows if layer[0] == model]
        self._atoms = self._somebody()

    def cells(self, one: Said) -> list[Cell]:
        kommun = self.kommun
        return kommun.cells(kommun.covered(one.unit, (one.model, one.dates, one.denominator)), *one.margin)

    def parts(self, dates: Dates) -> list[Dates]:
        return [dates] if self.model == "Headcount" else self.kommun.parts_of(dates)

    def people(self, cells: list[Cell], dates: Dates) -> int:
        return self.kommun.count(cells, self._period(dates))

    def _period(self, dates: Dates) -> Dates:
        """A day is the last one of some period."""
        return next(p for p in self.kommun.periods if p[1] == dates[1] and (p == dates or dates[0] == dates[1]))

    def _somebody(self) -> dict[tuple[Cell, Dates], int]:
        """What can't be divided: a unit's own people by sex, age and part of the time.

        Numbers of people are shown, so where no woman or nobody of an age is known to be, there is nothing unknown.
        """
        whens = {part for layer in self.layers for part in self.parts(layer[1])}
        found = [
            (cell, when) for cell in self.kommun.base for when in sorted(whens) if not self._is_known_empty(cell, when)
        ]
        return {atom: place for place, atom in enumerate(found)}

    def _is_known_empty(self, cell: Cell, when: Dates) -> bool:
        n, sex, age = cell
        last = self.kommun.last_of(self._period(when)) if self.model == "Headcount" else when
        by_sex = (self.kommun.people[(n, sex, one), last] for one in {c[2] for c in self.kommun.base})
        by_age = (self.kommun.people[(n, one, age), last] for one in SEXES)
        return not any(by_sex) or not any(by_age)

    def vector(self, cells: Iterable[Cell], dates: Dates) -> np.ndarray:
        found = np.zeros(len(self._atoms))
        for cell in cells:
            for when in self.parts(dates):
                if (cell, when) in self._atoms:
                    found[self._atoms[cell, when]] = 1
        return found

    def secrets(self) -> Iterator[tuple[object, list[Cell], Dates]]:
        """Everything that must not be computed: (name, cells, period)."""
        for one in self.hidden:
            yield one, self.cells(one), one.dates
        for layer in self.layers:
            for n in self.kommun.parents:
                yield from self._secrets_of(n, layer)

    def _secrets_of(self, n: int, layer: tuple[str, Dates, str]) -> Iterator[tuple[object, list[Cell], Dates]]:
        kommun, dates = self.kommun, layer[1]
        inside = set().union(*(kommun.below(one) for one in kommun.nearest_with_rows(n, layer)))
        units = {
            "the unit": kommun.below(n),
            "of its rows": kommun.covered(n, layer),
            "the rest": kommun.below(n) - inside,
        }
        for margin in MARGINS:
            marked = (*layer, n, margin) in kommun.marked
            for name, of in units.items():
                cells = kommun.cells(of, *margin)
                if (marked and name == "the unit") or 0 < self.people(cells, dates) < LEAST:
                    yield (layer, n, margin, name), cells, dates

    def computed(self) -> list[object]:
        """The secrets that some linear combination of all that is shown, over all periods, gives."""
        rows = {tuple(self.vector(self.cells(one), one.dates)) for one in self.shown}
        rows.discard(tuple(np.zeros(len(self._atoms))))
        if not rows:
            return []
        _, sizes, basis = np.linalg.svd(np.array(sorted(rows)), full_matrices=False)
        basis = basis[sizes > 1e-9 * sizes[0]]
        secrets = [(name, self.vector(cells, dates)) for name, cells, dates in self.secrets()]
        secrets = [(name, target) for name, target in secrets if target.any()]
        return [name for name, target in secrets if np.linalg.norm(target - target @ basis.T @ basis) < 1e-6]

    def remainders(self) -> list[object]:
        """Groups of which one to ten people are left when shown parts of them are taken away."""
        by_dates: dict[Dates, list[Said]] = defaultdict(list)
        for one in self.shown:
            by_dates[one.dates].append(one)
        return [leak for dates, shown in by_dates.items() for leak in self._few_left(dates, shown)]

    def _few_left(self, dates: Dates, shown: list[Said]) -> Iterator[object]:
        people = {cell: n for cell in self.kommun.base if (n := self.people([cell], dates))}
        sets = {one: frozenset(cell for cell in self.cells(one) if cell in people) for one in shown}
        parts = sorted(set(sets.values()), key=len, reverse=True)

        @cache
        def few_left(left: frozenset[Cell], kept: frozenset[Cell]) -> bool:
            """Whether `kept` and a few more, in all one to ten people, can be left when shown groups are taken away."""
            if sum(people[cell] for cell in kept) >= LEAST:
                return False
            if not left:
                return bool(kept)
            largest = max(left, key=lambda cell: (people[cell], cell))
            taken = (left - part for part in parts if largest in part and part <= left)
            return any(few_left(rest, kept) for rest in taken) or few_left(left - {largest}, kept | {largest})

        for one, cells in sets.items():
            if few_left(cells, frozenset()):
                yield one
