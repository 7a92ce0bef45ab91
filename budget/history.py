"""An area by month, over years, and as it was forecast time after time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from budget.amounts_read import LAST_MONTH, ByArea, YearAmounts, read_amounts
from budget.area_figures import total_of
from budget.models import BudgetArea, Forecast, ForecastRound
from budget.units import units_around
from kommunrapport.organisation.models import OrgUnit

_NOTHING = YearAmounts()


@dataclass(frozen=True, slots=True)
class Month:
    """One month of some areas together, kronor in ledger sign; None where nothing is stored by month."""

    number: int
    budget: Decimal | None
    outcome: Decimal | None
    outcome_last_year: Decimal | None


@dataclass(frozen=True, slots=True)
class YearOfArea:
    """One year of an area, kronor in ledger sign; None where nothing is stored."""

    year: int
    budget: Decimal | None
    outcome: Decimal | None


@dataclass(frozen=True, slots=True)
class PastForecast:
    """What an area was forecast to cost at one round, with the administration's adjustment in it."""

    forecast_round: ForecastRound
    amount: Decimal | None


def read_months(*, org_unit: OrgUnit, year: int, grouping: str, areas: Collection[int]) -> tuple[Month, ...]:
    """The twelve months of the areas (ids of leaves) together: three queries."""
    amounts = read_amounts(units_around(org_unit).within, [year - 1, year], grouping)
    return tuple(
        Month(
            number,
            _of_month(amounts.budget, areas, year, number),
            _of_month(amounts.outcome, areas, year, number),
            _of_month(amounts.outcome, areas, year - 1, number),
        )
        for number in range(1, LAST_MONTH + 1)
    )


def _of_month(by_area: ByArea, areas: Collection[int], year: int, month: int) -> Decimal | None:
    return total_of(by_area.get((area, year), _NOTHING).months.get(month) for area in areas)


def read_years(
    *, org_unit: OrgUnit, years: Sequence[int], grouping: str, through_month: int = LAST_MONTH
) -> dict[int, tuple[YearOfArea, ...]]:
    """Budget and outcome of each area (by id, only those with own amounts) over `years`: three queries.

    With `through_month` both are of that part of the year; None then where only the whole year is known.
    """
    amounts = read_amounts(units_around(org_unit).within, years, grouping)
    return {
        area: tuple(
            YearOfArea(
                year,
                amounts.budget.get((area, year), _NOTHING).through(through_month),
                amounts.outcome.get((area, year), _NOTHING).through(through_month),
            )
            for year in years
        )
        for area in amounts.areas
    }


def read_forecast_history(*, org_unit: OrgUnit, year: int, areas: Sequence[BudgetArea]) -> tuple[PastForecast, ...]:
    """What the areas together were forecast to cost at each of the unit's rounds, the first round first: two queries.

    `areas` are those whose own forecasts count, such as the roots of a statement; pass all nodes below too, and an
    area's own amount wins over those of its parts. None at a round where none of them had a forecast.
    """
    rounds = list(ForecastRound.objects.filter(org_unit=org_unit, year=year).order_by("as_of"))
    wanted = {area.pk: area for area in areas}
    found = Forecast.objects.current().filter(forecast_round__in=rounds, area__in=wanted)
    by_round: dict[int, list[Forecast]] = {made.pk: [] for made in rounds}
    for forecast in found:
        by_round[forecast.forecast_round_id].append(forecast)
    return tuple(PastForecast(made, _counted(by_round[made.pk], wanted)) for made in rounds)


def _counted(forecasts: list[Forecast], areas: dict[int, BudgetArea]) -> Decimal | None:
    own = {f.area_id: f.amount for f in forecasts if f.layer == Forecast.Layer.UNIT}
    if not own:
        return None
    adjusted = sum((f.amount for f in forecasts if f.layer == Forecast.Layer.ADMINISTRATION), Decimal(0))
    return adjusted + sum((amount for area, amount in own.items() if not _is_covered(area, own, areas)), Decimal(0))


def _is_covered(area: int, own: dict[int, Decimal], areas: dict[int, BudgetArea]) -> bool:
    """Whether an area above has an own forecast, which says it all."""
    above = areas[area].parent_id
    while above is not None and above in areas:
        if above in own:
            return True
        above = areas[above].parent_id
    return False
