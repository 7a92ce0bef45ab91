"""The internkontrollplan in a report, with its decision."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby

from internal_control.models import ControlPlan, PlannedControl
from internal_control.plan_read import decision_words
from internal_control.sections.reading import controls_shown, is_of_test
from internal_control.tables import plan_table
from kommunrapport.reports.blocks import Table
from kommunrapport.reports.registry import section
from kommunrapport.reports.scope import ReportScope

NOT_DECIDED = "Planen är inte beslutad."


@dataclass(frozen=True, slots=True)
class PlanChoices:
    """What the table is called, and what stands in it beside how and when."""

    title: str = field(default="Internkontrollplan", metadata={"label": "Tabellens rubrik"})
    with_objective: bool = field(default=False, metadata={"label": "Visa kontrollmål"})
    with_decision: bool = field(default=True, metadata={"label": "Visa beslutet under tabellen"})


@dataclass(frozen=True, slots=True)
class PlanReport:
    """A table for each unit with a plan of its own."""

    tables: tuple[Table, ...]


@section("internal_control.control_plan", title="Internkontrollplan", params=PlanChoices)
def control_plan(scope: ReportScope, params: PlanChoices) -> PlanReport:
    """What is controlled, how, how often, by whom and when; in a chapter of a kontrollmoment only that one."""
    plans = groupby(controls_shown(scope), key=lambda control: control.plan)
    tables = (_table(plan, list(controls), scope, params) for plan, controls in plans)
    return PlanReport(tuple(table for table in tables if table))


def _table(plan: ControlPlan, controls: list[PlannedControl], scope: ReportScope, params: PlanChoices) -> Table | None:
    of_whom = "" if plan.org_unit == scope.org_unit else f", {plan.org_unit}"
    with_decision = params.with_decision and not is_of_test(scope)
    return plan_table(
        controls,
        own=plan.org_unit,
        caption=f"{params.title} {plan.year}{of_whom}",
        source=decided(plan) if with_decision else "",
        with_objective=params.with_objective,
    )


def decided(plan: ControlPlan) -> str:
    """Who decided, when and in which paragraph, or that nobody has."""
    return f"Beslut: {decision_words(plan)}." if plan.is_decided else NOT_DECIDED
