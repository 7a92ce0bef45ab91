"""The page of one risk: what it is, and one row for each year with all that came of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from internal_control.in_view import works_here
from internal_control.models import ControlFollowUp, ImprovementAction, PlannedControl, Risk, RiskRating
from internal_control.pages.action_rows import ActionRow, action_rows
from internal_control.pages.rows import ControlRow, control_rows
from internal_control.plan_read import all_planned
from internal_control.scale import Axis, Level, Scale, Step, read_scale
from internal_control.seeing import actions_seen, controls_seen, tests_seen
from kommunrapport.measures.figures import Figures
from kommunrapport.organisation.models import Submission, User
from kommunrapport.organisation.period import FULL_YEAR
from kommunrapport.organisation.roles import Capability
from kommunrapport.organisation.submissions import reporting_unit


@dataclass(frozen=True, slots=True)
class Judged:
    """A rating in the words of the scale."""

    rating: RiskRating
    likelihood: Step
    impact: Step
    level: Level


@dataclass(frozen=True, slots=True)
class RiskYear:
    """One year of a risk, from how it was judged to what was done."""

    year: int
    judged: Judged | None
    controls: tuple[ControlRow, ...]
    actions: tuple[ActionRow, ...]
    follow_ups: tuple[ControlFollowUp, ...]


@dataclass(frozen=True, slots=True)
class RiskPage:
    """`now` is how it is judged in the year of the lens. `years` are the latest first."""

    risk: Risk
    now: Judged | None
    years: tuple[RiskYear, ...]
    may_change: bool
    may_plan: bool

    @property
    def lead(self) -> str:
        if self.now is None:
            return "Risken är inte bedömd i år."
        return f"Riskvärde {self.now.rating.score}: {self.now.level.name}."


def read_risk_page(figures: Figures, user: User, risk: Risk, today: datetime.date) -> RiskPage:
    """The same queries for any number of years, controls and actions."""
    year = int(figures.lens.year)
    reader = _Reader(figures, user, risk, today)
    years = reader.years()
    may_change = figures.access.may(Capability.MANAGE_CONTROLS, risk.org_unit_id) and not figures.is_closed
    is_planned = any(row.year == year and row.controls for row in years)
    return RiskPage(
        risk=risk,
        now=next((row.judged for row in years if row.year == year), None),
        years=years,
        may_change=may_change and risk.org_unit_id == figures.lens.org_unit.pk,
        may_plan=may_change and not is_planned,
    )


class _Reader:
    def __init__(self, figures: Figures, user: User, risk: Risk, today: datetime.date) -> None:
        self.user, self.risk, self.today = user, risk, today
        self.here = works_here(figures.lens, user)

    def years(self) -> tuple[RiskYear, ...]:
        scale = read_scale()
        ratings = {rating.year: _judged(rating, scale) for rating in self.risk.ratings.all()}
        controls, actions, follow_ups = list(self._controls()), self._actions(), list(self._follow_ups())
        found = {
            *ratings,
            *(c.plan.year for c in controls),
            *(a.action.year for a in actions),
            *(f.year for f in follow_ups),
        }
        return tuple(
            RiskYear(
                year=year,
                judged=ratings.get(year),
                controls=control_rows([c for c in controls if c.plan.year == year], {self.risk.pk}),
                actions=tuple(action for action in actions if action.action.year == year),
                follow_ups=tuple(said for said in follow_ups if said.year == year),
            )
            for year in sorted(found & self._open_to_reader(found), reverse=True)
        )

    def _open_to_reader(self, years: set[int]) -> set[int]:
        """All of them for the unit's own; for who oversees it those that are closed."""
        if self.here:
            return years
        closed = Submission.objects.closed().filter(org_unit=reporting_unit(self.risk.org_unit))
        return set(closed.filter(occasion__kind=FULL_YEAR).values_list("occasion__year", flat=True))

    def _controls(self) -> Iterable[PlannedControl]:
        controls = controls_seen(all_planned().filter(control_test__risk=self.risk), self.user)
        return controls if self.here else controls.filter(plan__sent_at__isnull=False)

    def _actions(self) -> tuple[ActionRow, ...]:
        related = Q(risk=self.risk) | Q(control_test__risk=self.risk)
        actions = ImprovementAction.objects.filter(related)
        # Each stands on the row of its own year, so none of them is said to follow from another.
        return action_rows(actions_seen(actions, self.user), year=0, today=self.today)

    def _follow_ups(self) -> Iterable[ControlFollowUp]:
        tests = tests_seen(self.risk.control_tests.all(), self.user)
        return ControlFollowUp.objects.filter(control_test__in=tests).select_related("control_test")


def _judged(rating: RiskRating, scale: Scale) -> Judged:
    return Judged(
        rating=rating,
        likelihood=scale.step(Axis.LIKELIHOOD, rating.likelihood),
        impact=scale.step(Axis.IMPACT, rating.impact),
        level=scale.level(rating.score),
    )
