"""Reads an amount from a cell. A cell that holds anything but one clear number is refused, never guessed at or 0."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

from kommunrapport.numbers import NumberError, format_number, parse_number
from kommunrapport.spreadsheets.cells import CellKind, RawCell

MAX_KRONOR = Decimal("999999999999.99")
_ORE = Decimal("0.01")
# A workbook stores 186654.5 as the nearest binary number, 186654.49999999997, and shows fifteen digits.
_AS_EXCEL_SHOWS = Context(prec=15, rounding=ROUND_HALF_UP)
_MAX_QUOTED = 30
# What a workbook stores, and what Swedish Excel shows and a csv file then holds; both without the mark at the end.
_ERRORS = {
    "#REF": "#REFERENS",
    "#DIV/0": "#DIVISION/0",
    "#N/A": "#SAKNAS",
    "#VALUE": "#VÄRDEFEL",
    "#NAME": "#NAMN",
    "#NUM": "#OGILTIGT",
    "#NULL": "#SKÄRNING",
}


class AmountError(NumberError):
    """A cell holds no amount we accept; str() is the Swedish sentence: what it holds and what to do."""


def read_amount(cell: RawCell, *, factor: int = 1, round_to_ore: bool = False) -> Decimal:
    """Return the amount in kronor with at most two decimals; the sign is the cell's.

    `factor` is 1000 for a table in tkr. More decimals than öre are refused, or rounded half away from zero with
    `round_to_ore`. Raises AmountError.
    """
    kronor = _number(cell) * factor
    if abs(kronor) > MAX_KRONOR:
        raise AmountError(f"{_quoted(cell.text)} är för stort. Ett belopp är högst {_shown(MAX_KRONOR)} kronor.")
    in_ore = kronor.quantize(_ORE, rounding=ROUND_HALF_UP)
    if in_ore != kronor and not round_to_ore:
        raise AmountError(
            f"{_shown_exactly(kronor)} kronor har fler än två decimaler. "
            f"Avrunda till hela ören i filen, till {_shown(in_ore)}."
        )
    return in_ore + 0  # no minus before a zero


def _number(cell: RawCell) -> Decimal:
    if cell.kind is CellKind.TEXT:
        return _typed(cell.text)
    if cell.kind is not CellKind.NUMBER or cell.is_percent:
        raise AmountError(_refusal(cell))
    if len(cell.text) > _MAX_QUOTED * 2:
        raise AmountError(
            f"{_quoted(cell.text)} är för stort eller har för många decimaler. Skriv ett belopp i kronor."
        )
    return _AS_EXCEL_SHOWS.create_decimal(cell.text)


def _typed(text: str) -> Decimal:
    """A number in a text cell or a csv file. Errors are text there, in the language of who saved the file."""
    stripped = text.strip()
    if stripped.upper().rstrip("?!") in {*_ERRORS, *_ERRORS.values()}:
        raise AmountError(_error_sentence(stripped))
    try:
        return parse_number(text)
    except NumberError as error:
        raise AmountError(str(error)) from error


def _refusal(cell: RawCell) -> str:
    if cell.kind is CellKind.ERROR:
        return _error_sentence(cell.text)
    if cell.kind is CellKind.EMPTY_FORMULA:
        return "Formeln är inte uträknad. Öppna filen i Excel, spara den och läs in den igen."
    if cell.kind is CellKind.DATE:
        behind = f" och innehåller talet {cell.stored}" if cell.stored else ""
        return f"Cellen visar {cell.text} som datum{behind}. Ändra cellens format till Tal och spara igen."
    if cell.kind is CellKind.BOOL:
        return f"Cellen innehåller {cell.text}. Skriv ett belopp i kronor."
    percent = _AS_EXCEL_SHOWS.create_decimal(cell.text) * 100
    return f"Cellen visar {_shown_exactly(percent)} procent. Skriv ett belopp, eller ändra cellens format till Tal."


def _error_sentence(text: str) -> str:
    swedish = _ERRORS.get(text.upper().rstrip("?!"))
    shown = f"{text} ({swedish} i svensk Excel)" if swedish else text
    return f"Cellen visar felet {shown}. Rätta formeln eller skriv beloppet."


def _shown(value: Decimal) -> str:
    return format_number(value, 2)


def _shown_exactly(value: Decimal) -> str:
    plain = f"{value:f}"
    decimals = len(plain.partition(".")[2].rstrip("0"))
    return format_number(value, min(decimals, 10))


def _quoted(text: str) -> str:
    return f"”{text if len(text) <= _MAX_QUOTED else text[:_MAX_QUOTED] + '…'}”"
