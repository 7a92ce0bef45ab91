"""The budget register: the list, and a change or a transfer of the budget."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from budget.forms.changes import ChangeForm, TransferChangeForm, TransferForm
from budget.models import PLACES, BudgetArea, BudgetEntry
from budget.pages.register import read_register
from budget.placing import Places, read_places
from budget.services.changes import add_budget_change, change_budget_change, remove_budget_change, transfer_budget
from budget.units import units_around
from budget.views.form_pages import FormPage, managed_or_404, manages
from kommunrapport.http import HtmxRequest, Lens
from kommunrapport.measures.figures import Figures, year_figures_or_404


@require_GET
def budget_register(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """Original budget, changes and final budget of each area, and every decision."""
    figures = year_figures_or_404(request, year, org_unit)
    may_change = manages(figures) and not figures.is_closed
    page = read_register(figures.lens, request.GET, may_change)
    context = {"lens": figures.lens, "page": page, "lock": figures.lock_sentence, "may_change": may_change}
    return render(request, "budget/budget_register.html", context)


@require_http_methods(["GET", "POST"])
def change_create(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """Add a tilläggsanslag, or an ombudgetering from an earlier year."""
    figures = managed_or_404(request, year, org_unit)
    places = read_places(figures.lens.org_unit, year)
    page = _page(request, figures, "Lägg till budgetändring")
    new = BudgetEntry(org_unit=figures.lens.org_unit, year=int(year), kind=BudgetEntry.Kind.SUPPLEMENTARY)
    form = ChangeForm(page.posted, instance=new, places=places)

    def create(**change: Any) -> None:
        add_budget_change(org_unit=_owner(places, change), year=int(year), **change)

    return page.create(form, create, "Budgetändringen är tillagd.")


@require_http_methods(["GET", "POST"])
def transfer_create(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """Move money between two areas."""
    figures = managed_or_404(request, year, org_unit)
    places = read_places(figures.lens.org_unit, year)
    page = _page(request, figures, "Flytta budget", "Pengarna tas från ett område och läggs på ett annat.")
    new = BudgetEntry(org_unit=figures.lens.org_unit, year=int(year), kind=BudgetEntry.Kind.REALLOCATION)
    form = TransferForm(page.posted, instance=new, places=places)

    def create(*, source: BudgetArea, target: BudgetArea, **change: Any) -> None:
        giver, receiver = (source, places.owner_of_money(source)), (target, places.owner_of_money(target))
        transfer_budget(year=int(year), source=giver, target=receiver, **change)

    return page.create(form, create, "Budgeten är flyttad.")


@require_http_methods(["GET", "POST"])
def change_edit(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """Change what is stored about one decision."""
    figures = managed_or_404(request, year, org_unit)
    entry = _entry_or_404(figures.lens, pk)
    page = _page(request, figures, f"Ändra {entry.get_kind_display()}")
    form: ChangeForm | TransferChangeForm
    if entry.transfer:
        form = TransferChangeForm(page.posted, instance=entry)
    else:
        form = ChangeForm(page.posted, instance=entry, places=read_places(figures.lens.org_unit, year))
    remove_url = _url(figures.lens, "change_remove", pk)
    return page.change(form, partial(change_budget_change, pk=pk), "Budgetändringen är ändrad.", remove_url)


@require_http_methods(["GET", "POST"])
def change_remove(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """Remove one decision, after a question."""
    figures = managed_or_404(request, year, org_unit)
    entry = _entry_or_404(figures.lens, pk)
    page = _page(request, figures, f"Ta bort {entry.get_kind_display()}")
    about = "Båda områdena får tillbaka den budget de hade." if entry.transfer else ""
    remove, back = partial(remove_budget_change, pk=pk), _url(figures.lens, "change_edit", pk)
    return page.remove(entry, remove, about, "Budgetändringen är borttagen.", back)


def _page(request: HtmxRequest, figures: Figures, title: str, lead: str = "") -> FormPage:
    return FormPage(request, figures, title, "Budget", _url(figures.lens, "budget_register"), lead)


def _entry_or_404(lens: Lens, pk: int) -> BudgetEntry:
    """A change that somebody typed, of the unit or one below; of a transfer the row that receives."""
    typed = BudgetEntry.objects.current().filter(batch=None, kind__in=BudgetEntry.CHANGES, year=int(lens.year))
    own = typed.filter(org_unit__in=units_around(lens.org_unit).within)
    return get_object_or_404(own.exclude(transfer__gt="", amount__lt=0).select_related(*PLACES), pk=pk)


def _owner(places: Places, change: dict[str, Any]) -> Any:
    """The unit whose money it is: that of the first area that was chosen."""
    chosen = next((change[place] for place in PLACES if change.get(place)), None)
    return places.owner_of_money(chosen) if chosen else places.org_unit


def _url(lens: Lens, name: str, *args: object) -> str:
    return reverse(f"budget:{name}", args=[lens.year, lens.org_unit.slug, *args])
