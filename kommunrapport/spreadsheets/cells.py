"""What a file with tables holds, cell by cell, before anybody has said what the columns mean."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class UnreadableFile(ValueError):
    """A file cannot be read; `sentence` is Swedish and says what, where and what to do."""

    @property
    def sentence(self) -> str:
        return str(self)


class CellKind(StrEnum):
    """What the file says that a cell is. An empty cell is None, not a kind."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    BOOL = "bool"
    ERROR = "error"
    EMPTY_FORMULA = "empty_formula"  # a formula that no program has calculated


class RawCell(NamedTuple):
    """One cell that holds something. A tuple, since a file may have three million of them.

    `text` is, for NUMBER, the exact stored number without exponent ("1944.9", "186654.49999999997"; 5 % is "0.05"
    with `is_percent`), for TEXT exactly what is stored, and for the others what the person sees ("2026-01-31",
    "SANT", "#REF!"; "########" for a date outside the calendar). `stored` is the number behind a date.
    `indent` is Excel's indentation and leading spaces together.
    """

    kind: CellKind
    text: str
    indent: int = 0
    is_percent: bool = False
    stored: str = ""


class RawRow(NamedTuple):
    """A row that is not empty. `number` is the row in the sheet or the line in the file, from 1.

    `cells` start in column A and end with the last cell that holds something.
    """

    number: int
    cells: tuple[RawCell | None, ...]


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet, or a whole csv file, whose sheet has no name. `merged` are ranges such as "B4:B6"."""

    name: str
    hidden: bool
    rows: Collection[RawRow]
    merged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was read. `warnings` are Swedish sentences; encoding and delimiter are "" for a workbook."""

    sheets: tuple[RawSheet, ...]
    warnings: tuple[str, ...] = ()
    encoding: str = ""
    delimiter: str = ""


def column_letters(column: int) -> str:
    """Return the name of a column counted from 0: "A", "Z", "AA"."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """Return "D7" for row 7 (from 1) and column 3 (from 0)."""
    return f"{column_letters(column)}{row}"


def line_and_field(line: int, field: int) -> str:
    """The same in a csv file: "rad 7, kolumn 4" for line 7 (from 1) and field 3 (from 0)."""
    return f"rad {line}, kolumn {field + 1}"
