"""Promises of a report: what was promised before, and what is promised now."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kommunrapport.http import HtmxRequest
from kommunrapport.records.saving import AlreadyDone, Conflict, Locked
from kommunrapport.reports.answers import save_answer, saved, wrote
from kommunrapport.reports.flow.lock import lock_sentence
from kommunrapport.reports.form_pages import CHANGED, seen_version
from kommunrapport.reports.models import Chapter, Promise, Report
from kommunrapport.reports.outline import chapter_title
from kommunrapport.reports.promises.forms import OutcomeForm, PromiseForm
from kommunrapport.reports.promises.pages import (
    PromisePage,
    may_follow_up,
    outcome_form,
    read_card,
    read_chapter_promises,
    read_promise_page,
)
from kommunrapport.reports.promises.reading import due_promises
from kommunrapport.reports.promises.services import add_promise, change_promise, remove_promise, tell_outcome
from kommunrapport.reports.scope import report_scope
from kommunrapport.reports.views.finding import own_chapter_or_404, report_or_404
from kommunrapport.reports.workbench import only_reads


@require_GET
def promise_list(request: HtmxRequest, year: int, org_unit: str, report: str) -> HttpResponse:
    """All promises that the report follows up or makes."""
    return _page(request, _inside_or_404(request, year, org_unit, report))


@require_http_methods(["GET", "POST"])
def promise_add(request: HtmxRequest, year: int, org_unit: str, report: str, pk: int) -> HttpResponse:
    """Promise something in a chapter."""
    found = report_or_404(request, year, org_unit, report)
    chapter = own_chapter_or_404(request, found, pk)
    form = PromiseForm(request.POST if request.method == "POST" else None, instance=Promise(chapter=chapter))
    back = _chapter_url(request, chapter)
    if request.method == "POST" and form.is_valid():
        add = partial(add_promise, chapter=chapter, by=request.user, token=form.cleaned_data["token"], **form.changes())
        try:
            if wrote(form, add):
                return saved(request, back, "Åtagandet är tillagt.")
        except AlreadyDone:
            return redirect(back)
    return _form_page(request, found, form, back, f"Lova något i {chapter_title(chapter, report_scope(found))}")


@require_http_methods(["GET", "POST"])
def promise_edit(request: HtmxRequest, year: int, org_unit: str, report: str, pk: int) -> HttpResponse:
    """Word a promise anew."""
    found = report_or_404(request, year, org_unit, report)
    promise = _own_promise_or_404(request, found, pk)
    form = PromiseForm(request.POST if request.method == "POST" else None, instance=promise)
    url, title = request.path, "Ändra åtagandet"
    if request.method == "POST":
        save = partial(change_promise, pk=pk)
        done = partial(saved, request, _url(request, found), "Åtagandet är ändrat.")
        answer = save_answer(request, form, save, done, title=title, url=url, back=_url(request, found))
        if answer is not None:
            return answer
    return _form_page(request, found, form, _url(request, found), title, promise)


@require_POST
def promise_remove(request: HtmxRequest, year: int, org_unit: str, report: str, pk: int) -> HttpResponse:
    """Take back a promise."""
    found = report_or_404(request, year, org_unit, report)
    promise = _own_promise_or_404(request, found, pk)
    try:
        remove_promise(pk=promise.pk, version=seen_version(request.POST), by=request.user)
    except Locked as locked:
        messages.error(request, locked.sentence)
    except Conflict:
        messages.warning(request, CHANGED)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, "Åtagandet är borttaget.")
    return redirect(_url(request, found))


@require_POST
def promise_outcome(request: HtmxRequest, year: int, org_unit: str, report: str, pk: int) -> HttpResponse:
    """Say what became of a promise."""
    found = report_or_404(request, year, org_unit, report)
    due = next((due for due in due_promises(found) if due.promise.pk == pk), None)
    if due is None or not may_follow_up(request.user, due, found):
        raise Http404
    form = outcome_form(due.promise, found, due.outcome, request.POST)
    answer = save_answer(
        request,
        form,
        partial(tell_outcome, promise=due.promise, report=found),
        partial(_told, request, found, pk),
        title=due.promise.text,
        url=request.path,
        back=_url(request, found),
    )
    return answer or _refused(request, found, form)


def _told(request: HtmxRequest, report: Report, pk: int) -> HttpResponse:
    """The card as it is now; without htmx the page again."""
    if not request.htmx:
        return saved(request, f"{_url(request, report)}#atagande-{pk}", "Åtagandet är uppföljt.")
    card = read_card(request.user, report, pk)
    context = {"card": card, "report": report, "is_saved": True, "beside": _beside(request, card.due.chapter)}
    return render(request, "reports/promises/card.html", context)


def _beside(request: HtmxRequest, chapter: Chapter | None) -> PromisePage | None:
    """The promises that stand beside the chapter; None when it is not the page that asks."""
    here = request.htmx.current_url_abs_path or ""
    if chapter is None or not here.startswith(_chapter_url(request, chapter)):
        return None
    return read_chapter_promises(request.user, chapter)


def _refused(request: HtmxRequest, report: Report, form: OutcomeForm) -> HttpResponse:
    page = read_promise_page(request.user, report, form)
    if not request.htmx:
        return _page(request, report, form)
    card = next(card for card in page.cards if card.form is form)
    return render(request, "reports/promises/card.html", {"card": card, "report": report})


def _page(request: HtmxRequest, report: Report, bound: OutcomeForm | None = None) -> HttpResponse:
    page = read_promise_page(request.user, report, bound)
    return render(
        request, "reports/promises/list.html", {"report": report, "page": page, "lock": lock_sentence(report)}
    )


def _form_page(
    request: HtmxRequest, report: Report, form: PromiseForm, back: str, title: str, promise: Promise | None = None
) -> HttpResponse:
    context = {"report": report, "form": form, "back": back, "title": title, "promise": promise}
    return render(request, "reports/promises/form.html", context | {"lock": lock_sentence(report)})


def _inside_or_404(request: HtmxRequest, year: int, org_unit: str, slug: str) -> Report:
    """Promises are the work of those inside; who only reads meets them in the report."""
    found = report_or_404(request, year, org_unit, slug)
    if only_reads(request.user, found):
        raise Http404
    return found


def _own_promise_or_404(request: HtmxRequest, report: Report, pk: int) -> Promise:
    promise = get_object_or_404(Promise.objects.select_related("chapter"), pk=pk, chapter__report=report)
    own_chapter_or_404(request, report, promise.chapter_id)
    return promise


def _chapter_url(request: HtmxRequest, chapter: Chapter) -> str:
    """Where who adds a promise was writing."""
    report = chapter.report
    args = [report.occasion.period, request.lens.org_unit.slug, report.slug, chapter.pk]
    return reverse("reports:chapter_edit", args=args)


def _url(request: HtmxRequest, report: Report) -> str:
    args = [report.occasion.period, request.lens.org_unit.slug, report.slug]
    return reverse("reports:promise_list", args=args)
