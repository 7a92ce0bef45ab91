"""What the pages about a chapter's sections show: the sections in order, what can be added, and how one looks."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from django.apps import apps
from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from kommunrapport.reports.chapter_html import render_section
from kommunrapport.reports.models import Chapter, ChapterSection
from kommunrapport.reports.registry import SECTIONS
from kommunrapport.reports.scope import ReportScope
from kommunrapport.reports.section_words import SectionWords

PREVIEW_LEVEL = 3  # below the page's own headings
GONE = "Innehåll som inte längre finns i programmet"
NOTHING = "Med de här valen finns det inget att visa, och inget kommer med i rapporten."
BROKEN = "Det gick inte att göra tabellen med de här valen. Ändra dem, eller säg till den som sköter programmet."

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SectionRow:
    """One line of the list. `chosen` is a short sentence, "" where there is nothing to choose.

    `is_known` is False for what no app registers any more.
    """

    section: ChapterSection
    title: str
    chosen: str
    has_choices: bool
    is_known: bool
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """A section as it will print; else a sentence that says why there is nothing to see."""

    html: SafeString
    sentence: str = ""
    is_broken: bool = False


def section_rows(sections: Sequence[ChapterSection]) -> list[SectionRow]:
    """The sections of a chapter in order."""
    words = SectionWords()
    return [
        _row(section, words, is_first=place == 0, is_last=place == len(sections) - 1)
        for place, section in enumerate(sections)
    ]


def _row(section: ChapterSection, words: SectionWords, *, is_first: bool, is_last: bool) -> SectionRow:
    kind = SECTIONS.get(section.key)
    if kind is None:
        return SectionRow(section, GONE, "", False, False, is_first, is_last)
    return SectionRow(
        section=section,
        title=kind.title,
        chosen=words.sentence(kind.params, section.params),
        has_choices=kind.has_choices,
        is_known=True,
        is_first=is_first,
        is_last=is_last,
    )


def addable(chapter: Chapter) -> list[tuple[str, list[tuple[str, str]]]]:
    """What the chapter can show: (name of the part of the program, its (key, title) in order of title)."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for kind in sorted(SECTIONS.values(), key=lambda kind: kind.title.casefold()):
        if kind.fits(chapter.subject_key):
            app = apps.get_app_config(kind.key.partition(".")[0])
            groups.setdefault(str(app.verbose_name), []).append((kind.key, kind.title))
    return sorted(groups.items())


def preview_of(section: ChapterSection, scope: ReportScope) -> Preview:
    """The section in the report's own words and figures. Whatever goes wrong is told, for here it can be mended."""
    try:
        html = render_section(section, scope.for_subject(section.chapter.subject_key), PREVIEW_LEVEL)
    except Exception:
        logger.exception("section %s (%s) cannot be shown", section.pk, section.key)
        return Preview(SafeString(""), BROKEN, is_broken=True)
    return Preview(html) if strip_tags(html).strip() else Preview(SafeString(""), NOTHING)
