"""What the pages of versions show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.safestring import SafeString

from kommunrapport.organisation.models import User
from kommunrapport.reports.chapter_html import render_entry
from kommunrapport.reports.models import FrozenFile, Report, ReportVersion
from kommunrapport.reports.printing import OpenReport
from kommunrapport.reports.versions.printing import FILES
from kommunrapport.reports.versions.reading import ReadVersion, read_version, versions_readable_by
from kommunrapport.reports.versions.words import decision_words, version_name
from kommunrapport.reports.workbench import neighbours


@dataclass(frozen=True, slots=True)
class ShownChapter:
    """A main chapter on the reading page, with the one before it and the one after."""

    entry: Any
    html: SafeString
    before: Any
    after: Any


@dataclass(frozen=True)
class ReadingPage:
    """A whole report to read. `version` is None for the report as it is being written."""

    title: str
    about: str
    outline: Sequence[Any]
    contents_depth: int
    chapters: list[ShownChapter]
    version: ReportVersion | None = None
    case_number: str = ""

    @property
    def name(self) -> str:
        return version_name(self.version) if self.version else ""

    @property
    def decision(self) -> str:
        return decision_words(self.version) if self.version else ""

    @cached_property
    def files(self) -> list[FrozenFile]:
        """The files there are of the version, the PDF first."""
        return files_of(self.version) if self.version else []

    @property
    def pdf(self) -> FrozenFile | None:
        return next((file for file in self.files if file.kind == FrozenFile.Kind.PDF), None)

    @property
    def lacks_files(self) -> bool:
        """The files of the version are not all made yet."""
        if self.version is None:
            return False
        wanted = FILES.keys() - (set() if self.version.head.get("memo") else {FrozenFile.Kind.MEMO_PDF})
        return not wanted <= {file.kind for file in self.files}


def live_page(opened: OpenReport) -> ReadingPage:
    """The report as it is being written."""
    report = opened.report
    return ReadingPage(
        title=str(report),
        about=f"{report.org_unit.name}, {opened.scope.municipality.name}",
        outline=opened.outline,
        contents_depth=report.contents_depth,
        chapters=[
            ShownChapter(entry, render_entry(entry, opened.scope), before, after)
            for entry, before, after in neighbours(opened.outline)
        ],
        case_number=report.case_number,
    )


def frozen_page(version: ReportVersion) -> ReadingPage:
    """The report as it was frozen."""
    read: ReadVersion = read_version(version)
    head = read.head
    return ReadingPage(
        title=head.full_title,
        about=f"{head.org_unit}, {head.municipality}",
        outline=read.outline,
        contents_depth=head.contents_depth,
        chapters=[ShownChapter(entry, entry.html, before, after) for entry, before, after in neighbours(read.outline)],
        version=version,
        case_number=head.case_number,
    )


_ORDER = list(FrozenFile.Kind)


def files_of(version: ReportVersion) -> list[FrozenFile]:
    """The files of a version, in the order they are listed."""
    return sorted(version.files.all(), key=lambda file: _ORDER.index(FrozenFile.Kind(file.kind)))


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A line of the list of versions. `before` is the number of the one that it can be held against."""

    version: ReportVersion
    files: list[FrozenFile]
    before: int | None
    is_published: bool

    @property
    def name(self) -> str:
        return version_name(self.version)

    @property
    def decision(self) -> str:
        return decision_words(self.version)


def version_rows(user: User, report: Report) -> list[VersionRow]:
    """The versions that the user may read, the latest first."""
    versions = versions_readable_by(user, report).order_by("number")
    found = list(versions.select_related("created_by").prefetch_related("files", "events"))
    before = [None, *(version.number for version in found)]
    rows = [
        VersionRow(version, files_of(version), earlier, version.pk == report.published_version_id)
        for version, earlier in zip(found, before, strict=False)
    ]
    return rows[::-1]
