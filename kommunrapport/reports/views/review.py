"""Comments: all of a report's on one page, said, answered, resolved and opened again."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import trigger_client_event

from kommunrapport.http import HtmxRequest
from kommunrapport.records.saving import AlreadyDone, Conflict, Locked
from kommunrapport.reports.drafting.offers import STORED, forget_saved
from kommunrapport.reports.models import Report, ReviewComment
from kommunrapport.reports.review.forms import READING, WORKBENCH, AnswerForm, CommentForm, FromForm, SeenForm
from kommunrapport.reports.review.panels import new_form, page_panel, read_what_is_seen, shown
from kommunrapport.reports.review.reading import Reading
from kommunrapport.reports.review.services import add_comment, answer_comment, reopen_comment, resolve_comment
from kommunrapport.reports.review.threads import (
    Thread,
    may_comment,
    read_threads,
    resolvable_comments,
    visible_comments,
)
from kommunrapport.reports.views.finding import report_or_404

CHANGED = "Någon annan ändrade kommentaren samtidigt. Kontrollera hur den ser ut nu."


@require_http_methods(["GET", "POST"])
def comment_list(request: HtmxRequest, year: int, org_unit: str, report: str) -> HttpResponse:
    """All comments of the report; a post adds one."""
    found = report_or_404(request, year, org_unit, report)
    if request.method == "POST":
        return _add(request, found)
    reading = read_what_is_seen(request.user, found, "")
    return _page(request, reading)


@require_POST
def comment_answer(request: HtmxRequest, year: int, org_unit: str, report: str, comment: int) -> HttpResponse:
    """Answer a comment that the user sees."""
    found = report_or_404(request, year, org_unit, report)
    answered = get_object_or_404(visible_comments(request.user, found).select_related("chapter"), pk=comment)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _refused(request, found, answered, form)
    try:
        answer_comment(
            comment=answered, text=form.cleaned_data["text"], token=form.cleaned_data["token"], by=request.user
        )
    except Locked as locked:
        form.add_error(None, locked.sentence)
        return _refused(request, found, answered, form)
    except AlreadyDone:
        pass  # the answer stands there
    forget_saved(request.user, request.POST)
    return trigger_client_event(_after(request, found, answered), STORED)


@require_POST
def comment_resolve(request: HtmxRequest, year: int, org_unit: str, report: str, comment: int) -> HttpResponse:
    """Mark a comment as resolved."""
    return _change(request, report_or_404(request, year, org_unit, report), comment, resolve_comment)


@require_POST
def comment_reopen(request: HtmxRequest, year: int, org_unit: str, report: str, comment: int) -> HttpResponse:
    """Open a resolved comment again."""
    return _change(request, report_or_404(request, year, org_unit, report), comment, reopen_comment)


def _add(request: HtmxRequest, report: Report) -> HttpResponse:
    if not may_comment(request.user):
        raise Http404
    reading = read_what_is_seen(request.user, report, _fran(request))
    form = CommentForm(request.POST, reading=reading)
    if not form.is_valid():
        return _not_added(request, reading, form)
    try:
        made = _save(request, reading, form)
    except AlreadyDone:
        return redirect(_place(request, report, form.cleaned_data["chapter"]))
    except Locked as locked:
        form.add_error(None, locked.sentence)
        return _not_added(request, reading, form)
    forget_saved(request.user, request.POST)
    return trigger_client_event(_added(request, reading, made), STORED)


def _save(request: HtmxRequest, reading: Reading, form: CommentForm) -> ReviewComment:
    data = form.cleaned_data
    return add_comment(
        chapter=get_object_or_404(reading.report.chapters, pk=data["chapter"]),
        anchor=form.anchor,
        text=data["text"],
        version_read=reading.version,
        token=data["token"],
        by=request.user,
    )


def _added(request: HtmxRequest, reading: Reading, made: ReviewComment) -> HttpResponse:
    """Where the user was; with htmx an empty form, and the comment at the end of those that stand there."""
    if not request.htmx:
        messages.success(request, "Kommentaren är sparad.")
        return redirect(_place(request, reading.report, made.chapter_id, made))
    row = shown(_thread(request, reading, made), WORKBENCH)
    context = {"report": reading.report, "form": new_form(reading, WORKBENCH, made.chapter_id), "row": row}
    return render(request, "reports/review/form.html#added", context)


def _not_added(request: HtmxRequest, reading: Reading, form: CommentForm) -> HttpResponse:
    """The form again with what was written: in its place with htmx, else on the page of all comments."""
    if request.htmx:
        return render(request, "reports/review/form.html#form", {"report": reading.report, "form": form})
    return _page(request, reading, form)


def _page(request: HtmxRequest, reading: Reading, form: CommentForm | None = None) -> HttpResponse:
    panel = page_panel(request.user, reading, request.GET.get("kapitel", ""), form)
    context = {"report": reading.report, "panel": panel, "version_read": reading.version}
    return render(request, "reports/review/comment_list.html", context)


def _change(request: HtmxRequest, report: Report, pk: int, change: Callable[..., ReviewComment]) -> HttpResponse:
    """Resolve or reopen; what another did meanwhile is shown."""
    comment = get_object_or_404(resolvable_comments(request.user, report), pk=pk)
    form = SeenForm(request.POST)
    if form.is_valid():
        try:
            change(pk=pk, version=form.cleaned_data["version"], by=request.user)
        except Conflict:
            messages.warning(request, CHANGED)
        except Locked as locked:
            messages.error(request, locked.sentence)
    return _after(request, report, comment)


def _refused(request: HtmxRequest, report: Report, comment: ReviewComment, form: AnswerForm) -> HttpResponse:
    """The thread again, with the answer that was not saved."""
    reading = read_what_is_seen(request.user, report, _fran(request))
    row = shown(_thread(request, reading, comment), _fran(request), form)
    template = "reports/review/thread.html" if request.htmx else "reports/review/comment_answer.html"
    return render(request, template, {"report": report, "row": row})


def _after(request: HtmxRequest, report: Report, comment: ReviewComment) -> HttpResponse:
    """The thread as it is now; without htmx the page it stood on."""
    if not request.htmx:
        return redirect(_place(request, report, comment.chapter_id, comment))
    reading = read_what_is_seen(request.user, report, _fran(request))
    row = shown(_thread(request, reading, comment), _fran(request))
    return render(request, "reports/review/thread.html", {"report": report, "row": row})


def _thread(request: HtmxRequest, reading: Reading, comment: ReviewComment) -> Thread:
    threads = read_threads(request.user, reading, [comment.chapter_id])
    return next(thread for thread in threads if thread.comment.pk == comment.pk)


def _fran(request: HtmxRequest) -> str:
    form = FromForm(request.POST)
    return str(form.cleaned_data["fran"]) if form.is_valid() else ""


def _place(request: HtmxRequest, report: Report, chapter_pk: int, comment: ReviewComment | None = None) -> str:
    """Where the user was, at the comment."""
    names = {READING: "report_read", WORKBENCH: "chapter_edit"}
    fran = _fran(request)
    args = [
        report.occasion.period,
        request.lens.org_unit.slug,
        report.slug,
        *([chapter_pk] if fran == WORKBENCH else []),
    ]
    url = reverse(f"reports:{names.get(fran, 'comment_list')}", args=args)
    return f"{url}#kommentar-{comment.pk}" if comment else url
