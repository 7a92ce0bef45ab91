"""One definition of a column for both ways: what a template says and offers, and what is read from the filled-in one.

A template has values only, never formulas, so that it can be read back as it was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from openpyxl.utils import get_column_letter

from kommunrapport.spreadsheets.styles import GENERAL, Look
from kommunrapport.spreadsheets.writing import (
    ISO_DATE,
    Choices,
    WrittenCell,
    WrittenRow,
    WrittenSheet,
    sheet_names,
    write_workbook,
)

HELP_SHEET = "Så fyller du i"

type Value = Decimal | int | str | date | None


class ColumnKind(StrEnum):
    """What the cells of a column hold. A code is text, so that 0410 keeps its zero; amounts are kronor and ören.

    A count is a whole number, hours have two decimals at most, a percent is written 92,5 for 92,5 %. A figure is a
    number in a unit that its row says, shown with the decimals it has.
    """

    TEXT = "text"
    CODE = "code"
    AMOUNT = "amount"
    YEAR = "year"
    MONTH = "month"
    DATE = "date"
    CHOICE = "choice"
    COUNT = "count"
    HOURS = "hours"
    NUMBER = "number"
    PERCENT = "percent"
    FIGURE = "figure"


_FORMATS = {
    ColumnKind.CODE: "@",
    ColumnKind.AMOUNT: "#,##0.00",
    ColumnKind.YEAR: "0",
    ColumnKind.DATE: ISO_DATE,
    ColumnKind.COUNT: "#,##0",
    ColumnKind.HOURS: "#,##0.00",
    ColumnKind.NUMBER: "#,##0.0#",
    ColumnKind.PERCENT: "0.0#",
}
_WORDS = {
    ColumnKind.TEXT: "text",
    ColumnKind.CODE: "kod, som text",
    ColumnKind.AMOUNT: "belopp i kronor",
    ColumnKind.YEAR: "år med fyra siffror",
    ColumnKind.MONTH: "månad, 1 till 12",
    ColumnKind.DATE: "datum, till exempel 2017-01-25",
    ColumnKind.CHOICE: "ett av valen i listan",
    ColumnKind.COUNT: "heltal",
    ColumnKind.HOURS: "timmar, högst två decimaler",
    ColumnKind.NUMBER: "tal",
    ColumnKind.PERCENT: "procent, till exempel 92,5",
    ColumnKind.FIGURE: "tal, i radens enhet",
}
_NUMBERS = (
    *(ColumnKind.AMOUNT, ColumnKind.YEAR, ColumnKind.MONTH),
    *(ColumnKind.COUNT, ColumnKind.HOURS, ColumnKind.NUMBER, ColumnKind.PERCENT),
    ColumnKind.FIGURE,
)


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """A column: `key` is its name in the program, `heading` in the file. `choices` are the words of a choice."""

    key: str
    heading: str
    kind: ColumnKind = ColumnKind.TEXT
    required: bool = False
    help: str = ""
    choices: tuple[str, ...] = ()

    @property
    def is_number(self) -> bool:
        return self.kind in _NUMBERS


@dataclass(frozen=True, slots=True)
class TemplateSheet:
    """One table of a template: `rows` by the columns' keys. A key that a row lacks is an empty cell."""

    title: str
    columns: Sequence[ColumnSpec]
    rows: Iterable[Mapping[str, Value]]


def write_template(title: str, columns: Sequence[ColumnSpec], rows: Iterable[Mapping[str, Value]]) -> bytes:
    """Return an .xlsx named `title` with a head, `rows`, and a sheet of help.

    Headings are what the file is read back by, so they stand alone.
    """
    return write_templates([TemplateSheet(title, columns, rows)])


def write_templates(tables: Sequence[TemplateSheet]) -> bytes:
    """The same with several tables, each with a sheet of help of its own after them all."""
    helps = [HELP_SHEET] if len(tables) == 1 else [f"Hjälp {table.title}" for table in tables]
    names = sheet_names([*(table.title for table in tables), *helps])
    named = list(zip(tables, names, names[len(tables) :], strict=False))
    sheets = [_table_sheet(table, name, help_name) for table, name, help_name in named]
    return write_workbook([*sheets, *(_help_sheet(help_name, table.columns) for table, _, help_name in named)])


def _table_sheet(table: TemplateSheet, name: str, help_name: str) -> WrittenSheet:
    columns = table.columns
    head = WrittenRow(tuple(WrittenCell(c.heading, right=c.is_number) for c in columns), Look.HEAD)
    body = [WrittenRow(tuple(_cell(column, row.get(column.key)) for column in columns)) for row in table.rows]
    return WrittenSheet(
        name,
        (head, *body),
        frozen="A2",
        choices=tuple(_choices(columns, help_name)),
        column_formats={place: form for place, c in enumerate(columns) if (form := _FORMATS.get(c.kind))},
    )


def _cell(column: ColumnSpec, value: Value) -> WrittenCell:
    if column.kind == ColumnKind.CODE and value is not None:
        value = str(value)
    return WrittenCell(value, _FORMATS.get(column.kind, GENERAL), right=column.is_number)


_HELP_HEAD = ("Kolumn", "Behövs", "Vad som ska stå", "Förklaring")


def _help_sheet(name: str, columns: Sequence[ColumnSpec]) -> WrittenSheet:
    """One row per column, and to the right the words of each choice, where the lists in the first sheet get them."""
    lists = [column for column in columns if column.choices]
    head = WrittenRow(tuple(WrittenCell(text) for text in (*_HELP_HEAD, *(c.heading for c in lists))), Look.HEAD)
    rows = [head]
    for number in range(max([len(columns), *(len(column.choices) for column in lists)])):
        texts = _help_texts(columns[number]) if number < len(columns) else ("",) * len(_HELP_HEAD)
        chosen = (c.choices[number] if number < len(c.choices) else "" for c in lists)
        rows.append(WrittenRow(tuple(WrittenCell(text or None) for text in (*texts, *chosen))))
    return WrittenSheet(name, rows, frozen="A2")


def _help_texts(column: ColumnSpec) -> tuple[str, ...]:
    return column.heading, "ja" if column.required else "nej", _WORDS[column.kind], column.help


def _choices(columns: Sequence[ColumnSpec], help_name: str) -> Iterable[Choices]:
    lists = [place for place, column in enumerate(columns) if column.choices]
    for number, place in enumerate(lists):
        letter = get_column_letter(len(_HELP_HEAD) + number + 1)
        yield Choices(place, f"'{help_name}'!${letter}$2:${letter}${len(columns[place].choices) + 1}")
