"""The economy's pages that are one form: a new row, a stored one, and the question before one is removed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from kommunrapport.administration.forms import RecordForm
from kommunrapport.http import HtmxRequest
from kommunrapport.measures.figures import Figures
from kommunrapport.organisation.roles import Capability
from kommunrapport.records.models import Versioned
from kommunrapport.records.saving import Conflict
from kommunrapport.reports import form_pages
from kommunrapport.reports.answers import save_answer, saved, wrote
from kommunrapport.reports.form_pages import CHANGED, allowed_or_404


def managed_or_404(request: HtmxRequest, year: int, org_unit: str) -> Figures:
    """The unit's year for who manages its economy; 404 for everybody else."""
    return allowed_or_404(request, year, org_unit, Capability.MANAGE_BUDGET)


def manages(figures: Figures) -> bool:
    """Whether the user writes everything of the unit's economy."""
    return figures.access.may(Capability.MANAGE_BUDGET, figures.lens.org_unit.pk)


class FormPage(form_pages.FormPage):
    """One form as a page of the economy."""

    form_template = "budget/entry_form.html"
    confirm_template = "budget/entry_remove.html"

    def change(self, form: RecordForm, save: Callable[..., object], done: str, remove_url: str = "") -> HttpResponse:
        """Show the form of a stored row, or save it; `save` is called with version, by and the form's fields."""
        if self.posted is not None:
            finish = partial(saved, self.request, self.list_url, done)
            url = self.request.get_full_path()
            answer = save_answer(self.request, form, save, finish, title=self.title, url=url)
            if answer:
                return answer
        return self.show([form], button="Spara", remove_url=remove_url)

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
        return self.show([form], button=button)

    def remove(self, row: Versioned, remove: Callable[..., None], about: str, done: str, back: str) -> HttpResponse:
        """Ask first, then remove; `remove` is called with version and by."""
        return self.confirm(row, remove, done, about=about, back=back)
