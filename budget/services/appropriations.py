"""Frames, financing from others, satsningar and demands to save."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from budget.models import Appropriation
from kommunrapport.organisation.models import OrgUnit, User
from kommunrapport.organisation.period import FULL_YEAR
from kommunrapport.organisation.submissions import hold_open_submission
from kommunrapport.records.saving import create_once, delete_checked, save_checked


@transaction.atomic
def add_appropriation(*, org_unit: OrgUnit, year: int, token: str, by: User, **given: Any) -> Appropriation:
    """Add an amount last of its kind; `given` holds the fields of Appropriation that a person writes.

    Raises Locked, AlreadyDone, ValidationError.
    """
    hold_open_submission(org_unit, year, FULL_YEAR)
    order = Appropriation.objects.filter(org_unit=org_unit, year=year).count() + 1
    return create_once(Appropriation, token=token, by=by, org_unit=org_unit, year=year, order=order, **given)


@transaction.atomic
def change_appropriation(*, pk: int, version: int, by: User, **given: Any) -> Appropriation:
    """Change an amount; `given` as in `add_appropriation`. Raises Locked, Conflict, ValidationError."""
    _hold(pk)
    return save_checked(Appropriation, pk=pk, version=version, by=by, **given)


@transaction.atomic
def remove_appropriation(*, pk: int, version: int, by: User) -> None:
    """Remove an amount; its history stays. Raises Locked, Conflict."""
    _hold(pk)
    delete_checked(Appropriation, pk=pk, version=version, by=by)


def _hold(pk: int) -> None:
    found = Appropriation.objects.select_related("org_unit").get(pk=pk)
    hold_open_submission(found.org_unit, found.year, FULL_YEAR)
