"""The workbench: one chapter of a report at a time."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import reswap, retarget

from kommunrapport.http import HtmxRequest, render_part
from kommunrapport.organisation.access import access_of
from kommunrapport.records.saving import Conflict, Locked
from kommunrapport.reports.forms import ChapterStatusForm, ChapterTextForm
from kommunrapport.reports.models import Chapter, Report
from kommunrapport.reports.printing import open_report
from kommunrapport.reports.services import change_chapter_status, write_chapter
from kommunrapport.reports.views.finding import own_chapter_or_404, report_or_404
from kommunrapport.reports.views.page import conflict_page, gone_page, workbench_page
from kommunrapport.reports.workbench import find_workbench, only_reads


@require_http_methods(["GET", "POST"])
def chapter_edit(request: HtmxRequest, year: int, org_unit: str, report: str, pk: int) -> HttpResponse:
    """The page of a chapter; a post saves its text."""
    found = report_or_404(request, year, org_unit, report)
    if request.method == "POST":
        return _save_text(request, found, pk)
    bench = find_workbench(open_report(found), pk)
    if bench is None:
        raise Http404
    if only_reads(access_of(request.user), found):
        return redirect(f"{_read_url(request, found)}#{bench.entry.anchor}")
    return workbench_page(request, bench, ChapterTextForm(initial=_stored(bench.chapter)))


@require_POST
def chapter_status(request: HtmxRequest, year: int, org_unit: str, report: str, pk: int) -> HttpResponse:
    """Mark as ready or take back to draft; what stands in the editor is saved first."""
    found = report_or_404(request, year, org_unit, report)
    if "text" in request.POST:
        answer = _save_text(request, found, pk)
        if answer.status_code != 302:
            return answer
    form = ChapterStatusForm(request.POST)
    if form.is_valid():
        ...
    return redirect("reports:chapter_edit", year, org_unit, report, pk)
