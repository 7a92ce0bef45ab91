"""Tables of reports as workbooks: the figures as numbers, unrounded, looking as they are printed.

Sums and differences are formulas wherever the figures bear it out, so that the receiver sees how they come about. A
figure that is not the sum of its parts, or has a part missing, is written as the number it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from itertools import groupby

from openpyxl.utils import get_column_letter

from kommunrapport.numbers import MINUS, NO_BREAK_SPACE, format_number
from kommunrapport.reports.blocks import BarChart, Cell, RowKind, Table
from kommunrapport.spreadsheets.styles import Look
from kommunrapport.spreadsheets.writing import (
    WrittenCell,
    WrittenRow,
    WrittenSheet,
    number_format,
    sheet_names,
    write_workbook,
)

CONTENTS = "Innehåll"
NO_TABLES = "Rapporten har inga tabeller."
FIRST_ROW = 3  # of a table in its sheet; the title and the head stand above
_NUMBER = re.compile(rf"[+{MINUS}]?(?:\d{{1,3}}(?:{NO_BREAK_SPACE}\d{{3}})+|\d+)(?:,(\d+))?")
_SUPERSCRIPTS = str.maketrans("0123456789,", "⁰¹²³⁴⁵⁶⁷⁸⁹ ")
_LOOKS = {RowKind.GROUP: Look.GROUP, RowKind.SUBTOTAL: Look.SUBTOTAL, RowKind.TOTAL: Look.TOTAL}


@dataclass(frozen=True, slots=True)
class NamedTable:
    """A table and what it is found by: "9.1 Driftredovisning", the chapter it stands in."""

    name: str
    table: Table

    @property
    def title(self) -> str:
        return self.table.caption or self.name


def workbook_of(tables: Sequence[NamedTable], heading: Sequence[str] = ()) -> bytes:
    """Return an .xlsx with one sheet per table, and before them the contents under the lines of `heading`."""
    contents, *names = sheet_names([CONTENTS, *(named.name for named in tables)])
    sheets = [_table_sheet(name, named) for name, named in zip(names, tables, strict=True)]
    return write_workbook([_contents_sheet(contents, heading, tables, names), *sheets])


def tables_in(data: object) -> Iterator[Table]:
    """The tables of a section's data in their order, however deep; a bar chart is one too."""
    if isinstance(data, Table):
        yield data
    elif isinstance(data, BarChart):
        yield data.table
    else:
        for part in _parts(data):
            yield from tables_in(part)


def _parts(data: object) -> Iterable[object]:
    if is_dataclass(data) and not isinstance(data, type):
        return [getattr(data, field.name) for field in fields(data)]
    if isinstance(data, Mapping):
        return data.values()
    return data if isinstance(data, list | tuple) else ()


def _find_number(cell: Cell) -> re.Match[str] | None:
    """The place in the text where the value stands."""
    if cell.value is None:
        return None
    for match in _NUMBER.finditer(cell.text):
        decimals, plus = len(match[1] or ""), match[0].startswith("+")
        if format_number(cell.value, decimals, plus=plus) == match[0]:
            return match
    return None


def _contents_sheet(
    name: str, heading: Sequence[str], tables: Sequence[NamedTable], names: Sequence[str]
) -> WrittenSheet:
    title, *lines = heading or [CONTENTS]
    rows = [_line(title, Look.TITLE), *(_line(text, Look.NOTE) for text in lines)]
    if not tables:
        return WrittenSheet(name, [*rows, _line(NO_TABLES, Look.NOTE)])
    rows.append(WrittenRow((WrittenCell("Blad"), WrittenCell("Tabell")), Look.HEAD))
    for sheet, named in zip(names, tables, strict=True):
        rows.append(WrittenRow((WrittenCell(sheet, link=sheet), WrittenCell(named.title))))
    return WrittenSheet(name, rows)


def _line(text: str, look: Look) -> WrittenRow:
    return WrittenRow((WrittenCell(text),), look)


def _table_sheet(name: str, named: NamedTable) -> WrittenSheet:
    table = named.table
    head = tuple(WrittenCell(column.label, right=column.numeric) for column in table.columns)
    rows = [_line(named.title, Look.TITLE), WrittenRow(head, Look.HEAD)]
    rows += [_row(table, number) for number in range(len(table.rows))]
    notes = [f"{str(n).translate(_SUPERSCRIPTS)} {note.text}" for n, note in enumerate(table.footnotes, start=1)]
    notes += [table.source] if table.source else []
    rows += [_line(text, Look.NOTE) for text in ["", *notes] if notes]
    return WrittenSheet(name, rows, frozen=f"B{FIRST_ROW}")


def _row(table: Table, number: int) -> WrittenRow:
    row = table.rows[number]
    cells = tuple(_cell(table, number, place) for place in range(len(row.cells)))
    is_part = row.kind in (RowKind.COMPONENT, RowKind.SUBSET)
    return WrittenRow(cells, _LOOKS.get(row.kind, Look.NORMAL), indent=row.indent or int(is_part))


def _cell(table: Table, number: int, place: int) -> WrittenCell:
    cell, column = table.rows[number].cells[place], table.columns[place]
    mark = ", ".join(str(n) for n in table.numbers(cell)).translate(_SUPERSCRIPTS)
    match = _find_number(cell)
    if match is None:
        text = words(cell) + mark
        return WrittenCell(text or None, right=column.numeric)
    form = number_format(
        len(match[1] or ""),
        plus=match[0].startswith("+"),
        before=cell.text[: match.start()],
        after=cell.text[match.end() :] + mark,
    )
    return WrittenCell(cell.value, form, _formula(table, number, place), shown=cell.text + mark, right=column.numeric)


def words(cell: Cell) -> str:
    """What people read in the cell: the text, and the word of its status where the text does not have it already."""
    if cell.status is None or cell.status.text == cell.text:
        return cell.text
    return f"{cell.text} {cell.status.text}".strip()


def _formula(table: Table, number: int, place: int) -> str:
    """How the cell is computed of others, when it is; empty when it is a number of its own."""
    row, column = table.rows[number], table.columns[place]
    letter = get_column_letter(place + 1)
    value = shown_value(row.cells[place])
    if row.sum_of and value == _sum([shown_value(table.rows[part].cells[place]) for part in row.sum_of]):
        return f"SUM({','.join(_ranges(letter, row.sum_of))})"
    if column.difference_of:
        first, second = (shown_value(row.cells[other]) for other in column.difference_of)
        if first is not None and second is not None and value == first - second:
            return "-".join(f"{get_column_letter(other + 1)}{number + FIRST_ROW}" for other in column.difference_of)
    return ""


def shown_value(cell: Cell) -> Decimal | None:
    """The unrounded value, when it stands in the text. A number that is not shown is not given away."""
    return cell.value if _find_number(cell) else None


def _sum(values: Sequence[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(values) else None


def _ranges(letter: str, rows: Sequence[int]) -> Iterator[str]:
    """Rows 0, 1, 2 and 5 of a table in column B: B3:B5, B8."""
    for _, run in groupby(enumerate(sorted(rows)), key=lambda pair: pair[1] - pair[0]):
        places = [row + FIRST_ROW for _, row in run]
        first, last = f"{letter}{places[0]}", f"{letter}{places[-1]}"
        yield first if first == last else f"{first}:{last}"
