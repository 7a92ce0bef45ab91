"""The turn of the year: a preview, beginning it, and taking that back."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from kommunrapport.annual_cycle.models import YearChange
from kommunrapport.annual_cycle.turning.registry import MAKERS, PARTS
from kommunrapport.annual_cycle.turning.services import begin_year, take_back_year, why_not_back
from kommunrapport.http import HtmxRequest, administrator_required
from kommunrapport.organisation.models import Occasion
from kommunrapport.records.saving import AlreadyDone


@administrator_required
@require_http_methods(["GET", "POST"])
def year_change(request: HtmxRequest) -> HttpResponse:
    """What the next year looks like; a post begins it."""
    year = next_year()
    if request.method == "POST":
        if request.POST.get("year") != str(year):  # somebody else began that year while the page was open
            messages.warning(request, "Året är redan öppnat. Se vad som gäller nu.")
            return redirect("administration:year_change")
        try:
            begin_year(year=year, token=request.POST.get("token", ""), by=request.user)
        except AlreadyDone:
            return redirect("administration:year_change")
        except ValidationError as refusal:
            messages.warning(request, refusal.messages[0])
        else:
            messages.success(request, f"{year} är öppnat. Sätt datum för tillfällena.")
        return redirect("administration:year_change")
    return render(request, "annual_cycle/year_change.html", _page(year))


@administrator_required
@require_POST
def year_change_undo(request: HtmxRequest, pk: int) -> HttpResponse:
    """Take back what beginning the year made."""
    change = get_object_or_404(YearChange, pk=pk)
    try:
        take_back_year(pk=pk, by=request.user)
    except ValidationError as refusal:
        messages.error(request, f"Årsskiftet kan inte ångras. {' '.join(refusal.messages)}")
    else:
        messages.success(request, f"Årsskiftet till {change.year} är ångrat.")
    return redirect("administration:year_change")


def next_year() -> int:
    """The year after the latest that the kommun follows up."""
    latest = Occasion.objects.filter(kind=Occasion.Kind.FULL_YEAR).order_by("-year").first()
    return latest.year + 1 if latest else timezone.localdate().year


def _page(year: int) -> dict[str, Any]:
    done = list(YearChange.objects.filter(undone_at=None).select_related("done_by")[:1])
    return {
        "year": year,
        "token": secrets.token_urlsafe(32),
        "parts": [part for read in PARTS if (part := read(year)).shown],
        "made": [(maker.title, rows) for maker in MAKERS if (rows := maker.preview(year))],
        "latest": done[0] if done else None,
        "reasons": why_not_back(done[0]) if done else [],
    }
