"""How the figures of a group are computed of its rows. Percentages are unrounded; None is not known."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from personnel.models import Headcount, SickLeave, StaffPeriod
from personnel.totals import Whole

PERCENT = 100


def _share(part: Decimal | int | None, whole: Decimal | int | None) -> Decimal | None:
    return None if part is None or not whole else PERCENT * Decimal(part) / Decimal(whole)


def sick_percent(whole: Whole[SickLeave]) -> Decimal | None:
    """Sick hours in percent of the group's own ordinary hours."""
    return _share(whole.total(lambda row: row.sick_hours), whole.total(lambda row: row.ordinary_hours))


def long_percent(whole: Whole[SickLeave]) -> Decimal | None:
    """Hours in spells of sixty days or more in percent of all sick hours, not of ordinary time."""
    return _share(whole.total(lambda row: row.long_sick_hours), whole.total(lambda row: row.sick_hours))


def _weighted(value: Callable[[Headcount], Decimal | None]) -> Callable[[Whole[Headcount]], Decimal | None]:
    """The average over everybody of what rows say on average."""

    def average(whole: Whole[Headcount]) -> Decimal | None:
        if len(whole.rows) == 1:
            return value(whole.rows[0])
        total = whole.total(lambda row: _times(value(row), row.employees))
        people = whole.total(lambda row: row.employees)
        return total / people if total is not None and people else None

    return average


def _times(value: Decimal | None, people: int | None) -> Decimal | None:
    return None if value is None or people is None else value * people


def _count(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


OF_DAY: dict[str, Callable[[Whole[Headcount]], Decimal | None]] = {
    "full_time_equivalents": lambda whole: whole.total(lambda row: row.full_time_equivalents),
    "full_time_share": lambda whole: _share(
        whole.total(lambda row: row.full_time), whole.total(lambda row: row.employees)
    ),
    "employment_rate": _weighted(lambda row: row.employment_rate),
    "average_age": _weighted(lambda row: row.average_age),
}
OF_PERIOD: dict[str, Callable[[Whole[StaffPeriod]], Decimal | None]] = {
    "hired": lambda whole: _count(whole.total(lambda row: row.hired)),
    "left": lambda whole: _count(whole.total(lambda row: row.left)),
    "turnover": lambda whole: _share(whole.total(lambda row: row.left), whole.total(lambda row: row.employees)),
    "overtime_hours": lambda whole: whole.total(lambda row: row.overtime_hours),
}
