"""The register in a file: the template, what a filled-in one would change, and yes to it. Nothing waits in between."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from internal_control.files.page import preview_of
from internal_control.files.planning import Planner
from internal_control.files.reading import read_register_file
from internal_control.files.stored import Register
from internal_control.files.storing import store_register
from internal_control.files.template import register_workbook
from internal_control.files.ticket import read_ticket, write_ticket
from internal_control.pages.links import overview_url
from internal_control.plan_read import plan_of
from internal_control.scale import read_scale
from internal_control.views.form_pages import managed_or_404
from kommunrapport.http import HtmxRequest
from kommunrapport.measures.figures import Figures
from kommunrapport.records.saving import AlreadyDone, Conflict, Locked
from kommunrapport.reports.answers import saved
from kommunrapport.spreadsheets.forms import TemplateFileForm
from kommunrapport.spreadsheets.problems import Refused
from kommunrapport.spreadsheets.uploads import is_too_large

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN_PROBLEMS = 100
CHANGED_SINCE = "Registret har ändrats sedan du granskade, och inget är sparat. Läs in filen igen."
TOO_OLD = "Granskningen är för gammal, och inget är sparat. Läs in filen igen."


@require_GET
def register_template(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """The template, with what is stored and is not confidential."""
    lens = managed_or_404(request, year, org_unit).lens
    name = f"intern-kontroll-mall-{lens.org_unit.slug}-{lens.year.calendar_year}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(register_workbook(Register(lens)), XLSX, headers=headers)


@require_http_methods(["GET", "POST"])
def register_import(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """The form for a file, and what the file would change."""
    figures = managed_or_404(request, year, org_unit)
    if request.method != "POST":
        return _form_page(request, figures, TemplateFileForm())
    form = TemplateFileForm.posted(request)
    if not form.is_valid():
        return _form_page(request, figures, form, status=413 if is_too_large(request) else 200)
    if figures.is_closed:
        return _form_page(request, figures, form)
    return _preview(request, figures, form)


def _preview(request: HtmxRequest, figures: Figures, form: TemplateFileForm) -> HttpResponse:
    lens = figures.lens
    register = Register(lens)
    plan = plan_of(lens.org_unit, lens.year.calendar_year)
    planner = Planner(register, read_scale(), plan, timezone.localdate())
    try:
        changes = planner.plan(read_register_file(form.cleaned_data["file"], register))
    except Refused as refusal:
        problems = refusal.problems
        return _form_page(request, figures, form, problems=problems[:SHOWN_PROBLEMS], count=len(problems))
    context = {"lens": lens, "page": preview_of(changes), "ticket": write_ticket(changes, lens, request.user)}
    return render(request, "internal_control/register_preview.html", context)


@require_POST
def register_import_apply(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """Store all that was shown, once."""
    figures = managed_or_404(request, year, org_unit)
    lens, form, back = figures.lens, TemplateFileForm(), overview_url(figures.lens)
    ticket = read_ticket(request.POST.get("ticket", ""), lens, request.user)
    if ticket is None:
        return _form_page(request, figures, form, notice=TOO_OLD)
    today, unit, at = timezone.localdate(), lens.org_unit, lens.year.calendar_year
    try:
        count = store_register(ticket, org_unit=unit, year=at, today=today, by=request.user)
    except AlreadyDone:
        return redirect(back)
    except Locked as locked:
        return _form_page(request, figures, form, notice=f"{locked.sentence} Inget är sparat.")
    except (Conflict, ValidationError, ObjectDoesNotExist):
        return _form_page(request, figures, form, status=409, notice=CHANGED_SINCE)
    return saved(request, back, "1 rad är inläst." if count == 1 else f"{count} rader är inlästa.")


def _form_page(
    request: HtmxRequest, figures: Figures, form: TemplateFileForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"lens": figures.lens, "figures": figures, "form": form, **more}
    return render(request, "internal_control/register_import.html", context, status=status)
