"""What is in the yearly control plan. The row of the plan is held first: when it is decided, it is closed."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import Max

from internal_control.models import ControlPlan, ControlTest, PlannedControl
from internal_control.plan_read import decision_words
from kommunrapport.organisation.models import OrgUnit, User
from kommunrapport.organisation.period import FULL_YEAR
from kommunrapport.organisation.submissions import hold_open_submission
from kommunrapport.records.saving import (
    Locked,
    claim_token,
    create_recorded,
    delete_checked,
    hold_row,
    save_checked,
)

UP, DOWN = "upp", "ner"
WHO_OPENS = "Controllern eller nämndsekreteraren kan öppna den igen, med ett skäl."


@transaction.atomic
def create_control(
    *,
    org_unit: OrgUnit,
    year: int,
    due_on: datetime.date | None,
    due_text: str,
    token: str,
    by: User,
    **test: Any,
) -> PlannedControl:
    """Add a new kontrollmoment, last in the unit's plan of the year. `test` holds the fields of ControlTest.

    Raises Locked, AlreadyDone, ValidationError.
    """
    plan = hold_open_plan(org_unit, year)
    claim_token(token, by)
    added = create_recorded(ControlTest, by=by, org_unit=org_unit, **test)
    return _planned(plan, added, by, due_on=due_on, due_text=due_text)


@transaction.atomic
def take_over_controls(
    *, org_unit: OrgUnit, year: int, tests: Collection[ControlTest], by: User
) -> list[PlannedControl]:
    """Put the unit's own kontrollmoment of earlier plans in the plan of the year; those in it stay as they are.

    Returns those that were added. Raises Locked.
    """
    plan = hold_open_plan(org_unit, year)
    there = set(plan.controls.values_list("control_test", flat=True))
    return [_planned(plan, test, by) for test in tests if test.pk not in there and test.org_unit_id == org_unit.pk]


@transaction.atomic
def change_control_test(*, pk: int, version: int, by: User, **test: Any) -> ControlTest:
    """Change the kontrollmoment of the planned control `pk`: it is the same in all its plans.

    Raises Locked, Conflict, ValidationError.
    """
    control = _held_open(pk)
    return save_checked(ControlTest, pk=control.control_test_id, version=version, by=by, **test)


@transaction.atomic
def change_when(*, pk: int, version: int, by: User, **when: Any) -> PlannedControl:
    """Change when a planned control is to be made: due_on and due_text. Raises Locked, Conflict."""
    _held_open(pk)
    return save_checked(PlannedControl, pk=pk, version=version, by=by, **when)


@transaction.atomic
def move_control(*, pk: int, direction: str, by: User) -> None:
    """Let a control change places with the one before or after it; the first and the last stay. Raises Locked."""
    controls = list(_held_open(pk).plan.controls.order_by("order", "pk"))
    here = next(place for place, control in enumerate(controls) if control.pk == pk)
    there = here - 1 if direction == UP else here + 1
    if not 0 <= there < len(controls):
        return
    controls[here], controls[there] = controls[there], controls[here]
    for order, control in enumerate(controls, start=1):
        save_checked(PlannedControl, pk=control.pk, version=control.version, by=by, order=order)


@transaction.atomic
def remove_control(*, pk: int, version: int, by: User) -> None:
    """Take a control out of its plan; the kontrollmoment stays, so that it can be taken in again.

    Raises Locked, also when somebody has reported how it went, and Conflict.
    """
    if _held_open(pk).outcome:
        raise Locked("Kontrollen har ett resultat och tas inte bort ur planen. Ta bort resultatet först.")
    delete_checked(PlannedControl, pk=pk, version=version, by=by)


def hold_open_plan(org_unit: OrgUnit, year: int) -> ControlPlan:
    """Hold the year, then the plan, to the end of the transaction; the first control makes the plan.

    Raises Locked, with a sentence to show, when the year is closed or the plan decided.
    """
    hold_open_submission(org_unit, year, FULL_YEAR)
    found, _ = ControlPlan.objects.get_or_create(org_unit=org_unit, year=year)
    plan = hold_row(ControlPlan.objects.all(), found.pk)
    if plan.is_decided:
        raise Locked(plan_lock_sentence(plan))
    return plan


def plan_lock_sentence(plan: ControlPlan) -> str:
    """Why a decided plan takes no changes, and who can open it."""
    return f"Planen är beslutad: {decision_words(plan)}. {WHO_OPENS}"


def _held_open(pk: int) -> PlannedControl:
    """The planned control, its plan held. Raises Locked."""
    control = PlannedControl.objects.select_related("plan__org_unit").get(pk=pk)
    hold_open_plan(control.plan.org_unit, control.plan.year)
    return hold_row(PlannedControl.objects.select_related("plan"), pk)


def _planned(plan: ControlPlan, test: ControlTest, by: User, **when: Any) -> PlannedControl:
    order = (plan.controls.aggregate(last=Max("order"))["last"] or 0) + 1
    return create_recorded(PlannedControl, by=by, plan=plan, control_test=test, order=order, **when)
