"""Investment projects over several years: what was decided, spent so far, and thought to be needed in all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from budget.amounts_read import ByArea, YearAmounts, read_amounts
from budget.area_figures import total_of
from budget.figures import Statement, end_month
from budget.models import Grouping, InvestmentProject, ProjectEstimate
from budget.units import units_around
from kommunrapport.organisation.models import Occasion, OrgUnit
from kommunrapport.organisation.period import Period

FIRST_YEAR = 1990  # no occasion is older
PLANS = (Occasion.Kind.PLAN, Occasion.Kind.CONTROL_PLAN)


@dataclass(frozen=True, slots=True)
class ProjectFigures:
    """A project's whole life, in kronor with expenses positive; None where nothing is stored.

    `spent` is up to and with the statement's period. `comment` is that of the occasion itself.
    """

    project: InvestmentProject
    approved: Decimal | None
    spent: Decimal | None
    estimated: Decimal | None
    comment: str

    @property
    def deviation(self) -> Decimal | None:
        """What was decided less what is thought to be needed; None without either."""
        return None if self.approved is None or self.estimated is None else self.approved - self.estimated

    @property
    def left(self) -> Decimal | None:
        """What is left of the decided sum; None without one."""
        return None if self.approved is None else self.approved - (self.spent or Decimal(0))


def read_projects(statement: Statement, org_unit: OrgUnit, occasion: Occasion) -> tuple[ProjectFigures, ...]:
    """The projects of a statement of projects, in its order: five queries."""
    areas = [node.area.pk for node in statement.nodes]
    projects = {p.area_id: p for p in InvestmentProject.objects.filter(area__in=areas).select_related("area")}
    outcome = read_amounts(
        units_around(org_unit).within, range(FIRST_YEAR, int(statement.period) + 1), Grouping.PROJECT
    ).outcome
    estimates = _estimates(projects.values(), occasion)
    return tuple(
        _figures(
            projects[area],
            spent_through(statement.period, projects[area].spent_before, outcome, area),
            estimates.get(projects[area].pk, []),
            occasion,
        )
        for area in areas
        if area in projects
    )


def _estimates(projects: Iterable[InvestmentProject], occasion: Occasion) -> dict[int, list[ProjectEstimate]]:
    """Those made at or before the occasion, the oldest first."""
    found: dict[int, list[ProjectEstimate]] = {}
    made = ProjectEstimate.objects.filter(project__in=[p.pk for p in projects], occasion__year__lte=occasion.year)
    for estimate in sorted(made.select_related("occasion"), key=lambda e: _when(e.occasion)):
        if _when(estimate.occasion) <= _when(occasion):
            found.setdefault(estimate.project_id, []).append(estimate)
    return found


def _when(occasion: Occasion) -> tuple[int, int]:
    """The order in time; a plan is made before its year."""
    return (occasion.year, 0 if occasion.kind in PLANS else end_month(occasion.period))


def whole_sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of all; None when one is missing, since it is then no difference of the sums beside it."""
    found = list(amounts)
    return None if None in found else total_of(found)


def spent_through(period: Period, before: Decimal | None, outcome: ByArea, area: int) -> Decimal | None:
    """What an area has cost up to and with `period`; None also where this year can't be told by month."""
    years = {year: amounts for (found, year), amounts in outcome.items() if found == area}
    this_year = years.pop(int(period), YearAmounts())
    to_date = this_year.through(end_month(period))
    if to_date is None and this_year.total is not None:
        return None
    return total_of([before, *(amounts.total for amounts in years.values()), to_date])


def _figures(
    project: InvestmentProject, spent: Decimal | None, estimates: Sequence[ProjectEstimate], occasion: Occasion
) -> ProjectFigures:
    known = [estimate.estimated_total for estimate in estimates if estimate.estimated_total is not None]
    return ProjectFigures(
        project=project,
        approved=project.approved_total,
        spent=spent,
        estimated=known[-1] if known else None,
        comment=next((e.comment for e in estimates if e.occasion_id == occasion.pk), ""),
    )
