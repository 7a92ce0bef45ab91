"""Pages that are a form: a new row, stored ones, and the question before something is done that can't be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from kommunrapport.administration.forms import RecordForm
from kommunrapport.http import HtmxRequest
from kommunrapport.measures.figures import Figures, year_figures_or_404
from kommunrapport.numbers import carried_number
from kommunrapport.organisation.roles import Capability
from kommunrapport.records.models import Versioned
from kommunrapport.records.saving import AlreadyDone, Conflict, Locked
from kommunrapport.reports.answers import saved, wrote

CHANGED = "Någon ändrade samtidigt. Kontrollera uppgifterna och försök igen."


def allowed_or_404(request: HtmxRequest, year: int, org_unit: str, capability: Capability) -> Figures:
    """The unit's year for who has the capability there; 404 for everybody else."""
    figures = year_figures_or_404(request, year, org_unit)
    if not figures.access.may(capability, figures.lens.org_unit.pk):
        raise Http404
    return figures


def seen_version(posted: QueryDict) -> int:
    """The version a posted form carries; 0, which nothing has, for anything else."""
    return carried_number(posted.get("version", ""), 0)


@dataclass(frozen=True, slots=True)
class FormPage:
    """Forms as a page. `list_name` and `list_url` are the page they belong to, which is shown when they are saved.

    An app says what its pages look like: `form_template` shows `forms`, `confirm_template` asks before `row` is acted
    on.
    """

    form_template: ClassVar[str]
    confirm_template: ClassVar[str]

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

    def create(self, form: RecordForm, create: Callable[..., object], done: str, **more: Any) -> HttpResponse:
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
        return self.show([form], button="Lägg till", **more)

    def confirm(self, row: Versioned, act: Callable[..., object], done: str, **words: str) -> HttpResponse:
        """Ask first, then act; `act` is called with version and by. `words` are what the template says about it."""
        refusal = ""
        if self.posted is not None:
            try:
                act(version=seen_version(self.posted), by=self.request.user)
            except Conflict:
                refusal = CHANGED
                row.refresh_from_db()
            except Locked as locked:
                refusal = locked.sentence
            else:
                return saved(self.request, self.list_url, done)
        context = self._context() | {"row": row, "refusal": refusal} | words
        return render(self.request, self.confirm_template, context, status=409 if refusal == CHANGED else 200)

    def show(self, forms: Sequence[RecordForm], **more: Any) -> HttpResponse:
        """The page with its forms, as they are."""
        return render(self.request, self.form_template, self._context() | {"forms": forms} | more)

    def _context(self) -> dict[str, Any]:
        return {
            "lens": self.figures.lens,
            "lock": self.lock or self.figures.lock_sentence,
            "title": self.title,
            "lead": self.lead,
            "list_name": self.list_name,
            "list_url": self.list_url,
        }
