"""The amounts of one area, or of several together: what every table of the economy is made of."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from decimal import Decimal

HUNDRED = Decimal(100)
# An amount to date that is missing while its year is known is not nothing: it is unknown, and so is every sum of it.
_YEARS_OF = {
    "budget_to_date": "budget",
    "outcome_to_date": "outcome",
    "same_period_last_year": "outcome_last_year",
}


@dataclass(frozen=True, slots=True)
class AreaFigures:
    """Kronor in ledger sign, unrounded; None where nothing is stored.

    The amounts to date are None too where only the amount of the whole year is known.
    """

    original: Decimal | None = None
    changes: Decimal | None = None
    outcome: Decimal | None = None
    budget_last_year: Decimal | None = None
    outcome_last_year: Decimal | None = None
    forecast: Decimal | None = None
    budget_to_date: Decimal | None = None
    outcome_to_date: Decimal | None = None
    same_period_last_year: Decimal | None = None

    @property
    def budget(self) -> Decimal | None:
        """The final budget: what was first adopted, and its changes."""
        return total_of([self.original, self.changes])

    @property
    def variance(self) -> Decimal | None:
        """Budget less outcome, positive when less was spent; None without an outcome."""
        return variance(self.budget, self.outcome)

    @property
    def forecast_variance(self) -> Decimal | None:
        """Budget less forecast; None without a forecast."""
        return variance(self.budget, self.forecast)

    @property
    def variance_to_date(self) -> Decimal | None:
        """None also where only the budget of the whole year is known."""
        if self.budget_to_date is None and self.budget is not None:
            return None
        return variance(self.budget_to_date, self.outcome_to_date)

    @property
    def variance_percent(self) -> Decimal | None:
        """The variance in percent of the budget, with the sign of the variance; None without a budget to compare."""
        return percent_of(self.variance, self.budget)

    @property
    def forecast_variance_percent(self) -> Decimal | None:
        return percent_of(self.forecast_variance, self.budget)

    @property
    def forecast_error(self) -> Decimal | None:
        """Forecast less outcome: positive when the year ended better than it was forecast. None without either."""
        if self.forecast is None or self.outcome is None:
            return None
        return self.forecast - self.outcome

    @property
    def is_empty(self) -> bool:
        return all(getattr(self, field.name) is None for field in fields(self))


def total_of(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of what is known; None when nothing is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def variance(budget: Decimal | None, spent: Decimal | None) -> Decimal | None:
    """A missing budget is not 0, but counts as 0 beside an outcome. None without an outcome."""
    return None if spent is None else (budget or Decimal(0)) - spent


def percent_of(amount: Decimal | None, base: Decimal | None) -> Decimal | None:
    """`amount` in percent of the size of `base`, unrounded; None when there is nothing to take a share of."""
    return None if amount is None or not base else amount / abs(base) * HUNDRED


def sum_figures(parts: Collection[AreaFigures]) -> AreaFigures:
    """The figures of `parts` together."""
    return AreaFigures(**{field.name: _sum_of(parts, field.name) for field in fields(AreaFigures)})


def _sum_of(parts: Collection[AreaFigures], name: str) -> Decimal | None:
    year = _YEARS_OF.get(name)
    if year and any(getattr(part, name) is None and getattr(part, year) is not None for part in parts):
        return None
    return total_of(getattr(part, name) for part in parts)
