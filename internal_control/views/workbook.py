"""Intern kontroll as a workbook."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from internal_control.pages.workbook import CONFIDENTIAL, workbook_tables
from kommunrapport.http import HtmxRequest, workbook_answer
from kommunrapport.measures.figures import year_figures_or_404
from kommunrapport.reports.workbooks import workbook_of


@require_GET
def overview_workbook(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """Risks, plan, results and actions, each on a sheet."""
    lens = year_figures_or_404(request, year, org_unit).lens
    title = f"Intern kontroll {lens.year.calendar_year}"
    tables = workbook_tables(lens, request.user, timezone.localdate())
    content = workbook_of(tables, [title, str(lens.org_unit), CONFIDENTIAL])
    name = f"intern-kontroll-{lens.org_unit.slug}-{lens.year.calendar_year}.xlsx"
    return workbook_answer(content, name)
