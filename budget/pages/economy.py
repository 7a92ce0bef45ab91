"""The economy of a unit as one user meets it: the statement of a grouping, what must be explained, what has been."""

from __future__ import annotations

from dataclasses import dataclass

from budget.amounts_read import LAST_MONTH
from budget.figures import Statement, read_statement
from budget.models import OPERATING, BudgetArea, Grouping, VarianceComment, VarianceThreshold
from budget.rights import answers_for
from budget.units import UnitsAround, units_around
from budget.variance import read_threshold, to_explain
from kommunrapport.http import Lens
from kommunrapport.organisation.access import Access
from kommunrapport.organisation.models import Occasion, OrgUnit
from kommunrapport.organisation.submissions import current_submission, lock_sentence


@dataclass(frozen=True, slots=True)
class Economy:
    """A statement, and the comments at the occasion of the address. `comments` are by area id.

    `lock` says why comments are closed; empty while they are open.
    """

    lens: Lens
    access: Access
    statement: Statement
    threshold: VarianceThreshold | None
    to_explain: frozenset[int]
    comments: dict[int, VarianceComment]
    lock: str
    units: UnitsAround

    def unit_of(self, area: BudgetArea) -> OrgUnit:
        """Whose comment it is: the unit of the area, or for a tree from above the unit that uses it."""
        return area.org_unit if area.org_unit_id in self.units.within else self.lens.org_unit

    def may_answer(self, area: BudgetArea) -> bool:
        """The user answers for the area, and there is an occasion to comment at; the lock is told for itself."""
        return self.lens.occasion is not None and answers_for(self.access, area, self.unit_of(area).pk)

    @property
    def missing(self) -> list[BudgetArea]:
        """The areas that wait for a comment, in order."""
        return [n.area for n in self.statement.nodes if n.area.pk in self.to_explain - self.comments.keys()]


def read_economy(lens: Lens, access: Access, grouping: str) -> Economy:
    """Read the statement with its comments: a constant number of queries."""
    units, statement = units_around(lens.org_unit), read_present_statement(lens, grouping)
    threshold = read_threshold(lens.org_unit)
    return Economy(
        lens=lens,
        access=access,
        statement=statement,
        threshold=threshold,
        to_explain=frozenset(area.pk for area in to_explain(statement, threshold)) if lens.occasion else frozenset(),
        comments=_read_comments(lens, units, statement),
        lock=comment_lock(lens.org_unit, lens.occasion),
        units=units,
    )


def read_present_statement(lens: Lens, grouping: str) -> Statement:
    """The statement of the period. A year that is not booked to its end is compared through its last booked month."""
    found = read_statement(org_unit=lens.org_unit, period=lens.year, grouping=grouping)
    booked = found.booked_through
    if found.through_month < LAST_MONTH or booked is None or booked == LAST_MONTH:
        return found
    return read_statement(org_unit=lens.org_unit, period=lens.year, grouping=grouping, through_month=booked)


def comment_lock(org_unit: OrgUnit, occasion: Occasion | None) -> str:
    """Why the unit's comments at the occasion are closed; empty while they are open."""
    submission = current_submission(org_unit, occasion)
    is_closed = submission is not None and submission.state != submission.State.OPEN
    return lock_sentence(submission) if submission is not None and is_closed else ""


def groupings_of(org_unit: OrgUnit) -> list[str]:
    """The groupings of the operating budget that the unit or one around it has, in their usual order."""
    units = units_around(org_unit)
    areas = BudgetArea.objects.filter(org_unit__in=[*units.within, *units.above], grouping__in=OPERATING)
    used = set(areas.order_by().values_list("grouping", flat=True).distinct())
    return [grouping for grouping in OPERATING if grouping in used] or [Grouping.UNIT]


def _read_comments(lens: Lens, units: UnitsAround, statement: Statement) -> dict[int, VarianceComment]:
    """The comment of each area by the unit whose it is."""
    areas = {node.area.pk: node.area for node in statement.nodes}
    found = VarianceComment.objects.filter(occasion=lens.occasion, area__in=areas) if lens.occasion else []
    owner = {pk: a.org_unit_id if a.org_unit_id in units.within else lens.org_unit.pk for pk, a in areas.items()}
    return {comment.area_id: comment for comment in found if comment.org_unit_id == owner[comment.area_id]}
