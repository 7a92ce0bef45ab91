"""Investments: the year's budget and outcome, and projects of several years against what was decided."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from budget.amounts_read import LAST_MONTH
from budget.area_figures import total_of
from budget.explanations_read import Explanation
from budget.investment_figures import ProjectFigures, read_projects, sum_of_projects
from budget.models import BudgetArea, Grouping
from budget.presentation import DOES_NOT_ADD_UP, Addition, Presentation, rounding_shows
from budget.sections.choices import COLUMNS, FIRST_HEADS, NARROW, VarianceChoices, detail, unit_name
from budget.sections.reading import explanations, statement_of
from budget.statement_columns import known_columns
from budget.statement_table import TableForm, statement_table
from kommunrapport.dates import month_name
from kommunrapport.organisation.period import Period
from kommunrapport.reports.blocks import Cell, Column, Row, RowKind, Table
from kommunrapport.reports.registry import section
from kommunrapport.reports.scope import ReportScope

# Less spent than budgeted is often a delay, so nothing calls it good.
NEUTRAL = "En avvikelse med plus är lägre utgift än budget."
NEUTRAL_TOTAL = "En avvikelse med plus är lägre beräknad utgift än den beslutade."


@dataclass(frozen=True, slots=True)
class InvestmentChoices(VarianceChoices):
    """What of the investments is shown, and how."""

    title: str = field(default="Investeringsredovisning", metadata={"label": "Tabellens rubrik"})
    plus: bool = field(default=True, metadata=detail("Plus framför avvikelser med lägre utgift än budget"))
    columns: tuple[str, ...] = field(default=("budget", "outcome", "variance"), metadata=COLUMNS)
    short_heads: bool = field(default=False, metadata=detail("Kolumnrubriker utan år"))
    with_projects: bool = field(default=True, metadata={"label": "Visa projekt med beslutad totalutgift"})
    with_comments: bool = field(default=True, metadata={"label": "Visa kommentarer"})


@dataclass(frozen=True, slots=True)
class ProjectComment:
    """How a project goes."""

    project: str
    text: str


@dataclass(frozen=True, slots=True)
class InvestmentReport:
    """The tables of the year and of whole projects; None for what the unit does not have."""

    year: Table | None
    projects: Table | None = None
    explanations: tuple[Explanation, ...] = ()
    comments: tuple[ProjectComment, ...] = ()


@section("budget.investments", title="Investeringsredovisning", params=InvestmentChoices)
def investments(scope: ReportScope, params: InvestmentChoices) -> InvestmentReport:
    """The year's investments, and below them the projects that have a decided sum of their own."""
    statement = statement_of(scope, Grouping.PROJECT)
    if not statement.rows:
        return InvestmentReport(None)
    columns = known_columns(params.columns)
    note = NEUTRAL if "variance" in columns and params.plus else ""
    form = TableForm(
        columns=columns,
        presentation=params.presentation,
        first=FIRST_HEADS[Grouping.PROJECT],
        caption=params.caption(scope),
        short_heads=params.short_heads,
        note=note,
        wide=len(columns) > NARROW,
    )
    areas = [node.area for node in statement.nodes]
    projects = read_projects(scope.org_unit, scope.year, areas, scope.occasion)
    return InvestmentReport(
        year=statement_table(statement, form, statement.rows),
        projects=_project_table(scope, params, projects) if params.with_projects else None,
        explanations=explanations(scope, areas) if params.with_comments else (),
        comments=_comments(projects) if params.with_comments else (),
    )


def _comments(projects: Mapping[BudgetArea, ProjectFigures]) -> tuple[ProjectComment, ...]:
    return tuple(ProjectComment(str(area), found.comment) for area, found in projects.items() if found.comment)


def _project_table(
    scope: ReportScope, params: InvestmentChoices, projects: Mapping[BudgetArea, ProjectFigures]
) -> Table | None:
    """Projects with a decided or an estimated total; None when there are none."""
    found = {area: project for area, project in projects.items() if project.has_total}
    if not found:
        return None
    shown = params.presentation
    rows = [_project_row(shown, str(area), project) for area, project in found.items()]
    if len(found) > 1:
        total = _project_row(shown, "Summa", sum_of_projects(found.values()))
        rows.append(Row(total.cells, RowKind.TOTAL, sum_of=tuple(range(len(found)))))
    columns = (
        Column("Projekt"),
        Column("Beslutad totalutgift", numeric=True),
        Column(f"Utgift till och med {_until(scope.year)}", numeric=True, this_year=True),
        Column("Beräknad totalutgift", numeric=True),
        Column("Avvikelse", numeric=True, difference_of=(1, 3)),
    )
    rounded = rounding_shows(_additions(found.values()), shown)
    notes = [NEUTRAL_TOTAL if params.plus else "", DOES_NOT_ADD_UP if rounded else ""]
    caption = f"Projektens totala utgifter ({unit_name(shown.unit, scope.labels)})"
    return Table(columns, tuple(rows), caption, " ".join(filter(None, notes)))


def _until(period: Period) -> str:
    month = period.end_month
    return str(int(period)) if month == LAST_MONTH else f"{month_name(month)} {int(period)}"


def _project_row(shown: Presentation, name: str, project: ProjectFigures) -> Row:
    totals = (project.approved, project.spent, project.estimated)
    cells = (*(shown.amount_cell(amount) for amount in totals), shown.variance_cell(project.deviation))
    return Row((Cell(name), *cells))


_AMOUNTS: tuple[Callable[[ProjectFigures], Decimal | None], ...] = (
    lambda p: p.approved,
    lambda p: p.spent,
    lambda p: p.estimated,
    lambda p: p.deviation,
)


def _additions(projects: Collection[ProjectFigures]) -> list[Addition]:
    """What a reader can add up: down to the sum, and along each row."""
    down = [Addition(total_of(parts), parts) for parts in (tuple(read(p) for p in projects) for read in _AMOUNTS)]
    across = [Addition(p.deviation, (p.approved, -p.estimated)) for p in projects if p.estimated is not None]
    return [*(down if len(projects) > 1 else []), *across]
