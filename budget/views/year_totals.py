"""Årets belopp: budget and outcome of a year, typed where there is no file."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from budget.pages.year_totals import TotalsPage, read_totals
from budget.totals_saving import TotalsSaver
from budget.views.form_pages import managed_or_404
from kommunrapport.http import HtmxRequest
from kommunrapport.measures.figures import Figures
from kommunrapport.reports.answers import saved


@require_http_methods(["GET", "POST"])
def year_totals(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """The whole grid is one form; what could not be saved stays in it and says why."""
    figures = managed_or_404(request, year, org_unit)
    page = read_totals(figures.lens, request.GET)
    if request.method != "POST":
        return _page(request, figures, page)
    count, refused, clashed = TotalsSaver(page, request.POST, int(year), request.user).save()
    if not refused and not clashed:
        return saved(request, request.get_full_path(), _receipt(count))
    page = read_totals(figures.lens, request.GET).with_refused([*refused, *clashed], request.POST)
    receipt = f"{_receipt(count)} {len(refused) + len(clashed)} behöver rättas."
    return _page(request, figures, page, receipt, 409 if clashed else 200)


def _receipt(count: int) -> str:
    if count == 1:
        return "Ett belopp är ändrat."
    return f"{count} belopp är ändrade." if count else "Inget var ändrat."


def _page(
    request: HtmxRequest, figures: Figures, page: TotalsPage, receipt: str = "", status: int = 200
) -> HttpResponse:
    context = {"lens": figures.lens, "page": page, "lock": figures.lock_sentence, "receipt": receipt}
    context["last_year"] = figures.lens.year - 1
    return render(request, "budget/year_totals.html", context, status=status)
