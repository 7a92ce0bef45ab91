"""Källor: the mappings that are saved between files."""

from __future__ import annotations

from functools import partial

from django.db.models import Count, Max
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from budget.forms.imports import SourceForm
from budget.models import ImportSource
from budget.pages.import_sources import describe
from budget.services.sources import change_source, remove_source
from budget.views.form_pages import FormPage, managed_or_404
from budget.views.import_pages import list_url
from kommunrapport.http import HtmxRequest
from kommunrapport.measures.figures import Figures


@require_GET
def source_list(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """The unit's sources, how each reads its files and when it was last used."""
    figures = managed_or_404(request, year, org_unit)
    sources = ImportSource.objects.filter(org_unit=figures.lens.org_unit)
    used = sources.annotate(files=Count("batches"), latest=Max("batches__applied_at"))
    context = {
        "lens": figures.lens,
        "sources": [(source, describe(source)) for source in used],
        "list_name": "Inläsningar",
        "list_url": list_url(figures.lens),
    }
    return render(request, "budget/imports/sources.html", context)


@require_http_methods(["GET", "POST"])
def source_edit(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """Its name, and the short one that nightly readings know it by."""
    figures, source = _source_or_404(request, year, org_unit, pk)
    remove_url = "" if source.batches.exists() else _url(figures, "source_remove", pk)
    page = _form_page(request, figures, str(source))
    form = SourceForm(page.posted, instance=source)
    return page.change(form, partial(change_source, pk=pk), "Källan är ändrad.", remove_url)


@require_http_methods(["GET", "POST"])
def source_remove(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """Ask first, then remove a source that no file came from."""
    figures, source = _source_or_404(request, year, org_unit, pk)
    page = _form_page(request, figures, f"Ta bort källan {source}")
    about = "Nästa fil kopplas då från början."
    back = _url(figures, "source_edit", pk)
    return page.remove(source, partial(remove_source, pk=pk), about, "Källan är borttagen.", back)


def _source_or_404(request: HtmxRequest, year: int, org_unit: str, pk: int) -> tuple[Figures, ImportSource]:
    figures = managed_or_404(request, year, org_unit)
    return figures, get_object_or_404(ImportSource, pk=pk, org_unit=figures.lens.org_unit)


def _form_page(request: HtmxRequest, figures: Figures, title: str) -> FormPage:
    lens = figures.lens
    url = reverse("budget:source_list", args=[lens.year, lens.org_unit.slug])
    return FormPage(request, figures, title, "Källor", url)


def _url(figures: Figures, name: str, pk: int) -> str:
    return reverse(f"budget:{name}", args=[figures.lens.year, figures.lens.org_unit.slug, pk])
