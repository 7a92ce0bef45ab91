"""Through what a report sees the data: unit, occasion and years. Handed to every section."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from kommunrapport.organisation.labels import LabelSet, label_set
from kommunrapport.organisation.models import Municipality, Occasion, OrgUnit
from kommunrapport.organisation.period import PERIOD_KINDS, Period
from kommunrapport.reports.models import Report


@dataclass(frozen=True, slots=True)
class ReportScope:
    """What a section may read through. `subject_key` is what the section's chapter stands for, as "goals.goal:17"."""

    municipality: Municipality
    org_unit: OrgUnit
    occasion: Occasion
    years: tuple[int, ...]
    labels: LabelSet
    subject_key: str = ""
    _memo: dict[str, Any] = field(default_factory=dict, repr=False)

    @property
    def year(self) -> Period:
        return self.occasion.period

    @property
    def is_plan(self) -> bool:
        """Whether the report looks ahead: its own year has no outcomes yet."""
        return self.occasion.kind not in PERIOD_KINDS

    @property
    def outcome_years(self) -> tuple[int, ...]:
        """The years with outcomes, as many as the tables show: a plan tells of those before it."""
        return tuple(year - 1 for year in self.years) if self.is_plan else self.years

    @property
    def subject_id(self) -> int | None:
        """The row the chapter stands for; None when the chapter stands for itself."""
        _, _, pk = self.subject_key.partition(":")
        return int(pk) if pk.isdigit() else None

    def for_subject(self, subject_key: str) -> ReportScope:
        """The same scope in the chapter of a subject; what was read once is shared."""
        return replace(self, subject_key=subject_key)

    def memo[T](self, key: str, read: Callable[[], T]) -> T:
        """Read something once for the whole report, so that fifty chapters cost no more queries than one."""
        if key not in self._memo:
            self._memo[key] = read()
        found: T = self._memo[key]
        return found


def report_scope(report: Report) -> ReportScope:
    """The scope of a report: its unit and occasion, and as many years as its tables show."""
    return ReportScope(
        municipality=Municipality.objects.get(),
        org_unit=report.org_unit,
        occasion=report.occasion,
        years=report.occasion.period.latest(report.years_shown),
        labels=label_set(),
    )
