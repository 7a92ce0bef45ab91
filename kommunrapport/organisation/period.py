"""The period an address names: a year, seen through one of the occasions of the year."""

from __future__ import annotations

import calendar
import datetime
from typing import Self

FULL_YEAR = "full_year"
# Each kind of occasion with an address of its own: its word there, and its word in a sentence. The latest in the
# year first, as the switcher lists them. The full year has neither: it is the bare year.
_WORDS = {
    FULL_YEAR: ("", ""),
    "october": ("oktober", "oktober"),
    "half_year": ("delar", "delår"),
    "tertial": ("tertial", "tertial 1"),
}
PERIOD_KINDS = tuple(_WORDS)
_END_MONTHS = {"tertial": 4, "half_year": 8, "october": 10, FULL_YEAR: 12}
_KINDS = {slug: kind for kind, (slug, _) in _WORDS.items()}


class Period(int):
    """A year that knows its kind of occasion, and reads as a sentence says it: "2016", "delår 2016".

    It counts and compares as the year it is of, and arithmetic gives plain years: `period - 1` is the full year before.
    """

    kind: str

    def __new__(cls, year: int, kind: str = FULL_YEAR) -> Self:
        """Raises KeyError for a kind of occasion that has no address."""
        _WORDS[kind]
        period = super().__new__(cls, year)
        period.kind = kind
        return period

    @classmethod
    def of(cls, year: int) -> Period:
        """The period itself, or the full year of a plain year."""
        return year if isinstance(year, Period) else cls(year)

    @property
    def calendar_year(self) -> int:
        """The year alone, for what belongs to all of it."""
        return int(self)

    @property
    def slug(self) -> str:
        """As it stands in an address: "2016-delar"."""
        word, _ = _WORDS[self.kind]
        return f"{int(self)}-{word}" if word else str(int(self))

    @property
    def listed(self) -> str:
        """As it stands in a list of years: "2016 delår"."""
        return f"{int(self)} {_WORDS[self.kind][1]}".rstrip()

    def __str__(self) -> str:
        return f"{_WORDS[self.kind][1]} {int(self)}".lstrip()

    @property
    def end_month(self) -> int:
        """The last month of the part of the year that it is about."""
        return _END_MONTHS[self.kind]

    @property
    def last_day(self) -> datetime.date:
        """The last day of its last month."""
        year, month = int(self), self.end_month
        return datetime.date(year, month, calendar.monthrange(year, month)[1])

    @property
    def order(self) -> tuple[int, int]:
        """The latest first; the full year before its parts."""
        return -self, PERIOD_KINDS.index(self.kind)

    def back(self, years: int) -> Period:
        """The same part of an earlier year."""
        return Period(self - years, self.kind)

    def latest(self, count: int) -> tuple[Period, ...]:
        """The same part of `count` years, the oldest first and this the last."""
        return tuple(self.back(years) for years in reversed(range(count)))


class PeriodConverter:
    """Periods in addresses: /2016/ is the full year, /2016-delar/ the delår."""

    regex = f"[0-9]+(?:-(?:{'|'.join(slug for slug in _KINDS if slug)}))?"

    def to_python(self, value: str) -> Period:
        year, _, word = value.partition("-")
        return Period(int(year), _KINDS[word])

    def to_url(self, value: int) -> str:
        """The address of a period; a plain year is the full year's."""
        return Period.of(value).slug
