"""What an address of a report names, if the user may read it; else 404."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from kommunrapport.http import HtmxRequest, lens_or_404
from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.roles import Capability
from kommunrapport.reports.models import Chapter, Report


def report_or_404(request: HtmxRequest, year: int, org_unit: str, slug: str) -> Report:
    """The report of the address, if the user may read it."""
    lens = lens_or_404(request, year, org_unit)
    reports = Report.objects.readable_by(request.user).for_lens(lens.org_unit, lens.year)
    return get_object_or_404(reports.select_related("org_unit", "occasion", "template"), slug=slug)


def own_report_or_404(request: HtmxRequest, year: int, org_unit: str, slug: str) -> Report:
    """The same, for the one who writes all texts of the unit."""
    report = report_or_404(request, year, org_unit, slug)
    if not writes_all(request, report.org_unit_id):
        raise Http404
    return report


def own_chapter_or_404(request: HtmxRequest, report: Report, pk: int) -> Chapter:
    """A chapter that the user may write in."""
    return get_object_or_404(Chapter.objects.writable_by(request.user), pk=pk, report=report)


def writes_all(request: HtmxRequest, org_unit_id: int) -> bool:
    """Texts of the whole unit, and so its reports too."""
    return access_of(request.user).may(Capability.WRITE_TEXTS, org_unit_id)
