"""What one cell of the HR template says. Nothing is guessed at, and an empty cell is never 0."""

from __future__ import annotations

import datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import Enum, auto

from kommunrapport.numbers import NumberError, parse_number
from kommunrapport.spreadsheets.cells import CellKind, RawCell
from kommunrapport.spreadsheets.columns import ColumnKind, ColumnSpec
from personnel.hiding import HIDDEN
from personnel.imports.columns import MISSING, choice_of
from personnel.imports.rows import Said


class Nothing(Enum):
    """A cell that says nothing: what is stored stays."""

    SAID = auto()


NOTHING = Nothing.SAID
MAX_NOTE = 300
# A workbook stores 186654.5 as the nearest binary number, 186654.49999999997, and shows fifteen digits.
_AS_EXCEL_SHOWS = Context(prec=15, rounding=ROUND_HALF_UP)
_STEPS = {"average_age": Decimal("0.1")}
_CENT = Decimal("0.01")
_MOST = {
    ColumnKind.COUNT: Decimal(10_000_000),
    ColumnKind.NUMBER: Decimal(10_000_000),
    ColumnKind.HOURS: Decimal(100_000_000_000),
    ColumnKind.PERCENT: Decimal(100),
}
_YOUNGEST, _OLDEST = 15, 80


class CellError(ValueError):
    """A cell holds something else than its column is for; str() is the Swedish sentence."""


def read_cell(column: ColumnSpec, cell: RawCell | None) -> Said | Nothing:
    """Return what the cell says of its column: None for "saknas", NOTHING for an empty one or a hidden figure.

    Raises CellError.
    """
    text = " ".join(cell.text.split()) if cell else ""
    if cell is None or not (text or cell.kind is CellKind.EMPTY_FORMULA):
        return NOTHING
    if cell.kind is CellKind.EMPTY_FORMULA:
        raise CellError("Formeln är inte uträknad. Öppna filen i Excel, spara den och läs in den igen.")
    if cell.kind is CellKind.ERROR:
        raise CellError("Cellen visar ett fel från Excel. Rätta formeln eller skriv talet.")
    if text.casefold() == HIDDEN:
        return NOTHING
    if text.casefold() == MISSING:
        return None
    return _read(column, cell, text)


def read_date(cell: RawCell | None) -> datetime.date:
    """Raises CellError."""
    text = cell.text.strip() if cell else ""
    try:
        return datetime.date.fromisoformat(text if len(text) == len("2025-01-31") else "")
    except ValueError as error:
        raise CellError("Skriv dagen som ett datum, till exempel 2025-12-31.") from error


def _read(column: ColumnSpec, cell: RawCell, text: str) -> Said:
    match column.kind:
        case ColumnKind.CHOICE:
            return _choice(column, text)
        case ColumnKind.TEXT:
            if len(text) > MAX_NOTE:
                raise CellError(f"Texten är för lång. Skriv högst {MAX_NOTE} tecken.")
            if not text.isprintable():
                raise CellError("Texten har tecken som inte kan sparas. Skriv om den.")
            return text
    number = _number(column, cell)
    if number < 0:
        raise CellError("Talet är mindre än noll. Skriv ett tal utan minus.")
    if number > _MOST[column.kind]:
        raise CellError("Talet är för stort. Kontrollera kolumnen.")
    return _whole(number) if column.kind is ColumnKind.COUNT else _within(column, number)


def _choice(column: ColumnSpec, text: str) -> Said:
    chosen = choice_of(column.key, text)
    if chosen is None:
        *others, last = column.choices
        raise CellError(f"Skriv {', '.join(others)} eller {last}.")
    return chosen if isinstance(chosen, bool) else str(chosen)


def _number(column: ColumnSpec, cell: RawCell) -> Decimal:
    if cell.kind is CellKind.TEXT:
        try:
            return parse_number(cell.text, unit="%" if column.kind is ColumnKind.PERCENT else "", decimals=2)
        except NumberError as error:
            raise CellError(str(error)) from error
    if cell.kind is not CellKind.NUMBER:
        raise CellError("Cellen är ett datum eller ett ja eller nej. Ändra cellens format till Tal och skriv talet.")
    number = _AS_EXCEL_SHOWS.create_decimal(cell.text)
    if not cell.is_percent:
        return number
    if column.kind is not ColumnKind.PERCENT:
        raise CellError("Cellen visar procent. Ändra cellens format till Tal och skriv talet.")
    return number * 100


def _whole(number: Decimal) -> int:
    if number != number.to_integral_value():
        raise CellError("Skriv ett heltal. Deltider räknas i kolumnen Årsarbetare.")
    return int(number)


def _within(column: ColumnSpec, number: Decimal) -> Decimal:
    """Rounded to what is stored."""
    if column.kind is ColumnKind.PERCENT and 0 < number <= 1:
        raise CellError("Skriv i procent, till exempel 92,5 för 92,5 procent.")
    if column.key == "average_age" and not _YOUNGEST <= number <= _OLDEST:
        raise CellError(f"Medelåldern är ett tal mellan {_YOUNGEST} och {_OLDEST}.")
    return number.quantize(_STEPS.get(column.key, _CENT), rounding=ROUND_HALF_UP) + 0
