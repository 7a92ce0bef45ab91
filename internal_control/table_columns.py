"""Tables whose columns are said once, each with what stands in it: reports and workbooks show the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kommunrapport.numbers import EN_DASH, format_number
from kommunrapport.reports.blocks import Cell, Column, Row, Status, Table


@dataclass(frozen=True, slots=True)
class TableColumn[R]:
    """A column and its cell in each row; an `optional` one is left out where no row has anything to show."""

    label: str
    cell: Callable[[R], Cell]
    numeric: bool = False
    optional: bool = False


def table_of[R](
    columns: Iterable[TableColumn[R]], rows: Sequence[R], *, caption: str, source: str = ""
) -> Table | None:
    """None when there are no rows."""
    if not rows:
        return None
    cells = [(column, [column.cell(row) for row in rows]) for column in columns]
    shown = [(column, down) for column, down in cells if not column.optional or any(cell.text for cell in down)]
    heads = tuple(Column(column.label, numeric=column.numeric) for column, _ in shown)
    across = zip(*(down for _, down in shown), strict=True)
    return Table(heads, tuple(Row(each) for each in across), caption, source, wide=True)


def text_column[R](label: str, text: Callable[[R], str], *, optional: bool = False) -> TableColumn[R]:
    return TableColumn(label, lambda row: Cell(text(row)), optional=optional)


def count_column[R](label: str, count: Callable[[R], int | None], *, optional: bool = False) -> TableColumn[R]:
    """A whole number; a dash where it is not known, and nothing there in a column that may be left out."""
    unknown = "" if optional else EN_DASH
    return TableColumn(label, lambda row: _count_cell(count(row), unknown), numeric=True, optional=optional)


def status_column[R](label: str, status: Callable[[R], Status]) -> TableColumn[R]:
    return TableColumn(label, lambda row: status_cell(status(row)))


def status_cell(status: Status) -> Cell:
    return Cell(status.text, status=status)


def _count_cell(count: int | None, unknown: str) -> Cell:
    if count is None:
        return Cell(unknown, missing=True)
    return Cell(format_number(Decimal(count), 0), Decimal(count))
