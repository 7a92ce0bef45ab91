"""The overview of the economy: every area of a grouping with budget, outcome, variance and forecast."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from budget.amounts_read import LAST_MONTH
from budget.area_figures import total_of
from budget.figures import AreaRow, AreaRowKind, Statement
from budget.history import YearOfArea, read_years
from budget.models import VarianceThreshold
from budget.pages.columns import Columns, columns_of
from budget.pages.economy import Economy
from budget.pages.facts import NO_OUTCOME, Fact, facts_of, lead_of
from budget.pages.rows import THOUSANDS, EconomyRow, economy_rows
from budget.pages.words import span
from budget.presentation import DOES_NOT_ADD_UP, Addition, kept_budget_sentence, rounding_shows
from kommunrapport.numbers import count_word, format_number

FORMER_AREAS = "Summorna för åren före {year} är av de områden som finns {year}."
type Earlier = dict[int, tuple[Decimal | None, ...]]


@dataclass(frozen=True, slots=True)
class Overview:
    """The page. `headings` are those of the columns of amounts before the variance, and `after` those behind it."""

    economy: Economy
    columns: Columns
    years: tuple[int, ...]
    rows: tuple[EconomyRow, ...]
    earlier: Earlier
    notes: tuple[str, ...]

    @property
    def facts(self) -> tuple[Fact, ...]:
        return facts_of(self.economy.statement, self.economy.statement.total)

    @property
    def lead(self) -> str:
        """How it went, and how much waits for an explanation."""
        statement = self.economy.statement
        return f"{lead_of(statement, statement.total)} {_waiting(len(self.economy.missing))}".strip()

    @property
    def headings(self) -> list[str]:
        return [*self.earlier_headings, *(column.label for column in self.columns.before)]

    @property
    def earlier_headings(self) -> list[str]:
        return [f"Utfall {span(self.economy.statement.through_month, year)}" for year in self.years]

    @property
    def width(self) -> int:
        """How many columns the table has: name, bars, percent and comment beside the amounts."""
        return len(self.headings) + len(self.columns.after) + 5

    @property
    def is_empty(self) -> bool:
        return not self.rows

    @property
    def lacks_outcome(self) -> bool:
        return lead_of(self.economy.statement, self.economy.statement.total) == NO_OUTCOME


def read_overview(economy: Economy, years_before: int = 1) -> Overview:
    """The overview of what was read, with the outcome of `years_before` years; one of them is always there."""
    statement = economy.statement
    last = int(statement.period) - 1
    years = tuple(range(last - years_before + 1, last))
    earlier = _read_earlier(economy, years) if years else {}
    columns = columns_of(statement)
    return Overview(
        economy=economy,
        columns=columns,
        years=years,
        rows=economy_rows(economy, statement.rows, columns, earlier),
        earlier=earlier,
        notes=tuple(_notes(economy, columns, years)),
    )


def _read_earlier(economy: Economy, years: Sequence[int]) -> Earlier:
    """The outcomes of `years` by the number of the row."""
    statement = economy.statement
    found = read_years(
        org_unit=economy.source,
        years=years,
        grouping=statement.grouping,
        through_month=statement.through_month,
    )
    return {
        number: tuple(total_of(of_year) for of_year in zip(*_outcomes(found, statement, row, len(years)), strict=True))
        for number, row in enumerate(statement.rows)
        if row.kind not in (AreaRowKind.HEADING, AreaRowKind.ADJUSTMENT)
    }


def _outcomes(
    found: dict[int, tuple[YearOfArea, ...]], statement: Statement, row: AreaRow, years: int
) -> list[list[Decimal | None]]:
    """The outcomes, year by year, of each area that the row is the sum of."""
    areas = [pk for pk in _areas_of(statement, row) if pk in found]
    return [[year.outcome for year in found[pk]] for pk in areas] or [[None] * years]


def _areas_of(statement: Statement, row: AreaRow) -> list[int]:
    if row.area is None:
        return [node.area.pk for node in statement.nodes]
    node = statement.node(row.area.pk)
    if row.kind in (AreaRowKind.LEAF, AreaRowKind.OWN) or node is None:
        return [row.area.pk]
    return [below.area.pk for below in node.below()]


def _notes(economy: Economy, columns: Columns, years: Sequence[int]) -> Iterable[str]:
    """What stands under the table."""
    statement = economy.statement
    if statement.rows:
        yield "Plus är bättre än budget: lägre kostnad eller högre intäkt."
    if statement.through_month == LAST_MONTH and statement.total.forecast is not None:
        yield "Prognosen står som avvikelse mot budget."
    if economy.threshold is not None:
        yield threshold_sentence(economy.threshold)
    if statement.without_forecast:
        yield kept_budget_sentence([area.name for area in statement.without_forecast])
    if years:
        yield FORMER_AREAS.format(year=int(statement.period))
    if rounding_shows(_additions(statement, columns), THOUSANDS):
        yield DOES_NOT_ADD_UP


def _additions(statement: Statement, columns: Columns) -> Iterable[Addition]:
    """Down each column to its sums, and across to each difference."""
    shown = (*columns.before, columns.judged, *columns.after)
    named = {column.label: column for column in shown}
    for row in statement.rows:
        parts = [statement.rows[number].figures for number in row.sum_of]
        for column in shown:
            amount = column.value(row.figures)
            if parts:
                yield Addition(amount, tuple(map(column.value, parts)))
            if column.minus and amount is not None:
                whole, less = (named[label].value(row.figures) for label in column.minus)
                yield Addition(whole, (less, amount))


def threshold_sentence(threshold: VarianceThreshold) -> str:
    """Kommentar krävs när avvikelsen är större än både 4 procent och 1 000 tkr."""
    percent, amount = f"{_short(threshold.percent)} procent", f"{THOUSANDS.amount(threshold.amount)} tkr"
    if threshold.needs == VarianceThreshold.Needs.BOTH:
        return f"Kommentar krävs när avvikelsen är större än både {percent} och {amount}."
    return f"Kommentar krävs när avvikelsen är större än {percent} eller {amount}."


def _short(number: Decimal) -> str:
    return format_number(number, 0 if number == number.to_integral_value() else 1)


def _waiting(missing: int) -> str:
    if not missing:
        return ""
    things = "En avvikelse" if missing == 1 else f"{count_word(missing).capitalize()} avvikelser"
    return f"{things} behöver en kommentar."
