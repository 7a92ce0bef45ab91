"""How numbers are written and read in Swedish: the one place that knows, for pages, forms, workbooks and PDF.

What `format_number` and `editable_number` write, `parse_number` reads back to the same value.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

SPACE = "\u0020"
NO_BREAK_SPACE = "\u00a0"
THIN_SPACE = "\u2009"
NARROW_NO_BREAK_SPACE = "\u202f"
HYPHEN = "\u002d"
EN_DASH = "\u2013"
MINUS = "\u2212"

MAX_WHOLE_DIGITS = 14  # with four decimals they fill the widest column we store, 18 digits
MAX_DECIMALS = 4
MAX_QUOTED_CHARACTERS = 30
A_NUMBER_IS_MISSING = "Skriv ett tal, till exempel 3,1."

_COUNT_WORDS = ["noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"]

_ANY_SPACE = f"[{SPACE}{NO_BREAK_SPACE}{NARROW_NO_BREAK_SPACE}{THIN_SPACE}]"
_ANY_MINUS = f"[{HYPHEN}{MINUS}{EN_DASH}]"
_NUMBER = re.compile(
    rf"(?P<before>\+|\(|{_ANY_MINUS})?{_ANY_SPACE}?"
    rf"(?P<whole>[1-9][0-9]{{0,2}}(?:{_ANY_SPACE}[0-9]{{3}})+|[0-9]+)"
    r"(?:(?P<mark>[.,])(?P<fraction>[0-9]+))?"
    rf"(?P<after>\)|{_ANY_MINUS})?"
    rf"(?:{_ANY_SPACE}?(?P<unit>[a-zåäö%/][a-zåäö%/. ]*))?",
    re.IGNORECASE,
)
# What may stand before and after the digits, and whether it makes the number negative.
_SIGNS = {
    ("", ""): False,
    ("+", ""): False,
    (HYPHEN, ""): True,
    ("", HYPHEN): True,  # how some ledgers print: 300-
    ("(", ")"): True,
}


class NumberError(ValueError):
    """A text is not a number we accept; str() is the Swedish sentence to show, with what to write instead."""


def format_number(value: Decimal, decimals: int, *, plus: bool = False) -> str:
    """Return `value` with exactly `decimals` decimals, such as "1 944,9" with no-break spaces.

    A half is rounded away from zero. `plus` marks positive numbers, for variances; zero never has a sign.
    """
    rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    digits = f"{abs(rounded):,f}".translate({ord(","): NO_BREAK_SPACE, ord("."): ","})
    if rounded < 0:
        return MINUS + digits
    return f"+{digits}" if plus and rounded > 0 else digits


def format_percent(value: Decimal, decimals: int) -> str:
    """Return a value in percent (2.3 means 2.3 %) with its sign: "2,3 %"."""
    return f"{format_number(value, decimals)}{NO_BREAK_SPACE}%"


def format_with_unit(value: Decimal, decimals: int, unit: str) -> str:
    """Return the number as a cell shows it: "%" written out, other units left to the column head or the name."""
    return format_percent(value, decimals) if unit == "%" else format_number(value, decimals)


def editable_number(value: Decimal, decimals: int | None = None) -> str:
    """Return `value` unrounded for an input, with at least `decimals` decimals; `parse_number` reads it back.

    Three decimals become four where "12,345" could be taken for thousands.
    """
    places = max(decimals or 0, _decimals_needed(value))
    if places == 3 and not _three_decimals_are_usual(decimals):
        places += 1
    return format_number(value, places)


def count_word(n: int, *, neuter: bool = False) -> str:
    """Return a count for running text: words up to tolv, then digits. `neuter` gives "ett", as in ett mål."""
    if n == 1 and neuter:
        return "ett"
    return _COUNT_WORDS[n] if 0 <= n < len(_COUNT_WORDS) else format_number(Decimal(n), 0)


def parse_number(text: str, *, unit: str = "", decimals: int | None = None) -> Decimal:
    """Read a number that a person or a workbook wrote; nothing is guessed.

    `unit` and `decimals` are the measure's: with unit "%" the text may end in %, and with three decimals
    or more "12,345" is not ambiguous. Raises NumberError.
    """
    text = text.strip()
    if not text:
        raise NumberError(A_NUMBER_IS_MISSING)
    match = _NUMBER.fullmatch(text)
    if match is None or (sign := _sign(match)) not in _SIGNS:
        raise NumberError(f"{_quoted(text)} är inget tal. Skriv till exempel 3,1.")
    if match["unit"] and not (match["unit"] == unit == "%"):
        raise NumberError(f"{_quoted(text)} har en enhet efter talet. Skriv bara talet.")
    _refuse_too_long(text, match)
    _refuse_ambiguous(text, match, decimals)
    number = Decimal(f"{_whole_digits(match)}.{match['fraction'] or ''}")
    return -number if _SIGNS[sign] else number


def _sign(match: re.Match[str]) -> tuple[str, str]:
    """What stands before and after the digits, with every kind of minus as a hyphen."""
    dashes = {ord(MINUS): HYPHEN, ord(EN_DASH): HYPHEN}
    return (match["before"] or "").translate(dashes), (match["after"] or "").translate(dashes)


def _whole_digits(match: re.Match[str]) -> str:
    return re.sub(_ANY_SPACE, "", match["whole"])


def _refuse_too_long(text: str, match: re.Match[str]) -> None:
    if len(_whole_digits(match)) > MAX_WHOLE_DIGITS:
        raise NumberError(f"{_quoted(text)} är för stort. Skriv högst {MAX_WHOLE_DIGITS} siffror före decimalkommat.")
    if len(match["fraction"] or "") > MAX_DECIMALS:
        raise NumberError(f"{_quoted(text)} har för många decimaler. Skriv högst {MAX_DECIMALS}.")


def _refuse_ambiguous(text: str, match: re.Match[str], decimals: int | None) -> None:
    """Refuse "1.234" and "1,234", which are thousands to some and decimals to others."""
    whole, mark, fraction = match["whole"], match["mark"], match["fraction"] or ""
    if len(fraction) != 3 or len(whole) > 3 or int(whole) == 0:
        return
    if mark == "," and _three_decimals_are_usual(decimals):
        return
    start = f"{MINUS if _SIGNS[_sign(match)] else ''}{int(whole)}"
    end = fraction if _three_decimals_are_usual(decimals) else f"{fraction}0"
    raise NumberError(
        f"{_quoted(text)} kan läsas på två sätt. Skriv {start}{NO_BREAK_SPACE}{fraction} "
        f"om du menar ett heltal, eller {start},{end} om du menar decimaler."
    )


def _three_decimals_are_usual(decimals: int | None) -> bool:
    return decimals is not None and decimals >= 3


def _decimals_needed(value: Decimal) -> int:
    """How many decimals `value` has when zeros at the end are left out, at most what can be stored."""
    _, _, fraction = f"{value:f}".partition(".")
    return min(len(fraction.rstrip("0")), MAX_DECIMALS)


def _quoted(text: str) -> str:
    shown = text if len(text) <= MAX_QUOTED_CHARACTERS else f"{text[:MAX_QUOTED_CHARACTERS]}…"
    return f"”{shown}”"


def carried_number[D](text: str, otherwise: D) -> int | D:
    """The whole number that an address or a form carries; `otherwise` for anything else.

    No key or version has more than 18 digits: databases have no room for them, and Python does not read thousands.
    """
    is_number = text.isascii() and text.isdecimal() and len(text) <= 18
    return int(text) if is_number else otherwise
