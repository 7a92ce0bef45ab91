"""Writing a chapter: its page, its text and its status."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from kommunrapport.http import HtmxRequest
from kommunrapport.records.saving import Conflict, Locked
from kommunrapport.reports.drafting.offers import posted_drafts
from kommunrapport.reports.forms import ChapterStatusForm, ChapterTextForm
from kommunrapport.reports.models import Chapter, Report
from kommunrapport.reports.printing import open_report
from kommunrapport.reports.services import change_chapter_status, write_chapter
from kommunrapport.reports.views import answers
from kommunrapport.reports.views.finding import own_chapter_or_404, report_or_404
from kommunrapport.reports.workbench import Workbench, find_workbench, only_reads


@require_http_methods(["GET", "POST"])
def chapter_edit(request: HtmxRequest, year: int, org_unit: str, report: str, pk: int) -> HttpResponse:
    """The page of a chapter; a post saves its text, and its status if one was chosen."""
    found = report_or_404(request, year, org_unit, report)
    if request.method == "POST":
        return _write(request, found, pk)
    bench = _bench_or_404(request, found, pk)
    if only_reads(request.user, found):
        return redirect(answers.reading_place(bench))
    return answers.workbench_page(request, bench)


@require_POST
def chapter_status(request: HtmxRequest, year: int, org_unit: str, report: str, pk: int) -> HttpResponse:
    """Mark a chapter whose text stands elsewhere as ready, or take it back to draft."""
    found = report_or_404(request, year, org_unit, report)
    own_chapter_or_404(request, found, pk)
    form = ChapterStatusForm(request.POST)
    if form.is_valid():
        try:
            change_chapter_status(pk=pk, by=request.user, **form.cleaned_data)
        except Locked as locked:
            messages.error(request, locked.sentence)
        except Conflict:
            messages.warning(request, answers.CHANGED_MEANWHILE)
    return redirect("reports:chapter_edit", year, org_unit, report, pk)


def _write(request: HtmxRequest, report: Report, pk: int) -> HttpResponse:
    if _was_removed(request, report, pk):
        return answers.gone_page(request, report, ChapterTextForm(request.POST))
    chapter = own_chapter_or_404(request, report, pk)
    form = ChapterTextForm(request.POST, initial={"text": chapter.text})
    if not form.is_valid():
        return answers.not_saved(request, _bench_or_404(request, report, pk), form)
    try:
        saved = _save(request, chapter, form)
    except Conflict as conflict:
        return answers.conflict_page(request, _bench_or_404(request, report, pk), conflict.stored, form)
    except Locked as locked:
        form.add_error(None, locked.sentence)
        return answers.not_saved(request, _bench_or_404(request, report, pk), form)
    return answers.saved(request, _bench_or_404(request, report, saved.pk))


def _save(request: HtmxRequest, chapter: Chapter, form: ChapterTextForm) -> Chapter:
    data = form.cleaned_data
    drafts = posted_drafts(request.POST)
    saved = write_chapter(pk=chapter.pk, version=data["version"], text=data["text"], by=request.user, drafts=drafts)
    if not data["status"]:
        return saved
    return change_chapter_status(pk=saved.pk, version=saved.version, status=data["status"], by=request.user)


def _bench_or_404(request: HtmxRequest, report: Report, pk: int) -> Workbench:
    bench = find_workbench(open_report(report), pk, request.lens.org_unit)
    if bench is None:
        raise Http404
    return bench


def _was_removed(request: HtmxRequest, report: Report, pk: int) -> bool:
    """Somebody removed the chapter while this user wrote in it."""
    removed = Chapter.history.filter(id=pk, report=report, history_type="-")
    return removed.exists() and not Chapter.objects.filter(pk=pk).exists()
