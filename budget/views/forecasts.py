"""Prognos: all rounds of the year, and entering one of them."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from budget.forecast_saving import ForecastSaver, typed_amounts
from budget.pages.forecast_entry import EntryPage
from budget.pages.forecast_history import read_history
from budget.pages.forecast_reader import EntryReader
from budget.rounds import rounds_of
from budget.views.form_pages import manages
from kommunrapport.dates import format_date
from kommunrapport.http import HtmxRequest, Lens, render_part
from kommunrapport.measures.figures import Figures, year_figures_or_404
from kommunrapport.reports.answers import saved

TEMPLATE = "budget/forecast_round.html"


@require_GET
def forecast_list(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """Every round of the year, and how the thought of the year has changed."""
    figures = year_figures_or_404(request, year, org_unit)
    page = read_history(figures.lens, request.GET, timezone.localdate())
    may_change = manages(figures) and not figures.is_closed
    context = {"lens": figures.lens, "page": page, "lock": figures.lock_sentence, "may_change": may_change}
    return render(request, "budget/forecast_list.html", context)


@require_http_methods(["GET", "POST"])
def forecast_round(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """The forecasts of one round: the whole page is one form, and what is not saved stays in it and says why."""
    figures = year_figures_or_404(request, year, org_unit)
    reader = _reader_or_404(request, figures, pk)
    today = timezone.localdate()
    page = reader.read(today)
    if request.method != "POST":
        return _page(request, figures, page)
    _require_entering(figures, page)
    count, unsaved, clashes = ForecastSaver(page, request.POST, today, request.user).save()
    if not unsaved:
        return saved(request, request.get_full_path(), _receipt(count))
    page = _reader_or_404(request, figures, pk).read(today).with_refused(unsaved)
    receipt = f"{_receipt(count)} {len(unsaved)} behöver rättas."
    return _page(request, figures, page, receipt, 409 if clashes else 200)


@require_POST
def forecast_totals(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """The sums as they become with what is being typed; nothing is saved."""
    figures = year_figures_or_404(request, year, org_unit)
    reader = _reader_or_404(request, figures, pk)
    page = reader.read(timezone.localdate())
    _require_entering(figures, page)
    page = reader.read(timezone.localdate(), typed_amounts(page, request.POST))
    return render_part(request, TEMPLATE, "totals", {"lens": figures.lens, "page": page, "changed": True})


def _reader_or_404(request: HtmxRequest, figures: Figures, pk: int) -> EntryReader:
    rounds = rounds_of(figures.lens.org_unit, int(figures.lens.year))
    chosen = next((made for made in rounds if made.pk == pk), None)
    if chosen is None:
        raise Http404
    return EntryReader(figures, rounds, chosen, request.GET)


def _require_entering(figures: Figures, page: EntryPage) -> None:
    """404 for who answers for no area of the round. A round that is closed is told about instead."""
    if not (manages(figures) or page.cells):
        raise Http404


def _receipt(count: int) -> str:
    if count == 1:
        return "En prognos är ändrad."
    return f"{count} prognoser är ändrade." if count else "Inget var ändrat."


def _page(
    request: HtmxRequest, figures: Figures, page: EntryPage, receipt: str = "", status: int = 200
) -> HttpResponse:
    lens = figures.lens
    context = {
        "lens": lens,
        "page": page,
        "lock": page.lock,
        "receipt": receipt,
        "list_url": list_url(lens),
        "list_name": "Prognos",
        "here": f"Per {format_date(page.forecast_round.as_of)}",
        "enters": bool(page.cells) and not page.lock,
    }
    return render(request, TEMPLATE, context, status=status)


def list_url(lens: Lens) -> str:
    return reverse("budget:forecast_list", args=[lens.year, lens.org_unit.slug])
