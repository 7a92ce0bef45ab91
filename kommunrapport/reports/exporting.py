"""Every file a report comes out as: PDF, a web page that stands alone, its tables, and data."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from kommunrapport.reports.blocks import as_data
from kommunrapport.reports.chapter_html import build_section, render_entry
from kommunrapport.reports.live.resolving import resolve_data, resolve_figures
from kommunrapport.reports.models import Report
from kommunrapport.reports.outline import Entry, walk
from kommunrapport.reports.pdf.engine import render_pdf_safely
from kommunrapport.reports.pictures.showing import embed_pictures
from kommunrapport.reports.printing import OpenReport, about_lines, open_report, printed_report, report_state
from kommunrapport.reports.registry import SECTIONS
from kommunrapport.reports.table_lines import HEADINGS, lines_of
from kommunrapport.reports.workbooks import NamedTable, tables_in, workbook_of
from kommunrapport.spreadsheets.csv_writing import write_csv


def export_pdf(report: Report) -> bytes:
    """The printed report. Raises PangoMissing or RenderFailed, whose text says what to do."""
    return render_pdf_safely(printed_report(open_report(report)))


def export_html(report: Report) -> bytes:
    """The report as one web page with its stylesheet in it, to put on any web server."""
    opened = open_report(report)
    municipality = opened.scope.municipality
    return web_edition(
        title=report.title,
        year=report.occasion.year,
        municipality=municipality.name,
        accent_color=municipality.accent_color,
        lines=about_lines(report),
        outline=opened.outline,
        contents_depth=report.contents_depth,
        chapters=[render_entry(entry, opened.scope) for entry in opened.outline],
    )


def web_edition(**context: Any) -> bytes:
    """The page itself: title, year, municipality, accent_color, lines of the head, outline, its depth and chapters."""
    context["chapters"] = [embed_pictures(html) for html in context["chapters"]]
    context["stylesheet"] = _stylesheet()
    return render_to_string("reports/web_edition.html", context).encode()


def _stylesheet() -> str:
    path = finders.find("web-edition.css")
    assert isinstance(path, str)  # noqa: S101 (part of the program)
    with open(path, encoding="utf-8") as file:
        return file.read()


def export_json(report: Report) -> bytes:
    """The report as data: chapters in order, each with its text and the blocks of its sections."""
    opened = open_report(report)
    document = {
        "municipality": opened.scope.municipality.name,
        "municipality_code": opened.scope.municipality.scb_code,
        "report": report.slug,
        "title": report.title,
        "org_unit": report.org_unit.name,
        "year": report.occasion.year,
        "years_shown": list(opened.scope.years),
        "state": report.state,
        "chapters": [_chapter_data(entry, opened) for entry in walk(opened.outline)],
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def export_xlsx(report: Report) -> bytes:
    """Every table of the report as a sheet of its own, with sums as formulas."""
    opened = open_report(report)
    heading = (f"{report.title} {report.occasion.period}", opened.scope.municipality.name, report_state(report))
    return workbook_of(list(_tables(opened)), heading)


def export_csv(report: Report) -> bytes:
    """Every figure of the report's tables on a line of its own, for programs that want one table."""
    return write_csv(HEADINGS, lines_of(_tables(open_report(report))))


def _tables(opened: OpenReport) -> Iterator[NamedTable]:
    for entry in walk(opened.outline):
        for _, data in _sections(entry, opened):
            for table in tables_in(data):
                yield NamedTable(f"{entry.number} {entry.title}".strip(), table)


def _sections(entry: Entry, opened: OpenReport) -> Iterator[tuple[str, Any]]:
    """(key, data) of the sections of a chapter; one that no app registers any more is left out."""
    scope = opened.scope.for_subject(entry.chapter.subject_key)
    for section in entry.chapter.sections.all():
        if section.key in SECTIONS:
            yield section.key, build_section(section, scope)


def _chapter_data(entry: Entry, opened: OpenReport) -> dict[str, Any]:
    sections = [
        {"key": key, "data": resolve_data(as_data(data), opened.scope)} for key, data in _sections(entry, opened)
    ]
    written = {"common_text": entry.chapter.common_text, "text": entry.chapter.text}
    texts = {name: resolve_figures(text, opened.scope) for name, text in written.items()}
    return {"number": entry.number, "title": entry.title, "level": entry.level, **texts, "sections": sections}


EXPORTS: dict[str, Callable[[Report], bytes]] = {
    "pdf": export_pdf,
    "html": export_html,
    "xlsx": export_xlsx,
    "csv": export_csv,
    "json": export_json,
}
