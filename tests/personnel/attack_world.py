"""Made-up kommuner with odd units, periods and gaps: what is known of each person's cell, and what HR has read in."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise, product

from kommunrapport.organisation.models import OrgUnit
from kommunrapport.small_groups import AGES, ALL_AGES, MEN, TOTAL, WOMEN
from personnel.models import Headcount, SickLeave, StaffPeriod
from tests.factories import create_municipality, create_org_unit

type Cell = tuple[int, str, str]  # a unit's own people by sex and age: what can't be divided further
type Margin = tuple[str, str]
type Dates = tuple[date, date]

SEXES = (WOMEN, MEN)
MARGINS = ((TOTAL, ALL_AGES), (WOMEN, ALL_AGES), (MEN, ALL_AGES), *((TOTAL, age) for age in AGES))
CROSSED = tuple(product(SEXES, AGES))
YEAR_2024, YEAR_2025 = (date(2024, 1, 1), date(2024, 12, 31)), (date(2025, 1, 1), date(2025, 12, 31))
AUGUST, APRIL = (date(2025, 1, 1), date(2025, 8, 31)), (date(2025, 1, 1), date(2025, 4, 30))
ROLLING = tuple((date(2024, month + 1, 1), date(2025, month + 1, 1) - timedelta(days=1)) for month in (4, 7, 8))
ORDINARY, AGREED = "ordinary_time", "agreed_time"
# What HR has of a unit: which groups, by how often.
STYLES: dict[str, tuple[Margin, ...]] = {
    "all": MARGINS,
    "total": MARGINS[:1],
    "sexes": MARGINS[:3],
    "parts": MARGINS[1:3],
    "one sex": MARGINS[:2],
    "two ages": (MARGINS[0], *MARGINS[3:5]),
    "crossed": CROSSED,
    "everything": (*MARGINS, *CROSSED),
}
SIZES = {"small": [0, 0, 1, 2, 3, 5, 9, 11, 30], "mixed": [0, 1, 4, 10, 11, 15, 40, 90], "large": [20, 35, 60, 120]}


def within(cell: Cell, sex: str, age: str) -> bool:
    return sex in (TOTAL, cell[1]) and age in (ALL_AGES, cell[2])


@dataclass
class AttackedKommun:
    """Units 1 to n, 1 uppermost. `rows` are the groups read in, by (model, period, denominator) and unit."""

    seed: int
    parents: dict[int, int | None] = field(default_factory=dict)
    units: dict[int, OrgUnit] = field(default_factory=dict)
    rows: dict[tuple[str, Dates, str], dict[int, set[Margin]]] = field(default_factory=dict)
    marked: set[tuple[str, Dates, str, int, Margin]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.numbers = random.Random(self.seed)  # noqa: S311 (makes up a kommun)
        pick = self.numbers
        count = pick.choice([1, 2, 3, 5, 8, 15])
        chain = pick.random() < 0.2
        self.parents = {1: None} | {
            n: n - 1 if chain else pick.randint(max(1, n - 6), n - 1) for n in range(2, count + 1)
        }
        self.periods = [YEAR_2025, *(p for p in (YEAR_2024, AUGUST, APRIL, *ROLLING) if pick.random() < 0.6)]
        self.intervals = self._intervals()
        self._make_people()
        self._make_hours()

    def _intervals(self) -> list[Dates]:
        """The periods cut at every first and last day of any of them."""
        cuts = sorted({p[0] for p in self.periods} | {p[1] + timedelta(days=1) for p in self.periods})
        return [(first, after - timedelta(days=1)) for first, after in pairwise(cuts)]

    def _make_people(self) -> None:
        pick = self.numbers
        self.is_large = pick.random() < 0.25
        own = {n: pick.choice(["small", "mixed", "mixed", "large"]) for n in self.parents}
        empty = {n for n in self.parents if n in self.parents.values() and pick.random() < 0.5}
        few = {n for n in self.parents if n in self.parents.values() and pick.random() < 0.3}
        opens = {n: pick.choice([self.intervals[1][0]] * (pick.random() < 0.15) or [date.min]) for n in self.parents}
        self.base: dict[Cell, int] = {}
        for n, sex, age in product(self.parents, SEXES, AGES):
            sizes = [0] if n in empty else [0, 0, 1, 2] if n in few else SIZES[own[n]]
            self.base[n, sex, age] = pick.choice(SIZES["large"] if self.is_large else sizes)
        self.people: dict[tuple[Cell, Dates], int] = {}
        for (cell, people), interval in product(self.base.items(), self.intervals):
            change = pick.choice([0, 0, 0, 1, -1, 2]) if people else 0
            self.people[cell, interval] = max(people + change, 0) if interval[0] >= opens[cell[0]] else 0

    def _make_hours(self) -> None:
        """Sick hours of a cell; sometimes nobody of it, or nobody of a whole unit, was sick."""
        pick = self.numbers
        well = {n for n in self.parents if pick.random() < 0.1}
        self.sick: dict[tuple[Cell, Dates], Decimal] = {}
        for key in self.people:
            share = 0 if key[0][0] in well or pick.random() < 0.1 else pick.randint(100, 1200)
            self.sick[key] = self.worked(*key) * share / 10_000

    def worked(self, cell: Cell, interval: Dates) -> Decimal:
        return Decimal(self.people[cell, interval]) * ((interval[1] - interval[0]).days + 1) * 4

    def parts_of(self, period: Dates) -> list[Dates]:
        return [one for one in self.intervals if period[0] <= one[0] and one[1] <= period[1]]

    def last_of(self, period: Dates) -> Dates:
        return self.parts_of(period)[-1]

    def below(self, n: int) -> set[int]:
        """The unit and all below it."""
        found = {n}
        for one in sorted(self.parents):
            if self.parents[one] in found:
                found.add(one)
        return found

    def nearest_with_rows(self, n: int, layer: tuple[str, Dates, str]) -> list[int]:
        """The nearest units below that HR has read in something of."""
        found: list[int] = []
        for child in (one for one, above in self.parents.items() if above == n):
            found += [child] if child in self.rows.get(layer, {}) else self.nearest_with_rows(child, layer)
        return found

    def covered(self, n: int, layer: tuple[str, Dates, str]) -> set[int]:
        """The units whose people a figure of the unit is of: those of the rows behind it."""
        if n in self.rows.get(layer, {}):
            return self.below(n)
        return set().union(*(self.below(one) for one in self.nearest_with_rows(n, layer)))

    def cells(self, units: set[int], sex: str, age: str) -> list[Cell]:
        return [cell for cell in self.base if cell[0] in units and within(cell, sex, age)]

    def count(self, cells: list[Cell], period: Dates) -> int:
        last = self.last_of(period)
        return sum(self.people[cell, last] for cell in cells)

    # What HR reads in

    def store(self) -> None:
        create_municipality()
        for n, above in self.parents.items():
            self.units[n] = create_org_unit(slug=f"e{n}", name=f"Enhet {n:02x}", parent=self.units.get(above or 0))
        made: dict[type, list] = {Headcount: [], SickLeave: [], StaffPeriod: []}
        styles = {n: self._style(n) for n in self.parents}
        denominators = [ORDINARY, *([AGREED] if self.numbers.random() < 0.4 else [])]
        for period, denominator in product(self.periods, denominators):
            for n, margin in self._chosen("SickLeave", period, denominator, styles):
                made[SickLeave].append(self._sick_leave(n, margin, period, denominator))
        for period in [p for p in self.periods if p[0].month == 1]:
            for n, margin in self._chosen("StaffPeriod", period, "", styles):
                made[StaffPeriod].append(self._staff_period(n, margin, period))
            day = (period[1], period[1])
            for n, margin in self._chosen("Headcount", day, "", styles):
                made[Headcount].append(self._headcount(n, margin, period))
        for model, rows in made.items():
            model.objects.bulk_create(rows)

    def _style(self, n: int) -> str:
        choices = [*(["all"] * 6), *STYLES] + (["none"] * 3 if n in self.parents.values() else ["none"])
        return "all" if self.is_large else self.numbers.choice(choices)

    def _chosen(
        self, model: str, period: Dates, denominator: str, styles: dict[int, str]
    ) -> Iterator[tuple[int, Margin]]:
        """The groups that there are rows of; now and then a unit is not read in for a period, or in another style."""
        layer = (model, period, denominator)
        self.rows[layer] = {}
        for n, usual in styles.items():
            chance = 1 if self.is_large else self.numbers.random()
            style = "none" if chance < 0.08 else self._style(n) if chance < 0.16 else usual
            for margin in STYLES.get(style, ()):
                self.rows[layer].setdefault(n, set()).add(margin)
                yield n, margin

    def _row(self, layer: tuple[str, Dates, str], n: int, margin: Margin, period: Dates) -> dict:
        people: int | None = self.count(self.cells(self.below(n), *margin), period)
        chance = 1 if self.is_large else self.numbers.random()
        if chance < 0.05:
            self.marked.add((*layer, n, margin))
        if chance < 0.02 and layer[0] != "Headcount":
            people = None
        fields = {"org_unit": self.units[n], "sex": margin[0], "age_group": margin[1], "employees": people}
        return fields | {"is_identifiable": 0.02 <= chance < 0.05 or (chance < 0.02 and layer[0] == "Headcount")}

    def hours(self, n: int, margin: Margin, period: Dates) -> tuple[Decimal, Decimal]:
        keys = list(product(self.cells(self.below(n), *margin), self.parts_of(period)))
        return sum((self.worked(*k) for k in keys), Decimal(0)), sum((self.sick[k] for k in keys), Decimal(0))

    def _sick_leave(self, n: int, margin: Margin, period: Dates, denominator: str) -> SickLeave:
        ordinary, sick = self.hours(n, margin, period)
        return SickLeave(
            from_date=period[0],
            to_date=period[1],
            denominator=denominator,
            ordinary_hours=ordinary * (2 if denominator == AGREED else 1),
            sick_hours=sick,
            long_sick_hours=sick / 4 if margin == MARGINS[0] else None,
            **self._row(("SickLeave", period, denominator), n, margin, period),
        )

    def _staff_period(self, n: int, margin: Margin, period: Dates) -> StaffPeriod:
        people = self.count(self.cells(self.below(n), *margin), period)
        hours = {"hourly_paid_hours": Decimal(people * 3), "overtime_hours": Decimal(people * 7)}
        fields = self._row(("StaffPeriod", period, ""), n, margin, period)
        return StaffPeriod(from_date=period[0], to_date=period[1], hired=people, left=people, **hours, **fields)

    def _headcount(self, n: int, margin: Margin, period: Dates) -> Headcount:
        people = self.count(self.cells(self.below(n), *margin), period)
        figures = {"full_time": people // 2, "full_time_equivalents": Decimal(people) * 9 / 10}
        more = {"average_age": Decimal("44.4"), "employment_rate": Decimal("91.5")} if people else {}
        fields = self._row(("Headcount", (period[1], period[1]), ""), n, margin, period)
        return Headcount(as_of=period[1], **figures, **more, **fields)
