"""The pages of a filled-in template: the form for the file, what it would change, and yes to it.

Nothing waits in between: the page of review carries what it shows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.files.base import File
from django.http import HttpResponse
from django.shortcuts import redirect, render

from kommunrapport.http import HtmxRequest
from kommunrapport.measures.figures import Figures
from kommunrapport.records.saving import AlreadyDone, Conflict, Locked
from kommunrapport.reports.answers import saved
from kommunrapport.spreadsheets.forms import TemplateFileForm
from kommunrapport.spreadsheets.problems import Refused
from kommunrapport.spreadsheets.review import Ticket
from kommunrapport.spreadsheets.uploads import is_too_large

SHOWN_PROBLEMS = 100
CHANGED_SINCE = "Uppgifterna har ändrats sedan du granskade, och inget är sparat. Läs in filen igen."
TOO_OLD = "Granskningen är för gammal, och inget är sparat. Läs in filen igen."


@dataclass(frozen=True, slots=True)
class TemplateImport:
    """The pages of one template: where the form is, and what the file would change.

    `review_template` shows a `page` with its `ticket`; `back` is where one goes when done.
    """

    request: HtmxRequest
    figures: Figures
    form_template: str
    review_template: str
    back: str

    def review(self, read: Callable[[File], tuple[object, str]]) -> HttpResponse:
        """Show the form, or what its file would change: `read` returns page and ticket, or raises Refused."""
        if self.request.method != "POST":
            return self._show(TemplateFileForm())
        form = TemplateFileForm.posted(self.request)
        if not form.is_valid():
            return self._show(form, status=413 if is_too_large(self.request) else 200)
        if self.figures.is_closed:
            return self._show(form)
        try:
            page, ticket = read(form.cleaned_data["file"])
        except Refused as refusal:
            problems = refusal.problems
            return self._show(form, problems=problems[:SHOWN_PROBLEMS], count=len(problems))
        context = {"lens": self.figures.lens, "page": page, "ticket": ticket}
        return render(self.request, self.review_template, context)

    def store[R](self, ticket: Ticket[R] | None, store: Callable[[Ticket[R]], str]) -> HttpResponse:
        """Store all that was shown, once; `store` returns the receipt."""
        if ticket is None:
            return self._show(TemplateFileForm(), notice=TOO_OLD)
        try:
            done = store(ticket)
        except AlreadyDone:
            return redirect(self.back)
        except Locked as locked:
            return self._show(TemplateFileForm(), notice=f"{locked.sentence} Inget är sparat.")
        except (Conflict, ValidationError, ObjectDoesNotExist):
            return self._show(TemplateFileForm(), status=409, notice=CHANGED_SINCE)
        return saved(self.request, self.back, done)

    def _show(self, form: TemplateFileForm, *, status: int = 200, **more: Any) -> HttpResponse:
        context = {"lens": self.figures.lens, "figures": self.figures, "form": form, **more}
        return render(self.request, self.form_template, context, status=status)
