"""The nämnd's decision on its plan, sending it over, and opening it again."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from internal_control.forms.plans import DecisionForm, ReopenForm
from internal_control.models import ControlPlan
from internal_control.pages.links import plan_url
from internal_control.plan_read import decision_words, plan_of
from internal_control.services.decisions import decide_plan, reopen_plan, send_plan
from internal_control.views.form_pages import FormPage
from kommunrapport.http import HtmxRequest
from kommunrapport.measures.figures import Figures
from kommunrapport.organisation.roles import Capability
from kommunrapport.reports.form_pages import allowed_or_404


@require_http_methods(["GET", "POST"])
def plan_decide(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """Register the decision, which closes the plan."""
    figures = allowed_or_404(request, year, org_unit, Capability.REGISTER_DECISION)
    plan = _plan_or_404(figures)
    lead = "När beslutet är registrerat går planen inte att ändra, om den inte öppnas igen."
    page = _page(request, figures, "Registrera beslut", lead)
    form = DecisionForm(page.posted, instance=plan)
    decide = partial(decide_plan, pk=plan.pk, today=timezone.localdate())
    return page.change([(form, decide)], "Beslutet är registrerat.", "Registrera beslut")


@require_http_methods(["GET", "POST"])
def plan_reopen(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """Open a decided plan again, with a reason."""
    figures = allowed_or_404(request, year, org_unit, Capability.LOCK)
    plan = _plan_or_404(figures)
    lead = "Beslutet tas bort från planen, och den måste beslutas på nytt."
    if plan.sent_at:
        lead += " Kommunstyrelsen ser den inte förrän den är översänd igen. Den som är översänd är en allmän handling."
    page = _page(request, figures, "Öppna planen igen", lead)
    form = ReopenForm(page.posted, instance=plan)
    return page.change([(form, partial(reopen_plan, pk=plan.pk))], "Planen är öppen igen.", "Öppna igen")


@require_http_methods(["GET", "POST"])
def plan_send(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """Ask first, then send the plan over."""
    figures = allowed_or_404(request, year, org_unit, Capability.LOCK)
    plan = _plan_or_404(figures)
    page = _page(request, figures, "Översänd planen till kommunstyrelsen")
    about = (
        f"Beslut: {decision_words(plan)}. När planen är översänd är den en allmän handling, som var och en kan få läsa."
    )
    act = partial(send_plan, pk=plan.pk)
    return page.confirm(plan, act, "Planen är översänd.", about=about, button="Översänd")


def _plan_or_404(figures: Figures) -> ControlPlan:
    plan = plan_of(figures.lens.org_unit, int(figures.lens.year))
    if plan is None:
        raise Http404
    return plan


def _page(request: HtmxRequest, figures: Figures, title: str, lead: str = "") -> FormPage:
    return FormPage(request, figures, title, "Kontrollplan", plan_url(figures.lens), lead)
