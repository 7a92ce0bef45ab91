"""The memo that a user reads: as it was frozen, where that is the user's report, else as it is written now."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from kommunrapport.organisation.models import User
from kommunrapport.reports.memos.printing import MemoPages, memo_document, memo_pages
from kommunrapport.reports.models import FrozenFile, Report, ReportVersion
from kommunrapport.reports.pdf.document import PrintedReport
from kommunrapport.reports.printing import open_report, printed_report
from kommunrapport.reports.versions.printing import printed_version
from kommunrapport.reports.versions.reading import read_version, version_read_by


@dataclass(frozen=True, slots=True)
class ReadMemo:
    """A memo with its report. `version` is the one it was frozen with; None for what is written now."""

    pages: MemoPages
    report: Report
    version: ReportVersion | None

    @property
    def has_file(self) -> bool:
        """Whether the PDF was made when the memo was frozen, and so is the one to hand out."""
        return bool(self.version and self.version.files.filter(kind=FrozenFile.Kind.MEMO_PDF).exists())

    @property
    def html(self) -> SafeString:
        """As on the page, with the report's chapters if they are in it."""
        if not self.pages.holds_report:
            return self.pages.html()
        return self.pages.html([fragment.html for fragment in self._printed.fragments])

    @property
    def document(self) -> PrintedReport:
        """Ready for the PDF engine."""
        return memo_document(self.pages, self._printed)

    @property
    def _printed(self) -> PrintedReport:
        return printed_version(read_version(self.version)) if self.version else printed_report(open_report(self.report))


def read_memo(report: Report, user: User) -> ReadMemo | None:
    """The memo as the user reads it; None while there is none to read."""
    version = version_read_by(user, report)
    if version:
        frozen = version.head.get("memo")
        return ReadMemo(MemoPages.thawed(frozen), report, version) if frozen else None
    pages = memo_pages(report)
    return ReadMemo(pages, report, None) if pages else None


def printed_memo(report: Report, user: User) -> PrintedReport | None:
    """The memo that the user reads, ready for the PDF engine; None while there is none to read."""
    memo = read_memo(report, user)
    return memo.document if memo else None
