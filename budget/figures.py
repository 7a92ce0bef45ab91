"""The economy of a unit as everybody reads it: areas with budget, outcome and forecast, and their sums."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import BooleanField, ExpressionWrapper, Q

from budget.amounts_read import Amounts, YearAmounts, read_amounts
from budget.area_figures import AreaFigures
from budget.forecast_read import read_forecasts
from budget.models import BudgetArea, ForecastRound
from budget.models.areas import valid_in
from budget.tree import AreaNode, AreaRow, AreaRowKind, AreaTrees, plant, statement_rows, total_figures
from budget.units import UnitsAround, units_around
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.period import Period

__all__ = ["AreaFigures", "AreaNode", "AreaRow", "AreaRowKind", "Statement", "read_statement"]

_NOTHING = YearAmounts()


@dataclass(frozen=True, slots=True)
class Statement(AreaTrees):
    """The areas of a grouping with their figures, for a unit and all below it. `through_month` ends "to date"."""

    period: Period
    through_month: int
    rows: tuple[AreaRow, ...]
    total: AreaFigures
    forecast_rounds: tuple[ForecastRound, ...]
    booked_through: int | None

    @property
    def forecast_round(self) -> ForecastRound | None:
        """The latest of the rounds that the forecasts are from."""
        return max(self.forecast_rounds, key=lambda made: made.as_of, default=None)

    @property
    def forecast_as_of(self) -> datetime.date | None:
        """The day of the forecasts; None without any, and where units below forecast on different days."""
        days = {made.as_of for made in self.forecast_rounds}
        return days.pop() if len(days) == 1 else None

    def rows_of(self, area_id: int) -> tuple[AreaRow, ...]:
        """The rows of one area and all below it, as a statement of its own; none for an area that is not here."""
        node = self.node(area_id)
        return statement_rows((node,), self.grouping) if node else ()

    def narrowed(self, nodes: Sequence[AreaNode]) -> Statement:
        """A statement of these areas alone."""
        roots = tuple(nodes)
        rows = statement_rows(roots, self.grouping)
        return replace(self, roots=roots, rows=rows, total=total_figures(roots))

    @property
    def without_forecast(self) -> tuple[BudgetArea, ...]:
        """Areas with a budget that no forecast covers, while others have one."""
        if self.total.forecast is None:
            return ()
        return tuple(_uncovered(self.roots))


def read_statement(*, org_unit: OrgUnit, period: Period, grouping: str, through_month: int | None = None) -> Statement:
    """Read a statement: five queries for any number of areas, units and months."""
    units = units_around(org_unit)
    months = through_month or period.end_month
    amounts = read_amounts(units.within, [period - 1, int(period)], grouping)
    forecasts = read_forecasts(org_unit, units, int(period), grouping, period.last_day)
    areas = _areas(org_unit, units, int(period), grouping, amounts.areas | forecasts.areas)
    roots = plant(areas, lambda area: _figures(amounts, area, int(period), months), forecasts)
    return Statement(
        period=period,
        grouping=grouping,
        through_month=months,
        roots=roots,
        rows=statement_rows(roots, grouping),
        total=total_figures(roots),
        forecast_rounds=forecasts.rounds,
        booked_through=_booked_through(amounts, int(period)),
    )


def _areas(org_unit: OrgUnit, units: UnitsAround, year: int, grouping: str, with_amounts: set[int]) -> list[BudgetArea]:
    """The unit's areas and those of units below. Of a tree that stands above, only what the unit has money in."""
    is_valid = ExpressionWrapper(valid_in(year), output_field=BooleanField())
    around = Q(org_unit__in=[*units.within, *units.above]) | Q(pk__in=with_amounts)
    found = BudgetArea.objects.of_grouping(grouping).filter(around)
    areas = {area.pk: area for area in found.select_related("org_unit", "responsible").annotate(is_valid=is_valid)}
    own = {pk for pk, area in areas.items() if area.is_valid and area.org_unit_id in units.within}
    wanted = {above for pk in own | with_amounts for above in _upwards(areas, pk)}
    return sorted((areas[pk] for pk in wanted), key=lambda area: _order(area, org_unit))


def _upwards(areas: Mapping[int, BudgetArea], pk: int | None) -> Iterator[int]:
    """The area and all it is part of."""
    while pk is not None and pk in areas:
        yield pk
        pk = areas[pk].parent_id


def _order(area: BudgetArea, org_unit: OrgUnit) -> tuple[bool, int, str, int, str]:
    owner = area.org_unit
    return (owner.pk != org_unit.pk, owner.order, owner.name, area.order, area.name)


def _figures(amounts: Amounts, area: int, year: int, months: int) -> AreaFigures:
    now, before = (area, year), (area, year - 1)
    return AreaFigures(
        original=amounts.original.get(now, _NOTHING).total,
        changes=amounts.changes.get(now, _NOTHING).total,
        outcome=amounts.outcome.get(now, _NOTHING).total,
        budget_last_year=amounts.budget.get(before, _NOTHING).total,
        outcome_last_year=amounts.outcome.get(before, _NOTHING).total,
        budget_to_date=amounts.budget.get(now, _NOTHING).through(months),
        outcome_to_date=amounts.outcome.get(now, _NOTHING).through(months),
        same_period_last_year=amounts.outcome.get(before, _NOTHING).through(months),
    )


def _booked_through(amounts: Amounts, year: int) -> int | None:
    """The last month with an outcome; None where outcomes are of the whole year or missing."""
    months = [month for (_, y), found in amounts.outcome.items() if y == year for month in found.months]
    return max(months, default=None)


def _uncovered(nodes: Iterable[AreaNode]) -> Iterator[BudgetArea]:
    for node in nodes:
        if node.has_own_forecast:
            continue
        if node.parts:
            yield from _uncovered(node.parts)
        elif node.figures.budget is not None:
            yield node.area
