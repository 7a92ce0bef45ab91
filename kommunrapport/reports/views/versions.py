"""The frozen versions of a report: the list, one to read, two beside each other, and their files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from kommunrapport.http import HtmxRequest
from kommunrapport.numbers import carried_number
from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.roles import Capability
from kommunrapport.reports.models import Report, ReportVersion
from kommunrapport.reports.versions.comparing import compare_versions
from kommunrapport.reports.versions.files import MEDIA_TYPES, FileDamaged, file_answer, order_files
from kommunrapport.reports.versions.integrity import is_whole
from kommunrapport.reports.versions.pages import frozen_page, version_rows
from kommunrapport.reports.versions.reading import versions_readable_by
from kommunrapport.reports.versions.words import version_name
from kommunrapport.reports.views.finding import report_or_404
from kommunrapport.reports.workbench import only_reads


@require_GET
def version_list(request: HtmxRequest, year: int, org_unit: str, report: str) -> HttpResponse:
    """The versions the user may read; two of them chosen leads to both beside each other."""
    found = report_or_404(request, year, org_unit, report)
    first, second = (carried_number(request.GET.get(name, ""), None) for name in ("fran", "till"))
    if first is not None and second is not None:
        return redirect("reports:version_compare", year, org_unit, report, first, second)
    context = {
        "report": found,
        "rows": version_rows(request.user, found),
        "keeps_case": keeps_case(request, found),
    }
    return render(request, "reports/versions/version_list.html", context)


@require_GET
def version_read(request: HtmxRequest, year: int, org_unit: str, report: str, number: int) -> HttpResponse:
    """One version as a web page."""
    found = report_or_404(request, year, org_unit, report)
    return version_page(request, found, _version_or_404(request, found, number))


def version_page(
    request: HtmxRequest, report: Report, version: ReportVersion, comments: dict[str, Any] | None = None
) -> HttpResponse:
    """The page of a version, whichever address led to it; it says when what is stored is not what was frozen.

    `comments` are those in its margin, where it is the report to the user.
    """
    context = (comments or {}) | {
        "report": report,
        "page": frozen_page(version),
        "is_whole": is_whole(version),
        "keeps_case": keeps_case(request, report),
        "versions": versions_readable_by(request.user, report).count(),
        "first_chapter": first_chapter(request, report),
    }
    return render(request, "reports/report_read.html", context)


def first_chapter(request: HtmxRequest, report: Report) -> int | None:
    """Where the chapters begin for who works with them; None for who only reads."""
    if only_reads(request.user, report):
        return None
    return report.chapters.filter(parent=None).values_list("pk", flat=True).first()


@require_GET
def version_file(request: HtmxRequest, year: int, org_unit: str, report: str, number: int, kind: str) -> HttpResponse:
    """A file of the version, byte for byte as it was frozen."""
    found = report_or_404(request, year, org_unit, report)
    return stored_file(request, found, _version_or_404(request, found, number), kind)


def stored_file(request: HtmxRequest, report: Report, version: ReportVersion, kind: str) -> HttpResponse:
    """The file; while it is being made, and when it is damaged, the page of the version with a sentence."""
    if kind not in MEDIA_TYPES:
        raise Http404
    page = version_url(request, report, version)
    stored = version.files.filter(kind=kind).first()
    if stored is None:
        messages.info(request, "Filen görs just nu. Försök igen om en stund.")
        return redirect(page)
    try:
        return file_answer(stored)
    except FileDamaged as damaged:
        messages.error(request, damaged.sentence)
        return redirect(page)


@require_POST
def version_make_files(request: HtmxRequest, year: int, org_unit: str, report: str, number: int) -> HttpResponse:
    """Have the files made that could not be made when the version was frozen."""
    found = report_or_404(request, year, org_unit, report)
    version = _version_or_404(request, found, number)
    if not keeps_case(request, found):
        raise Http404
    return redirect("jobs:job_detail", order_files(version, by=request.user).pk)


@require_GET
def version_compare(
    request: HtmxRequest, year: int, org_unit: str, report: str, first: int, second: int
) -> HttpResponse:
    """What differs between two versions, in texts and figures."""
    found = report_or_404(request, year, org_unit, report)
    old, new = (_version_or_404(request, found, number) for number in (first, second))
    chapters = compare_versions(list(old.chapters.order_by("order")), list(new.chapters.order_by("order")))
    context = {
        "report": found,
        "first": old,
        "second": new,
        "first_name": version_name(old),
        "second_name": version_name(new),
        "chapters": [chapter for chapter in chapters if not chapter.is_same],
        "same_count": sum(chapter.is_same for chapter in chapters),
    }
    return render(request, "reports/versions/version_compare.html", context)


def keeps_case(request: HtmxRequest, report: Report) -> bool:
    """Who sends the report out keeps its case, and may hand it out whole."""
    return access_of(request.user).may(Capability.LOCK, report.org_unit_id)


def version_url(request: HtmxRequest, report: Report, version: ReportVersion) -> str:
    address = [report.occasion.period, request.lens.org_unit.slug, report.slug, version.number]
    return reverse("reports:version_read", args=address)


def _version_or_404(request: HtmxRequest, report: Report, number: int) -> ReportVersion:
    return get_object_or_404(versions_readable_by(request.user, report), number=number)
