"""Where a report stands now, beside its latest version: what guards and pages ask of it is read once."""

from __future__ import annotations

from functools import cached_property

from kommunrapport.reports.flow.changes import ChangedChapter, compare
from kommunrapport.reports.flow.content import Content, content_of
from kommunrapport.reports.models import FrozenChapter, FrozenFile, Report, ReportVersion
from kommunrapport.reports.models.reports import FINISHED_STATUSES
from kommunrapport.reports.outline import Entry, walk
from kommunrapport.reports.printing import OpenReport, open_report


class Standing:
    """A report as it is, seen by guards and pages."""

    def __init__(self, report: Report) -> None:
        self.report = report

    @cached_property
    def latest(self) -> ReportVersion | None:
        """The latest version; None before the first was sent out."""
        return self.report.versions.order_by("-number").first()

    @cached_property
    def decision(self) -> ReportVersion | None:
        """The version that the body decided on; None before the decision."""
        return self.report.versions.filter(kind=ReportVersion.Kind.DECISION).order_by("-number").first()

    @cached_property
    def frozen(self) -> list[FrozenChapter]:
        """The chapters of the latest version, in order."""
        return list(self.latest.chapters.order_by("order")) if self.latest else []

    @cached_property
    def opened(self) -> OpenReport:
        return open_report(self.report)

    @cached_property
    def content(self) -> Content:
        return content_of(self.opened)

    @property
    def has_changed(self) -> bool:
        """The report no longer says what the latest version does."""
        return self.latest is not None and self.latest.checksum != self.content.checksum

    @cached_property
    def changed(self) -> tuple[ChangedChapter, ...]:
        """The chapters that differ from the latest version; none before there is one."""
        return compare(self.frozen, self.content) if self.has_changed else ()

    @cached_property
    def has_pdf(self) -> bool:
        """The latest version has its PDF."""
        return self.latest is not None and self.latest.files.filter(kind=FrozenFile.Kind.PDF).exists()

    @cached_property
    def not_ready(self) -> list[Entry]:
        """Chapters that nobody has marked as ready, in their order."""
        return [entry for entry in walk(self.opened.outline) if entry.chapter.status not in FINISHED_STATUSES]
