"""What groups, periods and figures of the staff are called where people read them."""

from __future__ import annotations

import datetime
from decimal import ROUND_HALF_UP, Decimal

from kommunrapport.dates import format_date, format_month, month_name
from kommunrapport.numbers import EN_DASH, NO_BREAK_SPACE, format_number
from kommunrapport.small_groups import AGES, ALL_AGES, MEN, TOTAL, WOMEN
from personnel.figures import Dates, Margin, SickLeaveFigures

WOMEN_ALL: Margin = (WOMEN, ALL_AGES)
MEN_ALL: Margin = (MEN, ALL_AGES)
YOUNG, MIDDLE, OLD = ((TOTAL, age) for age in AGES)

GROUP_NAMES: dict[Margin, str] = {
    (TOTAL, ALL_AGES): "Alla anställda",
    WOMEN_ALL: "Kvinnor",
    MEN_ALL: "Män",
    YOUNG: "29 år eller yngre",
    MIDDLE: "30–49 år",
    OLD: "50 år eller äldre",
}


def short_number(value: Decimal, decimals: int = 1) -> str:
    """As a sentence says it, with decimals only when there are any: "97", "3,6"."""
    rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return format_number(value, 0 if rounded == rounded.to_integral_value() else decimals)


def is_whole_year(dates: Dates) -> bool:
    first, last = dates
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year


def period_words(dates: Dates) -> str:
    """The days of a period: "1 januari–30 november 2014"."""
    first, last = dates
    start = format_date(first) if first.year != last.year else f"{first.day}{NO_BREAK_SPACE}{month_name(first.month)}"
    return f"{start}{EN_DASH}{format_date(last)}"


def months_words(dates: Dates) -> str:
    """The period in a sentence: "2014", or "januari–november 2014" when it is not the whole year."""
    first, last = dates
    if is_whole_year(dates):
        return str(last.year)
    if not _is_whole_months(dates) or first.year != last.year:
        return period_words(dates)
    if first.month == last.month:
        return f"{month_name(last.month)} {last.year}"
    return f"{month_name(first.month)}{EN_DASH}{month_name(last.month)} {last.year}"


def _is_whole_months(dates: Dates) -> bool:
    first, last = dates
    return first.day == 1 and (last + datetime.timedelta(days=1)).day == 1


def year_head(year: int, dates: Dates | None) -> str:
    """The head of a year's column: "2014", or the months it has figures of: "Jan–nov 2014"."""
    if dates is None or is_whole_year(dates) or dates[0].year != dates[1].year or not _is_whole_months(dates):
        return months_words(dates).capitalize() if dates else str(int(year))
    months = dict.fromkeys(format_month(day).split()[0] for day in dates)
    return f"{EN_DASH.join(months).capitalize()} {int(year)}"


def partial_year_note(found: SickLeaveFigures) -> str:
    """The warning of figures that are not of a calendar year; empty where they are."""
    if found.dates is None or is_whole_year(found.dates):
        return ""
    return f"Avser {period_words(found.dates)}, inte hela året."
