"""Uppsikt: what every nämnd has sent over of its internal control. Nothing here is a draft, nothing confidential."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from internal_control.action_status import action_is_late
from internal_control.models import ControlConclusion, ControlPlan, ImprovementAction, PlannedControl
from internal_control.models.actions import ImprovementActionQuerySet
from internal_control.pages.action_rows import ActionRow, action_rows
from internal_control.pages.links import page_url
from internal_control.pages.plan_state import PlanState, plan_state
from internal_control.pages.rows import ControlRow, control_rows
from internal_control.plan_read import all_planned
from internal_control.status import verdict_status
from kommunrapport.http import Lens
from kommunrapport.numbers import count_word
from kommunrapport.organisation.models import OrgUnit, Submission
from kommunrapport.organisation.period import FULL_YEAR
from kommunrapport.organisation.submissions import reporting_unit
from kommunrapport.reports.blocks import Status

NOT_SENT = Status("none", "Inte översänd")
NOT_JUDGED = Status("none", "Inte lämnad")
_EXPECTED = (OrgUnit.Kind.EXECUTIVE_BOARD, OrgUnit.Kind.COMMITTEE)
_Outcome = PlannedControl.Outcome


@dataclass(frozen=True, slots=True)
class OversightRow:
    """One nämnd. Counts are None for what it has not sent; `url` is empty when it has sent nothing."""

    org_unit: OrgUnit
    plan: PlanState
    controls: int | None
    performed: int | None
    minor: int | None
    serious: int | None
    verdict: Status
    late: int | None
    url: str


@dataclass(frozen=True, slots=True)
class Oversight:
    """All nämnder in the kommun's order."""

    rows: tuple[OversightRow, ...]

    @property
    def lead(self) -> str:
        """ "Två av fem nämnder har översänt sin plan. Tre åtgärder är försenade." """
        late = sum(row.late or 0 for row in self.rows)
        plans = self._plans
        if not late:
            return plans
        return (
            f"{plans} {count_word(late).capitalize()} {'åtgärd är försenad' if late == 1 else 'åtgärder är försenade'}."
        )

    @property
    def _plans(self) -> str:
        sent, every = sum(row.plan.is_sent for row in self.rows), len(self.rows)
        if every == 1:
            return f"{self.rows[0].org_unit} har {'' if sent else 'inte '}översänt sin plan."
        if not sent:
            return "Ingen nämnd har översänt sin plan."
        who = "Alla" if sent == every else f"{count_word(sent).capitalize()} av"
        return f"{who} {count_word(every)} nämnder har översänt sin plan."


@dataclass(frozen=True, slots=True)
class SentPage:
    """What one nämnd has sent. `actions` is None while its results are its own."""

    row: OversightRow
    controls: tuple[ControlRow, ...]
    conclusion: ControlConclusion | None
    actions: tuple[ActionRow, ...] | None


class Sent:
    """What has been sent over in a year, read once."""

    def __init__(self, year: int) -> None:
        self.year = year
        plans = ControlPlan.objects.filter(year=year, sent_at__isnull=False).select_related("org_unit")
        self.plans = {plan.org_unit_id: plan for plan in plans}
        conclusions = ControlConclusion.objects.filter(year=year, sent_at__isnull=False)
        self.conclusions = {row.org_unit_id: row for row in conclusions.select_related("org_unit", "sent_by")}
        closed = Submission.objects.closed().filter(occasion__year=year, occasion__kind=FULL_YEAR)
        self._closed = set(closed.values_list("org_unit", flat=True))

    def shows_results(self, org_unit: OrgUnit) -> bool:
        """Its assessment is sent, or its figures of the year are closed. Needs `parent__parent` selected."""
        return org_unit.pk in self.conclusions or reporting_unit(org_unit).pk in self._closed

    def units(self) -> list[OrgUnit]:
        """The nämnder of the year, and whoever else has sent something."""
        found = OrgUnit.objects.valid_in(self.year).select_related("parent__parent")
        return [unit for unit in found if unit.kind in _EXPECTED or unit.pk in {*self.plans, *self.conclusions}]

    def controls(self, org_units: Iterable[OrgUnit]) -> list[PlannedControl]:
        plans = [self.plans[unit.pk] for unit in org_units if unit.pk in self.plans]
        return list(all_planned().filter(plan__in=plans).shown())

    def actions(self, org_units: Iterable[OrgUnit]) -> ImprovementActionQuerySet:
        shown = [unit for unit in org_units if self.shows_results(unit)]
        return ImprovementAction.objects.open_in(self.year).filter(org_unit__in=shown).shown()


def read_oversight(lens: Lens, today: datetime.date) -> Oversight:
    """The same queries for any number of nämnder."""
    sent = Sent(int(lens.year))
    units = sent.units()
    controls: dict[int, list[PlannedControl]] = defaultdict(list)
    for control in sent.controls(units):
        controls[control.plan.org_unit_id].append(control)
    late: dict[int, int] = defaultdict(int)
    for action in sent.actions(units):
        late[action.org_unit_id] += action_is_late(action, today)
    return Oversight(tuple(_row(lens, sent, unit, controls[unit.pk], late[unit.pk]) for unit in units))


def _row(lens: Lens, sent: Sent, unit: OrgUnit, controls: list[PlannedControl], late: int) -> OversightRow:
    plan, conclusion = sent.plans.get(unit.pk), sent.conclusions.get(unit.pk)
    results = sent.shows_results(unit)
    outcomes = [control.outcome for control in controls] if plan and results else None
    return OversightRow(
        org_unit=unit,
        plan=plan_state(plan) if plan else PlanState(None, NOT_SENT, ""),
        controls=len(controls) if plan else None,
        performed=None if outcomes is None else sum(outcome in PlannedControl.PERFORMED for outcome in outcomes),
        minor=None if outcomes is None else outcomes.count(_Outcome.MINOR),
        serious=None if outcomes is None else outcomes.count(_Outcome.SERIOUS),
        verdict=verdict_status(conclusion) if conclusion else NOT_JUDGED,
        late=late if results else None,
        url=page_url(lens, "oversight_unit", unit.slug) if plan or conclusion or results else "",
    )


def read_sent_page(lens: Lens, slug: str, today: datetime.date) -> SentPage | None:
    """What the nämnd has sent; None when that is nothing."""
    sent = Sent(int(lens.year))
    unit = next((unit for unit in sent.units() if unit.slug == slug), None)
    if unit is None:
        return None
    controls = sent.controls([unit])
    actions = action_rows(sent.actions([unit]), year=int(lens.year), today=today)
    row = _row(lens, sent, unit, controls, sum(action.is_late for action in actions))
    if not row.url:
        return None
    shown = {control.control_test.risk_id for control in controls if control.control_test.risk_id}
    results = sent.shows_results(unit)
    return SentPage(
        row=row,
        controls=control_rows(controls, shown, with_results=results),
        conclusion=sent.conclusions.get(unit.pk),
        actions=actions if results else None,
    )
