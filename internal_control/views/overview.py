"""Intern kontroll: the page of a unit and year."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from internal_control.pages.overview import read_overview
from kommunrapport.http import HtmxRequest
from kommunrapport.measures.figures import year_figures_or_404


@require_GET
def overview(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """Risks, controls with their results, and improvement actions."""
    figures = year_figures_or_404(request, year, org_unit)
    page = read_overview(figures, request.user, timezone.localdate())
    context = {"lens": figures.lens, "page": page, "lock": figures.lock_sentence}
    return render(request, "internal_control/overview.html", context)
