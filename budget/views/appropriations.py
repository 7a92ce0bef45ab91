"""Ram och anslag: the list, and one amount."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from budget.forms.appropriations import AppropriationForm
from budget.models import Appropriation
from budget.pages.appropriations import HEADINGS, read_appropriations
from budget.services.appropriations import add_appropriation, change_appropriation, remove_appropriation
from budget.units import units_around
from budget.views.form_pages import FormPage, managed_or_404, manages
from kommunrapport.http import HtmxRequest, Lens
from kommunrapport.measures.figures import Figures, year_figures_or_404


@require_GET
def appropriation_list(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """Everything the unit is given or asked to save this year."""
    figures = year_figures_or_404(request, year, org_unit)
    may_change = manages(figures) and not figures.is_closed
    page = read_appropriations(figures.lens, request.GET)
    context = {"lens": figures.lens, "page": page, "lock": figures.lock_sentence, "may_change": may_change}
    return render(request, "budget/appropriation_list.html", context)


@require_http_methods(["GET", "POST"])
def appropriation_create(request: HtmxRequest, year: int, org_unit: str, kind: str) -> HttpResponse:
    """Add an amount of one kind."""
    figures = managed_or_404(request, year, org_unit)
    if kind not in Appropriation.Kind:
        raise Http404
    lens = figures.lens
    page = _page(request, figures, HEADINGS[Appropriation.Kind(kind)][1])
    form = AppropriationForm(page.posted, instance=Appropriation(org_unit=lens.org_unit, year=int(year), kind=kind))
    create = partial(add_appropriation, org_unit=lens.org_unit, year=int(year), kind=kind)
    return page.create(form, create, "Beloppet är tillagt.")


@require_http_methods(["GET", "POST"])
def appropriation_edit(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """Change one amount."""
    figures = managed_or_404(request, year, org_unit)
    found = _found_or_404(figures.lens, pk)
    page = _page(request, figures, f"Ändra {found.label}")
    form = AppropriationForm(page.posted, instance=found)
    remove_url = reverse("budget:appropriation_remove", args=[year, org_unit, pk])
    return page.change(form, partial(change_appropriation, pk=pk), "Beloppet är ändrat.", remove_url)


@require_http_methods(["GET", "POST"])
def appropriation_remove(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """Remove one amount, after a question."""
    figures = managed_or_404(request, year, org_unit)
    found = _found_or_404(figures.lens, pk)
    page = _page(request, figures, f"Ta bort {found.label}")
    back = reverse("budget:appropriation_edit", args=[year, org_unit, pk])
    return page.remove(found, partial(remove_appropriation, pk=pk), "", "Beloppet är borttaget.", back)


def _page(request: HtmxRequest, figures: Figures, title: str) -> FormPage:
    lens = figures.lens
    list_url = reverse("budget:appropriation_list", args=[lens.year, lens.org_unit.slug])
    return FormPage(request, figures, title, "Ram och anslag", list_url)


def _found_or_404(lens: Lens, pk: int) -> Appropriation:
    own = Appropriation.objects.filter(org_unit__in=units_around(lens.org_unit).within, year=int(lens.year))
    return get_object_or_404(own, pk=pk)
