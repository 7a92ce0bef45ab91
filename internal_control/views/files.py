"""The register in a file: the template, what a filled-in one would change, and yes to it."""

from __future__ import annotations

from functools import partial

from django.core.files.base import File
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from internal_control.files.page import PreviewPage, preview_of
from internal_control.files.planning import Planner
from internal_control.files.reading import read_register_file
from internal_control.files.stored import Register
from internal_control.files.storing import store_register
from internal_control.files.template import register_workbook
from internal_control.files.ticket import TicketRow, read_ticket, write_ticket
from internal_control.pages.links import overview_url
from internal_control.plan_read import plan_of
from internal_control.scale import read_scale
from internal_control.views.form_pages import managed_or_404
from kommunrapport.http import HtmxRequest, Lens, workbook_answer
from kommunrapport.measures.figures import Figures
from kommunrapport.organisation.models import User
from kommunrapport.reports.template_imports import TemplateImport
from kommunrapport.spreadsheets.review import Ticket


@require_GET
def register_template(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """The template, with what is stored and is not confidential."""
    lens = managed_or_404(request, year, org_unit).lens
    name = f"intern-kontroll-mall-{lens.org_unit.slug}-{lens.year.calendar_year}.xlsx"
    return workbook_answer(register_workbook(Register(lens)), name)


@require_http_methods(["GET", "POST"])
def register_import(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """The form for a file, and what the file would change."""
    figures = managed_or_404(request, year, org_unit)
    return _pages(request, figures).review(partial(_read, figures.lens, request.user))


def _read(lens: Lens, user: User, file: File) -> tuple[PreviewPage, str]:
    register = Register(lens)
    plan = plan_of(lens.org_unit, lens.year.calendar_year)
    planner = Planner(register, read_scale(), plan, timezone.localdate())
    changes = planner.plan(read_register_file(file, register))
    return preview_of(changes), write_ticket(changes, lens, user)


@require_POST
def register_import_apply(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """Store all that was shown, once."""
    figures = managed_or_404(request, year, org_unit)
    lens = figures.lens

    def store(ticket: Ticket[TicketRow]) -> str:
        today, at = timezone.localdate(), lens.year.calendar_year
        count = store_register(ticket, org_unit=lens.org_unit, year=at, today=today, by=request.user)
        return "1 rad är inläst." if count == 1 else f"{count} rader är inlästa."

    return _pages(request, figures).store(read_ticket(request.POST.get("ticket", ""), lens, request.user), store)


def _pages(request: HtmxRequest, figures: Figures) -> TemplateImport:
    form, review = "internal_control/register_import.html", "internal_control/register_preview.html"
    return TemplateImport(request, figures, form, review, overview_url(figures.lens))
