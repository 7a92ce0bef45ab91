"""Where chapters stand and what they are called."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kommunrapport.http import HtmxRequest
from kommunrapport.records.saving import AlreadyDone, Conflict, Locked
from kommunrapport.reports.forms import ChapterAddForm, ChapterHeadForm, ChapterMoveForm, ChapterVersionForm
from kommunrapport.reports.outline import walk
from kommunrapport.reports.printing import open_report
from kommunrapport.reports.services import Kept, add_chapter, change_chapter_head, move_chapter, remove_chapter
from kommunrapport.reports.views.answers import CHANGED_MEANWHILE
from kommunrapport.reports.views.finding import own_report_or_404


@require_http_methods(["GET", "POST"])
def chapter_head(request: HtmxRequest, year: int, org_unit: str, report: str, pk: int) -> HttpResponse:
    """Heading, responsible and deadline."""
    found = own_report_or_404(request, year, org_unit, report)
    chapter = get_object_or_404(found.chapters.select_related("report__org_unit"), pk=pk)
    form = ChapterHeadForm(request.POST if request.method == "POST" else None, chapter=chapter)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            change_chapter_head(pk=pk, by=request.user, **form.cleaned_data)
        except Conflict as conflict:
            form, status = form.after_conflict(conflict.stored), 409
        except Locked as locked:
            form.add_error(None, locked.sentence)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            return redirect("reports:chapter_edit", year, org_unit, report, pk)
    return render(
        request, "reports/chapter_head.html", {"report": found, "chapter": chapter, "form": form}, status=status
    )


@require_http_methods(["GET", "POST"])
def chapter_add(request: HtmxRequest, year: int, org_unit: str, report: str) -> HttpResponse:
    """A chapter of the kommun's own, last under the one it belongs to."""
    found = own_report_or_404(request, year, org_unit, report)
    form = ChapterAddForm(request.POST if request.method == "POST" else None, entries=walk(open_report(found).outline))
    if request.method == "POST" and form.is_valid():
        try:
            chapter = add_chapter(report=found, by=request.user, **form.chosen())
        except AlreadyDone:
            return redirect("reports:report_detail", year, org_unit, report)
        except Locked as locked:
            form.add_error(None, locked.sentence)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            return redirect("reports:chapter_edit", year, org_unit, report, chapter.pk)
    return render(request, "reports/chapter_add.html", {"report": found, "form": form})


@require_POST
def chapter_move(request: HtmxRequest, year: int, org_unit: str, report: str, pk: int) -> HttpResponse:
    """One step up or down."""
    found = own_report_or_404(request, year, org_unit, report)
    get_object_or_404(found.chapters, pk=pk)
    form = ChapterMoveForm(request.POST)
    if form.is_valid():
        try:
            move_chapter(pk=pk, by=request.user, **form.cleaned_data)
        except Locked as locked:
            messages.error(request, locked.sentence)
        except Conflict:
            messages.warning(request, CHANGED_MEANWHILE)
    return redirect("reports:chapter_edit", year, org_unit, report, pk)


@require_POST
def chapter_remove(request: HtmxRequest, year: int, org_unit: str, report: str, pk: int) -> HttpResponse:
    """Take away a chapter with nothing in it."""
    found = own_report_or_404(request, year, org_unit, report)
    chapter = get_object_or_404(found.chapters, pk=pk)
    form = ChapterVersionForm(request.POST)
    if not form.is_valid():
        return redirect("reports:chapter_edit", year, org_unit, report, pk)
    try:
        remove_chapter(pk=pk, version=form.cleaned_data["version"], by=request.user)
    except (Locked, Kept) as refusal:
        messages.error(request, refusal.sentence)
    except Conflict:
        messages.warning(request, CHANGED_MEANWHILE)
    else:
        messages.success(request, "Kapitlet är borttaget.")
        above = chapter.parent_id
        if above:
            return redirect("reports:chapter_edit", year, org_unit, report, above)
        return redirect("reports:report_detail", year, org_unit, report)
    return redirect("reports:chapter_edit", year, org_unit, report, pk)
