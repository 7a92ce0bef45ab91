"""The overview as a table for a workbook: the same columns and rows, in kronor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from budget.figures import AreaRow, AreaRowKind
from budget.pages.columns import FigureColumn
from budget.pages.overview import Overview
from budget.presentation import Presentation
from kommunrapport.numbers import EN_DASH, format_number
from kommunrapport.reports.blocks import Cell, Column, Row, RowKind, Table, group_row

KRONOR = Presentation(unit="kr")
_KINDS = {AreaRowKind.SUM: RowKind.SUBTOTAL, AreaRowKind.TOTAL: RowKind.TOTAL}
DEEPEST = 3


def overview_table(overview: Overview, title: str) -> Table:
    """The table with its sums, so that a workbook can have them as formulas."""
    statement, columns = overview.economy.statement, overview.columns
    figures = [*columns.before, columns.judged]
    heads = [*_heads(overview.earlier_headings, figures), Column("%", numeric=True), *_heads((), columns.after)]
    rows = tuple(_row(row, overview, number) for number, row in enumerate(statement.rows))
    return Table((Column("Område, kr"), *heads), rows, caption=title, source=" ".join(overview.notes))


def _heads(earlier: Sequence[str], columns: Sequence[FigureColumn]) -> Iterator[Column]:
    """Each column knows the two it is the difference of, by their places in the table."""
    yield from (Column(label, numeric=True) for label in earlier)
    places = {column.label: place for place, column in enumerate(columns, start=1 + len(earlier))}
    for column in columns:
        minus = (places[column.minus[0]], places[column.minus[1]]) if column.minus else None
        yield Column(column.label, numeric=True, difference_of=minus)


def _row(row: AreaRow, overview: Overview, number: int) -> Row:
    columns = overview.columns
    if row.kind == AreaRowKind.HEADING:
        return group_row(row.label, len(overview.headings) + len(columns.after) + 3)
    earlier = overview.earlier.get(number, (None,) * len(overview.years))
    cells = [
        Cell(row.label),
        *(KRONOR.amount_cell(amount) for amount in earlier),
        *(_cell(column, row) for column in (*columns.before, columns.judged)),
        _percent(columns.percent(row.figures)),
        *(_cell(column, row) for column in columns.after),
    ]
    return Row(tuple(cells), _KINDS.get(row.kind, RowKind.NORMAL), min(row.depth, DEEPEST), row.sum_of)


def _cell(column: FigureColumn, row: AreaRow) -> Cell:
    value = column.value(row.figures)
    return KRONOR.variance_cell(value) if column.is_variance else KRONOR.amount_cell(value)


def _percent(value: Decimal | None) -> Cell:
    return Cell(EN_DASH, missing=True) if value is None else Cell(format_number(value, 1, plus=True), value)
