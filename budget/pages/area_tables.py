"""The tables of one area, each with its chart: over years, by month, and as it was forecast."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from budget.amounts_read import LAST_MONTH
from budget.area_figures import AreaFigures, percent_of, total_of, variance
from budget.figures import AreaNode
from budget.history import Month, PastForecast, YearOfArea, read_forecast_history, read_months, read_years
from budget.pages.area_charts import forecast_chart, month_chart, year_chart
from budget.pages.economy import Economy
from budget.pages.rows import THOUSANDS, percent_in_words
from budget.pages.words import short_month, span
from kommunrapport.dates import format_day
from kommunrapport.reports.blocks import Chart

YEARS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class AmountLine:
    """A year, a month or a forecast, its amounts in words."""

    label: str
    amounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AmountTable:
    """A table with its heading, and the chart of it where there is something to follow."""

    slug: str
    heading: str
    columns: tuple[str, ...]
    lines: tuple[AmountLine, ...]
    chart: Chart | None


def amount_tables(economy: Economy, node: AreaNode) -> Iterator[AmountTable]:
    """Those that have something in them."""
    yield from (table for table in (_years(economy, node), _months(economy, node), _forecasts(economy, node)) if table)


def _ids(node: AreaNode) -> list[int]:
    return [below.area.pk for below in node.below()]


def _years(economy: Economy, node: AreaNode) -> AmountTable | None:
    """The latest years, without those before the first with an amount."""
    statement = economy.statement
    through, year = statement.through_month, int(statement.period)
    years = _read_years(economy, node)
    if not years:
        return None
    part = "" if through == LAST_MONTH else f" {span(through, year).removesuffix(f' {year}')}"
    columns = ("År, tkr", f"Budget{part}", f"Utfall{part}", "Avvikelse", "%")
    lines = tuple(AmountLine(str(y.year), _against_budget(y.budget, y.outcome)) for y in reversed(years))
    return AmountTable("over-aren", "Över åren", columns, lines, year_chart(years, f"Utfall{part}, tkr"))


def _read_years(economy: Economy, node: AreaNode) -> list[YearOfArea]:
    statement = economy.statement
    years = range(int(statement.period) - YEARS_SHOWN + 1, int(statement.period) + 1)
    found = read_years(
        org_unit=economy.source,
        years=years,
        grouping=statement.grouping,
        through_month=statement.through_month,
    )
    lines = [found[pk] for pk in _ids(node) if pk in found]
    together = [
        YearOfArea(year, total_of(line[n].budget for line in lines), total_of(line[n].outcome for line in lines))
        for n, year in enumerate(years)
    ]
    first = next((n for n, year in enumerate(together) if (year.budget, year.outcome) != (None, None)), len(together))
    return together[first:]


def _months(economy: Economy, node: AreaNode) -> AmountTable | None:
    """The months of the period; None when nothing is stored by month."""
    statement = economy.statement
    year = int(statement.period)
    found = read_months(org_unit=economy.source, year=year, grouping=statement.grouping, areas=_ids(node))
    if all(month.outcome is None and month.budget is None for month in found):
        return None
    months = [month for month in found if month.number <= statement.through_month]
    with_last_year = any(month.outcome_last_year is not None for month in months)
    last_year = (f"Utfall {year - 1}",) if with_last_year else ()
    columns = ("Månad, tkr", *last_year, f"Budget {year}", f"Utfall {year}", "Avvikelse")
    lines = tuple(_month_line(month, with_last_year=with_last_year) for month in months)
    return AmountTable("manader", "Månad för månad", columns, lines, month_chart(months, year))


def _forecasts(economy: Economy, node: AreaNode) -> AmountTable | None:
    """Each round; once the year has ended it is held against the outcome."""
    statement, found = economy.statement, _read_forecasts(economy, node)
    if not found:
        return None
    error = ("Prognos − utfall",) if statement.through_month == LAST_MONTH else ()
    lines = tuple(_forecast_line(past, node.figures, has_ended=bool(error)) for past in found)
    chart = forecast_chart(found, node.figures, statement)
    return AmountTable(
        "prognoser", "Prognoser under året", ("Per den", "Prognos, tkr", "Budget − prognos", *error), lines, chart
    )


def _read_forecasts(economy: Economy, node: AreaNode) -> list[PastForecast]:
    """Each round that was made with what was known at the end of the period or before."""
    rounds, own = economy.statement.forecast_rounds, economy.source
    has_own = any(made.org_unit_id == own.pk for made in rounds)
    found = read_forecast_history(
        org_unit=own if has_own else economy.unit_of(node.area),
        year=int(economy.statement.period),
        areas=[below.area for below in node.below()],
    )
    latest = max((made.as_of for made in rounds), default=None)
    return [past for past in found if past.amount is not None and latest and past.forecast_round.as_of <= latest]


def _month_line(month: Month, *, with_last_year: bool) -> AmountLine:
    last_year = (THOUSANDS.amount(month.outcome_last_year),) if with_last_year else ()
    return AmountLine(short_month(month.number), (*last_year, *_against_budget(month.budget, month.outcome)[:3]))


def _forecast_line(past: PastForecast, figures: AreaFigures, *, has_ended: bool) -> AmountLine:
    at_round = replace(figures, forecast=past.amount)
    shown = (THOUSANDS.amount(past.amount), THOUSANDS.variance(at_round.forecast_variance))
    error = (THOUSANDS.variance(at_round.forecast_error),) if has_ended else ()
    return AmountLine(format_day(past.forecast_round.as_of), (*shown, *error))


def _against_budget(budget: Decimal | None, outcome: Decimal | None) -> tuple[str, ...]:
    """Budget, outcome, variance and its percent; without a budget there is no variance."""
    found = variance(budget, outcome) if budget is not None else None
    amounts = (THOUSANDS.amount(budget), THOUSANDS.amount(outcome), THOUSANDS.variance(found))
    return (*amounts, percent_in_words(percent_of(found, budget)))
