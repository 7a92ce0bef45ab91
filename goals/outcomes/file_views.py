"""Outcomes in a file: the template, what a filled-in one would change, and yes to it. Nothing waits in between."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goals.outcomes.files.lines import Lines, read_lines
from goals.outcomes.files.page import preview_of
from goals.outcomes.files.planning import plan_outcomes
from goals.outcomes.files.reading import read_outcome_file
from goals.outcomes.files.storing import NoLongerAllowed, store_outcomes
from goals.outcomes.files.template import template_workbook
from goals.outcomes.files.ticket import read_ticket, write_ticket
from kommunrapport.http import HtmxRequest, Lens
from kommunrapport.measures.figures import Figures, figures_or_404
from kommunrapport.records.saving import AlreadyDone, Conflict, Locked
from kommunrapport.reports.answers import saved
from kommunrapport.spreadsheets.forms import TemplateFileForm
from kommunrapport.spreadsheets.problems import Refused
from kommunrapport.spreadsheets.uploads import is_too_large

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN_PROBLEMS = 100
CHANGED_SINCE = "Utfallen har ändrats sedan du granskade, och inget är sparat. Läs in filen igen."
TOO_OLD = "Granskningen är för gammal, och inget är sparat. Läs in filen igen."


@require_GET
def outcome_template(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """The template, with what is stored and may be shown."""
    figures, lines = _recordable_or_404(request, year, org_unit)
    name = f"utfall-{figures.lens.org_unit.slug}-{figures.lens.year.slug}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(template_workbook(lines, figures.lens.year), XLSX, headers=headers)


@require_http_methods(["GET", "POST"])
def outcome_import(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """The form for a file, and what the file would change."""
    figures, lines = _recordable_or_404(request, year, org_unit)
    if request.method != "POST":
        return _form_page(request, figures, TemplateFileForm())
    form = TemplateFileForm.posted(request)
    if not form.is_valid():
        return _form_page(request, figures, form, status=413 if is_too_large(request) else 200)
    if figures.is_closed:
        return _form_page(request, figures, form)
    return _preview(request, figures, lines, form)


def _preview(request: HtmxRequest, figures: Figures, lines: Lines, form: TemplateFileForm) -> HttpResponse:
    try:
        changes = plan_outcomes(read_outcome_file(form.cleaned_data["file"], lines))
    except Refused as refusal:
        problems = refusal.problems
        return _form_page(request, figures, form, problems=problems[:SHOWN_PROBLEMS], count=len(problems))
    ticket = write_ticket(changes, figures.lens, request.user)
    context = {"lens": figures.lens, "page": preview_of(changes), "ticket": ticket}
    return render(request, "goals/outcome_preview.html", context)


@require_POST
def outcome_import_apply(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """Store all that was shown, once."""
    figures, _ = _recordable_or_404(request, year, org_unit)
    lens, form = figures.lens, TemplateFileForm()
    ticket = read_ticket(request.POST.get("ticket", ""), lens, request.user)
    if ticket is None:
        return _form_page(request, figures, form, notice=TOO_OLD)
    try:
        count = store_outcomes(ticket, figures, request.user)
    except AlreadyDone:
        return redirect(_list_url(lens))
    except Locked as locked:
        return _form_page(request, figures, form, notice=f"{locked.sentence} Inget är sparat.")
    except (Conflict, ValidationError, NoLongerAllowed):
        return _form_page(request, figures, form, status=409, notice=CHANGED_SINCE)
    return saved(request, _list_url(lens), "1 utfall är inläst." if count == 1 else f"{count} utfall är inlästa.")


def _recordable_or_404(request: HtmxRequest, year: int, org_unit: str) -> tuple[Figures, Lines]:
    """404 for who records nothing here."""
    figures = figures_or_404(request, year, org_unit)
    lines = read_lines(figures)
    if not lines.all:
        raise Http404
    return figures, lines


def _form_page(
    request: HtmxRequest, figures: Figures, form: TemplateFileForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"lens": figures.lens, "figures": figures, "form": form, **more}
    return render(request, "goals/outcome_import.html", context, status=status)


def _list_url(lens: Lens) -> str:
    return reverse("goals:outcome_list", args=[lens.year, lens.org_unit.slug])
