"""Investments: each project's year against its budget, and its total against what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from django.http import QueryDict

from budget.amounts_read import LAST_MONTH, Amounts, YearAmounts, read_amounts
from budget.area_figures import AreaFigures, total_of
from budget.figures import AreaRow, AreaRowKind, Statement, read_statement
from budget.investment_figures import ProjectFigures, read_projects, sum_of_projects
from budget.models import BudgetArea, Grouping, InvestmentProject
from budget.money import UNIT_PARAMETER, MoneyUnit, money_unit
from budget.pages.choices import Choice, unit_choices
from budget.pages.words import span
from budget.units import units_around
from kommunrapport.http import Lens
from kommunrapport.measures.figures import FIRST_YEAR

_SUMS = (AreaRowKind.SUM, AreaRowKind.TOTAL)
_NOTHING = YearAmounts()


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project, or the sum of several."""

    row: AreaRow
    year: tuple[str, str, str]
    words: str
    totals: tuple[str, str, str, str]
    comment: str

    @property
    def is_heading(self) -> bool:
        return self.row.kind == AreaRowKind.HEADING

    @property
    def is_sum(self) -> bool:
        return self.row.kind in _SUMS


@dataclass(frozen=True, slots=True)
class Investments:
    """Everything the list shows."""

    rows: tuple[ProjectRow, ...]
    total: AreaFigures
    outcome_head: str
    money: MoneyUnit
    units: tuple[Choice, ...]

    @property
    def lead(self) -> str:
        if not self.rows:
            return "Inga investeringsprojekt är inlagda."
        left = self.total.variance
        if left is None:
            return "Inget utfall är bokfört för perioden."
        spent = f"Utgiften är {self.money.with_name(self.total.outcome or Decimal(0))}"
        if not left:
            return f"{spent}, lika mycket som budgeten."
        return f"{spent}, {self.money.with_name(abs(left))} {'lägre' if left > 0 else 'högre'} än budgeten."


def read_investments(lens: Lens, query: QueryDict) -> Investments:
    """The same queries for any number of projects and years."""
    statement = read_statement(org_unit=lens.org_unit, period=lens.year, grouping=Grouping.PROJECT)
    projects = read_projects(lens.org_unit, lens.year, [node.area for node in statement.nodes], lens.occasion)
    amounts = [*(node.figures.outcome for node in statement.nodes), *(p.approved for p in projects.values())]
    money = money_unit(query.get(UNIT_PARAMETER, "")).fitting(amounts)
    rows = [replace(row, figures=_of_period(row.figures, statement)) for row in statement.rows]
    return Investments(
        rows=tuple(_row(row, _project_of(row, statement, projects), money) for row in rows),
        total=_of_period(statement.total, statement),
        outcome_head=f"Utfall {span(statement.through_month, int(lens.year))}",
        money=money,
        units=unit_choices(query, money),
    )


def _of_period(figures: AreaFigures, statement: Statement) -> AreaFigures:
    """With the outcome to date, of a part of the year; the budget is that of the year."""
    return figures if statement.through_month == LAST_MONTH else replace(figures, outcome=figures.outcome_to_date)


def _project_of(row: AreaRow, statement: Statement, projects: Mapping[BudgetArea, ProjectFigures]) -> ProjectFigures:
    """Of a sum, what is known of its projects together."""
    if row.area is not None and row.kind not in _SUMS:
        return projects[row.area]
    top = statement.node(row.area.pk) if row.area else None
    nodes = top.below() if top else statement.nodes
    return sum_of_projects([projects[node.area] for node in nodes])


def _row(row: AreaRow, project: ProjectFigures, money: MoneyUnit) -> ProjectRow:
    figures = row.figures
    return ProjectRow(
        row=row,
        year=(
            money.shown(figures.budget),
            money.shown(figures.outcome),
            money.shown(figures.variance, plus=True),
        ),
        words=spending_in_words(figures.variance),
        totals=(
            money.shown(project.approved),
            money.shown(project.spent),
            money.shown(project.estimated),
            money.shown(project.deviation, plus=True),
        ),
        comment=project.comment,
    )


def spending_in_words(variance: Decimal | None) -> str:
    """A lower cost is not better: often the project is only late."""
    if variance is None:
        return ""
    return "som budget" if not variance else f"{'lägre' if variance > 0 else 'högre'} utgift än budget"


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """The page of one project: decided, spent and estimated, year by year and occasion by occasion."""

    area: BudgetArea
    project: InvestmentProject | None
    facts: tuple[tuple[str, str], ...]
    years: tuple[tuple[str, str, str, str], ...]
    estimates: tuple[tuple[str, str, str], ...]
    money: MoneyUnit
    units: tuple[Choice, ...]
    lead: str


def read_project(lens: Lens, area: BudgetArea, query: QueryDict) -> ProjectPage:
    """The years with any amount, and every estimate up to the period of the lens."""
    figures = read_projects(lens.org_unit, lens.year, [area], lens.occasion)[area]
    years = range(FIRST_YEAR, int(lens.year) + 1)
    amounts = read_amounts(units_around(lens.org_unit).within, years, Grouping.PROJECT)
    project = InvestmentProject.objects.filter(area=area).first()
    money = money_unit(query.get(UNIT_PARAMETER, "")).fitting([figures.approved, figures.spent, figures.estimated])
    named = [
        ("Beslutad totalutgift", figures.approved),
        ("Utgift hittills", figures.spent),
        ("Beräknad totalutgift", figures.estimated),
        ("Beslutad minus beräknad", figures.deviation),
    ]
    return ProjectPage(
        area=area,
        project=project,
        facts=tuple((what, money.shown(amount, plus=what.startswith("Beslutad minus"))) for what, amount in named),
        years=tuple(_years(area, amounts, project, money)),
        estimates=tuple(_estimates(lens, project, money)),
        money=money,
        units=unit_choices(query, money),
        lead=_project_lead(figures, money),
    )


def _project_lead(figures: ProjectFigures, money: MoneyUnit) -> str:
    if figures.deviation is None:
        return "Beslutad och beräknad totalutgift är inte båda angivna."
    if not figures.deviation:
        return "Projektet beräknas kosta det som är beslutat."
    word = "mindre" if figures.deviation > 0 else "mer"
    return f"Projektet beräknas kosta {money.with_name(abs(figures.deviation))} {word} än beslutat."


def _years(
    area: BudgetArea, amounts: Amounts, project: InvestmentProject | None, money: MoneyUnit
) -> list[tuple[str, str, str, str]]:
    """(year, budget, outcome, spent so far)"""
    spent = project.spent_before if project else None
    rows = [("Tidigare", "", "", money.shown(spent))] if spent is not None else []
    for year in sorted({y for by_area in (amounts.budget, amounts.outcome) for a, y in by_area if a == area.pk}):
        outcome = amounts.outcome.get((area.pk, year), _NOTHING).total
        spent = total_of([spent, outcome])
        budget = amounts.budget.get((area.pk, year), _NOTHING).total
        rows.append((str(year), money.shown(budget), money.shown(outcome), money.shown(spent)))
    return rows


def _estimates(lens: Lens, project: InvestmentProject | None, money: MoneyUnit) -> list[tuple[str, str, str]]:
    """(occasion, estimated total, comment), the latest first."""
    if project is None:
        return []
    made = project.estimates.filter(occasion__year__lte=int(lens.year)).select_related("occasion")
    known = [e for e in made if e.occasion.period.order >= lens.year.order]
    ordered = sorted(known, key=lambda e: e.occasion.period.order)
    return [(str(e.occasion.period), money.shown(e.estimated_total), e.comment) for e in ordered]
