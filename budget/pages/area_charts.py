"""The charts of an area: its years, its months, and its forecasts against the budget."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from budget.amounts_read import LAST_MONTH
from budget.area_figures import AreaFigures
from budget.figures import Statement
from budget.history import Month, PastForecast, YearOfArea
from budget.pages.rows import THOUSANDS
from budget.pages.words import short_month
from kommunrapport.reports.blocks import Chart, ChartPoint

FEWEST = 2  # points, below which there is nothing to follow


def year_chart(years: Sequence[YearOfArea], title: str) -> Chart | None:
    """The outcome year by year; None when there is at most one."""
    return _chart(title, [_point(str(year.year), year.outcome) for year in years])


def month_chart(months: Sequence[Month], year: int) -> Chart | None:
    return _chart(f"Utfall per månad {year}, tkr", [_point(short_month(m.number), m.outcome) for m in months])


def forecast_chart(forecasts: Sequence[PastForecast], figures: AreaFigures, statement: Statement) -> Chart | None:
    """Each forecast in turn, and last the outcome once the year has ended; the line is the budget."""
    points = [_point(short_month(past.forecast_round.as_of.month), past.amount) for past in forecasts]
    if statement.through_month == LAST_MONTH:
        points.append(_point("utfall", figures.outcome))
    return _chart(f"Prognoser för {int(statement.period)}, tkr", points, figures.budget)


def _point(label: str, amount: Decimal | None) -> ChartPoint:
    return ChartPoint(label, amount, "" if amount is None else THOUSANDS.amount(amount))


def _chart(title: str, points: Sequence[ChartPoint], budget: Decimal | None = None) -> Chart | None:
    if sum(point.value is not None for point in points) < FEWEST:
        return None
    label = "" if budget is None else f"Budget {THOUSANDS.amount(budget)}"
    return Chart(title, tuple(points), target=budget, target_label=label)
