"""The control plan: how far it has come, what is in it, and what could be."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from internal_control.in_view import controls_in_view, risks_in_view, tests_of_unit, works_here
from internal_control.matrix import RatedRisk, read_matrix
from internal_control.models import ControlTest, PlannedControl, Risk
from internal_control.models.risks import RiskQuerySet
from internal_control.pages.plan_state import PlanState, plan_state
from internal_control.pages.rows import ControlRow, control_rows
from internal_control.plan_read import plan_of
from internal_control.scale import Tone
from internal_control.services.plans import WHO_OPENS
from kommunrapport.measures.figures import Figures
from kommunrapport.numbers import count_word
from kommunrapport.organisation.models import User
from kommunrapport.organisation.roles import Capability


@dataclass(frozen=True, slots=True)
class Earlier:
    """A kontrollmoment that is not in this year's plan. `year` is the plan it was in last; None for none."""

    test: ControlTest
    year: int | None


@dataclass(frozen=True, slots=True)
class PlanPage:
    """`may_plan`: the user changes what is in the plan, which is open. The other three are steps of the plan itself.

    `lock` says who can open a decided plan; empty for a draft. `is_kept_back`: the reader only oversees the unit, and
    it has not sent its plan.
    """

    state: PlanState
    is_kept_back: bool
    controls: tuple[ControlRow, ...]
    wanted: tuple[RatedRisk, ...]
    earlier: tuple[Earlier, ...]
    lock: str
    may_plan: bool
    may_decide: bool
    may_send: bool
    may_reopen: bool

    @property
    def lead(self) -> str:
        count = len(self.controls)
        if not count:
            return ""
        return "En kontroll i planen." if count == 1 else f"{count_word(count).capitalize()} kontroller i planen."

    @property
    def waits_for_decision(self) -> bool:
        """The user has done all there is to do, and somebody else registers the decision."""
        return self.may_plan and bool(self.controls) and not self.may_decide

    @property
    def last_year(self) -> int | None:
        """The year to fetch from, named on the page."""
        return max((one.year for one in self.earlier if one.year is not None), default=None)


def read_plan_page(figures: Figures, user: User) -> PlanPage:
    """The same queries for any number of controls and risks."""
    lens = figures.lens
    plan = plan_of(lens.org_unit, int(lens.year))
    here = works_here(lens, user)
    state = plan_state(plan if plan and (here or plan.sent_at) else None)
    controls = list(controls_in_view(lens, user).filter(plan__org_unit=lens.org_unit))
    risks = risks_in_view(lens, user)
    may_plan = _may(figures, Capability.MANAGE_CONTROLS) and not figures.is_closed and not state.is_decided
    may_lock = _may(figures, Capability.LOCK)
    return PlanPage(
        state=state,
        is_kept_back=not (here or state.is_sent),
        controls=control_rows(controls, set(risks.values_list("pk", flat=True)), with_results=False),
        wanted=_wanted(risks.filter(org_unit=lens.org_unit), controls, int(lens.year)) if may_plan else (),
        earlier=_earlier(figures, user, controls) if may_plan else (),
        lock=WHO_OPENS if here and state.is_decided else "",
        may_plan=may_plan,
        may_decide=bool(controls) and _may(figures, Capability.REGISTER_DECISION) and _is_open(figures, state),
        may_send=may_lock and state.is_decided and not state.is_sent,
        may_reopen=may_lock and state.is_decided and not figures.is_closed,
    )


def _may(figures: Figures, capability: Capability) -> bool:
    return figures.access.may(capability, figures.lens.org_unit.pk)


def _is_open(figures: Figures, state: PlanState) -> bool:
    return not state.is_decided and not figures.is_closed


def _wanted(risks: RiskQuerySet, controls: list[PlannedControl], year: int) -> tuple[RatedRisk, ...]:
    """Risks to be controlled that no control in the plan is about, the highest score first."""
    covered = {control.control_test.risk_id for control in controls}
    rated = read_matrix(risks, year).risks
    return tuple(one for one in rated if one.risk.pk not in covered and _asks_for_control(one))


def _asks_for_control(rated: RatedRisk) -> bool:
    """It is decided to; or nothing is decided, and the score says so."""
    if rated.risk.handling:
        return rated.risk.handling == Risk.Handling.CONTROL
    return rated.level is not None and rated.level.tone == Tone.PLAN


def _earlier(figures: Figures, user: User, controls: list[PlannedControl]) -> tuple[Earlier, ...]:
    """Those of the latest plan first."""
    year = int(figures.lens.year)
    there = {control.control_test_id for control in controls}
    tests = tests_of_unit(figures.lens, user).exclude(pk__in=there)
    planned = PlannedControl.objects.filter(control_test__in=tests).values_list("control_test", "plan__year")
    years: dict[int, list[int]] = defaultdict(list)
    for test, planned_year in planned:
        years[test].append(planned_year)
    found = [Earlier(test, max((y for y in years[test.pk] if y < year), default=None)) for test in tests]
    return tuple(sorted(found, key=lambda one: (-(one.year or 0), one.test.area, one.test.title)))
