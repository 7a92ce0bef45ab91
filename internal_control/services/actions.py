"""Improvement actions: one row each through the years. An open one follows into the next year by itself."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from internal_control.locks import hold_open_year
from internal_control.models import ImprovementAction
from kommunrapport.organisation.models import OrgUnit, User
from kommunrapport.records.saving import create_once, save_checked


@transaction.atomic
def add_action(*, org_unit: OrgUnit, year: int, token: str, by: User, **plan: Any) -> ImprovementAction:
    """Add an action last among those of the unit's year. `plan` holds the fields that a person writes.

    Raises Locked, AlreadyDone when the form was sent before, ValidationError.
    """
    hold_open_year(org_unit, year)
    last = ImprovementAction.objects.filter(org_unit=org_unit, year=year).aggregate(last=Max("order"))["last"] or 0
    return create_once(ImprovementAction, token=token, by=by, org_unit=org_unit, year=year, order=last + 1, **plan)


@transaction.atomic
def change_action(*, pk: int, year: int, version: int, by: User, **plan: Any) -> ImprovementAction:
    """Change what an action is, as it stands in `year`; `plan` as in `add_action`. Raises Locked, Conflict."""
    hold_open_year(_unit_of(pk), year)
    return save_checked(ImprovementAction, pk=pk, version=version, by=by, **plan)


@transaction.atomic
def mark_action(
    *,
    pk: int,
    year: int,
    version: int,
    status: str,
    closed_on: datetime.date | None,
    today: datetime.date,
    by: User,
    **said: Any,
) -> ImprovementAction:
    """Save how an action stands, in the follow-up of `year`. `said` holds remark and new_due_text.

    It is closed the day that is given, else the day it already had, else today; opening it takes the day away.
    Raises Locked, Conflict, ValidationError for an unknown status or a day to come.
    """
    hold_open_year(_unit_of(pk), year)
    if closed_on is not None and closed_on > today:
        raise ValidationError({"closed_on": "Dagen har inte varit än. Skriv den dag då åtgärden avslutades."})
    stored = ImprovementAction.objects.get(pk=pk)
    day = (closed_on or stored.closed_on or today) if status in ImprovementAction.CLOSED else None
    return save_checked(ImprovementAction, pk=pk, version=version, by=by, status=status, closed_on=day, **said)


def _unit_of(pk: int) -> OrgUnit:
    return ImprovementAction.objects.select_related("org_unit__parent__parent").get(pk=pk).org_unit
