"""The figures of the staff as everybody reads them: computed of hours and heads, and hidden where they must be.

Percentages are of the group's own time and unrounded. Nothing here gives the hours of a group to a page.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.period import Period
from kommunrapport.small_groups import AGES, ALL_AGES, MEN, TOTAL, WOMEN, Group
from personnel.hiding import Hiding, read_hiding
from personnel.models import EmploymentForm, Headcount, SickLeave, StaffPeriod
from personnel.models.groups import PeriodOfStaff
from personnel.rates import OF_DAY, OF_PERIOD, PERCENT, long_percent, sick_percent
from personnel.totals import Units, Whole, wholes

ORDINARY_TIME = SickLeave.Denominator.ORDINARY_TIME

type Dates = tuple[datetime.date, datetime.date]
type Margin = tuple[str, str]  # sex and age group

ALL: Margin = (TOTAL, ALL_AGES)
# N3 to N7 in the order the law names them.
PARTS: tuple[Margin, ...] = ((WOMEN, ALL_AGES), (MEN, ALL_AGES), *((TOTAL, age) for age in AGES))


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `value` None is not known, or known and hidden."""

    value: Decimal | None = None
    is_hidden: bool = False


NOT_KNOWN = Figure()
HIDDEN_FIGURE = Figure(is_hidden=True)


@dataclass(frozen=True, slots=True)
class SickLeaveFigures:
    """The statutory seven of one unit and period, in percent. `dates` is None where nothing is stored.

    `groups` are N1 and N3 to N7, `long_share` is N2: long spells as a share of all sick leave of the unit.
    `is_sum`: added up of the units below.
    """

    dates: Dates | None = None
    groups: Mapping[Margin, Figure] = field(default_factory=dict)
    long_share: Figure = NOT_KNOWN
    is_sum: bool = False
    population_note: str = ""

    def of(self, sex: str = TOTAL, age_group: str = ALL_AGES) -> Figure:
        return self.groups.get((sex, age_group), NOT_KNOWN)

    @property
    def is_partial_year(self) -> bool:
        """Whether it is of less than the calendar year that the statutory figures are about."""
        return self.dates is not None and (self.dates[0].month, self.dates[1].month) != (1, 12)


@dataclass(frozen=True, slots=True)
class StaffFigures:
    """The staff of one unit on a day, and the period before it. Counts of people are never hidden; the rest may be.

    `employees` is by form, sex and age. By sex and age: årsarbetare; and in percent, except years of age:
    full time share, employment rate, average age, turnover (those who left in percent of the employees), the share
    of all worked time that hourly paid did. `hired`, `left` are people, `overtime_hours` hours, of `dates`.
    """

    as_of: datetime.date | None = None
    dates: Dates | None = None
    employees: Mapping[tuple[str, str, str], int] = field(default_factory=dict)
    full_time_equivalents: Mapping[Margin, Figure] = field(default_factory=dict)
    full_time_share: Mapping[Margin, Figure] = field(default_factory=dict)
    employment_rate: Mapping[Margin, Figure] = field(default_factory=dict)
    average_age: Mapping[Margin, Figure] = field(default_factory=dict)
    hired: Mapping[Margin, Figure] = field(default_factory=dict)
    left: Mapping[Margin, Figure] = field(default_factory=dict)
    turnover: Mapping[Margin, Figure] = field(default_factory=dict)
    overtime_hours: Mapping[Margin, Figure] = field(default_factory=dict)
    hourly_paid_share: Mapping[Margin, Figure] = field(default_factory=dict)

    def people(self, form: str = EmploymentForm.ALL, sex: str = TOTAL, age_group: str = ALL_AGES) -> int | None:
        return self.employees.get((form, sex, age_group))


class StaffReader:
    """Everything of the staff, read once for a page or a report: four queries for any number of units and years."""

    def __init__(self) -> None:
        self.units = Units()
        self._headcounts = list(Headcount.objects.all())
        self._sick_leave = list(SickLeave.objects.all())
        self._periods = list(StaffPeriod.objects.all())
        self.hiding: Hiding = read_hiding(
            headcounts=self._headcounts,
            sick_leave=self._sick_leave,
            staff_periods=self._periods,
            units=self.units,
        )

    def sick_leave(
        self, org_unit: OrgUnit, period: Period, denominator: str = ORDINARY_TIME, dates: Dates | None = None
    ) -> SickLeaveFigures:
        """The seven figures of a unit for `period`, or for `dates` exactly."""
        rows = [row for row in self._sick_leave if row.denominator == denominator]
        dates = dates or self._dates(rows, org_unit, period)
        if dates is None:
            return SickLeaveFigures()
        found = wholes((row for row in rows if (row.from_date, row.to_date) == dates), self.units)
        hidden = self.hiding.sick_leave[dates]
        whole = found.get(Group(org_unit.pk))
        return SickLeaveFigures(
            dates=dates,
            groups={
                margin: _figure(Group(org_unit.pk, *margin), found, hidden, sick_percent) for margin in (ALL, *PARTS)
            },
            long_share=_figure(Group(org_unit.pk), found, hidden, long_percent),
            is_sum=whole is not None and whole.is_sum,
            population_note=next((row.population_note for row in whole.rows if row.population_note), "")
            if whole
            else "",
        )

    def rolling(self, org_unit: OrgUnit, until: datetime.date, count: int = 13) -> list[SickLeaveFigures]:
        """The latest periods of twelve months that end by `until`, the oldest first."""
        ends = {
            (row.from_date, row.to_date)
            for row in self._sick_leave
            if row.denominator == ORDINARY_TIME and row.to_date <= until and _is_twelve_months(row)
        }
        found = [self.sick_leave(org_unit, Period(d[1].year), dates=d) for d in sorted(ends, key=lambda d: d[1])]
        return [one for one in found if one.of() != NOT_KNOWN][-count:]

    def staff(self, org_unit: OrgUnit, period: Period) -> StaffFigures:
        """The staff on the last day of `period` that is known, in its year."""
        as_of = max((row.as_of for row in self._counted(org_unit, period)), default=None)
        rows = [row for row in self._headcounts if row.as_of == as_of]
        by_form = {
            form: wholes((row for row in rows if row.form == form), self.units) for form in EmploymentForm.values
        }
        employees = {
            (form, group.sex, group.age_group): people
            for form, found in by_form.items()
            for group, whole in found.items()
            if group.org_unit_id == org_unit.pk and (people := whole.size.people) is not None
        }
        dates = self._dates(self._periods, org_unit, period)
        return StaffFigures(
            as_of,
            dates,
            employees,
            **self._of_day(org_unit, by_form[EmploymentForm.ALL], as_of),
            **self._of_period(org_unit, dates),
        )

    def _of_day(
        self, org_unit: OrgUnit, found: Mapping[Group, Whole[Headcount]], as_of: datetime.date | None
    ) -> dict[str, dict[Margin, Figure]]:
        hidden = self.hiding.headcounts.get(as_of, frozenset()) if as_of else frozenset()
        return {
            name: {margin: _figure(Group(org_unit.pk, *margin), found, hidden, value) for margin in (ALL, *PARTS)}
            for name, value in OF_DAY.items()
        }

    def _of_period(self, org_unit: OrgUnit, dates: Dates | None) -> dict[str, dict[Margin, Figure]]:
        if dates is None:
            return {}
        found = wholes((row for row in self._periods if (row.from_date, row.to_date) == dates), self.units)
        hidden = self.hiding.staff_periods[dates]
        result = {
            name: {margin: _figure(Group(org_unit.pk, *margin), found, hidden, value) for margin in (ALL, *PARTS)}
            for name, value in OF_PERIOD.items()
        }
        return result | {"hourly_paid_share": {ALL: self._hourly_paid_share(org_unit, dates, found, hidden)}}

    def _hourly_paid_share(
        self,
        org_unit: OrgUnit,
        dates: Dates,
        found: Mapping[Group, Whole[StaffPeriod]],
        hidden: frozenset[Group],
    ) -> Figure:
        """Of all worked hours; only of the whole unit, and not where its ordinary hours are hidden."""
        group = Group(org_unit.pk)
        rows = [
            row
            for row in self._sick_leave
            if (row.from_date, row.to_date) == dates and row.denominator == ORDINARY_TIME
        ]
        worked = wholes(rows, self.units).get(group)
        if group in found and group in hidden | self.hiding.sick_leave.get(dates, frozenset()):
            return HIDDEN_FIGURE
        paid = found[group].total(lambda row: row.hourly_paid_hours) if group in found else None
        ordinary = worked.total(lambda row: row.ordinary_hours) if worked else None
        if paid is None or ordinary is None or not paid + ordinary:
            return NOT_KNOWN
        return Figure(PERCENT * paid / (paid + ordinary))

    def _dates(self, rows: Sequence[PeriodOfStaff], org_unit: OrgUnit, period: Period) -> Dates | None:
        """The longest part of the year up to the end of `period` that the unit or one below it has figures of."""
        year = int(period)
        found = [
            (row.from_date, row.to_date)
            for row in rows
            if row.from_date == datetime.date(year, 1, 1)
            and row.to_date <= period.last_day
            and self._is_within(row.org_unit_id, org_unit.pk)
        ]
        return max(found, key=lambda dates: dates[1], default=None)

    def _counted(self, org_unit: OrgUnit, period: Period) -> list[Headcount]:
        first = datetime.date(int(period), 1, 1)
        return [
            row
            for row in self._headcounts
            if first <= row.as_of <= period.last_day and self._is_within(row.org_unit_id, org_unit.pk)
        ]

    def _is_within(self, unit: int, above: int) -> bool:
        return unit == above or above in self.units.above(unit)


def _figure[R: (Headcount, SickLeave, StaffPeriod)](
    group: Group,
    found: Mapping[Group, Whole[R]],
    hidden: frozenset[Group],
    value: Callable[[Whole[R]], Decimal | None],
) -> Figure:
    if group not in found:
        return NOT_KNOWN
    known = value(found[group])
    if known is None:
        return NOT_KNOWN
    return HIDDEN_FIGURE if group in hidden else Figure(known)


def _is_twelve_months(row: SickLeave) -> bool:
    day_after = row.to_date + datetime.timedelta(days=1)
    return (day_after.year - row.from_date.year, day_after.month, day_after.day) == (
        1,
        row.from_date.month,
        row.from_date.day,
    )
