"""Background work of reports: the PDF."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from kommunrapport.jobs.leases import JobRun
from kommunrapport.jobs.registry import JobFailed, JobResult, job
from kommunrapport.organisation.models import User
from kommunrapport.reports.models import Report
from kommunrapport.reports.pdf.engine import render_pdf_safely
from kommunrapport.reports.pdf.errors import PangoMissing, RenderFailed
from kommunrapport.reports.printing import file_name, open_report, printed_report

EXPORT_PDF = "reports.export_pdf"
CHAPTERS_PERCENT = 40  # the rest is laying out the pages, which says nothing on the way


def _readable(user: User, params: dict[str, Any]) -> Report | None:
    reports = Report.objects.readable_by(user).select_related("org_unit", "occasion")
    return reports.filter(pk=params["report"]).first()


def _may_download(user: User, params: dict[str, Any]) -> bool:
    return _readable(user, params) is not None


def _back(params: dict[str, Any]) -> str:
    report = Report.objects.select_related("org_unit", "occasion").filter(pk=params["report"]).first()
    if report is None:
        return "/"
    return reverse("reports:report_detail", args=[report.occasion.period, report.org_unit.slug, report.slug])


@job(EXPORT_PDF, title="PDF av rapporten", does="göra en PDF av rapporten", may_download=_may_download, back=_back)
def export_pdf(job_run: JobRun, *, report: int) -> JobResult:
    """The printed report, with the rights of the one who ordered it."""
    found = _readable(job_run.user, {"report": report})
    if found is None:
        raise JobFailed("Rapporten finns inte längre, eller så har du inte behörighet till den.")

    def tell(done: int, total: int) -> None:
        job_run.report(CHAPTERS_PERCENT * done // total, f"Kapitel {done} av {total}")

    printed = printed_report(open_report(found), tell=tell)
    job_run.report(CHAPTERS_PERCENT, "Lägger ut sidorna")
    try:
        pdf = render_pdf_safely(printed)
    except (PangoMissing, RenderFailed) as error:
        raise JobFailed(str(error)) from error
    return JobResult(file_name(found, "pdf"), pdf, "application/pdf")
