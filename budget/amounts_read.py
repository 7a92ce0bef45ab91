"""Stored amounts added up by area, year and month: one query each for budget and outcome."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import BigIntegerField, Case, F, Sum, Value, When
from django.db.models.functions import Cast, Round

from budget.area_figures import total_of
from budget.models import BudgetEntry, LedgerEntry
from budget.models.entries import EntryQuerySet

LAST_MONTH = 12
# Whole öre: a database that adds decimals as floats adds integers exactly.
ORE = Sum(Cast(Round(F("amount") * 100), BigIntegerField()))
IS_CHANGE = Case(When(kind=BudgetEntry.Kind.ORIGINAL, then=Value(0)), default=Value(1))


@dataclass(slots=True)
class YearAmounts:
    """What is stored of an area for a year: for the whole year, or by month. Kronor."""

    whole_year: Decimal | None = None
    months: dict[int, Decimal] = field(default_factory=dict)

    @property
    def total(self) -> Decimal | None:
        return total_of([self.whole_year, *self.months.values()])

    def through(self, month: int) -> Decimal | None:
        """The amount up to and with `month`; None when it can't be told from an amount of the whole year."""
        if month == LAST_MONTH:
            return self.total
        if self.whole_year is not None or not self.months:
            return None
        return sum((amount for m, amount in self.months.items() if m <= month), Decimal(0))

    def add(self, month: int | None, amount: Decimal) -> None:
        if month is None:
            self.whole_year = (self.whole_year or Decimal(0)) + amount
        else:
            self.months[month] = self.months.get(month, Decimal(0)) + amount


type ByArea = Mapping[tuple[int, int], YearAmounts]  # of (area id, year)


@dataclass(frozen=True, slots=True)
class Amounts:
    """All that is stored of a grouping. `budget` is the original and the changes together."""

    original: ByArea
    changes: ByArea
    budget: ByArea
    outcome: ByArea

    @property
    def areas(self) -> set[int]:
        """The ids of the areas that have anything."""
        return {area for by_area in (self.budget, self.outcome) for area, _ in by_area}


def read_amounts(units: Collection[int], years: Collection[int], grouping: str) -> Amounts:
    """The current amounts of `units` in `grouping`: two queries."""
    outcome = _read(LedgerEntry.objects.all(), units, years, grouping, Value(0))
    budget = _read(BudgetEntry.objects.all(), units, years, grouping, IS_CHANGE)
    return Amounts(
        _together(budget, changed={0}), _together(budget, changed={1}), _together(budget), _together(outcome)
    )


type _Sum = tuple[int, int, int | None, int, Decimal]  # area, year, month, whether it is a change, amount


def _read(
    entries: EntryQuerySet, units: Collection[int], years: Collection[int], grouping: str, changed: Case | Value
) -> list[_Sum]:
    place = f"by_{grouping}_id"
    found = entries.current().filter(org_unit__in=units, year__in=years).exclude(**{place: None})
    groups = found.annotate(changed=changed).order_by().values_list(place, "year", "month", "changed")
    return [(*group, Decimal(ore).scaleb(-2)) for *group, ore in groups.annotate(ore=ORE)]


def _together(sums: list[_Sum], changed: Collection[int] = (0, 1)) -> ByArea:
    found: dict[tuple[int, int], YearAmounts] = defaultdict(YearAmounts)
    for area, year, month, is_change, amount in sums:
        if is_change in changed:
            found[area, year].add(month, amount)
    return dict(found)
