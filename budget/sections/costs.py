"""What each area has cost over the years, as bars and as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from budget.area_figures import total_of
from budget.figures import Statement
from budget.history import read_years
from budget.models import Grouping
from budget.presentation import Presentation
from budget.sections.choices import GROUPING, MoneyChoices, unit_name
from budget.sections.reading import grouping_of, is_of_area, statement_of
from budget.tree import AreaNode
from kommunrapport.reports.blocks import BarChart, BarGroup, ChartPoint, Table
from kommunrapport.reports.registry import section
from kommunrapport.reports.scope import ReportScope

MISSING = "saknas"


@dataclass(frozen=True, slots=True)
class CostChoices(MoneyChoices):
    """Which rows the chart has."""

    title: str = field(default="Nettokostnad per verksamhetsområde", metadata={"label": "Diagrammets rubrik"})
    grouping: str = field(default=Grouping.FIELD.value, metadata=GROUPING)
    with_table: bool = field(default=False, metadata={"label": "Visa beloppen i en tabell också"})


@dataclass(frozen=True, slots=True)
class CostReport:
    """The chart; None when nothing was booked in any of the years. The table repeats its figures."""

    chart: BarChart | None
    with_table: bool = False

    @property
    def table(self) -> Table | None:
        return self.chart.table if self.chart and self.with_table else None


@section("budget.cost_per_area", title="Kostnad per område över åren", params=CostChoices)
def cost_per_area(scope: ReportScope, params: CostChoices) -> CostReport:
    """The net cost of each area for the years of the report: whole years, or the same part of each."""
    grouping = grouping_of(scope, params.grouping)
    statement = statement_of(scope, grouping)
    years = [int(year) for year in scope.years]
    outcomes = _outcomes(scope, statement, years)
    groups = tuple(_group(node, outcomes, years, params.presentation) for node in _charted(scope, statement))
    booked = tuple(group for group in groups if any(point.value is not None for point in group.points))
    if not booked:
        return CostReport(None, params.with_table)
    title = f"{params.title} {years[0]}–{years[-1]}" if len(years) > 1 else f"{params.title} {years[0]}"
    return CostReport(BarChart(title, booked, unit_name(params.presentation.unit, scope.labels)), params.with_table)


def _outcomes(scope: ReportScope, statement: Statement, years: list[int]) -> Mapping[tuple[int, int], Decimal | None]:
    found = read_years(
        org_unit=scope.org_unit, years=years, grouping=statement.grouping, through_month=statement.through_month
    )
    return {(area, each.year): each.outcome for area, of_years in found.items() for each in of_years}


def _charted(scope: ReportScope, statement: Statement) -> Iterator[AreaNode]:
    """The areas at the top, or the parts of one that only sums them; in the chapter of an area, that one."""
    if is_of_area(scope):
        node = statement.node(scope.subject_id or 0)
        yield from [node] if node else []
        return
    for root in statement.roots:
        yield from _opened(root)


def _opened(node: AreaNode) -> Iterator[AreaNode]:
    if node.parts and not node.area.has_heading:
        for part in node.parts:
            yield from _opened(part)
    else:
        yield node


def _group(
    node: AreaNode, outcomes: Mapping[tuple[int, int], Decimal | None], years: list[int], shown: Presentation
) -> BarGroup:
    areas = [below.area.pk for below in node.below()]
    amounts = [(year, total_of(outcomes.get((area, year)) for area in areas)) for year in years]
    return BarGroup(node.area.name, tuple(_point(year, amount, shown) for year, amount in amounts))


def _point(year: int, amount: Decimal | None, shown: Presentation) -> ChartPoint:
    if amount is None:
        return ChartPoint(str(year), None, MISSING)
    return ChartPoint(str(year), shown.shown_value(amount), shown.amount(amount))
