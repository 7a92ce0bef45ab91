"""Avstämning of one report."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kommunrapport.http import HtmxRequest
from kommunrapport.organisation.access import access_of
from kommunrapport.quality.answers import accept_answer, list_answer, withdraw_answer
from kommunrapport.quality.pages import CheckPage, may_see_checks, read_check_page
from kommunrapport.reports.models import Report
from kommunrapport.reports.views.finding import report_or_404


@require_GET
def report_check(request: HtmxRequest, year: int, org_unit: str, report: str) -> HttpResponse:
    """What to sort out before the report is sent in."""
    found = _checked_report_or_404(request, year, org_unit, report)
    return list_answer(request, _check_page(request, found), _context(request, found))


@require_http_methods(["GET", "POST"])
def report_accept(request: HtmxRequest, year: int, org_unit: str, report: str, finding: str) -> HttpResponse:
    """Let one thing be, with a reason."""
    found = _checked_report_or_404(request, year, org_unit, report)
    return accept_answer(request, _check_page(request, found), finding, _context(request, found))


@require_POST
def report_withdraw(request: HtmxRequest, year: int, org_unit: str, report: str, finding: str) -> HttpResponse:
    """Take back that it was accepted."""
    found = _checked_report_or_404(request, year, org_unit, report)
    return withdraw_answer(request, _check_page(request, found), finding)


def _check_page(request: HtmxRequest, report: Report) -> CheckPage:
    """What is found in the report, and in its unit at its occasion."""
    address = [report.occasion.period, request.lens.org_unit.slug, report.slug]
    url = reverse("reports:report_check", args=address)
    return read_check_page(request.user, report.org_unit, report.occasion, url, report.pk)


def _checked_report_or_404(request: HtmxRequest, year: int, org_unit: str, slug: str) -> Report:
    report = report_or_404(request, year, org_unit, slug)
    if not may_see_checks(access_of(request.user), report.org_unit_id):
        raise Http404
    return report


def _context(request: HtmxRequest, report: Report) -> dict[str, Any]:
    return {"lens": request.lens, "report": report}
