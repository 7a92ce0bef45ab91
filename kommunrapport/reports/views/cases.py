"""Handing out a matter: its documents, its archive package, and everything there is about it."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from kommunrapport.http import HtmxRequest
from kommunrapport.reports.models import Report
from kommunrapport.reports.versions.files import FileDamaged
from kommunrapport.reports.versions.packages import PACKAGES, pack, package_name
from kommunrapport.reports.versions.pages import version_rows
from kommunrapport.reports.views.finding import report_or_404
from kommunrapport.reports.views.versions import keeps_case


@require_GET
def case_export(request: HtmxRequest, year: int, org_unit: str, report: str) -> HttpResponseBase:
    """What can be handed out of the matter."""
    found = _kept_report_or_404(request, year, org_unit, report)
    context = {"report": found, "packages": PACKAGES.values(), "rows": version_rows(request.user, found)}
    return render(request, "reports/versions/case_export.html", context)


@require_GET
def case_package(request: HtmxRequest, year: int, org_unit: str, report: str, package: str) -> HttpResponseBase:
    """One of the packages, made now of what is stored."""
    found = _kept_report_or_404(request, year, org_unit, report)
    if package not in PACKAGES:
        raise Http404
    chosen = PACKAGES[package]
    try:
        file = pack(found, chosen)
    except FileDamaged as damaged:
        messages.error(request, damaged.sentence)
        return redirect("reports:case_export", year, org_unit, report)
    name = package_name(found, chosen)
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")


def _kept_report_or_404(request: HtmxRequest, year: int, org_unit: str, slug: str) -> Report:
    report = report_or_404(request, year, org_unit, slug)
    if not keeps_case(request, report):
        raise Http404
    return report
