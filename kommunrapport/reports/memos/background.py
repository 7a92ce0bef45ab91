"""Background work of memos: the PDF."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from kommunrapport.jobs.leases import JobRun
from kommunrapport.jobs.registry import JobFailed, JobResult, job
from kommunrapport.organisation.models import User
from kommunrapport.reports.memos.reading import printed_memo
from kommunrapport.reports.models import Report
from kommunrapport.reports.pdf.engine import render_pdf_safely
from kommunrapport.reports.pdf.errors import PangoMissing, RenderFailed

EXPORT_MEMO = "reports.export_memo"


def _readable(user: User, params: dict[str, Any]) -> Report | None:
    reports = Report.objects.readable_by(user).select_related("org_unit", "occasion", "template")
    return reports.filter(pk=params["report"]).first()


def _may_download(user: User, params: dict[str, Any]) -> bool:
    return _readable(user, params) is not None


def _back(params: dict[str, Any]) -> str:
    report = Report.objects.select_related("org_unit", "occasion").filter(pk=params["report"]).first()
    if report is None:
        return "/"
    return reverse("reports:memo_read", args=[report.occasion.period, report.org_unit.slug, report.slug])


@job(EXPORT_MEMO, title="PDF av skrivelsen", does="göra en PDF av skrivelsen", may_download=_may_download, back=_back)
def export_memo(job_run: JobRun, *, report: int) -> JobResult:
    """The printed memo, with the rights of the one who ordered it."""
    found = _readable(job_run.user, {"report": report})
    printed = printed_memo(found, job_run.user) if found else None
    if found is None or printed is None:
        raise JobFailed("Skrivelsen finns inte längre, eller så har du inte behörighet till den.")
    try:
        pdf = render_pdf_safely(printed)
    except (PangoMissing, RenderFailed) as error:
        raise JobFailed(str(error)) from error
    return JobResult(f"{found.slug}-skrivelse.pdf", pdf, "application/pdf")
