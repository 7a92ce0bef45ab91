"""What a report says: its chapters with texts and figures, as data, and a checksum by which two can be told apart."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kommunrapport.reports.blocks import Json, as_data
from kommunrapport.reports.chapter_html import section_data
from kommunrapport.reports.live.resolving import resolve_figures
from kommunrapport.reports.models import Memo, Report
from kommunrapport.reports.outline import Entry, walk
from kommunrapport.reports.pictures.showing import picture_facts
from kommunrapport.reports.printing import OpenReport, open_report
from kommunrapport.reports.registry import SECTIONS


@dataclass(frozen=True, slots=True)
class ChapterContent:
    """What one chapter says, without those below it. `sections` are {"key", "data"} of each, the data as blocks.

    The figures in texts are as they are now.
    """

    chapter_id: int
    level: int
    number: str
    heading: str
    anchor: str
    common_text: str
    text: str
    sections: list[Json]
    pictures: list[Json]

    @property
    def said(self) -> dict[str, Json]:
        """What a reader would see differ; where the chapter is stored is no part of it."""
        return {
            "level": self.level,
            "number": self.number,
            "heading": self.heading,
            "common_text": self.common_text,
            "text": self.text,
            "sections": self.sections,
            "pictures": self.pictures,
        }


@dataclass(frozen=True)
class Content:
    """A report's content. `head` is what is said outside of the chapters, `memo` what its memo says, {} without one."""

    head: dict[str, Any]
    chapters: tuple[ChapterContent, ...]
    memo: dict[str, Json]

    @cached_property
    def checksum(self) -> str:
        """SHA-256 of title, unit, year, chapters and memo, in hexadecimal; the same content always has the same."""
        named = {name: self.head[name] for name in ("title", "org_unit", "year")}
        return checksum_of(named | {"chapters": [chapter.said for chapter in self.chapters], "memo": self.memo})


def checksum_of(data: Any) -> str:
    """SHA-256, in hexadecimal, of data as JSON in one form."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def read_content(report: Report) -> Content:
    """The report's content as it is now."""
    return content_of(open_report(report))


def content_of(opened: OpenReport) -> Content:
    """The content of a report that has been opened."""
    chapters = tuple(_chapter(entry, opened) for entry in walk(opened.outline))
    return Content(_head(opened), chapters, _memo(opened.report))


def _memo(report: Report) -> dict[str, Json]:
    """What the memo says. Its instances are no part of it: what each did is registered after the memo was sent out."""
    memo = dict(Memo.objects.filter(report=report).values().first() or {})
    return {name: as_data(value) for name, value in memo.items() if name not in ("id", "version", "report_id")}


def _head(opened: OpenReport) -> dict[str, Any]:
    report, municipality = opened.report, opened.scope.municipality
    return {
        "slug": report.slug,
        "title": report.title,
        "kind": report.kind,
        "org_unit": report.org_unit.name,
        "municipality": municipality.name,
        "municipality_code": municipality.scb_code,
        "accent_color": municipality.accent_color,
        "year": report.occasion.year,
        "period": str(report.occasion.period),
        "years_shown": [int(year) for year in opened.scope.years],
        "case_number": report.case_number,
        "numbered": report.numbered,
        "has_cover": report.has_cover,
        "contents_depth": report.contents_depth,
    }


def _chapter(entry: Entry, opened: OpenReport) -> ChapterContent:
    chapter, scope = entry.chapter, opened.scope.for_subject(entry.chapter.subject_key)
    return ChapterContent(
        chapter_id=chapter.pk,
        level=entry.level,
        number=entry.number,
        heading=entry.title,
        anchor=entry.anchor,
        common_text=resolve_figures(chapter.common_text, scope),
        text=resolve_figures(chapter.text, scope),
        sections=[
            {"key": section.key, "data": section_data(section, scope)}
            for section in chapter.sections.all()
            if section.key in SECTIONS
        ],
        pictures=[as_data(facts) for facts in picture_facts(chapter.text, chapter.report_id, scope)],
    )
