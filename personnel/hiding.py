"""Which figures of the staff are hidden, everywhere: decided for all units and all years together.

A figure can be taken from another unit's, or from a period that overlaps, so nothing is decided for one page alone.
Nobody else decides: a page, a file or a sentence with a figure of sick leave, age or hours asks here first.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass

from kommunrapport.small_groups import Group, Size, hidden_groups
from personnel.models import EmploymentForm, Headcount, SickLeave, StaffPeriod
from personnel.models.groups import PeriodOfStaff, StaffGroup
from personnel.totals import Units, Whole, wholes

HIDDEN = "visas inte"
WHY_HIDDEN = (
    "Uppgiften visas inte. Gruppen är så liten att någon enskild kunde kännas igen, "
    "eller så hade en sådan grupp gått att räkna fram."
)

_FIGURES = ("ordinary_hours", "sick_hours", "hourly_paid_hours", "overtime_hours", "hired", "left")

type Dates = tuple[datetime.date, datetime.date]


@dataclass(frozen=True, slots=True)
class Hiding:
    """What is hidden of each kind of figure, by the day or period it is of."""

    units: Units
    headcounts: Mapping[datetime.date, frozenset[Group]]
    sick_leave: Mapping[Dates, frozenset[Group]]
    staff_periods: Mapping[Dates, frozenset[Group]]

    def hides(self, row: StaffGroup) -> bool:
        """Whether the figures of a stored row may not be shown; groups by both sex and age never are."""
        group = Group(row.org_unit_id, row.sex, row.age_group)
        match row:
            case Headcount():
                return row.form != EmploymentForm.ALL or self._is_in(group, self.headcounts, row.as_of)
            case SickLeave():
                return self._is_in(group, self.sick_leave, (row.from_date, row.to_date))
            case StaffPeriod():
                return self._is_in(group, self.staff_periods, (row.from_date, row.to_date))
        raise TypeError(type(row).__name__)

    def _is_in[K: Hashable](self, group: Group, hidden: Mapping[K, frozenset[Group]], key: K) -> bool:
        return (group.sex != "total" and group.age_group != "all") or group in hidden.get(key, frozenset())


def read_hiding(
    *,
    headcounts: Iterable[Headcount] | None = None,
    sick_leave: Iterable[SickLeave] | None = None,
    staff_periods: Iterable[StaffPeriod] | None = None,
    units: Units | None = None,
) -> Hiding:
    """Decide for what is stored: four queries. With rows instead, decide for those, as for a file not yet read in."""
    units = units or Units()
    if headcounts is None:
        headcounts = Headcount.objects.all()
    return Hiding(
        units,
        _by_day((row for row in headcounts if row.form == EmploymentForm.ALL), units),
        _by_period(SickLeave.objects.all() if sick_leave is None else sick_leave, units),
        _by_period(StaffPeriod.objects.all() if staff_periods is None else staff_periods, units),
    )


def _by_day(rows: Iterable[Headcount], units: Units) -> dict[datetime.date, frozenset[Group]]:
    """Days have nothing to do with each other: what is known of one says nothing exact about another."""
    by_day: dict[datetime.date, list[Headcount]] = defaultdict(list)
    for row in rows:
        by_day[row.as_of].append(row)
    return {day: _hidden([[wholes(found, units)]], units) for day, found in by_day.items()}


def _by_period[R: PeriodOfStaff](rows: Iterable[R], units: Units) -> dict[Dates, frozenset[Group]]:
    """Periods that overlap are decided together: the one minus the other is a period too.

    Sick hours are the same of ordinary and of agreed time, so groups of the one are held against those of the other.
    """
    by_layer: dict[tuple[Dates, str], list[R]] = defaultdict(list)
    for row in rows:
        by_layer[(row.from_date, row.to_date), getattr(row, "denominator", "")].append(row)
    layers: dict[Dates, list[dict[Group, Whole[R]]]] = defaultdict(list)
    for (dates, _), found in by_layer.items():
        layers[dates].append(wholes(found, units))
    result: dict[Dates, frozenset[Group]] = {}
    for together in _overlapping(layers):
        hidden = _hidden([layers[dates] for dates in together], units)
        result |= dict.fromkeys(together, hidden)
    return result


def _overlapping(dates: Collection[Dates]) -> list[list[Dates]]:
    """The periods in clusters, so that none of one cluster overlaps one of another."""
    clusters: list[list[Dates]] = []
    end = datetime.date.min
    for period in sorted(dates):
        if not clusters or period[0] > end:
            clusters.append([])
        clusters[-1].append(period)
        end = max(end, period[1])
    return clusters


def _hidden[R: StaffGroup](periods: list[list[dict[Group, Whole[R]]]], units: Units) -> frozenset[Group]:
    """What is hidden in periods that are decided together, each with its layers: one for each sort of time."""
    layers = [layer for period in periods for layer in period]
    sizes = [{group: _size(whole) for group, whole in layer.items()} for layer in layers]
    sizes += [_union(period) for period in periods if len(period) > 1]
    telling = {group for layer in layers for group, whole in layer.items() if _is_nothing(whole)}
    return hidden_groups(sizes, units.parents, telling=telling)


def _union[R: StaffGroup](layers: list[dict[Group, Whole[R]]]) -> dict[Group, Size]:
    """All groups of a period as one layer. A group that is the sum of other units in the one than in the other would
    tell the difference: it is not known whom it is of.
    """
    found: dict[Group, tuple[Size, bool]] = {}
    for layer in layers:
        for group, whole in layer.items():
            size = _size(whole)
            known, is_sum = found.setdefault(group, (size, whole.is_sum))
            if (is_sum or whole.is_sum) and known.people != size.people:
                found[group] = (Size(None), True)
    return {group: size for group, (size, _) in found.items()}


def _size(whole: Whole[StaffGroup]) -> Size:
    """A group of nobody that has figures is of people who have left: it is not known how many they were."""
    size = whole.size
    has_figures = any(getattr(row, name, None) for row in whole.rows for name in _FIGURES)
    return Size(None, size.is_identifiable) if size.is_nobody and has_figures else size


def _is_nothing(whole: Whole[StaffGroup]) -> bool:
    """Whether nobody of the group was sick: then nobody of any part of it was."""
    return any(isinstance(row, SickLeave) for row in whole.rows) and not any(
        isinstance(row, SickLeave) and row.sick_hours for row in whole.rows
    )
