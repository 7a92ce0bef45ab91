"""Risks: the page of one through the years, adding and changing, and who changed what."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from internal_control.forms.risks import NewRiskForm, RatingForm, RiskForm
from internal_control.in_view import risks_in_view
from internal_control.models import Risk, RiskRating
from internal_control.pages.history import read_risk_history
from internal_control.pages.links import overview_url, risk_url
from internal_control.pages.risk_detail import read_risk_page
from internal_control.services.risks import change_risk, create_risk, rate_risk
from internal_control.views.form_pages import FormPage, managed_or_404
from kommunrapport.http import HtmxRequest, Lens
from kommunrapport.measures.figures import year_figures_or_404


@require_http_methods(["GET", "POST"])
def risk_create(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """Add a risk with its rating of the year."""
    figures = managed_or_404(request, year, org_unit)
    lens = figures.lens
    page = FormPage(request, figures, "Lägg till risk", "Intern kontroll", overview_url(lens))
    form = NewRiskForm(page.posted, instance=Risk(org_unit=lens.org_unit), year=int(year))
    create = partial(create_risk, org_unit=lens.org_unit, year=int(year))
    return page.create(form, create, "Risken är tillagd.")


@require_GET
def risk_detail(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """One risk: its ratings, controls, results and actions, year by year."""
    figures = year_figures_or_404(request, year, org_unit)
    risk = _risk_or_404(request, figures.lens, pk)
    page = read_risk_page(figures, request.user, risk, timezone.localdate())
    context = {"lens": figures.lens, "page": page, "lock": figures.lock_sentence}
    return render(request, "internal_control/risk_detail.html", context)


@require_http_methods(["GET", "POST"])
def risk_edit(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """Change a risk and its rating of the year."""
    figures = managed_or_404(request, year, org_unit)
    risk = get_object_or_404(Risk.objects.select_related("org_unit"), pk=pk, org_unit=figures.lens.org_unit)
    page = FormPage(request, figures, f"Ändra risk {risk.number}", str(risk), risk_url(figures.lens, pk), f"{risk}.")
    rating = RiskRating.objects.filter(risk=risk, year=int(year)).first() or RiskRating(risk=risk, year=int(year))
    posted = request.POST
    form = RiskForm(posted if "title" in posted else None, instance=risk, year=int(year))
    # What nobody has judged may stay so, when the risk is what is changed.
    is_rated = bool(rating.pk or posted.get("likelihood") or posted.get("impact"))
    rated = RatingForm(posted if "rating_version" in posted and is_rated else None, instance=rating)
    change, rate = partial(change_risk, pk=pk, year=int(year)), partial(rate_risk, pk=pk, year=int(year))
    return page.change([(rated, rate), (form, change)], "Risken är ändrad.")


@require_GET
def risk_history(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """Who changed the risk and its ratings."""
    figures = year_figures_or_404(request, year, org_unit)
    risk = _risk_or_404(request, figures.lens, pk)
    url = reverse("internal_control:risk_detail", args=[year, org_unit, pk])
    context = {"lens": figures.lens, "risk": risk, "changes": read_risk_history(risk), "risk_url": url}
    return render(request, "internal_control/risk_history.html", context)


def _risk_or_404(request: HtmxRequest, lens: Lens, pk: int) -> Risk:
    """Also a risk that has ended: what happened is read through it."""
    risks = risks_in_view(lens, request.user, ended=True)
    return get_object_or_404(risks.select_related("org_unit", "owner", "goal"), pk=pk)
