"""Background work of memos: the PDF."""

from __future__ import annotations

from typing import Any

from kommunrapport.jobs.leases import JobRun
from kommunrapport.jobs.registry import JobFailed, JobResult, job
from kommunrapport.reports.job_rights import may_download, page_of, readable
from kommunrapport.reports.memos.reading import printed_memo
from kommunrapport.reports.pdf.engine import render_pdf_safely
from kommunrapport.reports.pdf.errors import PangoMissing, RenderFailed

EXPORT_MEMO = "reports.export_memo"


def _back(params: dict[str, Any]) -> str:
    return page_of(params, "memo_read")


@job(EXPORT_MEMO, title="PDF av skrivelsen", does="göra en PDF av skrivelsen", may_download=may_download, back=_back)
def export_memo(job_run: JobRun, *, report: int) -> JobResult:
    """The printed memo, with the rights of the one who ordered it."""
    found = readable(job_run.user, {"report": report})
    printed = printed_memo(found, job_run.user) if found else None
    if found is None or printed is None:
        raise JobFailed("Skrivelsen finns inte längre, eller så har du inte behörighet till den.")
    try:
        pdf = render_pdf_safely(printed)
    except (PangoMissing, RenderFailed) as error:
        raise JobFailed(str(error)) from error
    return JobResult(f"{found.slug}-skrivelse.pdf", pdf, "application/pdf")
