"""The report as a user reads it, live or frozen: its chapters in order, and the words that stand in each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

from kommunrapport.organisation.models import User
from kommunrapport.reports.chapter_html import render_entry
from kommunrapport.reports.models import Report, ReportVersion
from kommunrapport.reports.outline import Entry, walk
from kommunrapport.reports.printing import OpenReport, open_report
from kommunrapport.reports.review.anchors import shown_text, squeezed
from kommunrapport.reports.versions.reading import FrozenEntry, read_version, version_read_by


@dataclass(frozen=True, slots=True)
class Place:
    """A chapter in the report. `main_anchor` is that of the main chapter it lies in."""

    chapter_pk: int
    number: str
    title: str
    anchor: str
    main_anchor: str

    @property
    def name(self) -> str:
        return f"{self.number} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a user reads. `version` is None for the report as it is written; `places` are in reading order."""

    report: Report
    version: ReportVersion | None
    places: Mapping[int, Place]
    _html: Mapping[int, Callable[[], str]]
    _texts: dict[int, str] = field(default_factory=dict)

    def text(self, chapter_pk: int) -> str:
        """The words of the chapter, squeezed, without those of the chapters below it; "" for one that is not read."""
        if chapter_pk not in self._texts:
            render = self._html.get(chapter_pk)
            self._texts[chapter_pk] = squeezed(shown_text(render())) if render else ""
        return self._texts[chapter_pk]


def read_report(user: User, report: Report, opened: OpenReport | None = None) -> Reading:
    """The report as the user reads it; `opened` is the same report where it has been opened."""
    version = version_read_by(user, report)
    return read_frozen(report, version) if version else read_live(opened or open_report(report))


def read_live(opened: OpenReport) -> Reading:
    """The report as it is being written."""
    html = {
        entry.chapter.pk: partial(render_entry, entry, opened.scope, with_children=False)
        for entry in walk(opened.outline)
    }
    pks = {entry.anchor: entry.chapter.pk for entry in walk(opened.outline)}
    return Reading(opened.report, None, _places(opened.outline, pks), html)


def read_frozen(report: Report, version: ReportVersion) -> Reading:
    """A version of it. A chapter that has been removed since cannot be commented on."""
    frozen = read_version(version)
    there = [entry.chapter for entry in frozen.walk() if entry.chapter.chapter_id]
    html = {chapter.chapter_id: partial(str, chapter.html) for chapter in there}
    pks = {chapter.anchor: chapter.chapter_id for chapter in there}
    return Reading(report, version, _places(frozen.outline, pks), html)  # type: ignore[arg-type]


def _places(outline: Iterable[Entry | FrozenEntry], pks: Mapping[str, int]) -> dict[int, Place]:
    return {
        pks[entry.anchor]: Place(pks[entry.anchor], entry.number, entry.title, entry.anchor, main.anchor)
        for main in outline
        for entry in main.walk()
        if entry.anchor in pks
    }
