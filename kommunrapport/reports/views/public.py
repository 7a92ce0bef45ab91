"""What anybody may read without signing in: the published version, at one address however it is replaced."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from kommunrapport.reports.flow.publication import is_proposal_to_council
from kommunrapport.reports.models import FrozenFile, Report, ReportVersion
from kommunrapport.reports.versions.files import FileDamaged, file_answer
from kommunrapport.reports.versions.pages import frozen_page

FRESH_SECONDS = 300  # for so long a proxy may show a replaced version; a browser asks each time
KINDS = ("pdf", "html", "json", "xlsx", "csv")


@login_not_required
@require_safe
def published(request: HttpRequest, report: str) -> HttpResponse:
    """The published version as a web page."""
    found, version = _published_or_404(report)
    is_proposal = is_proposal_to_council(found)
    page = frozen_page(version)
    files = [file for file in page.files if file.kind in KINDS]
    context = {"report": found, "page": page, "files": files, "is_proposal": is_proposal}
    response = render(request, "reports/versions/published.html", context)
    return _kept(request, response, f"{version.pk}-{version.checksum}-{is_proposal}")


@login_not_required
@require_safe
def published_file(request: HttpRequest, report: str, kind: str) -> HttpResponse:
    """A file of the published version; what goes with the matter but not with the report is not given out here."""
    _, version = _published_or_404(report)
    if kind not in KINDS:
        raise Http404
    stored = get_object_or_404(FrozenFile, version=version, kind=kind)
    try:
        response = file_answer(stored)
    except FileDamaged as damaged:
        raise Http404 from damaged
    return _kept(request, response, stored.sha256)


def _published_or_404(slug: str) -> tuple[Report, ReportVersion]:
    reports = Report.objects.select_related("published_version", "org_unit", "occasion")
    report = get_object_or_404(reports.exclude(published_version=None), slug=slug)
    assert report.published_version is not None  # noqa: S101 (excluded above)
    return report, report.published_version


def _kept(request: HttpRequest, response: HttpResponse, mark: str) -> HttpResponse:
    """The response, which proxies and browsers may keep; without a body for who has it already."""
    response.headers["ETag"] = quote_etag(mark)
    patch_cache_control(response, public=True, max_age=0, s_maxage=FRESH_SECONDS)
    answer = get_conditional_response(request, etag=response.headers["ETag"], response=response)
    return answer or response
