"""Numbers and dates in templates; built in, so no template needs to load them.

A missing number shows as a dash, a missing date as nothing: the template says why ("ej mätt") where it knows.
"""

from datetime import date, datetime
from decimal import Decimal

from django import template

from kommunrapport.dates import format_date, format_day, format_month, format_time
from kommunrapport.numbers import EN_DASH, format_number

register = template.Library()


@register.filter
def number(value: Decimal | int | None, decimals: int) -> str:
    """{{ amount|number:1 }} gives 12 345,7."""
    return _dash_or_number(value, decimals)


@register.filter
def signed_number(value: Decimal | int | None, decimals: int) -> str:
    """{{ variance|signed_number:0 }} gives +1 459; zero has no sign."""
    return _dash_or_number(value, decimals, plus=True)


@register.filter
def day(value: date | None) -> str:
    """{{ deadline|day }} gives 25 jan."""
    return format_day(value) if value else ""


@register.filter
def long_date(value: date | None) -> str:
    """{{ deadline|long_date }} gives 25 januari 2017."""
    return format_date(value) if value else ""


@register.filter
def month_year(value: date | None) -> str:
    """{{ expected|month_year }} gives apr 2017."""
    return format_month(value) if value else ""


@register.filter
def clock(value: datetime | None) -> str:
    """{{ saved_at|clock }} gives 14:32."""
    return format_time(value) if value else ""


def _dash_or_number(value: Decimal | int | None, decimals: int, *, plus: bool = False) -> str:
    # A path that ends in None, such as row.target.value without a target, reaches a filter as "".
    if value is None or value == "":
        return EN_DASH
    return format_number(Decimal(value), decimals, plus=plus)
