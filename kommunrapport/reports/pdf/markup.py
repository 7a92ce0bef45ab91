"""The HTML document of a report: cover, contents and the chapters, one after the other."""

from html import escape

from kommunrapport.reports.pdf.document import ContentsEntry, PrintedReport


def report_html(report: PrintedReport) -> str:
    """The whole report as one HTML document; everything but the fragments and a memo's head is escaped here."""
    chapters = "\n".join(fragment.html for fragment in report.fragments)
    return (
        f'<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>{escape(report.full_title)}</title>'
        f'<meta name="author" content="{escape(report.author)}"></head>'
        f'<body data-report="{escape(report.full_title)}">'
        f"{_head(report)}{_contents(report.contents)}<main>{chapters}</main></body></html>"
    )


def _head(report: PrintedReport) -> str:
    """The cover, or the head of the first page of a report without one."""
    if report.own_head:
        return report.own_head
    about = "<br>".join(escape(line) for line in report.about)
    return (
        f'<header class="{"cover" if report.has_cover else "letterhead"}">'
        f'<p class="kommun">{escape(report.municipality)}</p>'
        f'<h1>{escape(report.title)} <span class="year">{report.year}</span></h1>'
        f'<p class="about">{about}</p></header>'
    )


def _contents(entries: tuple[ContentsEntry, ...]) -> str:
    return f'<nav class="contents"><h2>Innehåll</h2>{_nested(entries)}</nav>' if entries else ""


def _nested(entries: tuple[ContentsEntry, ...]) -> str:
    """A list in a list for each level. A level that is skipped would leave a list without a line of its own."""
    html, depth = [], 0
    for entry in entries:
        level = min(entry.level, depth + 1)
        html.append("<ol>" if level > depth else "</li>" + "</ol></li>" * (depth - level))
        html.append(_line(entry, level))
        depth = level
    return "".join(html) + "</li></ol>" * depth


def _line(entry: ContentsEntry, level: int) -> str:
    number = f'<span class="no">{escape(entry.number)}</span> ' if entry.number else ""
    return f'<li class="level-{level}"><a href="#{escape(entry.anchor)}">{number}{escape(entry.title)}</a>'
