"""Risks, controls and actions that positions answer for."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Max, Q

from internal_control.models import ImprovementAction, PlannedControl, Risk
from internal_control.services.actions import change_action
from internal_control.services.plans import change_control_test
from internal_control.services.risks import change_risk
from kommunrapport.annual_cycle.holdings import Held, Holdings, register
from kommunrapport.organisation.models import Occasion, Position, User
from kommunrapport.organisation.period import FULL_YEAR


def open_controls(year: int) -> Iterable[Held]:
    """Controls in the plans of `year` and later that nobody has reported; a row is the planned control's."""
    waiting = PlannedControl.objects.filter(plan__year__gte=year, outcome="")
    rows = waiting.exclude(control_test__responsible=None)
    return [Held(*row) for row in rows.values_list("control_test__responsible", "pk", "control_test__title")]


def hand_over_control(pk: int, old: Position, new: Position, by: User) -> None:
    """Also raises Locked when the plan is decided: then the post needs another holder, or the plan to be opened."""
    test = PlannedControl.objects.select_related("control_test").get(pk=pk).control_test
    change_control_test(pk=pk, version=test.version, by=by, responsible=new)


def open_actions(year: int) -> Iterable[Held]:
    """Actions that are not closed, whenever they were decided."""
    rows = ImprovementAction.objects.filter(closed_on=None).exclude(responsible=None)
    return [Held(*row) for row in rows.values_list("responsible", "pk", "text")]


def hand_over_action(pk: int, old: Position, new: Position, by: User) -> None:
    action = ImprovementAction.objects.get(pk=pk)
    change_action(pk=pk, year=_latest_year(), version=action.version, by=by, responsible=new)


def valid_risks(year: int) -> Iterable[Held]:
    """Risks that are not over before `year`."""
    rows = Risk.objects.filter(Q(valid_to=None) | Q(valid_to__gte=year)).exclude(owner=None)
    return [Held(*row) for row in rows.values_list("owner", "pk", "title")]


def hand_over_risk(pk: int, old: Position, new: Position, by: User) -> None:
    risk = Risk.objects.get(pk=pk)
    change_risk(pk=pk, year=_latest_year(), version=risk.version, by=by, owner=new)


def _latest_year() -> int:
    """The year in which a risk or an action goes on: the latest that the kommun has opened, 0 before the first."""
    return Occasion.objects.filter(kind=FULL_YEAR).aggregate(latest=Max("year"))["latest"] or 0


register(Holdings("internal_control.control", "kontroll", "kontroller", open_controls, hand_over_control))
register(
    Holdings("internal_control.action", "förbättringsåtgärd", "förbättringsåtgärder", open_actions, hand_over_action)
)
register(Holdings("internal_control.risk", "risk", "risker", valid_risks, hand_over_risk))
