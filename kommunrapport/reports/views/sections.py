"""What a chapter shows from the data: its tables and figures, in which order, and with which choices."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kommunrapport.http import HtmxRequest
from kommunrapport.records.saving import AlreadyDone, Conflict, Locked
from kommunrapport.reports.answers import saved
from kommunrapport.reports.flow.lock import lock_sentence
from kommunrapport.reports.models import Chapter, ChapterSection, Report
from kommunrapport.reports.printing import open_report
from kommunrapport.reports.registry import SECTIONS
from kommunrapport.reports.section_forms import SectionAddForm, SectionForm, SectionMoveForm, SectionVersionForm
from kommunrapport.reports.section_pages import addable, preview_of, section_rows
from kommunrapport.reports.section_services import add_section, change_section, move_section, remove_section
from kommunrapport.reports.views.finding import own_report_or_404
from kommunrapport.reports.workbench import Workbench, find_workbench

PREVIEW = "forhand"  # where the page shows how it prints, which is far down on a phone
CHANGED_MEANWHILE = "Någon annan ändrade tabellen samtidigt. Kontrollera hur det ser ut nu och försök igen."


@require_GET
def section_list(request: HtmxRequest, year: int, org_unit: str, report: str, pk: int) -> HttpResponse:
    """The sections of a chapter in order, and the form that adds one."""
    bench = _bench_or_404(request, own_report_or_404(request, year, org_unit, report), pk)
    return _list_page(request, bench, SectionAddForm(groups=addable(bench.chapter)))


@require_POST
def section_add(request: HtmxRequest, year: int, org_unit: str, report: str, pk: int) -> HttpResponse:
    """One more section, last in the chapter; its choices come next."""
    bench = _bench_or_404(request, own_report_or_404(request, year, org_unit, report), pk)
    form = SectionAddForm(request.POST, groups=addable(bench.chapter))
    if form.is_valid():
        try:
            added = add_section(chapter=bench.chapter, by=request.user, **form.cleaned_data)
        except AlreadyDone:
            return redirect("reports:section_list", year, org_unit, report, pk)
        except Locked as locked:
            form.add_error(None, locked.sentence)
        except ValidationError as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Tillagt sist i kapitlet.")
            return redirect("reports:section_edit", year, org_unit, report, pk, added.pk)
    return _list_page(request, bench, form)


@require_http_methods(["GET", "POST"])
def section_edit(request: HtmxRequest, year: int, org_unit: str, report: str, pk: int, section: int) -> HttpResponse:
    """The choices of one section, and how it prints with those that are saved."""
    found = own_report_or_404(request, year, org_unit, report)
    bench, shown = _bench_or_404(request, found, pk), _section_or_404(found, pk, section)
    if shown.key not in SECTIONS:
        raise Http404
    form = SectionForm(request.POST if request.method == "POST" else None, section=shown)
    if request.method == "POST" and form.is_valid():
        try:
            change_section(pk=section, version=form.cleaned_data["version"], params=form.chosen(), by=request.user)
        except Conflict as conflict:
            return _edit_page(request, bench, shown, form.after_conflict(conflict.stored), is_conflict=True)
        except Locked as locked:
            form.add_error(None, locked.sentence)
        else:
            url = reverse("reports:section_edit", args=[year, org_unit, report, pk, section])
            return saved(request, f"{url}#{PREVIEW}", "")
    return _edit_page(request, bench, shown, form)


@require_POST
def section_move(request: HtmxRequest, year: int, org_unit: str, report: str, pk: int, section: int) -> HttpResponse:
    """One step up or down."""
    found = own_report_or_404(request, year, org_unit, report)
    _section_or_404(found, pk, section)
    form = SectionMoveForm(request.POST)
    if form.is_valid():
        try:
            move_section(pk=section, by=request.user, **form.cleaned_data)
        except Locked as locked:
            messages.error(request, locked.sentence)
        except Conflict:
            messages.warning(request, CHANGED_MEANWHILE)
    return redirect("reports:section_list", year, org_unit, report, pk)


@require_POST
def section_remove(request: HtmxRequest, year: int, org_unit: str, report: str, pk: int, section: int) -> HttpResponse:
    """The chapter shows it no more."""
    found = own_report_or_404(request, year, org_unit, report)
    _section_or_404(found, pk, section)
    form = SectionVersionForm(request.POST)
    if form.is_valid():
        try:
            remove_section(pk=section, version=form.cleaned_data["version"], by=request.user)
        except Locked as locked:
            messages.error(request, locked.sentence)
        except Conflict:
            messages.warning(request, CHANGED_MEANWHILE)
        else:
            messages.success(request, "Borttaget ur kapitlet. Uppgifterna finns kvar i programmet.")
    return redirect("reports:section_list", year, org_unit, report, pk)


def _list_page(request: HtmxRequest, bench: Workbench, form: SectionAddForm) -> HttpResponse:
    rows = section_rows(list(bench.chapter.sections.all()))
    return render(request, "reports/section_list.html", _context(bench) | {"rows": rows, "form": form})


def _edit_page(
    request: HtmxRequest, bench: Workbench, section: ChapterSection, form: SectionForm, *, is_conflict: bool = False
) -> HttpResponse:
    context = _context(bench) | {
        "section": section,
        "kind": SECTIONS[section.key],
        "form": form,
        "is_conflict": is_conflict,
        "preview": preview_of(form.section, bench.opened.scope),
    }
    return render(request, "reports/section_edit.html", context, status=409 if is_conflict else 200)


def _context(bench: Workbench) -> dict[str, Any]:
    report = bench.opened.report
    is_open = report.is_writable
    return {"bench": bench, "report": report, "lock": "" if is_open else lock_sentence(report)}


def _bench_or_404(request: HtmxRequest, report: Report, pk: int) -> Workbench:
    bench = find_workbench(open_report(report), pk, request.lens.org_unit)
    if bench is None:
        raise Http404
    return bench


def _section_or_404(report: Report, chapter_pk: int, pk: int) -> ChapterSection:
    chapter = get_object_or_404(Chapter, pk=chapter_pk, report=report)
    return get_object_or_404(chapter.sections, pk=pk)
