"""Figures to put into the text of a chapter."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from kommunrapport.http import HtmxRequest, render_part
from kommunrapport.reports.live.pages import named_figures, search_figures
from kommunrapport.reports.scope import report_scope
from kommunrapport.reports.views.finding import own_chapter_or_404, report_or_404

MOST_NAMED = 200


@require_GET
def figure_list(request: HtmxRequest, year: int, org_unit: str, report: str, pk: int) -> HttpResponse:
    """The figures that fit ?q=, or those named by ?varde=; without script a page to copy from."""
    found = report_or_404(request, year, org_unit, report)
    chapter = own_chapter_or_404(request, found, pk)
    scope = report_scope(found)
    values = request.GET.getlist("varde")[:MOST_NAMED]
    page = named_figures(scope, values) if values else search_figures(scope, request.GET.get("q", "").strip())
    context = {"report": found, "chapter": chapter, "page": page}
    return render_part(request, "reports/live/figure_list.html", "figures", context)
