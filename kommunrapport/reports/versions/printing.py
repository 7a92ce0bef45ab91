"""A version as files, made of what is frozen: nothing in them is looked up again."""

from __future__ import annotations

from collections.abc import Callable

from kommunrapport.reports.memos.printing import MemoPages, memo_document
from kommunrapport.reports.models import FrozenFile, ReportVersion
from kommunrapport.reports.pdf.document import ContentsEntry, Fragment, PrintedReport
from kommunrapport.reports.pdf.engine import render_pdf_safely
from kommunrapport.reports.pictures.showing import embed_pictures
from kommunrapport.reports.versions.editions import edition_csv, edition_html, edition_json, edition_xlsx
from kommunrapport.reports.versions.reading import ReadVersion, read_version
from kommunrapport.reports.versions.words import about_lines


def printed_version(read: ReadVersion) -> PrintedReport:
    """The version ready to print."""
    head = read.head
    return PrintedReport(
        municipality=head.municipality,
        title=head.title,
        year=head.year,
        about=about_lines(read.version, head.case_number),
        author=head.org_unit,
        accent_color=head.accent_color,
        has_cover=head.has_cover,
        contents=tuple(
            ContentsEntry(entry.level, entry.number, entry.title, entry.anchor)
            for entry in read.walk()
            if entry.level <= head.contents_depth
        ),
        fragments=tuple(Fragment(entry.anchor, embed_pictures(entry.html)) for entry in read.outline),
    )


def edition_pdf(read: ReadVersion) -> bytes:
    """The printed version. Raises PangoMissing or RenderFailed, whose text says what to do."""
    return render_pdf_safely(printed_version(read))


def edition_memo(read: ReadVersion) -> bytes:
    """The memo as it was frozen with the version; empty when there was none. Raises as `edition_pdf`."""
    memo = read.version.head.get("memo")
    return render_pdf_safely(memo_document(MemoPages.thawed(memo), printed_version(read))) if memo else b""


def _of_version(make: Callable[[ReadVersion], bytes]) -> Callable[[ReportVersion], bytes]:
    return lambda version: make(read_version(version))


# What a version comes as, each made once; the PDF last, since it takes longest and may fail.
FILES: dict[FrozenFile.Kind, Callable[[ReportVersion], bytes]] = {
    FrozenFile.Kind.HTML: _of_version(edition_html),
    FrozenFile.Kind.JSON: _of_version(edition_json),
    FrozenFile.Kind.XLSX: _of_version(edition_xlsx),
    FrozenFile.Kind.CSV: _of_version(edition_csv),
    FrozenFile.Kind.MEMO_PDF: _of_version(edition_memo),
    FrozenFile.Kind.PDF: _of_version(edition_pdf),
}
