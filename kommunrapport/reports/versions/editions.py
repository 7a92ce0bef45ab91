"""The files of a version beside the PDF: a web page that stands alone, its data and its tables. Made once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kommunrapport.reports.exporting import web_edition
from kommunrapport.reports.table_lines import HEADINGS, lines_of
from kommunrapport.reports.versions.frozen_tables import tables_in_data
from kommunrapport.reports.versions.reading import FrozenEntry, ReadVersion
from kommunrapport.reports.versions.words import about_lines, version_name
from kommunrapport.reports.workbooks import NamedTable, workbook_of
from kommunrapport.spreadsheets.csv_writing import write_csv


def edition_html(read: ReadVersion) -> bytes:
    """The version as one web page with its stylesheet in it."""
    head = read.head
    return web_edition(
        title=head.title,
        year=head.year,
        municipality=head.municipality,
        accent_color=head.accent_color,
        lines=about_lines(read.version, head.case_number),
        outline=read.outline,
        contents_depth=head.contents_depth,
        chapters=[entry.html for entry in read.outline],
    )


def edition_json(read: ReadVersion) -> bytes:
    """The version as data: its head, its decision, and each chapter with text, page and blocks."""
    version, head = read.version, read.head
    document = {
        "municipality": head.municipality,
        "municipality_code": head.municipality_code,
        "report": head.slug,
        "title": head.title,
        "org_unit": head.org_unit,
        "year": head.year,
        "years_shown": head.years_shown,
        "case_number": head.case_number,
        "version": version.number,
        "kind": version.kind,
        "frozen_at": version.created_at.isoformat(),
        "body": version.body,
        "decided_on": version.decided_on and version.decided_on.isoformat(),
        "paragraph": version.paragraph,
        "wording": version.wording,
        "checksum": version.checksum,
        "chapters": [_chapter_data(entry) for entry in read.walk()],
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _chapter_data(entry: FrozenEntry) -> dict[str, Any]:
    frozen = entry.chapter
    return {
        "number": frozen.number,
        "title": frozen.heading,
        "level": frozen.level,
        "common_text": frozen.common_text,
        "text": frozen.text,
        "sections": frozen.data,
        "html": frozen.html,
    }


def edition_xlsx(read: ReadVersion) -> bytes:
    """Every table of the version as a sheet of its own."""
    heading = (f"{read.head.title} {read.head.period}", read.head.municipality, version_name(read.version))
    return workbook_of(list(_tables(read)), heading)


def edition_csv(read: ReadVersion) -> bytes:
    """Every figure of the version's tables on a line of its own."""
    return write_csv(HEADINGS, lines_of(_tables(read)))


def _tables(read: ReadVersion) -> Iterator[NamedTable]:
    for entry in read.walk():
        for table in tables_in_data(entry.chapter.data):
            yield NamedTable(str(entry.chapter), table)
