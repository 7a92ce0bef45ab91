"""Inlämning: whether a unit's figures are open, and locking, sending and opening them."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kommunrapport.free_text import FreeText
from kommunrapport.http import HtmxRequest, Lens, lens_or_404
from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.models import OrgUnit, Submission
from kommunrapport.organisation.roles import Capability
from kommunrapport.organisation.submissions import change_submission_state, current_submission, reporting_unit
from kommunrapport.quality.pages import CheckPage, read_check_page
from kommunrapport.records.saving import Conflict

State = Submission.State
# From each state, what can be done: the new state and the words on its button. Retur in the field takes the first one,
# so opening, which the field is for, comes before sending.
STEPS: dict[str, list[tuple[str, str]]] = {
    State.OPEN: [(State.LOCKED, "Lås inmatningen")],
    State.LOCKED: [(State.OPEN, "Öppna igen"), (State.SENT, "Översänd till kommunstyrelsen")],
    State.SENT: [(State.OPEN, "Öppna igen")],
}


class SubmissionForm(FreeText, forms.Form):
    """The new state, and why."""

    state = forms.ChoiceField(choices=State)
    version = forms.IntegerField(min_value=0)
    reason = forms.CharField(
        label="Skäl", max_length=300, required=False, help_text="Behövs när inmatningen öppnas igen. Syns för alla."
    )
    sends_with_errors = forms.BooleanField(required=False)


@require_http_methods(["GET", "POST"])
def submission(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """Show the state, and change it for those who may."""
    lens = lens_or_404(request, year, org_unit)
    occasion = lens.required_occasion
    unit = reporting_unit(lens.org_unit)
    may_change = access_of(request.user).may(Capability.LOCK, unit.pk)
    if request.method == "POST" and not may_change:
        raise Http404
    form = SubmissionForm(request.POST if request.method == "POST" else None)
    checks = _checks(request, unit, lens) if may_change else None
    if request.method == "POST" and form.is_valid() and _changed(request, lens, form, checks):
        return redirect("web:submission", year, org_unit)
    current = current_submission(lens.org_unit, occasion) or Submission(org_unit=lens.org_unit, version=0)
    steps = STEPS[current.state] if may_change else []
    context = {"lens": lens, "form": form, "current": current, "steps": steps, "unit": unit, "checks": checks}
    context["history"] = current.history.select_related("history_user") if current.pk else []
    return render(request, "web/submission.html", context)


def _checks(request: HtmxRequest, unit: OrgUnit, lens: Lens) -> CheckPage:
    """What is to be sorted out before the figures are closed."""
    url = reverse("quality:check_list", args=[lens.year, unit.slug])
    return read_check_page(request.user, unit, lens.required_occasion, url)


def _changed(request: HtmxRequest, lens: Lens, form: SubmissionForm, checks: CheckPage | None) -> bool:
    """Whether the state was changed; if not, the form says why."""
    change = form.cleaned_data
    confirmed = change.pop("sends_with_errors")
    if change["state"] == State.SENT and checks and checks.error_count and not confirmed:
        message = f"Det finns {checks.errors} i avstämningen. Rätta först, eller kryssa i att ni översänder ändå."
        form.add_error(None, message)
        return False
    try:
        changed = change_submission_state(
            org_unit=lens.org_unit, occasion=lens.required_occasion, by=request.user, **change
        )
    except ValidationError as refusal:
        form.add_error("reason", refusal.message_dict.get("reason", refusal.messages))
        return False
    except Conflict:
        form.add_error(None, "Någon annan ändrade läget medan sidan var öppen. Se vad som gäller nu och försök igen.")
        return False
    messages.success(request, f"Inmatningen för {changed.org_unit} är nu {changed.get_state_display()}.")
    return True
