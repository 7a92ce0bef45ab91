"""Uppsikt: what the nämnder have sent over of their internal control."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from internal_control.pages.links import page_url
from internal_control.pages.oversight import read_oversight, read_sent_page
from internal_control.rights import may_oversee
from kommunrapport.http import HtmxRequest, Lens, lens_or_404


@require_GET
def oversight(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """Every nämnd: its plan, results, assessment and late actions."""
    lens = _lens_or_404(request, year, org_unit)
    page = read_oversight(lens, timezone.localdate())
    return render(request, "internal_control/oversight.html", {"lens": lens, "page": page})


@require_GET
def oversight_unit(request: HtmxRequest, year: int, org_unit: str, namnd: str) -> HttpResponse:
    """All that one nämnd has sent over."""
    lens = _lens_or_404(request, year, org_unit)
    page = read_sent_page(lens, namnd, timezone.localdate())
    if page is None:
        raise Http404
    context = {"lens": lens, "page": page, "list_name": "Uppsikt", "list_url": page_url(lens, "oversight")}
    return render(request, "internal_control/oversight_unit.html", context)


def _lens_or_404(request: HtmxRequest, year: int, org_unit: str) -> Lens:
    lens = lens_or_404(request, year, org_unit)
    if not may_oversee(request.user):
        raise Http404
    return lens
