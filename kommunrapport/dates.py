"""How dates and times are written in Swedish: the one place that knows, for pages, workbooks and PDF.

A `datetime` is taken to Swedish local time first, so half past eleven in the evening UTC is the next day.
"""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from kommunrapport.numbers import format_number

_MONTHS = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
]
_SHORT_MONTHS = ["jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec"]
_NEAR_DAYS = {-1: "i går", 0: "i dag", 1: "i morgon"}


def format_date(d: date) -> str:
    """Return "25 januari 2017", for running text."""
    day = _local_day(d)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def format_day(d: date) -> str:
    """Return "25 jan", for lists where the year is known."""
    day = _local_day(d)
    return f"{day.day} {_SHORT_MONTHS[day.month - 1]}"


def format_month(d: date) -> str:
    """Return "apr 2017"."""
    day = _local_day(d)
    return f"{_SHORT_MONTHS[day.month - 1]} {day.year}"


def month_name(number: int) -> str:
    """Return "augusti" for 8."""
    return _MONTHS[number - 1]


def format_time(dt: datetime) -> str:
    """Return "14:32", local time. Raises ValueError if `dt` has no time zone."""
    return f"{timezone.localtime(dt):%H:%M}"


def relative_days(d: date, today: date) -> str:
    """Return how far `d` is from `today`: "om 6 dagar", "i dag", "för 2 dagar sedan"."""
    days = (_local_day(d) - _local_day(today)).days
    if days in _NEAR_DAYS:
        return _NEAR_DAYS[days]
    number = format_number(Decimal(abs(days)), 0)
    return f"om {number} dagar" if days > 0 else f"för {number} dagar sedan"


def _local_day(d: date) -> date:
    """Raises ValueError if `d` is a datetime without a time zone."""
    return timezone.localdate(d) if isinstance(d, datetime) else d
