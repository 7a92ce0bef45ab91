"""The economy of a unit as one user meets it: the statement of a grouping, what must be explained, what has been."""

from __future__ import annotations

from dataclasses import dataclass

from budget.amounts_read import LAST_MONTH
from budget.figures import Statement, read_statement
from budget.locks import closed_units
from budget.models import OPERATING, BudgetArea, Grouping, VarianceComment, VarianceThreshold
from budget.rights import answers_for, is_of_unit
from budget.units import UnitsAround, units_around
from budget.variance import read_threshold, to_explain
from kommunrapport.http import Lens
from kommunrapport.organisation.access import Access
from kommunrapport.organisation.models import Occasion, OrgUnit
from kommunrapport.organisation.period import Period
from kommunrapport.organisation.submissions import current_submission, lock_sentence, reporting_unit


@dataclass(frozen=True, slots=True)
class Economy:
    """A statement, and the comments at the occasion of the address. `comments` are by area id.

    `lock` says why comments are closed; empty while they are open. `source` is whose statement it is: the unit's own,
    or for a unit that has no areas that of one above it, with the areas that the unit answers for. `closed` are the
    units whose comments are closed.
    """

    lens: Lens
    access: Access
    statement: Statement
    threshold: VarianceThreshold | None
    to_explain: frozenset[int]
    comments: dict[int, VarianceComment]
    lock: str
    source: OrgUnit
    units: UnitsAround
    closed: frozenset[int]

    @property
    def is_own(self) -> bool:
        return self.source.pk == self.lens.org_unit.pk

    def unit_of(self, area: BudgetArea) -> OrgUnit:
        """Whose comment it is: the unit of the area, or for a tree from above the unit that uses it."""
        return area.org_unit if area.org_unit_id in self.units.within else self.source

    def may_answer(self, area: BudgetArea) -> bool:
        """The user answers for the area, and there is an occasion to comment at; the lock is told for itself."""
        unit = self.unit_of(area) if self.is_own else self.lens.org_unit
        return self.lens.occasion is not None and answers_for(self.access, area, unit.pk)

    def is_closed(self, area: BudgetArea) -> bool:
        """Whether comments on the area are closed: seen from above, each nämnd closes its own."""
        return bool(self.lock) or self.unit_of(area).pk in self.closed

    @property
    def missing(self) -> list[BudgetArea]:
        """The areas that wait for a comment, in order."""
        return [n.area for n in self.statement.nodes if n.area.pk in self.to_explain - self.comments.keys()]


def read_economy(lens: Lens, access: Access, grouping: str) -> Economy:
    """Read the statement with its comments: a constant number of queries."""
    source, statement = _read_source(lens, access, grouping)
    units = units_around(source)
    threshold = read_threshold(lens.org_unit)
    return Economy(
        lens=lens,
        access=access,
        statement=statement,
        threshold=threshold,
        to_explain=frozenset(area.pk for area in to_explain(statement, threshold)) if lens.occasion else frozenset(),
        comments=_read_comments(lens, source, units, statement),
        lock=comment_lock(lens.org_unit, lens.occasion),
        source=source,
        units=units,
        closed=closed_units(units, lens.occasion),
    )


def _read_source(lens: Lens, access: Access, grouping: str) -> tuple[OrgUnit, Statement]:
    """The unit's statement. Without areas of its own, what it answers for in that of the nearest unit above with any.

    Not above the nämnd, which is an authority of its own.
    """
    unit, top = lens.org_unit, reporting_unit(lens.org_unit)
    own = read_present_statement(unit, lens.year, grouping)
    within = units_around(unit).within if not own.rows else frozenset()
    while not own.rows and unit != top and unit.parent is not None:
        unit = unit.parent
        found = read_present_statement(unit, lens.year, grouping)
        answered = [n for n in found.nodes if not n.parts and is_of_unit(access, n.area, within)]
        if answered:
            return unit, found.narrowed(answered)
    return lens.org_unit, own


def read_present_statement(org_unit: OrgUnit, period: Period, grouping: str) -> Statement:
    """The statement of the period. A year that is not booked to its end is compared through its last booked month."""
    found = read_statement(org_unit=org_unit, period=period, grouping=grouping)
    booked = found.booked_through
    if found.through_month < LAST_MONTH or booked is None or booked == LAST_MONTH:
        return found
    return read_statement(org_unit=org_unit, period=period, grouping=grouping, through_month=booked)


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


def _read_comments(lens: Lens, source: OrgUnit, units: UnitsAround, statement: Statement) -> dict[int, VarianceComment]:
    """The comment of each area by the unit whose it is."""
    areas = {node.area.pk: node.area for node in statement.nodes}
    found = VarianceComment.objects.filter(occasion=lens.occasion, area__in=areas) if lens.occasion else []
    owner = {pk: a.org_unit_id if a.org_unit_id in units.within else source.pk for pk, a in areas.items()}
    return {comment.area_id: comment for comment in found if comment.org_unit_id == owner[comment.area_id]}
