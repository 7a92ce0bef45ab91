"""How Avstämning answers, for a unit and for a report alike: its list, and the form of one finding."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django_htmx.http import HttpResponseClientRedirect

from kommunrapport.http import HtmxRequest, render_part
from kommunrapport.quality.checking import Checked
from kommunrapport.quality.forms import AcceptForm, WithdrawForm
from kommunrapport.quality.models import AcceptedFinding
from kommunrapport.quality.pages import CheckPage
from kommunrapport.quality.services import accept_finding, withdraw_acceptance
from kommunrapport.records.saving import AlreadyDone, Conflict

GONE = "Det är redan åtgärdat och finns inte kvar i avstämningen."
CHANGED = "Uppgifterna har ändrats sedan du öppnade sidan. Läs vad som gäller nu och spara igen om skälet håller."


def list_answer(request: HtmxRequest, page: CheckPage, context: dict[str, Any]) -> HttpResponse:
    """The whole list; or to htmx the worst of it, for a list that is filled in beside something else."""
    return render_part(request, "quality/check_list.html", "beside", {"page": page} | context)


def accept_answer(request: HtmxRequest, page: CheckPage, slug: str, context: dict[str, Any]) -> HttpResponse:
    """The form of one finding, and accepting it."""
    checked = _found_or_404(page, slug)
    if checked is None:
        return _to_list(request, page, GONE)
    form = AcceptForm(request.POST if request.method == "POST" else None, checked=checked)
    if request.method != "POST" or not form.is_valid():
        return _form_answer(request, page, checked, form, context)
    if form.cleaned_data["fingerprint"] != checked.finding.fingerprint:
        return _ask_again(request, page, checked, form, context | {"refusal": CHANGED})
    data = form.cleaned_data
    try:
        accept_finding(
            checked=checked,
            occasion=page.scope.occasion,
            reason=data["reason"],
            version=data["version"],
            token=data["token"],
            by=request.user,
        )
    except AlreadyDone:
        return _to_list(request, page, "")
    except Conflict as conflict:
        return _ask_again(request, page, checked, form, context | {"refusal": _who_came_first(conflict)})
    return _to_list(request, page, f"Godtagen: {checked.finding.text}.")


def withdraw_answer(request: HtmxRequest, page: CheckPage, slug: str) -> HttpResponse:
    """Make an accepted finding open again."""
    checked = _found_or_404(page, slug)
    form = WithdrawForm(request.POST)
    if checked is None or checked.stored is None or not form.is_valid():
        return _to_list(request, page, "")
    try:
        withdraw_acceptance(pk=checked.stored.pk, version=form.cleaned_data["version"], by=request.user)
    except AcceptedFinding.DoesNotExist:
        return _to_list(request, page, "")
    except Conflict:
        messages.warning(request, "Någon annan ändrade skälet samtidigt. Läs det och försök igen.")
        return redirect(page.url)
    return _to_list(request, page, f"Att reda ut igen: {checked.finding.text}.")


def _found_or_404(page: CheckPage, slug: str) -> Checked | None:
    """The finding of the address, None when it has been mended; 404 for what stands for none."""
    if not page.may_accept or not re.fullmatch("[0-9a-f]{16}", slug):
        raise Http404
    return page.find(slug)


def _form_answer(
    request: HtmxRequest,
    page: CheckPage,
    checked: Checked,
    form: AcceptForm,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    shown = {"page": page, "checked": checked, "form": form} | context
    return render_part(request, "quality/finding_accept.html", "form", shown, status)


def _ask_again(
    request: HtmxRequest, page: CheckPage, checked: Checked, form: AcceptForm, context: dict[str, Any]
) -> HttpResponse:
    """The form as it is now, with what the user wrote."""
    again = AcceptForm(checked=checked, reason=form.cleaned_data["reason"])
    return _form_answer(request, page, checked, again, context, status=409)


def _who_came_first(conflict: Conflict) -> str:
    stored = conflict.stored
    assert isinstance(stored, AcceptedFinding)  # noqa: S101 (the service saves nothing else)
    return (
        f"{stored.accepted_by} godtog samma sak medan du skrev, med skälet ”{stored.reason}”. "
        "Spara igen om ditt skäl ska gälla i stället."
    )


def _to_list(request: HtmxRequest, page: CheckPage, receipt: str) -> HttpResponse:
    if receipt:
        messages.success(request, receipt)
    return HttpResponseClientRedirect(page.url) if request.htmx else redirect(page.url)
