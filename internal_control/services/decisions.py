"""The nämnd's decision on its plan, sending it over, and opening it again."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from internal_control.models import ControlPlan
from internal_control.services.plans import hold_open_plan
from kommunrapport.organisation.models import User
from kommunrapport.organisation.period import FULL_YEAR
from kommunrapport.organisation.submissions import hold_open_submission
from kommunrapport.records.saving import Locked, hold_row, save_checked


@transaction.atomic
def decide_plan(
    *, pk: int, version: int, decided_on: datetime.date, today: datetime.date, by: User, **decision: Any
) -> ControlPlan:
    """Register the decision, which closes the plan. `decision` holds decided_by, decision_paragraph and case_number.

    Raises Locked when it is decided already, Conflict, ValidationError for an empty plan or a day to come.
    """
    plan = _plan(pk)
    hold_open_plan(plan.org_unit, plan.year)
    if not plan.controls.exists():
        raise ValidationError("Planen är tom. Lägg till det som ska kontrolleras innan beslutet registreras.")
    if decided_on > today:
        raise ValidationError({"decided_on": "Dagen har inte varit än. Skriv den dag då beslutet fattades."})
    said = decision | {"decided_on": decided_on, "reopened_reason": ""}
    return save_checked(ControlPlan, pk=pk, version=version, by=by, **said)


@transaction.atomic
def reopen_plan(*, pk: int, version: int, reopened_reason: str, by: User) -> ControlPlan:
    """Open a decided plan for changes; it must then be decided and sent anew. The old decision stays in its history.

    Raises Locked when the year is closed, Conflict, ValidationError without a reason.
    """
    plan = _plan(pk)
    hold_open_submission(plan.org_unit, plan.year, FULL_YEAR)
    if not reopened_reason:
        raise ValidationError({"reopened_reason": "Skriv varför planen öppnas igen."})
    undecided: dict[str, Any] = {"decided_by": "", "decided_on": None, "decision_paragraph": "", "case_number": ""}
    undecided |= {"sent_at": None, "sent_by": None}
    return save_checked(ControlPlan, pk=pk, version=version, by=by, reopened_reason=reopened_reason, **undecided)


@transaction.atomic
def send_plan(*, pk: int, version: int, by: User) -> ControlPlan:
    """Send the decided plan over to the kommunstyrelse; one that is sent stays so.

    Raises Conflict, Locked when it is not decided.
    """
    plan = hold_row(ControlPlan.objects.all(), pk)
    if plan.sent_at:
        return plan
    if not plan.is_decided:
        raise Locked("Planen kan översändas när nämnden har beslutat den.")
    return save_checked(ControlPlan, pk=pk, version=version, by=by, sent_at=timezone.now(), sent_by=by)


def _plan(pk: int) -> ControlPlan:
    return ControlPlan.objects.select_related("org_unit").get(pk=pk)
