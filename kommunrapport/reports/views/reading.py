"""Reading a report, and taking it away as a file."""

from __future__ import annotations

import secrets

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from kommunrapport.http import XLSX, HtmxRequest
from kommunrapport.jobs.services import start_job
from kommunrapport.records.saving import AlreadyDone
from kommunrapport.reports.background import EXPORT_PDF
from kommunrapport.reports.chapter_html import render_entry
from kommunrapport.reports.exporting import EXPORTS
from kommunrapport.reports.printing import file_name, open_report
from kommunrapport.reports.views.finding import report_or_404
from kommunrapport.reports.workbench import neighbours, only_reads

DOWNLOADS = {
    "html": "text/html; charset=utf-8",
    "xlsx": XLSX,
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


@require_GET
def report_read(request: HtmxRequest, year: int, org_unit: str, report: str) -> HttpResponse:
    """The whole report as a web page."""
    found = report_or_404(request, year, org_unit, report)
    opened = open_report(found)
    context = {
        "report": found,
        "opened": opened,
        "chapters": [
            {"html": render_entry(entry, opened.scope), "before": before, "after": after}
            for entry, before, after in neighbours(opened.outline)
        ],
        "only_reads": only_reads(request.user, found),
        "token": secrets.token_urlsafe(32),
    }
    return render(request, "reports/report_read.html", context)


@require_GET
def report_export(request: HtmxRequest, year: int, org_unit: str, report: str, ending: str) -> HttpResponse:
    """The report as a web page of its own, its tables, or all of it as data."""
    found = report_or_404(request, year, org_unit, report)
    if ending not in DOWNLOADS:
        raise Http404
    name = file_name(found, ending)
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(EXPORTS[ending](found), content_type=DOWNLOADS[ending], headers=headers)


@require_POST
def report_print(request: HtmxRequest, year: int, org_unit: str, report: str) -> HttpResponse:
    """Order the PDF; the page of the job shows how far it is."""
    found = report_or_404(request, year, org_unit, report)
    try:
        job = start_job(
            kind=EXPORT_PDF, params={"report": found.pk}, by=request.user, token=request.POST.get("token", "")[:64]
        )
    except AlreadyDone:
        return redirect("reports:report_read", year, org_unit, report)
    return redirect("jobs:job_detail", job.pk)
