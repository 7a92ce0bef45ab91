"""Personnummer and samordningsnummer in text: found, compared and masked. Nothing here knows a real number."""

from __future__ import annotations

import datetime
import re

from kommunrapport.numbers import EN_DASH, HYPHEN, MINUS, NARROW_NO_BREAK_SPACE, NO_BREAK_SPACE, SPACE, THIN_SPACE

LAST_FOUR = 4
SHORT = 10
COORDINATION_DAYS = 60  # a samordningsnummer has the day of birth plus this

_SPACES = f"{SPACE}{NO_BREAK_SPACE}{NARROW_NO_BREAK_SPACE}{THIN_SPACE}"
_DASHES = f"{HYPHEN}+{EN_DASH}{MINUS}\u2010\u2011"  # the last two are what text programs make of a hyphen
_BETWEEN = f"[{_SPACES}]?[{_DASHES}]?[{_SPACES}]?"
_NUMBER = re.compile(rf"(?<![0-9])(?:(?:18|19|20)[0-9]{{6}}|[0-9]{{6}}){_BETWEEN}[0-9]{{{LAST_FOUR}}}(?![0-9])")


def find_personal_numbers(text: str) -> list[str]:
    """Return the personnummer and samordningsnummer in `text`, as they are written, in order.

    They have a valid date, with or without century, and a correct check digit, and are no part of a longer run
    of digits. A "+", "-", dash or space may stand before the last four.
    """
    written = [match.group() for match in _NUMBER.finditer(text)]
    return [number for number in written if _has_date(short(number)) and _has_check_digit(short(number))]


def looks_like_personal_number(text: str) -> bool:
    """Whether a whole cell holds a number of a person.

    Where something stands before the last four the check digit may be wrong, since the number may be made up to
    hide who it is; without that, a date alone would catch too many other numbers.
    """
    cell = text.strip()
    if not _NUMBER.fullmatch(cell) or not _has_date(short(cell)):
        return False
    return not cell.isdigit() or _has_check_digit(short(cell))


def short(number: str) -> str:
    """The ten digits of a number, the same however it is written."""
    return "".join(character for character in number if character in "0123456789")[-SHORT:]


def masked(number: str) -> str:
    """The number without its last four digits, to say which one is meant: 850709-****."""
    return number[:-LAST_FOUR] + "*" * LAST_FOUR


def _has_date(digits: str) -> bool:
    """Whether the first six of ten digits are a day. The century may be unknown, so the year 00 is a leap year."""
    year, month, day = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    if day > COORDINATION_DAYS:
        day -= COORDINATION_DAYS
    try:
        datetime.date(2000 + year, month, day)
    except ValueError:
        return False
    return True


def _has_check_digit(digits: str) -> bool:
    """The sum of the digits, where every other is doubled, ends with 0: the algorithm of Luhn."""
    doubled = [int(digit) * (2 - n % 2) for n, digit in enumerate(digits)]
    return sum(n // 10 + n % 10 for n in doubled) % 10 == 0
