"""The reports of a unit and period."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kommunrapport.http import HtmxRequest, lens_or_404
from kommunrapport.records.saving import AlreadyDone, Locked
from kommunrapport.reports.creating import add_missing_chapters, create_report
from kommunrapport.reports.forms import ReportForm
from kommunrapport.reports.models import Report
from kommunrapport.reports.versions.reading import version_read_by
from kommunrapport.reports.views.finding import own_report_or_404, report_or_404, writes_all
from kommunrapport.reports.workbench import only_reads


@require_GET
def report_list(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """Own reports with their progress, and what other units have sent."""
    lens = lens_or_404(request, year, org_unit)
    reports = Report.objects.readable_by(request.user).with_progress().with_versions()
    reports = reports.select_related("org_unit", "occasion")
    sent = reports.sent_to(request.user).of_period(lens.year).exclude(org_unit=lens.org_unit)
    context = {
        "lens": lens,
        "reports": reports.for_lens(lens.org_unit, lens.year),
        "sent": sent.order_by("org_unit__name", "title"),
        "may_create": writes_all(request, lens.org_unit.pk),
    }
    return render(request, "reports/report_list.html", context)


@require_http_methods(["GET", "POST"])
def report_create(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """Make a report from a template."""
    lens = lens_or_404(request, year, org_unit)
    if not writes_all(request, lens.org_unit.pk):
        raise Http404
    form = ReportForm(request.POST if request.method == "POST" else None, lens=lens)
    if request.method == "POST" and form.is_valid():
        try:
            report = create_report(org_unit=lens.org_unit, by=request.user, **form.cleaned_data)
        except AlreadyDone:
            return redirect("reports:report_list", year, org_unit)
        except ValidationError as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"{report} är skapad med {report.chapters.count()} kapitel.")
            return redirect("reports:report_detail", report.occasion.period, org_unit, report.slug)
    return render(request, "reports/report_create.html", {"lens": lens, "form": form})


@require_GET
def report_detail(request: HtmxRequest, year: int, org_unit: str, report: str) -> HttpResponse:
    """Where the user begins: at the first chapter, or reading what is closed."""
    found = report_or_404(request, year, org_unit, report)
    first = found.chapters.filter(parent=None).first()
    if only_reads(request.user, found) or first is None or version_read_by(request.user, found):
        return redirect("reports:report_read", year, org_unit, report)
    return redirect("reports:chapter_edit", year, org_unit, report, first.pk)


@require_POST
def report_complete(request: HtmxRequest, year: int, org_unit: str, report: str) -> HttpResponse:
    """Add chapters for the goals and directives that have none."""
    found = own_report_or_404(request, year, org_unit, report)
    try:
        added = add_missing_chapters(report=found, by=request.user)
    except Locked as locked:
        messages.error(request, locked.sentence)
    else:
        messages.success(request, _added_sentence(added))
    return redirect("reports:report_detail", year, org_unit, report)


def _added_sentence(added: int) -> str:
    if added == 0:
        return "Inga kapitel saknades."
    return "Ett kapitel är tillagt." if added == 1 else f"{added} kapitel är tillagda."
