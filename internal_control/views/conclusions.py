"""Samlad bedömning: writing it, sending it over, taking it back."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from internal_control.forms.conclusions import ConclusionForm, TakeBackForm
from internal_control.models import ControlConclusion
from internal_control.pages.conclusions import conclusion_of, read_conclusion_page
from internal_control.pages.links import page_url
from internal_control.services.conclusions import conclude_year, send_conclusion, take_back_conclusion
from internal_control.views.form_pages import managed_or_404
from kommunrapport.http import HtmxRequest, Lens
from kommunrapport.measures.figures import year_figures_or_404
from kommunrapport.organisation.roles import Capability
from kommunrapport.records.saving import Conflict
from kommunrapport.reports.answers import save_answer, saved
from kommunrapport.reports.form_pages import CHANGED, allowed_or_404, seen_version

TITLE = "Samlad bedömning"


@require_http_methods(["GET", "POST"])
def conclusion(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """The assessment with the figures behind it."""
    if request.method != "POST":
        return _page(request, year_figures_or_404(request, year, org_unit).lens)
    lens = managed_or_404(request, year, org_unit).lens
    form = _form(lens, request)
    url = page_url(lens, "conclusion")
    done = partial(saved, request, url, "Bedömningen är sparad.")
    save = partial(conclude_year, org_unit=lens.org_unit, year=int(year))
    return save_answer(request, form, save, done, title=TITLE, url=url) or _page(request, lens, form=form)


@require_POST
def conclusion_send(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """Send the assessment over to the kommunstyrelse."""
    lens = allowed_or_404(request, year, org_unit, Capability.LOCK).lens
    stored = get_object_or_404(ControlConclusion, org_unit=lens.org_unit, year=year)
    try:
        send_conclusion(pk=stored.pk, version=seen_version(request.POST), by=request.user)
    except Conflict:
        messages.error(request, CHANGED)
        return redirect(page_url(lens, "conclusion"))
    return saved(request, page_url(lens, "conclusion"), "Bedömningen är översänd.")


@require_POST
def conclusion_reopen(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """Take the assessment back, with a reason."""
    lens = allowed_or_404(request, year, org_unit, Capability.LOCK).lens
    stored = get_object_or_404(ControlConclusion, org_unit=lens.org_unit, year=year)
    url = page_url(lens, "conclusion")
    if stored.sent_at is None:
        return redirect(url)
    form = TakeBackForm(request.POST, instance=stored)
    done = partial(saved, request, url, "Bedömningen är tillbaka och kan ändras.")
    save = partial(take_back_conclusion, pk=stored.pk)
    return save_answer(request, form, save, done, title=TITLE, url=url) or _page(request, lens, take_back=form)


def _form(lens: Lens, request: HtmxRequest | None = None) -> ConclusionForm:
    stored = conclusion_of(lens) or ControlConclusion(org_unit=lens.org_unit, year=int(lens.year))
    return ConclusionForm(request.POST if request else None, instance=stored)


def _page(
    request: HtmxRequest, lens: Lens, form: ConclusionForm | None = None, take_back: TakeBackForm | None = None
) -> HttpResponse:
    page = read_conclusion_page(request.user, lens, timezone.localdate())
    context = {"lens": lens, "page": page}
    if form is not None or page.may_write:
        context |= {"form": form or _form(lens)}
    if page.is_sent and page.may_send:
        context |= {"take_back": take_back or TakeBackForm(instance=page.stored)}
    return render(request, "internal_control/conclusion.html", context)
