"""How the controls of a year went, and what happened with what they led to."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from internal_control.locks import hold_open_year
from internal_control.models import ControlFollowUp, ControlTest, PlannedControl
from kommunrapport.organisation.models import User
from kommunrapport.records.saving import create_recorded, save_checked

OF_PERFORMED = ("performed_on", "sample_size", "error_count")


@transaction.atomic
def report_control(*, pk: int, version: int, outcome: str, by: User, **result: Any) -> PlannedControl:
    """Save how a control went. `result` holds performed_on, sample_size, error_count, finding and reason.

    What was not performed has neither date nor numbers. Texts stay whatever the outcome: `PlannedControl.said` is the
    one that belongs to it.
    Raises Locked, Conflict, ValidationError for a deviation without finding, and for none performed without reason.
    """
    planned = PlannedControl.objects.select_related("plan__org_unit__parent__parent").get(pk=pk)
    hold_open_year(planned.plan.org_unit, planned.plan.year)
    if outcome not in PlannedControl.PERFORMED:
        result |= dict.fromkeys(OF_PERFORMED)
    return save_checked(PlannedControl, pk=pk, version=version, by=by, outcome=outcome, **result)


@transaction.atomic
def take_back_result(*, pk: int, version: int, by: User) -> PlannedControl:
    """Leave the control as if nobody had reported it; its history stays. Raises Locked, Conflict."""
    return report_control(pk=pk, version=version, by=by, outcome="", finding="", reason="")


@transaction.atomic
def follow_up_control(*, control_test: ControlTest, year: int, text: str, version: int, by: User) -> ControlFollowUp:
    """Save what happened during the year with what the control led to. `version` is 0 where nothing was said.

    Raises Locked, Conflict, ValidationError.
    """
    hold_open_year(control_test.org_unit, year)
    key: dict[str, Any] = {"control_test": control_test, "year": year}
    stored = ControlFollowUp.objects.filter(**key).first()
    if stored is None:
        return create_recorded(ControlFollowUp, by=by, text=text, **key)
    return save_checked(ControlFollowUp, pk=stored.pk, version=version, by=by, text=text)
