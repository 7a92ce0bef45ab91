"""What one cell of a filled-in template says, by the kind of its column. Nothing is guessed at."""

from __future__ import annotations

import datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import Enum, auto

from kommunrapport.numbers import NumberError, parse_number
from kommunrapport.personal_numbers import find_personal_numbers, looks_like_personal_number
from kommunrapport.spreadsheets.cells import CellKind, RawCell

# A workbook stores 186654.5 as the nearest binary number, 186654.49999999997, and shows fifteen digits.
_AS_EXCEL_SHOWS = Context(prec=15, rounding=ROUND_HALF_UP)


class Nothing(Enum):
    """A cell that says nothing: what is stored stays."""

    SAID = auto()


NOTHING = Nothing.SAID


class CellError(ValueError):
    """A cell holds something else than its column is for; str() is the Swedish sentence."""


class NamesPerson(CellError):
    """A cell holds a number of a person, so what stands in it is never repeated."""


def text_of(cell: RawCell | None) -> str:
    """The text of a cell, with one space between words; "" for an empty one. Raises CellError."""
    if cell is None:
        return ""
    if cell.kind is CellKind.EMPTY_FORMULA:
        raise CellError("Formeln är inte uträknad. Öppna filen i Excel, spara den och läs in den igen.")
    text = " ".join(cell.text.split())
    if text and cell.kind is CellKind.ERROR:
        raise CellError("Cellen visar ett fel från Excel. Rätta formeln eller skriv talet.")
    return text


def printable(text: str, longest: int) -> str:
    """The text, when it can be stored. Raises CellError."""
    if len(text) > longest:
        raise CellError(f"Texten är för lång. Skriv högst {longest} tecken.")
    if not text.isprintable():
        raise CellError("Texten har tecken som inte kan sparas. Skriv om den.")
    return text


def free_text(text: str, longest: int) -> str:
    """A text that may not hold a number of a person. Raises CellError."""
    if find_personal_numbers(text) or looks_like_personal_number(text):
        raise NamesPerson("Texten innehåller något som ser ut som ett personnummer. Ta bort det ur filen.")
    return printable(text, longest)


def paragraphs(cell: RawCell, longest: int) -> str:
    """A text with its lines, without a number of a person. Raises CellError."""
    text_of(cell)
    lines = [" ".join(line.split()) for line in cell.text.splitlines()]
    free_text(" ".join(lines), longest)
    return "\n".join(lines).strip()


def number_of(cell: RawCell, *, unit: str = "", decimals: int | None = 2) -> Decimal:
    """The number in a cell; with the unit "%" a cell shown as 5 % is 5. Raises CellError."""
    if cell.kind is CellKind.TEXT:
        try:
            return parse_number(cell.text, unit=unit, decimals=decimals)
        except NumberError as error:
            raise CellError(str(error)) from error
    if cell.kind is not CellKind.NUMBER:
        raise CellError("Cellen är ett datum eller ett ja eller nej. Ändra cellens format till Tal och skriv talet.")
    number = _AS_EXCEL_SHOWS.create_decimal(cell.text)
    if not cell.is_percent:
        return number
    if unit != "%":
        raise CellError("Cellen visar procent. Ändra cellens format till Tal och skriv talet.")
    return number * 100


def date_of(cell: RawCell | None) -> datetime.date:
    """Raises CellError."""
    text = cell.text.strip() if cell else ""
    try:
        return datetime.date.fromisoformat(text if len(text) == len("2025-01-31") else "")
    except ValueError as error:
        raise CellError("Skriv dagen som ett datum, till exempel 2025-12-31.") from error


def one_of(words: tuple[str, ...]) -> str:
    """What to write in a cell with these choices."""
    *others, last = words
    return f"Skriv {', '.join(others)} eller {last}." if others else f"Skriv {last}."
