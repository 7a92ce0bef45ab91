"""Avstämning of a unit and those below it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kommunrapport.http import HtmxRequest, Lens, lens_or_404
from kommunrapport.organisation.access import access_of
from kommunrapport.quality.answers import accept_answer, list_answer, withdraw_answer
from kommunrapport.quality.pages import CheckPage, may_see_checks, read_check_page


@require_GET
def check_list(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """What to sort out, and what has been accepted."""
    lens = _lens_or_404(request, year, org_unit)
    if lens.occasion is None:
        return render(request, "quality/not_opened.html", {"lens": lens})
    return list_answer(request, _page(request, lens), {"lens": lens})


@require_http_methods(["GET", "POST"])
def finding_accept(request: HtmxRequest, year: int, org_unit: str, finding: str) -> HttpResponse:
    """Let one thing be, with a reason."""
    lens = _lens_or_404(request, year, org_unit)
    return accept_answer(request, _page(request, lens), finding, {"lens": lens})


@require_POST
def finding_withdraw(request: HtmxRequest, year: int, org_unit: str, finding: str) -> HttpResponse:
    """Take back that it was accepted."""
    lens = _lens_or_404(request, year, org_unit)
    return withdraw_answer(request, _page(request, lens), finding)


def _lens_or_404(request: HtmxRequest, year: int, org_unit: str) -> Lens:
    lens = lens_or_404(request, year, org_unit)
    if not may_see_checks(access_of(request.user), lens.org_unit.pk):
        raise Http404
    return lens


def _page(request: HtmxRequest, lens: Lens) -> CheckPage:
    url = reverse("quality:check_list", args=[lens.year, lens.org_unit.slug])
    return read_check_page(request.user, lens.org_unit, lens.required_occasion, url)
