"""Investment projects over several years: what was decided, spent so far, and thought to be needed in all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from budget.amounts_read import ByArea, YearAmounts, read_amounts
from budget.area_figures import total_of
from budget.models import BudgetArea, Grouping, InvestmentProject, ProjectEstimate
from budget.units import units_around
from kommunrapport.measures.figures import FIRST_YEAR
from kommunrapport.organisation.models import Occasion, OrgUnit
from kommunrapport.organisation.period import Period

PLANS = (Occasion.Kind.PLAN, Occasion.Kind.CONTROL_PLAN)


@dataclass(frozen=True, slots=True)
class ProjectFigures:
    """The whole life of a project, or of several together, in kronor with expenses positive; None where not known.

    `spent` is up to and with the period, `estimated` the latest known by then. `comment` is that of the period's own
    occasion.
    """

    approved: Decimal | None = None
    spent: Decimal | None = None
    estimated: Decimal | None = None
    deviation: Decimal | None = None
    comment: str = ""

    @property
    def has_total(self) -> bool:
        """Whether anything is decided or thought of what it costs in all."""
        return self.approved is not None or self.estimated is not None


def read_projects(
    org_unit: OrgUnit, period: Period, areas: Iterable[BudgetArea], occasion: Occasion | None
) -> dict[BudgetArea, ProjectFigures]:
    """Every area as it was at `occasion`, or at the end of the period where there is none.

    The same queries for any number of areas. An area that came with a file may have amounts and no project.
    """
    areas = list(areas)
    projects = {project.area_id: project for project in InvestmentProject.objects.filter(area__in=areas)}
    years = range(FIRST_YEAR, int(period) + 1)
    outcome = read_amounts(units_around(org_unit).within, years, Grouping.PROJECT).outcome
    estimates = _estimates(projects.values(), _when(occasion) if occasion else (int(period), period.end_month))
    found = {}
    for area in areas:
        project = projects.get(area.pk)
        spent = spent_through(period, project.spent_before if project else None, outcome, area.pk)
        found[area] = _figures(project, spent, estimates.get(area.pk, []), occasion)
    return found


def sum_of_projects(projects: Collection[ProjectFigures]) -> ProjectFigures:
    """What is known of several together; a deviation only where every one with a total has it.

    Otherwise it would be no difference of the sums beside it.
    """
    deviations = [project.deviation for project in projects if project.has_total]
    return ProjectFigures(
        approved=total_of(project.approved for project in projects),
        spent=total_of(project.spent for project in projects),
        estimated=total_of(project.estimated for project in projects),
        deviation=None if None in deviations else total_of(deviations),
    )


def _estimates(projects: Iterable[InvestmentProject], now: tuple[int, int]) -> dict[int, list[ProjectEstimate]]:
    """By area id, those made by then, the oldest first."""
    found: dict[int, list[ProjectEstimate]] = {}
    made = ProjectEstimate.objects.filter(project__in=projects).select_related("occasion", "project")
    for estimate in sorted(made, key=lambda e: _when(e.occasion)):
        if _when(estimate.occasion) <= now:
            found.setdefault(estimate.project.area_id, []).append(estimate)
    return found


def _when(occasion: Occasion) -> tuple[int, int]:
    """The order in time; a plan is made before its year."""
    return (occasion.year, 0 if occasion.kind in PLANS else occasion.period.end_month)


def spent_through(period: Period, before: Decimal | None, outcome: ByArea, area: int) -> Decimal | None:
    """What an area has cost up to and with `period`; None also where this year can't be told by month."""
    years = {year: amounts for (found, year), amounts in outcome.items() if found == area}
    this_year = years.pop(int(period), YearAmounts())
    to_date = this_year.through(period.end_month)
    if to_date is None and this_year.total is not None:
        return None
    return total_of([before, *(amounts.total for amounts in years.values()), to_date])


def _figures(
    project: InvestmentProject | None,
    spent: Decimal | None,
    estimates: Sequence[ProjectEstimate],
    occasion: Occasion | None,
) -> ProjectFigures:
    approved = project.approved_total if project else None
    known = [estimate.estimated_total for estimate in estimates if estimate.estimated_total is not None]
    estimated = known[-1] if known else None
    return ProjectFigures(
        approved=approved,
        spent=spent,
        estimated=estimated,
        deviation=None if approved is None or estimated is None else approved - estimated,
        comment=next((e.comment for e in estimates if e.occasion == occasion), ""),
    )
