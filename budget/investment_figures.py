"""Investment projects over several years: what was decided, spent so far, and thought to be needed in all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from budget.amounts_read import ByArea, read_amounts
from budget.area_figures import total_of
from budget.figures import Statement, end_month
from budget.models import Grouping, InvestmentProject, ProjectEstimate
from budget.units import units_around
from kommunrapport.organisation.models import Occasion, OrgUnit

FIRST_YEAR = 1990  # no occasion is older
PLANS = (Occasion.Kind.PLAN, Occasion.Kind.CONTROL_PLAN)


@dataclass(frozen=True, slots=True)
class ProjectFigures:
    """A project's whole life, in kronor with expenses positive; None where nothing is stored.

    `spent` is up to and with the statement's year. `comment` is that of the occasion itself.
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
        _figures(projects[area], outcome, estimates.get(projects[area].pk, []), occasion)
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


def _figures(
    project: InvestmentProject, outcome: ByArea, estimates: Sequence[ProjectEstimate], occasion: Occasion
) -> ProjectFigures:
    booked = (amounts.total for (area, _), amounts in outcome.items() if area == project.area_id)
    known = [estimate.estimated_total for estimate in estimates if estimate.estimated_total is not None]
    return ProjectFigures(
        project=project,
        approved=project.approved_total,
        spent=total_of([project.spent_before, *booked]),
        estimated=known[-1] if known else None,
        comment=next((e.comment for e in estimates if e.occasion_id == occasion.pk), ""),
    )
