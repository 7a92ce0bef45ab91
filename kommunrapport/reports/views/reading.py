"""Reading a report, and taking it away as a file. Who reads what is frozen is given that and nothing else."""

from __future__ import annotations

import secrets

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from kommunrapport.http import HtmxRequest
from kommunrapport.jobs.services import start_job
from kommunrapport.records.saving import AlreadyDone
from kommunrapport.reports.background import EXPORT_PDF
from kommunrapport.reports.exporting import EXPORTS
from kommunrapport.reports.models import FrozenFile
from kommunrapport.reports.printing import file_name, open_report
from kommunrapport.reports.review.panels import reading_comments
from kommunrapport.reports.review.reading import read_frozen, read_live
from kommunrapport.reports.versions.files import MEDIA_TYPES
from kommunrapport.reports.versions.pages import live_page
from kommunrapport.reports.versions.reading import version_read_by, versions_readable_by
from kommunrapport.reports.views.finding import report_or_404
from kommunrapport.reports.views.versions import first_chapter, stored_file, version_page

DOWNLOADS = ("html", "xlsx", "csv", "json")


@require_GET
def report_read(request: HtmxRequest, year: int, org_unit: str, report: str) -> HttpResponse:
    """The whole report as a web page."""
    found = report_or_404(request, year, org_unit, report)
    version = version_read_by(request.user, found)
    if version:
        return version_page(request, found, version, reading_comments(request.user, read_frozen(found, version)))
    opened = open_report(found)
    context = {
        "report": found,
        "page": live_page(opened),
        "first_chapter": first_chapter(request, found),
        "token": secrets.token_urlsafe(32),
        "is_whole": True,
        "versions": versions_readable_by(request.user, found).count(),
        **reading_comments(request.user, read_live(opened)),
    }
    return render(request, "reports/report_read.html", context)


@require_GET
def report_export(request: HtmxRequest, year: int, org_unit: str, report: str, ending: str) -> HttpResponse:
    """The report as a web page of its own, its tables, or all of it as data."""
    found = report_or_404(request, year, org_unit, report)
    if ending not in DOWNLOADS:
        raise Http404
    version = version_read_by(request.user, found)
    if version:
        return stored_file(request, found, version, ending)
    name = file_name(found, ending)
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(EXPORTS[ending](found), content_type=MEDIA_TYPES[ending], headers=headers)


@require_POST
def report_print(request: HtmxRequest, year: int, org_unit: str, report: str) -> HttpResponse:
    """Order the PDF; the page of the job shows how far it is. A version has its PDF already."""
    found = report_or_404(request, year, org_unit, report)
    version = version_read_by(request.user, found)
    if version:
        return stored_file(request, found, version, FrozenFile.Kind.PDF)
    try:
        job = start_job(
            kind=EXPORT_PDF, params={"report": found.pk}, by=request.user, token=request.POST.get("token", "")[:64]
        )
    except AlreadyDone:
        return redirect("reports:report_read", year, org_unit, report)
    return redirect("jobs:job_detail", job.pk)
