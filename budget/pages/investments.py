"""Investments: each project's year against its budget, and its total against what was decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.http import QueryDict

from budget.amounts_read import LAST_MONTH, Amounts, YearAmounts, read_amounts
from budget.area_figures import AreaFigures, total_of, variance
from budget.figures import AreaRow, AreaRowKind, Statement, read_statement
from budget.investment_figures import spent_through, whole_sum
from budget.models import BudgetArea, Grouping, InvestmentProject, ProjectEstimate
from budget.money import UNIT_PARAMETER, MoneyUnit, money_unit
from budget.pages.choices import Choice, unit_choices
from budget.pages.words import span
from budget.units import units_around
from kommunrapport.http import Lens
from kommunrapport.measures.figures import FIRST_YEAR

_SUMS = (AreaRowKind.SUM, AreaRowKind.TOTAL)
_NOTHING = YearAmounts()


@dataclass(frozen=True, slots=True)
class ProjectTotals:
    """What a project costs in all, kronor; None where it is not known. Deviation is decided less estimated."""

    approved: Decimal | None = None
    accumulated: Decimal | None = None
    estimated: Decimal | None = None
    deviation: Decimal | None = None
    comment: str = ""


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
    totals = read_totals_of_projects(lens, [node.area for node in statement.nodes])
    amounts = [*(node.figures.outcome for node in statement.nodes), *(t.approved for t in totals.values())]
    money = money_unit(query.get(UNIT_PARAMETER, "")).fitting(amounts)
    rows = [replace(row, figures=_of_period(row.figures, statement)) for row in statement.rows]
    return Investments(
        rows=tuple(_row(row, _totals_of(row, statement, totals), money) for row in rows),
        total=_of_period(statement.total, statement),
        outcome_head=f"Utfall {span(statement.through_month, int(lens.year))}",
        money=money,
        units=unit_choices(query, money),
    )


def _of_period(figures: AreaFigures, statement: Statement) -> AreaFigures:
    """With the outcome to date, of a part of the year; the budget is that of the year."""
    return figures if statement.through_month == LAST_MONTH else replace(figures, outcome=figures.outcome_to_date)


def _totals_of(row: AreaRow, statement: Statement, totals: Mapping[int, ProjectTotals]) -> ProjectTotals:
    """Of a sum, what is known of its projects together."""
    if row.area is not None and row.kind not in _SUMS:
        return totals.get(row.area.pk, ProjectTotals())
    top = statement.node(row.area.pk) if row.area else None
    nodes = [*top.below()] if top else [*statement.nodes]
    below = [totals[node.area.pk] for node in nodes if node.area.pk in totals]
    return ProjectTotals(
        total_of(t.approved for t in below),
        total_of(t.accumulated for t in below),
        total_of(t.estimated for t in below),
        whole_sum(t.deviation for t in below),
    )


def _row(row: AreaRow, totals: ProjectTotals, money: MoneyUnit) -> ProjectRow:
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
            money.shown(totals.approved),
            money.shown(totals.accumulated),
            money.shown(totals.estimated),
            money.shown(totals.deviation, plus=True),
        ),
        comment=totals.comment,
    )


def spending_in_words(variance: Decimal | None) -> str:
    """A lower cost is not better: often the project is only late."""
    if variance is None:
        return ""
    return "som budget" if not variance else f"{'lägre' if variance > 0 else 'högre'} utgift än budget"


def read_totals_of_projects(lens: Lens, areas: Sequence[BudgetArea]) -> dict[int, ProjectTotals]:
    """By area id: decided, spent through the year of the lens, and as estimated at its occasion or the last before."""
    units = units_around(lens.org_unit).within
    outcome = read_amounts(units, range(FIRST_YEAR, int(lens.year) + 1), Grouping.PROJECT).outcome
    projects = {p.area_id: p for p in InvestmentProject.objects.filter(area__in=areas)}
    estimates = _latest_estimates(lens, projects)
    found = {}
    for area in areas:
        project, estimate = projects.get(area.pk), estimates.get(area.pk)
        approved = project.approved_total if project else None
        found[area.pk] = ProjectTotals(
            approved=approved,
            accumulated=spent_through(lens.year, project.spent_before if project else None, outcome, area.pk),
            estimated=estimate.estimated_total if estimate else None,
            deviation=variance(approved, estimate.estimated_total) if estimate and approved is not None else None,
            comment=estimate.comment if estimate else "",
        )
    return found


def _latest_estimates(lens: Lens, projects: Mapping[int, InvestmentProject]) -> dict[int, ProjectEstimate]:
    made = ProjectEstimate.objects.filter(project__in=projects.values(), occasion__year__lte=int(lens.year))
    known = [e for e in made.select_related("occasion", "project") if e.occasion.period.order >= lens.year.order]
    return {e.project.area_id: e for e in sorted(known, key=lambda e: e.occasion.period.order, reverse=True)}


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
    totals = read_totals_of_projects(lens, [area])[area.pk]
    years = range(FIRST_YEAR, int(lens.year) + 1)
    amounts = read_amounts(units_around(lens.org_unit).within, years, Grouping.PROJECT)
    project = InvestmentProject.objects.filter(area=area).first()
    money = money_unit(query.get(UNIT_PARAMETER, "")).fitting([totals.approved, totals.accumulated, totals.estimated])
    named = [
        ("Beslutad totalutgift", totals.approved),
        ("Utgift hittills", totals.accumulated),
        ("Beräknad totalutgift", totals.estimated),
        ("Beslutad minus beräknad", totals.deviation),
    ]
    return ProjectPage(
        area=area,
        project=project,
        facts=tuple((what, money.shown(amount, plus=what.startswith("Beslutad minus"))) for what, amount in named),
        years=tuple(_years(area, amounts, project, money)),
        estimates=tuple(_estimates(lens, project, money)),
        money=money,
        units=unit_choices(query, money),
        lead=_project_lead(totals, money),
    )


def _project_lead(totals: ProjectTotals, money: MoneyUnit) -> str:
    if totals.deviation is None:
        return "Beslutad och beräknad totalutgift är inte båda angivna."
    if not totals.deviation:
        return "Projektet beräknas kosta det som är beslutat."
    word = "mindre" if totals.deviation > 0 else "mer"
    return f"Projektet beräknas kosta {money.with_name(abs(totals.deviation))} {word} än beslutat."


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
