"""Planning activities, and marking how they went."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from goals.models import Activity
from kommunrapport.organisation.models import OrgUnit, User
from kommunrapport.organisation.period import FULL_YEAR
from kommunrapport.organisation.submissions import hold_open_submission
from kommunrapport.records.saving import AlreadyDone, create_once, create_recorded, hold_row, save_checked


@transaction.atomic
def mark_activity(*, pk: int, version: int, status: str, today: datetime.date, by: User, **said: Any) -> Activity:
    """Save how an activity went. `said` holds remark, unfinished_reason, new_due_text, goes_on.

    The day it was finished is `today` the first time it is marked as finished, and none when it is taken back.
    Raises Locked, Conflict when somebody marked it since `version`, ValidationError for an unknown status.
    """
    activity = Activity.objects.select_related("org_unit").get(pk=pk)
    hold_open_submission(activity.org_unit, activity.year, FULL_YEAR)
    carried_out = status in (Activity.Status.DONE, Activity.Status.CONTINUES)
    completed_on = (activity.completed_on or today) if carried_out else None
    return save_checked(Activity, pk=pk, version=version, by=by, status=status, completed_on=completed_on, **said)


@transaction.atomic
def create_activity(*, org_unit: OrgUnit, year: int, token: str, by: User, **plan: Any) -> Activity:
    """Add an activity last in the unit's year. `plan` holds the fields of Activity that a person writes.

    Raises Locked, AlreadyDone when the form was sent before, ValidationError when it belongs to nothing or to two.
    """
    hold_open_submission(org_unit, year, FULL_YEAR)
    order = Activity.objects.filter(org_unit=org_unit, year=year).count() + 1
    return create_once(Activity, token=token, by=by, org_unit=org_unit, year=year, order=order, **plan)


@transaction.atomic
def change_activity(*, pk: int, version: int, by: User, **plan: Any) -> Activity:
    """Change what an activity is; `plan` as in `create_activity`. Raises Locked, Conflict, ValidationError."""
    activity = Activity.objects.select_related("org_unit").get(pk=pk)
    hold_open_submission(activity.org_unit, activity.year, FULL_YEAR)
    return save_checked(Activity, pk=pk, version=version, by=by, **plan)


@transaction.atomic
def carry_over_activity(*, pk: int, by: User) -> Activity:
    """Make the next year's continuation of an activity; its new time becomes when it is due.

    Raises Locked when the next year is closed, AlreadyDone when it has a continuation,
    ValidationError when it is finished, or when its goal or directive has ended.
    """
    activity = Activity.objects.select_related("org_unit", "goal", "directive").get(pk=pk)
    year = activity.year + 1
    hold_open_submission(activity.org_unit, year, FULL_YEAR)
    hold_row(Activity.objects.all(), pk)
    if activity.carried_to.exists():
        raise AlreadyDone(str(pk))
    _refuse_what_has_ended(activity, year)
    return create_recorded(
        Activity,
        by=by,
        title=activity.title,
        description=activity.description,
        org_unit=activity.org_unit,
        year=year,
        order=activity.order,
        goal=activity.goal,
        directive=activity.directive,
        due_text=activity.new_due_text,
        responsible=list(activity.responsible.all()),
        responsible_text=activity.responsible_text,
        carried_from=activity,
    )


def _refuse_what_has_ended(activity: Activity, year: int) -> None:
    given_up = activity.status == Activity.Status.CANCELLED and not activity.goes_on
    if given_up or activity.status == Activity.Status.DONE:
        raise ValidationError("Aktiviteten är avslutad och förs inte över.")
    goal, directive = activity.goal, activity.directive
    if goal and goal.valid_to and goal.valid_to < year:
        raise ValidationError(f"Mål {goal} gäller inte {year}. Lägg till aktiviteten på ett annat mål.")
    if directive and (directive.closed_on or directive.period_to < year):
        raise ValidationError(f"{directive} gäller inte {year}. Lägg till aktiviteten på något annat.")
