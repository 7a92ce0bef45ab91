"""The page of the staff."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from kommunrapport.http import HtmxRequest, render_part, workbook_answer
from kommunrapport.measures.figures import figures_or_404
from kommunrapport.reports.workbooks import workbook_of
from personnel.forms.overview import YearsForm
from personnel.pages.overview import read_staff_page
from personnel.rights import manages_staff
from personnel.tables.sick_leave import DEFINITIONS, WHY_TWO


@require_GET
def overview(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """Personal: how many, sick leave as the law asks for it, who came and left, and the measures of HR."""
    figures = figures_or_404(request, year, org_unit)
    lens, form = figures.lens, YearsForm(request.GET)
    context = {
        "lens": lens,
        "figures": figures,
        "form": form,
        "page": read_staff_page(lens, form.count),
        "may_import": manages_staff(figures.access, lens.org_unit.pk) and not figures.is_closed,
        "definitions": DEFINITIONS,
        "why_two": WHY_TWO,
        "query": request.GET.urlencode(),
    }
    return render_part(request, "personnel/overview.html", "staff", context)


@require_GET
def overview_workbook(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """The tables of the page, each as a sheet."""
    lens = figures_or_404(request, year, org_unit).lens
    page = read_staff_page(lens, YearsForm(request.GET).count)
    content = workbook_of(page.tables, [f"Personal {lens.year}", str(lens.org_unit)])
    name = f"personal-{lens.org_unit.slug}-{lens.year.slug}.xlsx"
    return workbook_answer(content, name)
