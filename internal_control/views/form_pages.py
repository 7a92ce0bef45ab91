"""Pages that are one form, or two that are saved together, and the question before something is removed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
CHANGED_MORE = "Någon ändrade mer på samma sida. Se efter när du har valt här nedanför."
_SAVED = HttpResponse()

type Saving = tuple[RecordForm, Callable[..., object]]


def allowed_or_404(request: HtmxRequest, year: int, org_unit: str, capability: Capability) -> Figures:
    """The unit's year for who has the capability there; 404 for everybody else."""
    figures = year_figures_or_404(request, year, org_unit)
    if not figures.access.may(capability, figures.lens.org_unit.pk):
        raise Http404
    return figures


def managed_or_404(request: HtmxRequest, year: int, org_unit: str) -> Figures:
    """The unit's year for who keeps its internal control."""
    return allowed_or_404(request, year, org_unit, Capability.MANAGE_CONTROLS)


def seen_version(posted: QueryDict) -> int:
    """The version a posted form carries; 0, which nothing has, for anything else."""
    version = posted.get("version", "")
    return int(version) if version.isdecimal() else 0


@dataclass(frozen=True, slots=True)
class FormPage:
    """Forms as a page. `list_name` and `list_url` are the page they belong to, which is shown when they are saved."""

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
        return self._show([form], button="Lägg till", **more)

    def change(self, savings: Sequence[Saving], done: str, button: str = "Spara", **more: Any) -> HttpResponse:
        """Show the forms of stored rows, or save them; each save is called with version, by and its form's fields.

        A form that was not sent, as when only one of two is answered after a conflict, is left as it is.
        """
        sent = [(form, save) for form, save in savings if form.is_bound]
        if sent and all(form.is_valid() for form, _ in sent):
            answers = [self._answer(form, save) for form, save in sent]
            if all(answer is _SAVED for answer in answers):
                return saved(self.request, self.list_url, done)
            conflicts = [answer for answer in answers if answer is not None and answer is not _SAVED]
            if len(conflicts) > 1:
                messages.warning(self.request, CHANGED_MORE)
            if conflicts:
                return conflicts[0]
        return self._show([form for form, _ in savings], button=button, **more)

    def _answer(self, form: RecordForm, save: Callable[..., object]) -> HttpResponse | None:
        url = self.request.get_full_path()
        return save_answer(self.request, form, save, lambda: _SAVED, title=self.title, url=url)

    def confirm(self, row: Versioned, act: Callable[..., object], done: str, **words: str) -> HttpResponse:
        """Ask first, then act; `act` is called with version and by. `words`: question, about, button, back."""
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
        status = 409 if refusal == CHANGED else 200
        return render(self.request, "internal_control/confirm.html", context, status=status)

    def _show(self, forms: list[RecordForm], **more: Any) -> HttpResponse:
        return render(self.request, "internal_control/form.html", self._context() | {"forms": forms} | more)

    def _context(self) -> dict[str, Any]:
        return {
            "lens": self.figures.lens,
            "lock": self.lock or self.figures.lock_sentence,
            "title": self.title,
            "lead": self.lead,
            "list_name": self.list_name,
            "list_url": self.list_url,
        }
