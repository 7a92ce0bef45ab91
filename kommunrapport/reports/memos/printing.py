"""The memo as HTML and as what the PDF engine takes, written now or frozen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from kommunrapport.reports.memos.sheets import read_sheet
from kommunrapport.reports.models import Memo, Report
from kommunrapport.reports.pdf.document import Fragment, PrintedReport


@dataclass(frozen=True, slots=True)
class MemoPages:
    """A memo written out. The report's chapters stand between `before` and `after` when it holds them."""

    title: str
    org_unit: str
    head: str
    before: str
    after: str
    holds_report: bool

    @classmethod
    def thawed(cls, frozen: dict[str, Any]) -> MemoPages:
        """Undo `frozen_memo`."""
        return cls(**frozen)

    def html(self, chapters: Sequence[str] = ()) -> SafeString:
        """The memo as one piece, with the chapters in it if it holds them."""
        inside = "".join(chapters) if self.holds_report else ""
        return mark_safe(f"{self.head}{self.before}{inside}{self.after}")  # noqa: S308  all of it our own templates


def memo_of(report: Report) -> Memo | None:
    """The report's memo, with all that its pages say."""
    return (
        Memo.objects.select_related("report__org_unit", "officer__holder", "officer__org_unit__parent")
        .filter(report=report)
        .first()
    )


def memo_pages(report: Report) -> MemoPages | None:
    """The report's memo as it stands, written out; None while there is none."""
    memo = memo_of(report)
    if memo is None:
        return None
    sheet = read_sheet(memo)
    return MemoPages(
        title=f"{sheet.title}: {sheet.heading}",
        org_unit=sheet.org_unit,
        head=render_to_string("reports/memos/head.html", {"sheet": sheet}),
        before=render_to_string("reports/memos/parts.html", {"parts": sheet.before}),
        after=render_to_string("reports/memos/parts.html", {"parts": sheet.after, "address": sheet.address}),
        holds_report=memo.holds_report,
    )


def frozen_memo(report: Report) -> dict[str, Any] | None:
    """What a version keeps of the memo, as JSON takes it; None while there is none."""
    pages = memo_pages(report)
    return asdict(pages) if pages else None


def memo_document(pages: MemoPages, printed: PrintedReport) -> PrintedReport:
    """The memo ready for the PDF engine, with the chapters of its printed report if it holds them."""
    inside = printed.fragments if pages.holds_report else ()
    return replace(
        printed,
        title=pages.title,
        about=(),
        author=pages.org_unit,
        has_cover=False,
        contents=(),
        fragments=(Fragment("skrivelse", pages.before), *inside, Fragment("skrivelsens-slut", pages.after)),
        own_head=pages.head,
    )
