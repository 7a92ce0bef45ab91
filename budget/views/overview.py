"""The overview of the economy, and the page of one area."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from budget.figures import AreaNode
from budget.forms.comments import VarianceCommentForm
from budget.forms.overview import OverviewForm
from budget.models import OPERATING, BudgetArea, Grouping
from budget.pages.area import read_area_page
from budget.pages.economy import Economy, comment_lock, groupings_of, read_economy
from budget.pages.links import economy_links
from budget.pages.overview import Overview, read_overview
from budget.pages.workbook import overview_table
from kommunrapport.http import HtmxRequest, render_part, workbook_answer
from kommunrapport.measures.figures import Figures, year_figures_or_404
from kommunrapport.organisation.roles import Capability
from kommunrapport.reports.workbooks import NamedTable, workbook_of


@require_GET
def overview(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """Driftbudget: each area with budget, outcome, variance and forecast."""
    figures = year_figures_or_404(request, year, org_unit)
    form, page = _chosen(request, figures)
    context = {"lens": figures.lens, "figures": figures, "page": page, "form": form}
    may_import = figures.access.may(Capability.MANAGE_BUDGET, figures.lens.org_unit.pk) and not figures.is_closed
    context |= {"links": economy_links(figures), "query": request.GET.urlencode(), "may_import": may_import}
    return render_part(request, "budget/overview.html", "economy", context)


@require_GET
def overview_workbook(request: HtmxRequest, year: int, org_unit: str) -> HttpResponse:
    """The overview as it was chosen, as a workbook."""
    figures = year_figures_or_404(request, year, org_unit)
    lens, (_, page) = figures.lens, _chosen(request, figures)
    title = f"Driftbudget {lens.year}"
    content = workbook_of([NamedTable(title, overview_table(page, title))], [title, str(lens.org_unit)])
    name = f"driftbudget-{lens.org_unit.slug}-{lens.year.slug}.xlsx"
    return workbook_answer(content, name)


@require_GET
def area_detail(request: HtmxRequest, year: int, org_unit: str, pk: int) -> HttpResponse:
    """One area: over years, by month, as it was forecast, its parts and why it did not go as planned."""
    if BudgetArea.objects.of_grouping(Grouping.PROJECT).filter(pk=pk).exists():
        return redirect("budget:project_detail", year, org_unit, pk)
    economy, node = area_or_404(year_figures_or_404(request, year, org_unit), pk)
    return area_page(request, economy, node)


def area_or_404(figures: Figures, pk: int) -> tuple[Economy, AreaNode]:
    """An area of the operating budget that stands in the unit's statement of the year."""
    area = BudgetArea.objects.filter(pk=pk, grouping__in=OPERATING).first()
    economy = read_economy(figures.lens, figures.access, area.grouping) if area else None
    node = economy.statement.node(pk) if economy else None
    if economy is None or node is None:
        raise Http404
    lock = comment_lock(economy.unit_of(node.area), figures.lens.occasion)
    return replace(economy, lock=lock), node


def area_page(
    request: HtmxRequest, economy: Economy, node: AreaNode, bound: VarianceCommentForm | None = None
) -> HttpResponse:
    """The page; `bound` is a form that was refused."""
    context = {"lens": economy.lens, "page": read_area_page(economy, node, bound), "area": node.area}
    return render(request, "budget/area_detail.html", context)


def _chosen(request: HtmxRequest, figures: Figures) -> tuple[OverviewForm, Overview]:
    form = OverviewForm(request.GET, groupings=groupings_of(figures.lens.org_unit))
    economy = read_economy(figures.lens, figures.access, form.grouping)
    return form, read_overview(economy, form.years_before)
