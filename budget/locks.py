"""Which units have closed their figures of an occasion."""

from __future__ import annotations

from budget.units import UnitsAround
from kommunrapport.organisation.models import Occasion, OrgUnit, Submission
from kommunrapport.organisation.submissions import REPORTING_KINDS


def closed_units(units: UnitsAround, occasion: Occasion | None) -> frozenset[int]:
    """Of the unit and all below it those that are closed, by the submission of the nearest unit that reports.

    Two queries for any number of units; one while none is closed.
    """
    submissions = Submission.objects.filter(occasion=occasion).exclude(state=Submission.State.OPEN)
    closed = set(submissions.values_list("org_unit", flat=True)) if occasion else set()
    if not closed:
        return frozenset()
    reporting = set(OrgUnit.objects.filter(kind__in=REPORTING_KINDS).values_list("pk", flat=True))
    parents = {child: parent for parent, below in units.children.items() for child in below}
    return frozenset(unit for unit in units.within if _guard(unit, parents, reporting) in closed)


def _guard(unit: int, parents: dict[int, int | None], reporting: set[int]) -> int:
    """The unit whose submission guards the figures of `unit`, as `submissions.reporting_unit`."""
    above = parents.get(unit)
    while unit not in reporting and above is not None:
        unit, above = above, parents.get(above)
    return unit
