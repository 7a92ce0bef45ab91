"""Investments: the list of projects, one project, its decision and what it is thought to cost."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from budget.forms.investments import EstimateForm, NewProjectForm, ProjectForm
from budget.models import BudgetArea, Grouping, InvestmentProject, ProjectEstimate
from budget.pages.investments import read_investments, read_project
from budget.services.investments import create_investment_project, describe_project, estimate_project
from budget.units import units_around
from budget.views.form_pages import FormPage, managed_or_404, manages
from kommunrapport.http import HtmxRequest, Lens
from kommunrapport.measures.figures import Figures, year_figures_or_404


@require_GET
def project_list(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """Every project with its year and its total."""
    figures = year_figures_or_404(request, year, org_unit)
    page = read_investments(figures.lens, request.GET)
    return render(request, "budget/project_list.html", _context(figures) | {"page": page})


@require_GET
def project_detail(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """One project: year by year, and as it was estimated at each occasion."""
    figures = year_figures_or_404(request, year, org_unit)
    area = _area_or_404(figures.lens, pk)
    page = read_project(figures.lens, area, request.GET)
    context = _context(figures) | {"page": page, "list_name": "Investeringar", "list_url": _list_url(figures.lens)}
    return render(request, "budget/project_detail.html", context)


@require_http_methods(["GET", "POST"])
def project_create(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """Add a project."""
    figures = managed_or_404(request, year, org_unit)
    page = FormPage(request, figures, "Lägg till projekt", "Investeringar", _list_url(figures.lens))
    form = NewProjectForm(page.posted, instance=InvestmentProject())
    create = partial(create_investment_project, org_unit=figures.lens.org_unit, year=int(year))
    return page.create(form, create, "Projektet är tillagt.")


@require_http_methods(["GET", "POST"])
def project_edit(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """What was decided about a project."""
    figures = managed_or_404(request, year, org_unit)
    area = _area_or_404(figures.lens, pk)
    page = FormPage(request, figures, "Ändra projekt", str(area), _url(figures.lens, area))
    stored = InvestmentProject.objects.filter(area=area).first()
    form = ProjectForm(page.posted, instance=stored or InvestmentProject(area=area))
    save = partial(describe_project, area=area, year=int(year))
    return page.change(form, save, "Projektet är ändrat.")


@require_http_methods(["GET", "POST"])
def project_estimate(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """What a project is thought to cost in the end, as seen at the occasion of the address."""
    figures = managed_or_404(request, year, org_unit)
    occasion = figures.lens.required_occasion
    area = _area_or_404(figures.lens, pk)
    title = f"Beräkna totalutgift, {figures.lens.year}"
    page = FormPage(request, figures, title, str(area), _url(figures.lens, area))
    stored = ProjectEstimate.objects.filter(project__area=area, occasion=occasion).first()
    form = EstimateForm(page.posted, instance=stored or ProjectEstimate(occasion=occasion))
    save = partial(estimate_project, area=area, occasion=occasion)
    return page.change(form, save, "Beräkningen är sparad.")


def _context(figures: Figures) -> dict[str, Any]:
    return {
        "lens": figures.lens,
        "lock": figures.lock_sentence,
        "may_change": manages(figures) and not figures.is_closed,
    }


def _area_or_404(lens: Lens, pk: int) -> BudgetArea:
    """A project of the unit or of one below it."""
    projects = BudgetArea.objects.of_grouping(Grouping.PROJECT).filter(parts=None)
    own = projects.filter(org_unit__in=units_around(lens.org_unit).within)
    return get_object_or_404(own.select_related("org_unit"), pk=pk)


def _list_url(lens: Lens) -> str:
    return reverse("budget:project_list", args=[lens.year, lens.org_unit.slug])


def _url(lens: Lens, area: BudgetArea) -> str:
    return reverse("budget:project_detail", args=[lens.year, lens.org_unit.slug, area.pk])
