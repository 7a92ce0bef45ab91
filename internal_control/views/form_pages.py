"""Pages that are one form, or two that are saved together, and the question before something is removed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from internal_control.forms.fields import StepField
from kommunrapport.administration.conflicts import Collision, collision
from kommunrapport.administration.forms import RecordForm
from kommunrapport.http import HtmxRequest
from kommunrapport.measures.figures import Figures, year_figures_or_404
from kommunrapport.organisation.roles import Capability
from kommunrapport.records.models import Versioned
from kommunrapport.records.saving import AlreadyDone, Conflict, Locked
from kommunrapport.reports.answers import saved, wrote

CHANGED = "Någon ändrade samtidigt. Kontrollera uppgifterna och försök igen."

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
        if not sent or not all(form.is_valid() for form, _ in sent):
            return self._show([form for form, _ in savings], button=button, **more)
        answers = [self._write(form, save) for form, save in sent]
        if False in answers:  # what collided besides is asked about when this is sent again
            return self._show([form for form, _ in savings], button=button, **more)
        collisions = [found for found in answers if isinstance(found, Collision) and found.differences]
        return self._ask(collisions) if collisions else saved(self.request, self.list_url, done)

    def _write(self, form: RecordForm, save: Callable[..., object]) -> Collision | bool:
        """True when it is saved, False when it was refused and says why, else what somebody changed meanwhile."""
        version = form.cleaned_data["version"]
        try:
            return wrote(form, partial(save, version=version, by=self.request.user, **form.changes()))
        except Conflict as conflict:
            return collision(form, conflict.stored)

    def _ask(self, collisions: Sequence[Collision]) -> HttpResponse:
        """Both values of all that collided on the page, and one choice for them."""
        url = self.request.get_full_path()
        context = {"collisions": [_in_words(found) for found in collisions], "title": self.title, "url": url}
        return render(self.request, "internal_control/conflict.html", context, status=409)

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


def _in_words(found: Collision) -> Collision:
    """The same with the steps of a scale as they are chosen, and not as numbers."""
    steps: list[Any] = [field for field in found.form.fields.values() if isinstance(field, StepField)]
    words = {(str(field.label), str(value)): str(word) for field in steps for value, word in field.choices}
    differences = [
        replace(d, stored=words.get((d.label, d.stored), d.stored), mine=words.get((d.label, d.mine), d.mine))
        for d in found.differences
    ]
    return replace(found, differences=differences)
