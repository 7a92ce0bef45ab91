"""Days on which nobody works in Sweden, and the last working day before one."""

from __future__ import annotations

import datetime

DAY = datetime.timedelta(days=1)
SATURDAY = 5
# New year's day, Epiphany, first of May, national day, Christmas eve to Boxing day, New year's eve.
_FIXED = {(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)}
# Good Friday, Easter Monday and Ascension, in days from Easter Sunday.
_FROM_EASTER = {-2, 1, 39}
_MIDSUMMER_EVE_FIRST, _MIDSUMMER_EVE_LAST, _FRIDAY = 19, 25, 4


def last_workday(day: datetime.date) -> datetime.date:
    """`day` itself, or the nearest working day before it."""
    while not is_workday(day):
        day -= DAY
    return day


def is_workday(day: datetime.date) -> bool:
    """Not a Saturday or Sunday, nor one of the eves and holidays when offices are closed."""
    if day.weekday() >= SATURDAY or (day.month, day.day) in _FIXED:
        return False
    is_midsummer_eve = (day.month, day.weekday()) == (
        6,
        _FRIDAY,
    ) and _MIDSUMMER_EVE_FIRST <= day.day <= _MIDSUMMER_EVE_LAST
    return not is_midsummer_eve and (day - easter(day.year)).days not in _FROM_EASTER


def easter(year: int) -> datetime.date:
    """Easter Sunday of the Gregorian calendar."""
    golden, century = year % 19, year // 100
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    full_moon = epact - (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    to_sunday = full_moon - (year + year // 4 + full_moon + 2 - century + century // 4) % 7
    month = 3 + (to_sunday + 40) // 44
    return datetime.date(year, month, to_sunday + 28 - 31 * (month // 4))
