"""A chapter as HTML: heading, the author's text, then its sections. The same for web page, preview and print."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from kommunrapport.reports.models import ChapterSection
from kommunrapport.reports.outline import Entry
from kommunrapport.reports.params import read_params
from kommunrapport.reports.registry import SECTIONS
from kommunrapport.reports.scope import ReportScope

DEEPEST_HEADING = 6


def render_entry(entry: Entry, scope: ReportScope, *, with_children: bool = True) -> SafeString:
    """One chapter with all below it, self-contained: its anchors are its own.

    The report's title is h1, so a chapter of level 1 is headed by h2 and its parts by the level below that.
    """
    heading_level = min(entry.level + 1, DEEPEST_HEADING)
    inner = scope.for_subject(entry.chapter.subject_key)
    sections = [render_section(section, inner, heading_level + 1) for section in entry.chapter.sections.all()]
    children = [render_entry(child, scope) for child in entry.children] if with_children else []
    context = {
        "entry": entry,
        "chapter": entry.chapter,
        "heading_level": heading_level,
        "sections": sections,
        "children": children,
    }
    return render_to_string("reports/chapter.html", context)


def render_section(section: ChapterSection, scope: ReportScope, heading_level: int) -> SafeString:
    """One section; a key that no app registers any more renders as nothing."""
    registered = SECTIONS.get(section.key)
    if registered is None:
        return SafeString("")
    context = {
        "data": build_section(section, scope),
        "level": min(heading_level, DEEPEST_HEADING),
        "labels": scope.labels,
    }
    return render_to_string(registered.template, context)


def build_section(section: ChapterSection, scope: ReportScope) -> Any:
    """The data of one section: a frozen dataclass of blocks."""
    registered = SECTIONS[section.key]
    return registered.build(scope, read_params(registered.params, section.params))
