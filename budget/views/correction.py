"""Åtgärdsplan: the plan, its actions, and how they go."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from budget.forms.correction import ActionForm, CorrectionFollowUpForm
from budget.models import CorrectionAction, CorrectionFollowUp
from budget.pages.correction import read_plan
from budget.placing import read_places
from budget.rounds import rounds_of
from budget.services.correction import add_correction_action, change_correction_action, follow_up_correction
from budget.units import units_around
from budget.views.form_pages import FormPage, managed_or_404, manages
from kommunrapport.dates import format_date
from kommunrapport.http import HtmxRequest, Lens
from kommunrapport.measures.figures import Figures, year_figures_or_404


@require_GET
def correction_plan(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """The deficit of the latest forecast, and what is done about it."""
    figures = year_figures_or_404(request, year, org_unit)
    may_change = manages(figures) and not figures.is_closed
    page = read_plan(figures.lens, request.GET)
    context = {"lens": figures.lens, "page": page, "lock": figures.lock_sentence, "may_change": may_change}
    return render(request, "budget/correction_plan.html", context)


@require_http_methods(["GET", "POST"])
def correction_create(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """Add an action."""
    figures = managed_or_404(request, year, org_unit)
    lens = figures.lens
    page = _page(request, figures, "Lägg till åtgärd")
    new = CorrectionAction(org_unit=lens.org_unit, year=int(year))
    form = ActionForm(page.posted, instance=new, places=read_places(lens.org_unit, int(year)))
    create = partial(add_correction_action, org_unit=lens.org_unit, year=int(year))
    return page.create(form, create, "Åtgärden är tillagd.")


@require_http_methods(["GET", "POST"])
def correction_edit(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """Change an action."""
    figures = managed_or_404(request, year, org_unit)
    action = _action_or_404(figures.lens, pk)
    page = _page(request, figures, "Ändra åtgärd")
    form = ActionForm(page.posted, instance=action, places=read_places(figures.lens.org_unit, int(year)))
    return page.change(form, partial(change_correction_action, pk=pk), "Åtgärden är ändrad.")


@require_http_methods(["GET", "POST"])
def correction_follow_up(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """How an action stands at the latest forecast."""
    figures = managed_or_404(request, year, org_unit)
    action = _action_or_404(figures.lens, pk)
    rounds = rounds_of(figures.lens.org_unit, int(year))
    if not rounds:
        raise Http404
    key: dict[str, Any] = {"action": action, "forecast_round": rounds[-1]}
    stored = CorrectionFollowUp.objects.filter(**key).first()
    day = format_date(rounds[-1].as_of)
    page = _page(request, figures, "Följ upp åtgärd", f"{action}, vid prognosen per {day}.")
    form = CorrectionFollowUpForm(page.posted, instance=stored or CorrectionFollowUp(**key))
    return page.change(form, partial(follow_up_correction, **key), "Uppföljningen är sparad.")


def _page(request: HtmxRequest, figures: Figures, title: str, lead: str = "") -> FormPage:
    lens = figures.lens
    list_url = reverse("budget:correction_plan", args=[lens.year, lens.org_unit.slug])
    return FormPage(request, figures, title, "Åtgärdsplan", list_url, lead)


def _action_or_404(lens: Lens, pk: int) -> CorrectionAction:
    within = units_around(lens.org_unit).within
    actions = CorrectionAction.objects.filter(org_unit__in=within, year=int(lens.year))
    return get_object_or_404(actions.select_related("org_unit"), pk=pk)
