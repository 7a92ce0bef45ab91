"""Who is late in a unit, and the dates of an occasion."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kommunrapport.annual_cycle.dates import counted_days, use_counted_days
from kommunrapport.annual_cycle.late import LatePage, read_late_page
from kommunrapport.annual_cycle.letters import Letter
from kommunrapport.annual_cycle.reminders import send_reminders_now
from kommunrapport.annual_cycle.statutory import legal_days
from kommunrapport.http import HtmxRequest, Lens, administrator_required, lens_or_404
from kommunrapport.numbers import carried_number
from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.models import Municipality, Occasion
from kommunrapport.organisation.roles import Capability
from kommunrapport.records.saving import Conflict


@require_GET
def late_list(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """Who is late with what, what is to be done within a week, and who has been reminded."""
    lens, page = _late_page_or_404(request, year, org_unit)
    letters = [] if settings.MAIL_HOST else page.letters(by=request.user)
    context = {"lens": lens, "page": page, "has_mail": bool(settings.MAIL_HOST), "letters": letters}
    return render(request, "annual_cycle/late_list.html", context)


@require_POST
def late_remind(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """Remind all who are late, or the one whose button it was."""
    _, page = _late_page_or_404(request, year, org_unit)
    chosen = request.POST.get("person", "")
    letters = page.letters(by=request.user, only=carried_number(chosen, None))
    sent = send_reminders_now(letters, timezone.localdate(), by=request.user) if settings.MAIL_HOST else []
    messages.add_message(request, messages.SUCCESS if sent else messages.WARNING, _told(letters, sent))
    return redirect("annual_cycle:late_list", year, org_unit)


@administrator_required
@require_http_methods(["GET", "POST"])
def occasion_dates(request: HtmxRequest, pk: int) -> HttpResponse:
    """The days counted backwards from the nämnd's meeting, what the law says, and yes to the counted days."""
    occasion = get_object_or_404(Occasion, pk=pk)
    if request.method == "POST":
        version = request.POST.get("version", "")
        try:
            use_counted_days(occasion=occasion, version=carried_number(version, 0), by=request.user)
        except Conflict:
            messages.warning(request, "Någon ändrade datumen medan sidan var öppen. Se vad som gäller nu.")
        else:
            messages.success(request, f"Datumen för {occasion} är sparade.")
        return redirect("administration:occasion_dates", pk)
    days = counted_days(occasion, Municipality.objects.first() or Municipality())
    context = {"occasion": occasion, "days": days, "legal": legal_days(occasion)}
    context["is_changed"] = any(day.is_changed for day in days)
    return render(request, "annual_cycle/occasion_dates.html", context)


def _late_page_or_404(request: HtmxRequest, year: int, org_unit: str) -> tuple[Lens, LatePage]:
    lens = lens_or_404(request, year, org_unit)
    if not access_of(request.user).may(Capability.LOCK, lens.org_unit.pk):
        raise Http404
    return lens, read_late_page(lens, timezone.localdate())


def _told(letters: list[Letter], sent: list[Letter]) -> str:
    if not letters:
        return "Ingen är försenad, så ingen påminnelse behövs."
    if not settings.MAIL_HOST:
        return "Det finns ingen e-postserver, så inget är skickat. Påminnelserna står längst ned på sidan."
    names = {letter.user.name for letter in sent}
    others = ", ".join(letter.user.name for letter in letters if letter.user.name not in names)
    not_sent = f" Inte skickat till {others}: de har redan fått en den här veckan, eller servern svarade inte."
    done = f"Påminnelse skickad till {', '.join(letter.user.name for letter in sent)}." if sent else "Inget skickades."
    return done + (not_sent if others else "")
