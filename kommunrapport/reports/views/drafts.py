"""Own drafts: kept while typing, offered back, thrown away; and who else has the same chapter open."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from kommunrapport.dates import format_time
from kommunrapport.http import HtmxRequest
from kommunrapport.records.drafts import TooManyDrafts, drafts_of, forget_drafts, keep_draft
from kommunrapport.records.models import Draft
from kommunrapport.records.presence import mark_present, others_present
from kommunrapport.records.saving import is_spent
from kommunrapport.reports.drafting.forms import DraftForm
from kommunrapport.reports.drafting.offers import chapter_drafts, chapter_of, chapter_target, offers_of, readable
from kommunrapport.reports.rich_text import plain_text
from kommunrapport.reports.views.finding import own_chapter_or_404, report_or_404

SHOWN = 20  # drafts on a page: each may be as long as a chapter
OFFERS = "reports/drafts/offers.html"


@require_http_methods(["GET", "POST"])
def draft_list(request: HtmxRequest) -> HttpResponse:
    """All own drafts; a post, from the script of a page where somebody types, keeps one."""
    if request.method == "POST":
        return _keep(request)
    page = Paginator(drafts_of(request.user), SHOWN).get_page(request.GET.get("sida", ""))
    drafts = [(draft, plain_text(readable(draft.text))) for draft in page]
    return render(request, "reports/drafts/list.html", {"drafts": drafts, "page": page})


@require_POST
def draft_drop(request: HtmxRequest, pk: int) -> HttpResponse:
    """Throw an own draft away; its offer goes with it, and without script the page is shown again."""
    draft = get_object_or_404(Draft, pk=pk, user=request.user)
    forget_drafts(by=request.user, pks=[draft.pk])
    if request.htmx:
        return HttpResponse("")
    messages.success(request, "Utkastet är kastat.")
    back = request.POST.get("next", "")
    is_ours = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return redirect(back if is_ours else "reports:draft_list")


@require_POST
def draft_offers(request: HtmxRequest) -> HttpResponse:
    """The drafts of a form: it says its target, and its fields with the text that is stored in each."""
    chapter = chapter_of(request.user, request.POST.get("target", ""))
    if chapter:
        offers = chapter_drafts(request.user, chapter, request.POST.get("chosen", "")).offers
        return render(request, OFFERS, {"offers": offers, "may_write": True, "in_a_form": True})
    stored = dict(zip(request.POST.getlist("field"), request.POST.getlist("text"), strict=False))
    drafts = [draft for draft in drafts_of(request.user, request.POST.get("target", "-")) if draft.field in stored]
    offers = [offer for draft in drafts for offer in offers_of([draft], stored[draft.field])]
    return render(request, OFFERS, {"offers": offers, "may_write": True, "in_a_form": True})


@require_POST
def chapter_presence(request: HtmxRequest, year: int, org_unit: str, report: str, pk: int) -> HttpResponse:
    """The user has the chapter open; the answer says who else has."""
    own_chapter_or_404(request, report_or_404(request, year, org_unit, report), pk)
    now = timezone.now()
    mark_present(by=request.user, target=chapter_target(pk), now=now)
    others = others_present(request.user, chapter_target(pk), now)
    return render(request, "reports/drafts/presence.html#others", {"others": others})


def _keep(request: HtmxRequest) -> HttpResponse:
    form = DraftForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"why": "Texten går inte att spara som utkast."}, status=400)
    token = form.cleaned_data.pop("token")
    if token and is_spent(token):  # it was saved while it was on its way here
        return JsonResponse({"saved": True})
    try:
        draft = keep_draft(by=request.user, **form.cleaned_data)
    except TooManyDrafts:
        return JsonResponse({"why": "Du har för många utkast. Kasta några under Mina utkast."}, status=400)
    return JsonResponse({"pk": draft.pk, "time": format_time(draft.saved_at)})
