"""Avvikelsedialogen: why an area did not go as planned, whether it comes back, and what is done."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from budget.figures import AreaNode
from budget.forms.comments import VarianceCommentForm
from budget.pages.area import comment_form, comment_or_new
from budget.pages.economy import Economy, read_economy
from budget.pages.facts import beside, lead_of
from budget.pages.overview import read_overview
from budget.pages.rows import CommentState, comment_state, comment_url
from budget.services.comments import comment_variance
from budget.views.overview import area_or_404, area_page
from kommunrapport.http import HtmxRequest, render_part
from kommunrapport.measures.figures import Figures, year_figures_or_404
from kommunrapport.reports.answers import save_answer, saved


@require_http_methods(["GET", "POST"])
def variance_comment(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """The questions below the row of the overview; without htmx they stand on the page of the area."""
    figures = year_figures_or_404(request, year, org_unit)
    economy, node = area_or_404(figures, pk)
    if node.parts or not economy.may_answer(node.area):
        raise Http404
    if request.method != "POST":
        if not request.htmx:
            return redirect(_state(economy, node).url)
        return _below_row(request, economy, node, {"form": comment_form(economy, node)})
    form = VarianceCommentForm(request.POST, instance=comment_or_new(economy, node))
    answer = save_answer(
        request,
        form,
        partial(comment_variance, **_key(economy, node)),
        lambda: _saved(request, figures, node),
        title=f"Avvikelse för {node.area}",
        url=comment_url(economy.lens, node.area),
        back=_state(economy, node).url,
        place=f"#kommentar-{pk}",
    )
    if answer or not request.htmx:
        return answer or area_page(request, economy, node, form)
    return _below_row(request, economy, node, {"form": form})


def _key(economy: Economy, node: AreaNode) -> dict[str, Any]:
    """What the comment is about."""
    unit, occasion = economy.unit_of(node.area), economy.lens.required_occasion
    return {"area": node.area, "org_unit": unit, "occasion": occasion}


def _saved(request: HtmxRequest, figures: Figures, node: AreaNode) -> HttpResponse:
    """To htmx the state of the row and how many wait; else the page of the area with a receipt."""
    economy = read_economy(figures.lens, figures.access, node.area.grouping)
    if not request.htmx:
        return saved(request, _state(economy, node).url, "Kommentaren är sparad.")
    context = {"page": read_overview(economy), "saved_at": timezone.now()}
    return _below_row(request, economy, node, context)


def _below_row(request: HtmxRequest, economy: Economy, node: AreaNode, more: dict[str, Any]) -> HttpResponse:
    context = {"lens": economy.lens, "economy": economy, "area": node.area, "lock": economy.lock}
    statement, figures = economy.statement, node.figures
    context |= {"comment": _state(economy, node), "lead": lead_of(statement, figures)}
    context |= {"beside": beside(statement, figures)}
    return render_part(request, "budget/variance.html", "answer", context | more)


def _state(economy: Economy, node: AreaNode) -> CommentState:
    return comment_state(economy, node.area)
