"""Rounds of forecasts: opening, locking and opening again, and the administration's adjustment."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from budget.forms.forecasts import AdjustedAreaForm, AdjustmentForm, ReopenForm, RoundForm
from budget.models import BudgetArea, Forecast, ForecastRound
from budget.placing import read_places
from budget.services.forecasts import (
    create_forecast_round,
    lock_forecast_round,
    record_forecast,
    reopen_forecast_round,
    round_lock_sentence,
)
from budget.units import units_around
from budget.views.forecasts import list_url
from budget.views.form_pages import FormPage, managed_or_404
from kommunrapport.dates import format_date
from kommunrapport.http import HtmxRequest, Lens
from kommunrapport.numbers import carried_number
from kommunrapport.records.saving import Conflict, Locked
from kommunrapport.reports.form_pages import CHANGED


@require_http_methods(["GET", "POST"])
def round_create(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """Open a new round."""
    figures = managed_or_404(request, year, org_unit)
    lens = figures.lens
    page = FormPage(request, figures, "Ny prognos", "Prognos", list_url(lens))
    form = RoundForm(page.posted, instance=ForecastRound(org_unit=lens.org_unit, year=int(year)))
    create = partial(create_forecast_round, org_unit=lens.org_unit, year=int(year))
    return page.create(form, create, "Prognosen är öppnad.")


@require_POST
def round_lock(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """Close a round for entry."""
    figures = managed_or_404(request, year, org_unit)
    found = _round_or_404(figures.lens, pk)
    version = request.POST.get("version", "")
    try:
        lock_forecast_round(pk=pk, version=carried_number(version, 0), by=request.user)
    except Conflict:
        messages.error(request, CHANGED)
    except Locked as locked:
        messages.error(request, locked.sentence)
    else:
        messages.success(request, f"Prognosen per {format_date(found.as_of)} är låst.")
    return redirect(_round_url(figures.lens, pk))


@require_http_methods(["GET", "POST"])
def round_reopen(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """Open a closed round again, with a reason."""
    figures = managed_or_404(request, year, org_unit)
    found = _round_or_404(figures.lens, pk)
    title = f"Öppna prognosen per {format_date(found.as_of)}"
    page = FormPage(request, figures, title, "Prognos", list_url(figures.lens))
    # The day that has passed is not a new last day.
    form = ReopenForm(page.posted, instance=found, initial={"cut_off": None})
    reopen = partial(reopen_forecast_round, pk=pk, today=timezone.localdate())
    return page.change_alone(form, reopen, "Prognosen är öppen igen.", "Öppna igen")


@require_GET
def adjustment_create(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """Choose which area the administration adjusts; then its form."""
    figures = managed_or_404(request, year, org_unit)
    found = _round_or_404(figures.lens, pk)
    form = AdjustedAreaForm(request.GET or None, areas=_areas(found))
    if form.is_valid():
        area = form.cleaned_data["omrade"]
        return redirect("budget:adjustment_edit", figures.lens.year, figures.lens.org_unit.slug, pk, area.pk)
    context = {"lens": figures.lens, "form": form, "forecast_round": found, "list_name": "Prognos"}
    return render(request, "budget/adjustment_area.html", context | {"list_url": _round_url(figures.lens, pk)})


@require_http_methods(["GET", "POST"])
def adjustment_edit(request: HtmxRequest, year: int, org_unit: str, pk: int, area_pk: int) -> HttpResponse:
    """What the administration adds to the forecast of one area, and why."""
    figures = managed_or_404(request, year, org_unit)
    found = _round_or_404(figures.lens, pk)
    areas = [area.pk for area in _areas(found)]
    area = get_object_or_404(BudgetArea.objects.filter(pk__in=areas), pk=area_pk)
    key = {"forecast_round": found, "area": area, "layer": Forecast.Layer.ADMINISTRATION}
    stored = Forecast.objects.current().filter(**key).first()
    today = timezone.localdate()
    lock = "" if found.is_open(today) else round_lock_sentence(found)
    back = _round_url(figures.lens, pk)
    page = FormPage(request, figures, f"Justera prognosen för {area}", "Prognos", back, lock=lock)
    form = AdjustmentForm(page.posted, instance=stored or Forecast(**key))
    save = partial(record_forecast, pk=pk, area=area, layer=Forecast.Layer.ADMINISTRATION, today=today)
    return page.change(form, save, "Justeringen är sparad.")


def _round_or_404(lens: Lens, pk: int) -> ForecastRound:
    """A round of the unit or below it: who enters below the unit of a round does not administer it."""
    within = units_around(lens.org_unit).within
    rounds = ForecastRound.objects.filter(org_unit__in=within, year=int(lens.year))
    return get_object_or_404(rounds.select_related("locked_by", "org_unit"), pk=pk)


def _areas(found: ForecastRound) -> list[BudgetArea]:
    places = read_places(found.org_unit, found.year)
    return [node.area for tree in places.trees.values() for node in tree]


def _round_url(lens: Lens, pk: int) -> str:
    return reverse("budget:forecast_round", args=[lens.year, lens.org_unit.slug, pk])
