"""A report as what the PDF engine and the web edition take: cover, contents and self-contained chapters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kommunrapport.reports.chapter_html import render_entry
from kommunrapport.reports.models import Report
from kommunrapport.reports.outline import Entry, contents, read_outline
from kommunrapport.reports.pdf.document import ContentsEntry, Fragment, PrintedReport
from kommunrapport.reports.pictures.showing import embed_pictures
from kommunrapport.reports.scope import ReportScope, report_scope


@dataclass(frozen=True, slots=True)
class OpenReport:
    """A report with its scope and outline, read once."""

    report: Report
    scope: ReportScope
    outline: tuple[Entry, ...]


def open_report(report: Report) -> OpenReport:
    """Read what every way out of a report needs."""
    scope = report_scope(report)
    return OpenReport(report, scope, read_outline(report, scope))


def printed_report(opened: OpenReport, tell: Callable[[int, int], None] | None = None) -> PrintedReport:
    """The report ready for the PDF engine: one self-contained HTML fragment per top-level chapter.

    `tell` hears how many chapters of how many are ready.
    """
    report, municipality = opened.report, opened.scope.municipality
    return PrintedReport(
        municipality=municipality.name,
        title=report.title,
        year=report.occasion.year,
        about=about_lines(report),
        author=report.org_unit.name,
        accent_color=municipality.accent_color,
        has_cover=report.has_cover,
        contents=tuple(
            ContentsEntry(entry.level, entry.number, entry.title, entry.anchor)
            for entry in contents(opened.outline, report.contents_depth)
        ),
        fragments=tuple(_fragments(opened, tell)),
    )


def _fragments(opened: OpenReport, tell: Callable[[int, int], None] | None) -> Iterator[Fragment]:
    for done, entry in enumerate(opened.outline, start=1):
        yield Fragment(entry.anchor, embed_pictures(render_entry(entry, opened.scope)))
        if tell:
            tell(done, len(opened.outline))


def about_lines(report: Report) -> tuple[str, ...]:
    """The lines of the cover: what state the report is in, and its diarienummer."""
    lines = [report_state(report)]
    if report.case_number:
        lines.append(f"Diarienummer {report.case_number}")
    return tuple(lines)


def report_state(report: Report) -> str:
    """What the reader must know before anything else: that it is a draft, and whose."""
    state = "Arbetsutkast" if report.state == Report.State.OPEN else report.get_state_display().capitalize()
    return f"{state}, upprättat av {report.org_unit.name}"


def file_name(report: Report, ending: str) -> str:
    """What an exported file is called: kungsbacka-2016.pdf."""
    return f"{report.slug}.{ending}"
