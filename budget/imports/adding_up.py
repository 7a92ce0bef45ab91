"""Whether a printed table adds up as it stands: down its columns, across its rows, and to its result."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from budget.imports.mapping import NET
from budget.imports.printed import PrintedTable
from budget.imports.printed_rows import PrintedRow, RowKind
from budget.models import BudgetArea, Figure
from kommunrapport.numbers import format_number
from kommunrapport.quality.tolerance import row_tolerance, sum_tolerance

_COMPARED = {Figure.VARIANCE: Figure.OUTCOME, Figure.FORECAST_VARIANCE: Figure.FORECAST}


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A printed amount that is not what the table itself says. `rounding` tells that rounding explains it."""

    row: int
    label: str
    column: int
    rounding: bool
    sentence: str


def mismatches(table: PrintedTable) -> Iterable[Mismatch]:
    """Where the table does not add up as printed: down its columns, and across its rows."""
    for row in table.rows:
        if row.kind == RowKind.RESULT:
            yield from _result(table, row)
        if row.kind == RowKind.TOTAL:
            yield from _down(table, row)
        if row.kind in (RowKind.DATA, RowKind.TOTAL):
            yield from _across(table, row)
            yield from _net(table, row)


def _result(table: PrintedTable, row: PrintedRow) -> Iterable[Mismatch]:
    """Frame − net cost = result, in every column but the deviations."""
    frame, *taken = row.addends
    for index in row.values:
        found = [one.values[index] for one in (frame, *taken) if index in one.values]
        if len(found) == len(row.addends) and not table.columns[index].is_variance:
            allowed = sum_tolerance(table.steps[index], len(found))
            yield from _told(
                table, row, index, found[0] - sum(found[1:], Decimal(0)), allowed, "ram minus nettokostnad"
            )


def _down(table: PrintedTable, row: PrintedRow) -> Iterable[Mismatch]:
    for index in row.values:
        parts = [one.values[index] for one in row.addends if index in one.values]
        if parts:
            allowed = sum_tolerance(table.steps[index], len(parts))
            yield from _told(table, row, index, sum(parts, Decimal(0)), allowed, "delarna")


def _across(table: PrintedTable, row: PrintedRow) -> Iterable[Mismatch]:
    """Budget − outcome = variance."""
    for index, column in table.columns.items():
        if not column.is_variance or index not in row.values:
            continue
        budget = table.budget_column(column)
        compared = table.figure_column(_COMPARED[Figure(column.figure)], column)
        if budget is None or compared is None or compared not in row.values:
            continue
        # A missing budget counts as none in the arithmetic, though it is stored as missing.
        computed = row.values.get(budget, Decimal(0)) - row.values[compared]
        step = max(table.steps[n] for n in (index, budget, compared))
        yield from _told(table, row, index, computed, row_tolerance(step), "budget minus utfall")


def _net(table: PrintedTable, row: PrintedRow) -> Iterable[Mismatch]:
    """Income + cost = net, where the table has a column for each."""
    for index, column in table.columns.items():
        if column.nature != NET or index not in row.values:
            continue
        parts = [
            n
            for n, other in table.columns.items()
            if other.nature in BudgetArea.Nature.values and (other.figure, other.year) == (column.figure, column.year)
        ]
        found = [row.values[n] for n in parts if n in row.values]
        if len(parts) == 2 and found:
            allowed = sum_tolerance(table.steps[index], len(found))
            yield from _told(table, row, index, sum(found, Decimal(0)), allowed, "intäkter och kostnader")


def _told(
    table: PrintedTable, row: PrintedRow, index: int, computed: Decimal, allowed: Decimal, from_what: str
) -> Iterable[Mismatch]:
    printed = row.values[index]
    if computed == printed:
        return
    header = table.columns[index].header or "beloppet"
    sentence = (
        f"{row.label}: {header} är {_shown(printed, table, index)}, "
        f"men {from_what} blir {_shown(computed, table, index)}."
    )
    yield Mismatch(row.number, row.label, index, abs(computed - printed) <= allowed, sentence)


def _shown(amount: Decimal, table: PrintedTable, index: int) -> str:
    """An amount in kronor, with öre only where the table has them."""
    return f"{format_number(amount, 2 if table.steps[index] < 1 else 0)} kr"
