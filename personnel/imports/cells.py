"""What one cell of the HR template says. Nothing is guessed at, and an empty cell is never 0."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from kommunrapport.spreadsheets.cell_values import NOTHING, CellError, Nothing, number_of, one_of, printable, text_of
from kommunrapport.spreadsheets.cells import RawCell
from kommunrapport.spreadsheets.columns import ColumnKind, ColumnSpec
from personnel.hiding import HIDDEN
from personnel.imports.columns import MISSING, choice_of
from personnel.imports.rows import Said

MAX_NOTE = 300
_STEPS = {"average_age": Decimal("0.1")}
_CENT = Decimal("0.01")
_MOST = {
    ColumnKind.COUNT: Decimal(10_000_000),
    ColumnKind.NUMBER: Decimal(10_000_000),
    ColumnKind.HOURS: Decimal(100_000_000_000),
    ColumnKind.PERCENT: Decimal(100),
}
_YOUNGEST, _OLDEST = 15, 80


def read_cell(column: ColumnSpec, cell: RawCell | None) -> Said | Nothing:
    """Return what the cell says of its column: None for "saknas", NOTHING for an empty one or a hidden figure.

    Raises CellError.
    """
    text = text_of(cell)
    if cell is None or not text or text.casefold() == HIDDEN:
        return NOTHING
    if text.casefold() == MISSING:
        return None
    return _read(column, cell, text)


def _read(column: ColumnSpec, cell: RawCell, text: str) -> Said:
    match column.kind:
        case ColumnKind.CHOICE:
            return _choice(column, text)
        case ColumnKind.TEXT:
            return printable(text, MAX_NOTE)
    number = number_of(cell, unit="%" if column.kind is ColumnKind.PERCENT else "")
    if number < 0:
        raise CellError("Talet är mindre än noll. Skriv ett tal utan minus.")
    if number > _MOST[column.kind]:
        raise CellError("Talet är för stort. Kontrollera kolumnen.")
    return _whole(number) if column.kind is ColumnKind.COUNT else _within(column, number)


def _choice(column: ColumnSpec, text: str) -> Said:
    chosen = choice_of(column.key, text)
    if chosen is None:
        raise CellError(one_of(column.choices))
    return chosen if isinstance(chosen, bool) else str(chosen)


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
