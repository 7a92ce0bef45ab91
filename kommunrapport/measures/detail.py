"""All that is known of one measure for one unit."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Min

from kommunrapport.measures.changes import Change, changes_of
from kommunrapport.measures.comparing import target_warning
from kommunrapport.measures.figures import Figures
from kommunrapport.measures.models import AgeGroup, Measure, Observation, Sex, Target
from kommunrapport.measures.reorganised import Reorganised, read_reorganised
from kommunrapport.measures.series import Breakdown, MeasureSeries, Point, Series, Wanted, read_wanted

YEARS_BEFORE = 2


@dataclass(frozen=True, slots=True)
class YearLine:
    """One year: the whole, then the parts in the order of the columns."""

    year: int
    points: tuple[Point, ...]

    @property
    def footnotes(self) -> list[str]:
        return list(dict.fromkeys(note for point in self.points for note in point.footnotes))


@dataclass(frozen=True, slots=True)
class TargetSlot:
    """A target there is, or could be, this year: common or of a goal, for all or for a sex."""

    name: str
    goal_id: int | None
    series: Series

    @property
    def target(self) -> Target | None:
        return self.series.target

    @property
    def key(self) -> str:
        return f"{self.goal_id or 0}/{self.series.breakdown.slug}"

    @property
    def version(self) -> int:
        return self.target.version if self.target else 0

    @property
    def warning(self) -> str:
        return target_warning(self.series)


@dataclass(frozen=True, slots=True)
class MeasureDetail:
    """What the page of one measure shows."""

    measure: Measure
    series: MeasureSeries
    lines: tuple[YearLine, ...]
    slots: tuple[TargetSlot, ...]
    changes: tuple[Change, ...]
    reorganised: Reorganised | None
    may_record: bool
    is_overdue: bool

    def slot(self, key: str) -> TargetSlot | None:
        return next((slot for slot in self.slots if slot.key == key), None)


def read_detail(figures: Figures, measure: Measure, today: datetime.date) -> MeasureDetail:
    """Read the page of a measure: outcomes up to the year of the address, and that year's targets."""
    lens = figures.lens
    years = _years(figures, measure)
    (series,) = read_wanted([Wanted(measure, lens.org_unit.pk)], years, lens.year.kind)
    has_value = series.main.latest.value is not None
    return MeasureDetail(
        measure=measure,
        series=series,
        lines=_lines(series),
        slots=tuple(_slots(figures, measure, series)),
        changes=tuple(changes_of(measure, lens.org_unit, lens.year.kind)),
        reorganised=read_reorganised(measure, lens.org_unit, years, lens.year.kind),
        may_record=figures.may_record(measure) and not figures.is_closed,
        is_overdue=measure.next_due is not None and measure.next_due < today and not has_value,
    )


def _years(figures: Figures, measure: Measure) -> Sequence[int]:
    lens = figures.lens
    outcomes = Observation.objects.filter(part=lens.year.kind)
    known = outcomes.filter(org_unit=lens.org_unit, measure__in=measure.source_ids)
    first = known.aggregate(first=Min("year"))["first"] or lens.year
    return lens.year.latest(max(lens.year - first, YEARS_BEFORE) + 1)


def _lines(series: MeasureSeries) -> tuple[YearLine, ...]:
    lines = [YearLine(points[0].year, points) for points in zip(*(s.points for s in series.all), strict=True)]
    return tuple(reversed(lines))


def _slots(figures: Figures, measure: Measure, series: MeasureSeries) -> list[TargetSlot]:
    """The common target first, then those of women and men, then each goal's own."""
    lens = figures.lens
    stored = Target.objects.filter(measure=measure, org_unit=lens.org_unit, year=lens.year).select_related("goal")
    targets = {(t.goal_id, Breakdown(t.kind, t.sex)): t for t in stored}
    by_breakdown = {s.breakdown: s for s in series.all if s.breakdown.age_group == AgeGroup.ALL}
    keys = list(dict.fromkeys([*((None, breakdown) for breakdown in by_breakdown), *targets]))
    empty = replace(series.main, points=())
    slots = []
    for goal_id, breakdown in keys:
        target = targets.get((goal_id, breakdown))
        known = by_breakdown.get(breakdown, empty)
        slots.append(
            TargetSlot(_slot_name(breakdown, target), goal_id, replace(known, breakdown=breakdown, target=target))
        )
    return slots


def _slot_name(breakdown: Breakdown, target: Target | None) -> str:
    sex = "" if breakdown.sex == Sex.TOTAL else str(Sex(breakdown.sex).label)
    goal = f"i mål {target.goal}" if target and target.goal else ""
    return " ".join(part for part in ("Målvärde", sex, goal) if part)
