"""A chapter's way: reviewed, given back with a reason, and what its text was before."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kommunrapport.http import HtmxRequest
from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.roles import Capability
from kommunrapport.records.saving import Conflict, Locked
from kommunrapport.reports.flow.lock import lock_sentence
from kommunrapport.reports.flow.services import Refused
from kommunrapport.reports.forms import ChapterVersionForm
from kommunrapport.reports.models import Chapter, Report
from kommunrapport.reports.printing import open_report
from kommunrapport.reports.review.forms import GiveBackForm
from kommunrapport.reports.review.history import read_history, read_old_text
from kommunrapport.reports.services import take_chapter_step, write_chapter
from kommunrapport.reports.states import CHAPTER_STEPS
from kommunrapport.reports.views.answers import CHANGED_MEANWHILE
from kommunrapport.reports.views.finding import own_chapter_or_404, report_or_404
from kommunrapport.reports.workbench import Workbench, find_workbench, may_write, only_reads


@require_http_methods(["GET", "POST"])
def chapter_give_back(request: HtmxRequest, year: int, org_unit: str, report: str, pk: int) -> HttpResponse:
    """Give the chapter back with a reason."""
    found = report_or_404(request, year, org_unit, report)
    chapter = _reviewed_chapter_or_404(request, found, pk)
    form = GiveBackForm(request.POST or None, initial={"version": chapter.version})
    if form.is_valid() and _step(
        request, chapter, "give_back", form.cleaned_data["version"], form.cleaned_data["reason"]
    ):
        return redirect("reports:chapter_edit", year, org_unit, report, pk)
    context = {"report": found, "bench": _bench_or_404(request, found, pk), "form": form, "lock": lock_sentence(found)}
    return render(request, "reports/review/give_back.html", context)


@require_POST
def chapter_review(request: HtmxRequest, year: int, org_unit: str, report: str, pk: int) -> HttpResponse:
    """Mark the chapter as reviewed."""
    found = report_or_404(request, year, org_unit, report)
    chapter = _reviewed_chapter_or_404(request, found, pk)
    form = ChapterVersionForm(request.POST)
    if form.is_valid():
        _step(request, chapter, "review", form.cleaned_data["version"])
    return redirect("reports:chapter_edit", year, org_unit, report, pk)


@require_GET
def chapter_history(request: HtmxRequest, year: int, org_unit: str, report: str, pk: int) -> HttpResponse:
    """Who changed the chapter, when and how."""
    found = _worked_on_or_404(request, year, org_unit, report)
    bench = _bench_or_404(request, found, pk)
    context = {"report": found, "bench": bench, "saves": read_history(bench.chapter)}
    return render(request, "reports/review/history.html", context)


@require_http_methods(["GET", "POST"])
def chapter_old_text(request: HtmxRequest, year: int, org_unit: str, report: str, pk: int, number: int) -> HttpResponse:
    """A text as it was saved once; a post makes it the chapter's text again."""
    found = _worked_on_or_404(request, year, org_unit, report)
    if request.method == "POST":
        return _restore(request, found, own_chapter_or_404(request, found, pk), number)
    bench = _bench_or_404(request, found, pk)
    old = read_old_text(bench.chapter, number)
    if old is None:
        raise Http404
    may_restore = found.is_writable and may_write(request.user, bench.chapter) and not old.is_stored
    context = {"report": found, "bench": bench, "old": old, "may_restore": may_restore}
    return render(request, "reports/review/old_text.html", context)


def _restore(request: HtmxRequest, report: Report, chapter: Chapter, number: int) -> HttpResponse:
    """The old text is saved as a new version, so that what it replaces stays in the history."""
    old = read_old_text(chapter, number)
    form = ChapterVersionForm(request.POST)
    if old is None:
        raise Http404
    if form.is_valid():
        try:
            write_chapter(pk=chapter.pk, version=form.cleaned_data["version"], text=old.text, by=request.user)
        except Locked as locked:
            messages.error(request, locked.sentence)
        except Conflict:
            messages.warning(request, CHANGED_MEANWHILE)
        else:
            messages.success(request, "Texten är återställd. Det som stod där finns kvar i historiken.")
    return redirect("reports:chapter_edit", report.occasion.period, request.lens.org_unit.slug, report.slug, chapter.pk)


def _step(request: HtmxRequest, chapter: Chapter, key: str, version: int, reason: str = "") -> bool:
    """Take the step; False when it was refused, and a message says why."""
    step = CHAPTER_STEPS[key]
    try:
        take_chapter_step(pk=chapter.pk, version=version, step=step, by=request.user, reason=reason)
    except (Locked, Refused) as refusal:
        messages.error(request, refusal.sentence)
    except Conflict:
        messages.warning(request, CHANGED_MEANWHILE)
    else:
        return True
    return False


def _reviewed_chapter_or_404(request: HtmxRequest, report: Report, pk: int) -> Chapter:
    """A chapter that the user reviews."""
    if not access_of(request.user).may(Capability.LOCK, report.org_unit_id):
        raise Http404
    return get_object_or_404(Chapter, pk=pk, report=report)


def _worked_on_or_404(request: HtmxRequest, year: int, org_unit: str, slug: str) -> Report:
    """A report that the user works with: what was written before it was sent is nobody else's."""
    report = report_or_404(request, year, org_unit, slug)
    if only_reads(request.user, report):
        raise Http404
    return report


def _bench_or_404(request: HtmxRequest, report: Report, pk: int) -> Workbench:
    bench = find_workbench(open_report(report), pk, request.lens.org_unit)
    if bench is None:
        raise Http404
    return bench
