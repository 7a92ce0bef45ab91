"""The pages of internal control that are one form, or two that are saved together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from internal_control.forms.fields import StepField
from kommunrapport.administration.conflicts import Collision, collision
from kommunrapport.administration.forms import RecordForm
from kommunrapport.http import HtmxRequest
from kommunrapport.measures.figures import Figures
from kommunrapport.organisation.roles import Capability
from kommunrapport.records.saving import Conflict
from kommunrapport.reports import form_pages
from kommunrapport.reports.answers import saved, wrote
from kommunrapport.reports.form_pages import allowed_or_404

type Saving = tuple[RecordForm, Callable[..., object]]


def managed_or_404(request: HtmxRequest, year: int, org_unit: str) -> Figures:
    """The unit's year for who keeps its internal control."""
    return allowed_or_404(request, year, org_unit, Capability.MANAGE_CONTROLS)


class FormPage(form_pages.FormPage):
    """Forms as a page of internal control."""

    form_template = "internal_control/form.html"
    confirm_template = "internal_control/confirm.html"

    def change(self, savings: Sequence[Saving], done: str, button: str = "Spara", **more: Any) -> HttpResponse:
        """Show the forms of stored rows, or save them; each save is called with version, by and its form's fields.

        A form that was not sent, as when only one of two is answered after a conflict, is left as it is.
        """
        sent = [(form, save) for form, save in savings if form.is_bound]
        if not sent or not all(form.is_valid() for form, _ in sent):
            return self.show([form for form, _ in savings], button=button, **more)
        answers = [self._write(form, save) for form, save in sent]
        if False in answers:  # what collided besides is asked about when this is sent again
            return self.show([form for form, _ in savings], button=button, **more)
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


def _in_words(found: Collision) -> Collision:
    """The same with the steps of a scale as they are chosen, and not as numbers."""
    steps: list[Any] = [field for field in found.form.fields.values() if isinstance(field, StepField)]
    words = {(str(field.label), str(value)): str(word) for field in steps for value, word in field.choices}
    differences = [
        replace(d, stored=words.get((d.label, d.stored), d.stored), mine=words.get((d.label, d.mine), d.mine))
        for d in found.differences
    ]
    return replace(found, differences=differences)
