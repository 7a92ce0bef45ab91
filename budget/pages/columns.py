"""The columns of the overview: what is compared with what, at the end of the year and before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from budget.amounts_read import LAST_MONTH
from budget.area_figures import AreaFigures, percent_of
from budget.figures import Statement
from budget.pages.words import short_month, span

type Figure = Callable[[AreaFigures], Decimal | None]


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column of amounts in kronor. `minus` names the two columns whose difference it is."""

    label: str
    value: Figure
    is_variance: bool = False
    minus: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns in order: those before the bars, the variance that the bars draw with its percent, those after."""

    before: tuple[FigureColumn, ...]
    judged: FigureColumn
    percent: Figure
    after: tuple[FigureColumn, ...]


def columns_of(statement: Statement) -> Columns:
    """What the period is judged by, as `budget.variance.compared`: at the end the outcome, before it the forecast."""
    if statement.through_month == LAST_MONTH:
        return _of_full_year(statement)
    to_date = tuple(_to_date(statement))
    if statement.total.forecast is None:
        whole = FigureColumn(f"Budget {int(statement.period)}", lambda f: f.budget)
        return Columns(to_date[:-1], to_date[-1], _percent_to_date, (whole,))
    return Columns((*to_date, *_budget_and_forecast(statement)), _by_forecast(statement), _forecast_percent, ())


def _of_full_year(statement: Statement) -> Columns:
    year = int(statement.period)
    budget, outcome = f"Budget {year}", f"Utfall {year}"
    before = (
        FigureColumn(f"Utfall {year - 1}", lambda f: f.outcome_last_year),
        FigureColumn(budget, lambda f: f.budget),
        FigureColumn(outcome, lambda f: f.outcome),
    )
    judged = FigureColumn("Avvikelse", lambda f: f.variance, is_variance=True, minus=(budget, outcome))
    has_forecast = statement.total.forecast is not None
    forecast = FigureColumn(forecast_name(statement), lambda f: f.forecast_variance, is_variance=True)
    return Columns(before, judged, lambda f: f.variance_percent, (forecast,) if has_forecast else ())


def _to_date(statement: Statement) -> Iterator[FigureColumn]:
    year, months = int(statement.period), statement.through_month
    part = span(months, year).removesuffix(f" {year}")
    budget, outcome = f"Budget {part}", f"Utfall {part}"
    yield FigureColumn(f"Utfall {span(months, year - 1)}", lambda f: f.same_period_last_year)
    yield FigureColumn(budget, lambda f: f.budget_to_date)
    yield FigureColumn(outcome, lambda f: f.outcome_to_date)
    yield FigureColumn(f"Avvikelse {part}", lambda f: f.variance_to_date, is_variance=True, minus=(budget, outcome))


def _budget_and_forecast(statement: Statement) -> Iterator[FigureColumn]:
    yield FigureColumn(f"Budget {int(statement.period)}", lambda f: f.budget)
    yield FigureColumn(forecast_name(statement), lambda f: f.forecast)


def _by_forecast(statement: Statement) -> FigureColumn:
    minus = (f"Budget {int(statement.period)}", forecast_name(statement))
    return FigureColumn("Budget − prognos", lambda f: f.forecast_variance, is_variance=True, minus=minus)


def _forecast_percent(figures: AreaFigures) -> Decimal | None:
    return figures.forecast_variance_percent


def _percent_to_date(figures: AreaFigures) -> Decimal | None:
    return percent_of(figures.variance_to_date, figures.budget_to_date)


def forecast_name(statement: Statement) -> str:
    """Prognos okt; without a month where units forecast on different days."""
    as_of = statement.forecast_as_of
    return f"Prognos {short_month(as_of.month)}" if as_of else "Prognos"
