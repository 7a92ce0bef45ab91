"""Months and sums of money in the words of a page."""

from __future__ import annotations

import datetime
from decimal import ROUND_HALF_UP, Decimal

from budget.amounts_read import LAST_MONTH
from kommunrapport.dates import format_month, month_name
from kommunrapport.numbers import EN_DASH, format_number

MILLION, THOUSAND = Decimal(1_000_000), Decimal(1_000)


def short_month(month: int) -> str:
    """aug"""
    return format_month(datetime.date(2000, month, 1)).split()[0]


def span(through_month: int, year: int) -> str:
    """The part of a year a column is about: "jan–aug 2016", or the year itself."""
    if through_month == LAST_MONTH:
        return str(year)
    first = "" if through_month == 1 else f"{short_month(1)}{EN_DASH}"
    return f"{first}{short_month(through_month)} {year}"


def through(month: int) -> str:
    """till och med augusti"""
    return f"till och med {month_name(month)}"


def money_in_words(amount: Decimal) -> str:
    """An amount without its sign for running text: "1,5 miljoner kronor", "450 000 kronor"."""
    size = abs(amount)
    if size >= MILLION:
        return f"{format_number(size / MILLION, 1)} miljoner kronor"
    if size >= THOUSAND:
        size = (size / THOUSAND).quantize(Decimal(1), rounding=ROUND_HALF_UP) * THOUSAND
    return f"{format_number(size, 0)} kronor"


def against_budget(name: str, variance: Decimal, budget: Decimal | None) -> str:
    """ "Nettokostnaden blev 1,5 miljoner kronor lägre än budget": of an income it is the income that was higher."""
    is_income = (budget or Decimal(0)) < 0
    if not variance:
        return f"{name} precis som budget"
    higher = (variance > 0) == is_income
    return f"{name} {money_in_words(variance)} {'högre' if higher else 'lägre'} än budget"
