"""Writing workbooks: cells in, the bytes of an .xlsx out. Knows nothing of reports, budgets or models.

Text is always text, whatever it begins with: only what is given as `formula` becomes one. A formula is written with
its result, so that programs that do not compute (previews, phones, our own reader) show the number; Excel computes
it anew when the file is opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink

from kommunrapport.spreadsheets.results import with_results
from kommunrapport.spreadsheets.styles import GENERAL, LINK, Look, Looks

MAX_SHEET_NAME, MAX_TEXT = 31, 32_767
MAX_FORMAT_WORDS = 30  # a format is at most 255 characters and says its words up to three times
NARROWEST, WIDEST = 9, 48  # columns, in figures of the usual font
ISO_DATE = "yyyy-mm-dd"
_FORBIDDEN_IN_NAMES = re.compile(r"[\\/?*\[\]:\x00-\x1f\s]+")
_FORBIDDEN_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")


type _OpenSheet = Any  # of openpyxl, whose types do not say what a sheet that is only written has


@dataclass(frozen=True, slots=True)
class WrittenCell:
    """One cell. With `formula` ("SUM(B3:B6)") `value` is its result. `shown` is what stands in the cell, for its width.

    `link` names a sheet that the cell leads to.
    """

    value: Decimal | int | str | date | None = None
    number_format: str = GENERAL
    formula: str = ""
    shown: str = ""
    right: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """A row; `indent` moves its first cell in, in steps."""

    cells: tuple[WrittenCell, ...]
    look: Look = Look.NORMAL
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Choices:
    """The cells of `column` (from 0) below the head may hold what stands in `source`, as "'Blad'!$A$2:$A$4"."""

    column: int
    source: str


@dataclass(frozen=True, slots=True)
class WrittenSheet:
    """A sheet. `frozen` is the first cell that moves ("B3"); `column_formats` hold for empty cells too, by column."""

    name: str
    rows: Sequence[WrittenRow]
    frozen: str = ""
    choices: tuple[Choices, ...] = ()
    column_formats: Mapping[int, str] = field(default_factory=dict)


def write_workbook(sheets: Sequence[WrittenSheet]) -> bytes:
    """Return the workbook. There must be a sheet, and their names must be as `sheet_names` gives them."""
    workbook, looks = Workbook(write_only=True), Looks()
    results: dict[int, dict[str, str]] = {}
    for number, sheet in enumerate(sheets, start=1):
        results[number] = _write_sheet(workbook.create_sheet(sheet.name), sheet, looks)
    stream = BytesIO()
    workbook.save(stream)
    return with_results(stream.getvalue(), results) if any(results.values()) else stream.getvalue()


def sheet_names(wanted: Iterable[str]) -> list[str]:
    """Return names that Excel takes, in the same order: at most 31 characters, safe, and each once in any case."""
    taken: set[str] = {"history", "historik"}  # Excel keeps these for itself
    return [_free_name(_FORBIDDEN_IN_NAMES.sub(" ", name).strip(" '") or "Blad", taken) for name in wanted]


def number_format(decimals: int, *, plus: bool = False, before: str = "", after: str = "") -> str:
    """The format of a number as we write it: thousands apart, `decimals`, and words around it ("högst 24 %").

    Words that are too many for a format are left out.
    """
    digits = "#,##0" + ("." + "0" * decimals if decimals else "")
    before, after = (_in_format(text) for text in (before, after))
    if not plus and not before:
        return digits + after
    sign = "+" if plus else ""
    return f"{before}{sign}{digits}{after};{before}-{digits}{after};{before}{digits}{after}"


def _in_format(words: str) -> str:
    text = _clean(words).replace('"', "").replace("\n", " ")
    return f'"{text}"' if 0 < len(text) <= MAX_FORMAT_WORDS else ""


def _free_name(name: str, taken: set[str]) -> str:
    ending, number = "", 1
    while (found := name[: MAX_SHEET_NAME - len(ending)].rstrip(" '") + ending).lower() in taken:
        number += 1
        ending = f" ({number})"
    taken.add(found.lower())
    return found


def _write_sheet(target: _OpenSheet, sheet: WrittenSheet, looks: Looks) -> dict[str, str]:
    """Write the sheet, and return the results of its formulas by cell."""
    for column, width in _widths(sheet.rows).items():
        target.column_dimensions[get_column_letter(column + 1)].width = width
    for column, form in sheet.column_formats.items():
        target.column_dimensions[get_column_letter(column + 1)].number_format = form
    if sheet.frozen:
        target.freeze_panes = sheet.frozen
    target.page_setup.orientation = "landscape"
    target.page_setup.fitToHeight = 0
    target.sheet_properties.pageSetUpPr.fitToPage = True
    results: dict[str, str] = {}
    for number, row in enumerate(sheet.rows, start=1):
        target.append(_cell(target, row, number, column, looks) for column in range(len(row.cells)))
        formulas = ((column, cell) for column, cell in enumerate(row.cells, start=1) if cell.formula)
        results |= {f"{get_column_letter(column)}{number}": f"{cell.value:f}" for column, cell in formulas}
    for choices in sheet.choices:
        target.data_validations.append(_validation(choices))
    return results


def _cell(target: _OpenSheet, row: WrittenRow, number: int, column: int, looks: Looks) -> Cell:
    given = row.cells[column]
    text = _clean(given.value) if isinstance(given.value, str) else None
    value: Any = given.value if text is None else text or None
    cell = WriteOnlyCell(target, value)
    if given.formula:
        cell.value = f"={given.formula}"
    elif text:
        cell.data_type = "s"  # openpyxl takes "=1+1" for a formula and "#N/A" for an error
    looks.apply(
        cell,
        row.look,
        right=given.right,
        indent=0 if column else row.indent,
        form=given.number_format,
        quoted=text is not None and text.startswith(_LIKE_A_FORMULA),
    )
    if given.link:
        cell.font = LINK
        cell.row, cell.column = number, column + 1
        cell.hyperlink = Hyperlink(ref="", location=f"'{given.link.replace("'", "''")}'!A1")
    return cell


def _clean(text: str) -> str:
    """The text without what an .xlsx can't hold; line ends as one character."""
    return _FORBIDDEN_IN_XML.sub("", text.replace("\r\n", "\n"))[:MAX_TEXT]


def _widths(rows: Sequence[WrittenRow]) -> dict[int, float]:
    """As wide as the widest cell, within limits; a title or a note runs on over the columns beside it."""
    widths: dict[int, float] = {}
    for row in rows:
        if row.look in (Look.TITLE, Look.NOTE):
            continue
        for column, cell in enumerate(row.cells):
            length = max(map(len, (cell.shown or str(cell.value or "")).split("\n"))) + 2
            length += 0 if column else 2 * row.indent
            widths[column] = min(max(widths.get(column, NARROWEST), length), WIDEST)
    return widths


def _validation(choices: Choices) -> DataValidation:
    letter = get_column_letter(choices.column + 1)
    return DataValidation(
        type="list",
        formula1=f"={choices.source}",
        sqref=f"{letter}2:{letter}1048576",
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="Välj i listan",
        error="Värdet finns inte i listan. Välj ett av värdena i den.",
    )
