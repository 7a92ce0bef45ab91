"""Reads a workbook, in the child only: openpyxl opens it, and each cell is taken as it is stored.

openpyxl's own cells lose what we must tell: whether a formula was ever calculated, a number's digits, and the number
behind a date. So its reader finds sheets, texts and formats, and the cells are read here from the same elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any, BinaryIO, NamedTuple
from xml.etree.ElementTree import Element, iterparse

from openpyxl import Workbook, load_workbook
from openpyxl.cell.text import Text
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.utils.cell import column_index_from_string
from openpyxl.utils.datetime import from_excel
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from kommunrapport.spreadsheets import spool
from kommunrapport.spreadsheets.cells import UnreadableFile
from kommunrapport.spreadsheets.preflight import DAMAGED, inspect
from kommunrapport.spreadsheets.spool import EMPTY, RowWriter

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ROW, _CELL, _VALUE, _FORMULA, _INLINE = (f"{_SHEET}{name}" for name in ("row", "c", "v", "f", "is"))
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")
_MAX_DIGITS = 400  # the largest number of a workbook has 309
_NOT_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')  # text, escaped characters and colours in a number format
_OUTSIDE_THE_CALENDAR = "########"
_LAST_DAY = 2_958_465  # 9999-12-31
_DAY_THAT_NEVER_WAS = 60  # Excel counts 29 February 1900
EXTERNAL_LINKS = (
    "Arbetsboken hämtar tal från andra arbetsböcker. De tal som senast räknades ut läses, "
    "så uppdatera länkarna i Excel om källorna har ändrats."
)


class _Style(NamedTuple):
    """What a cell's format says about its value."""

    is_date: bool
    is_duration: bool
    is_percent: bool
    indent: int


def read(source: BinaryIO, writer: RowWriter) -> None:
    """Write all sheets with cells, hidden ones too. Raises UnreadableFile, and whatever openpyxl raises."""
    parts = inspect(source)
    source.seek(0)
    book = load_workbook(source, read_only=True, data_only=True, keep_links=False)
    if any(name.startswith("xl/externalLinks/") for name in parts):
        writer.summary.warnings.append(EXTERNAL_LINKS)
    cells = _Cells(book)
    for sheet in book.worksheets:
        facts = parts.get(sheet._worksheet_path)  # type: ignore[attr-defined]
        if facts is None:
            raise UnreadableFile(DAMAGED)
        writer.begin_sheet(sheet.title, hidden=sheet.sheet_state != "visible", merged=facts.merged)
        for number, row in _rows(sheet, facts.rows):
            if found := cells.read_row(row):
                writer.write_row(number, found)


def _rows(sheet: ReadOnlyWorksheet, count: int) -> Iterator[tuple[int, Element]]:
    """The first `count` rows with their numbers. Below them a sheet may be formatted to the very bottom."""
    number = 0
    with sheet._get_source() as content:  # type: ignore[attr-defined]
        for _, element in iterparse(content) if count else ():  # noqa: S314  # the preflight has refused every DOCTYPE
            if element.tag != _ROW:
                continue
            number = int(element.get("r") or number + 1)
            yield number, element
            element.clear()
            count -= 1
            if not count:
                return


class _Cells:
    """Turns elements into cells, with the texts and formats of one workbook."""

    def __init__(self, book: Workbook) -> None:
        private: Any = book  # the parts of openpyxl that its types leave out
        self._strings: list[str] = []
        for sheet in private.worksheets[:1]:
            self._strings = [text.replace("_x000D_", "\r") for text in sheet._shared_strings]
        self._styles = [_style(private, number) for number in range(len(private._cell_styles))]
        self._epoch = book.epoch
        self._columns: dict[str, int] = {}
        self._date = lru_cache(maxsize=4096)(self._shown_date)

    def read_row(self, row: Element) -> list[str | int]:
        """Return the cells to the last one that holds something; empty when none does."""
        cells: list[str | int] = []
        column = -1
        for element in row:
            if element.tag != _CELL:
                continue
            name = element.get("r")
            column = self._column(name) if name else column + 1
            if cell := self._read(element):
                if column > len(cells):
                    cells += [EMPTY] * (column - len(cells))
                cells.append(cell)
        return cells

    def _column(self, name: str) -> int:
        letters = name.rstrip("0123456789")
        column = self._columns.get(letters)
        if column is None:
            column = self._columns[letters] = column_index_from_string(letters) - 1
        return column

    def _read(self, element: Element) -> str | int:
        kind = element.get("t", "n")
        value = element.findtext(_VALUE)
        if not value:
            return self._without_value(element, kind, value)
        if kind == "n":
            return self._number(value, self._styles[int(element.get("s", 0))])
        if kind == "s":
            return self._text(self._string(value), element)
        if kind == "b":
            return spool.bool_cell(value.strip() not in {"0", "false"})
        if kind == "e":
            return spool.error_cell(value)
        if kind == "d":
            return spool.date_cell(value.replace("T00:00:00", "").replace("T", " "), "")
        return self._text(value, element)

    def _without_value(self, element: Element, kind: str, value: str | None) -> str | int:
        """A cell that is only formatted, text written in place, or a formula that was never calculated."""
        if kind == "inlineStr":
            inline = element.find(_INLINE)
            return EMPTY if inline is None else self._text(_inline_text(inline), element)
        calculated_to_nothing = kind == "str" and value is not None
        return EMPTY if calculated_to_nothing or element.find(_FORMULA) is None else spool.EMPTY_FORMULA

    def _string(self, value: str) -> str:
        if not value.isdigit():  # -1 would be the last text
            raise UnreadableFile(DAMAGED)
        return self._strings[int(value)]

    def _text(self, text: str, element: Element) -> str | int:
        stripped = text.lstrip()
        if not stripped:
            return EMPTY
        indent = self._styles[int(element.get("s", 0))].indent
        return spool.text_cell(text, indent + len(text) - len(stripped))

    def _number(self, value: str, style: _Style) -> str | int:
        exact = value if value.isdigit() and value.isascii() else exact_number(value)
        if exact is None or len(exact) > _MAX_DIGITS:
            return spool.text_cell(value, 0)  # "INF" or thousands of digits: whoever wants a number says what it is
        if style.is_date:
            return spool.date_cell(self._date(exact, style.is_duration), exact)
        return spool.number_cell(exact, is_percent=style.is_percent)

    def _shown_date(self, exact: str, is_duration: bool) -> str:
        serial = Decimal(exact)
        if not 0 <= serial <= _LAST_DAY + 1:
            return _OUTSIDE_THE_CALENDAR
        if _DAY_THAT_NEVER_WAS <= serial < _DAY_THAT_NEVER_WAS + 1 and self._epoch.year == 1899:
            return "1900-02-29"
        try:
            return _shown(from_excel(float(serial), self._epoch, timedelta=is_duration))
        except (ValueError, OverflowError):
            return _OUTSIDE_THE_CALENDAR


def _inline_text(inline: Any) -> str:
    text = Text.from_tree(inline)
    return text.content if text else ""


def exact_number(value: str) -> str | None:
    """Write a stored number without exponent and without zeros at the end; None when it is none.

    Example: "1.866545E5" is "186654.5". Nothing is rounded.
    """
    value = value.strip()
    if not _NUMBER.fullmatch(value):
        return None
    plain = f"{Decimal(value):f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return "0" if plain == "-0" else plain


def _shown(value: Any) -> str:
    """A date, a time of day or a number of hours, as a person reads it."""
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return f"{value:%Y-%m-%d %H:%M}"


def _style(book: Any, number: int) -> _Style:
    array = book._cell_styles[number]
    alignment = book._alignments[array.alignmentId]
    format_id = array.numFmtId
    if format_id < BUILTIN_FORMATS_MAX_SIZE:
        shape = BUILTIN_FORMATS.get(format_id, "")
    else:
        shape = book._number_formats[format_id - BUILTIN_FORMATS_MAX_SIZE]
    return _Style(
        is_date=number in book._date_formats,
        is_duration=number in book._timedelta_formats,
        is_percent="%" in _NOT_FORMAT.sub("", shape),
        indent=int(alignment.indent or 0),
    )
