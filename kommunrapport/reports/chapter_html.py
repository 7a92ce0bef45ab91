"""A chapter as HTML: heading, the author's text, then its sections. The same for web page, preview and print."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from kommunrapport.reports.blocks import Json, as_data
from kommunrapport.reports.live.resolving import resolve_data, resolve_shown
from kommunrapport.reports.models import ChapterSection
from kommunrapport.reports.outline import Entry
from kommunrapport.reports.params import read_params
from kommunrapport.reports.pictures.showing import show_chapter_pictures
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
    html = resolve_shown(render_to_string("reports/chapter.html", context), inner)
    return show_chapter_pictures(html, entry.chapter.report_id, scope)


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
    return resolve_shown(render_to_string(registered.template, context), scope)


def build_section(section: ChapterSection, scope: ReportScope) -> Any:
    """The data of one section: a frozen dataclass of blocks. Read once for a scope: page and data say the same."""
    registered = SECTIONS[section.key]
    params: Any = read_params(registered.params, section.params)
    return scope.memo(f"section {section.key} {scope.subject_key} {params}", lambda: registered.build(scope, params))


def section_data(section: ChapterSection, scope: ReportScope) -> Json:
    """The same as data that JSON takes, the figures in its texts as they are now."""
    data: Json = resolve_data(as_data(build_section(section, scope)), scope)
    return data
