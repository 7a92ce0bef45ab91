"""Pages that are one form: a new row, a stored one, and the question before one is removed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from kommunrapport.administration.forms import RecordForm
from kommunrapport.http import HtmxRequest
from kommunrapport.measures.figures import Figures, year_figures_or_404
from kommunrapport.organisation.roles import Capability
from kommunrapport.records.models import Versioned
from kommunrapport.records.saving import AlreadyDone, Conflict, Locked
from kommunrapport.reports.answers import save_answer, saved, wrote

CHANGED = "Någon ändrade samtidigt. Kontrollera uppgifterna och försök igen."


def managed_or_404(request: HtmxRequest, year: int, org_unit: str) -> Figures:
    """The unit's year for who manages its economy; 404 for everybody else."""
    figures = year_figures_or_404(request, year, org_unit)
    if not manages(figures):
        raise Http404
    return figures


def manages(figures: Figures) -> bool:
    """Whether the user writes everything of the unit's economy."""
    return figures.access.may(Capability.MANAGE_BUDGET, figures.lens.org_unit.pk)


@dataclass(frozen=True, slots=True)
class FormPage:
    """One form as a page. `list_name` and `list_url` are the page it belongs to, which is shown when it is saved."""

    request: HtmxRequest
    figures: Figures
    title: str
    list_name: str
    list_url: str
    lead: str = ""
    lock: str = ""

    @property
    def posted(self) -> QueryDict | None:
        return self.request.POST if self.request.method == "POST" else None

    def create(self, form: RecordForm, create: Callable[..., object], done: str) -> HttpResponse:
        """Show the form of a new row, or make it; the same form sent twice makes one.

        `create` is called with token, by and the form's fields.
        """
        if self.posted is not None and form.is_valid():
            write = partial(create, token=form.cleaned_data["token"], by=self.request.user, **form.changes())
            try:
                if wrote(form, write):
                    return saved(self.request, self.list_url, done)
            except AlreadyDone:
                return redirect(self.list_url)
        return self._show(form, button="Lägg till")

    def change(self, form: RecordForm, save: Callable[..., object], done: str, remove_url: str = "") -> HttpResponse:
        """Show the form of a stored row, or save it; `save` is called with version, by and the form's fields."""
        if self.posted is not None:
            finish = partial(saved, self.request, self.list_url, done)
            url = self.request.get_full_path()
            answer = save_answer(self.request, form, save, finish, title=self.title, url=url)
            if answer:
                return answer
        return self._show(form, button="Spara", remove_url=remove_url)

    def change_alone(self, form: RecordForm, save: Callable[..., object], done: str, button: str) -> HttpResponse:
        """As `change`, for a form where two answers can't be compared field by field: who came last starts over."""
        if self.posted is not None and form.is_valid():
            write = partial(save, version=form.cleaned_data["version"], by=self.request.user, **form.changes())
            try:
                if wrote(form, write):
                    return saved(self.request, self.list_url, done)
            except Conflict:
                messages.error(self.request, CHANGED)
                return redirect(self.list_url)
        return self._show(form, button=button)

    def remove(self, row: Versioned, remove: Callable[..., None], about: str, done: str, back: str) -> HttpResponse:
        """Ask first, then remove; `remove` is called with version and by."""
        refusal = ""
        if self.posted is not None:
            version = self.posted.get("version", "")
            try:
                remove(version=int(version) if version.isdecimal() else 0, by=self.request.user)
            except Conflict:
                refusal = CHANGED
                row.refresh_from_db()
            except Locked as locked:
                refusal = locked.sentence
            else:
                return saved(self.request, self.list_url, done)
        context = self._context() | {"row": row, "about": about, "refusal": refusal, "back": back}
        return render(self.request, "budget/entry_remove.html", context, status=409 if refusal == CHANGED else 200)

    def _show(self, form: RecordForm, **more: Any) -> HttpResponse:
        return render(self.request, "budget/entry_form.html", self._context() | {"form": form} | more)

    def _context(self) -> dict[str, Any]:
        return {
            "lens": self.figures.lens,
            "lock": self.lock or self.figures.lock_sentence,
            "title": self.title,
            "lead": self.lead,
            "list_name": self.list_name,
            "list_url": self.list_url,
        }
