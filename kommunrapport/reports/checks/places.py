"""The chapters that the rules look at, read once for them all, and how a finding points at one."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from kommunrapport.quality.registry import Finding, Severity
from kommunrapport.quality.scope import CheckScope
from kommunrapport.reports.models import Chapter, Report
from kommunrapport.reports.outline import Entry, read_outline, walk
from kommunrapport.reports.scope import ReportScope, report_scope

STILL_WRITTEN = (Report.State.OPEN, Report.State.PROPOSAL)


@dataclass(frozen=True, slots=True)
class Place:
    """A chapter in its report, and what the report sees."""

    report: Report
    entry: Entry
    scope: ReportScope

    @property
    def chapter(self) -> Chapter:
        return self.entry.chapter

    @property
    def name(self) -> str:
        return f"{self.entry.number} {self.entry.title}".strip()

    @property
    def texts(self) -> str:
        """All that people wrote in the chapter, cleaned."""
        return f"{self.chapter.common_text} {self.chapter.text}"


def places(scope: CheckScope) -> list[Place]:
    """The chapters of the unit's own reports at the occasion, or of the one that is asked for."""

    def read() -> list[Place]:
        reports = Report.objects.filter(org_unit=scope.org_unit, occasion=scope.occasion, state__in=STILL_WRITTEN)
        if scope.report_id is not None:
            reports = reports.filter(pk=scope.report_id)
        return [place for report in reports.select_related("org_unit", "occasion") for place in _of_report(report)]

    return scope.memo("chapters of reports", read)


def _of_report(report: Report) -> list[Place]:
    scope = report_scope(report)
    return [Place(report, entry, scope) for entry in walk(read_outline(report, scope))]


def finding(place: Place, severity: Severity, text: str, why: str, mend: str, key: str = "") -> Finding:
    """What is found in a chapter. `key` tells it from what the rule finds there besides."""
    report = place.report
    address = [report.occasion.period, report.org_unit.slug, report.slug, place.chapter.pk]
    return Finding(
        key=f"{place.chapter.pk}:{key}" if key else str(place.chapter.pk),
        severity=severity,
        text=text,
        where=str(report),
        url=reverse("reports:chapter_edit", args=address),
        why=why,
        mend=mend,
    )
