"""Outcomes in a file: the template, what a filled-in one would change, and yes to it."""

from __future__ import annotations

from django.core.files.base import File
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goals.outcomes.files.lines import Lines, read_lines
from goals.outcomes.files.page import PreviewPage, preview_of
from goals.outcomes.files.planning import plan_outcomes
from goals.outcomes.files.reading import read_outcome_file
from goals.outcomes.files.storing import store_outcomes
from goals.outcomes.files.template import template_workbook
from goals.outcomes.files.ticket import TicketRow, read_ticket, write_ticket
from kommunrapport.http import HtmxRequest, workbook_answer
from kommunrapport.measures.figures import Figures, figures_or_404
from kommunrapport.reports.template_imports import TemplateImport
from kommunrapport.spreadsheets.review import Ticket


@require_GET
def outcome_template(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """The template, with what is stored and may be shown."""
    figures, lines = _recordable_or_404(request, year, org_unit)
    lens = figures.lens
    return workbook_answer(template_workbook(lines, lens.year), f"utfall-{lens.org_unit.slug}-{lens.year.slug}.xlsx")


@require_http_methods(["GET", "POST"])
def outcome_import(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """The form for a file, and what the file would change."""
    figures, lines = _recordable_or_404(request, year, org_unit)

    def read(file: File) -> tuple[PreviewPage, str]:
        changes = plan_outcomes(read_outcome_file(file, lines))
        return preview_of(changes), write_ticket(changes, figures.lens, request.user)

    return _pages(request, figures).review(read)


@require_POST
def outcome_import_apply(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """Store all that was shown, once."""
    figures, _ = _recordable_or_404(request, year, org_unit)

    def store(ticket: Ticket[TicketRow]) -> str:
        count = store_outcomes(ticket, figures, request.user)
        return "1 utfall är inläst." if count == 1 else f"{count} utfall är inlästa."

    ticket = read_ticket(request.POST.get("ticket", ""), figures.lens, request.user)
    return _pages(request, figures).store(ticket, store)


def _recordable_or_404(request: HtmxRequest, year: int, org_unit: str) -> tuple[Figures, Lines]:
    """404 for who records nothing here."""
    figures = figures_or_404(request, year, org_unit)
    lines = read_lines(figures)
    if not lines.all:
        raise Http404
    return figures, lines


def _pages(request: HtmxRequest, figures: Figures) -> TemplateImport:
    lens = figures.lens
    back = reverse("goals:outcome_list", args=[lens.year, lens.org_unit.slug])
    return TemplateImport(request, figures, "goals/outcome_import.html", "goals/outcome_preview.html", back)
