"""Keeping the trees of areas: nothing below itself, and amounts only where nothing hangs below."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from budget.models import BudgetArea, BudgetEntry, LedgerEntry
from kommunrapport.organisation.models import User
from kommunrapport.records.saving import create_once, delete_checked, hold_row, save_checked
from kommunrapport.records.trees import require_no_loop

ANOTHER_TREE = "”{parent}” hör till en annan enhet eller indelning. Välj ett område i samma."
HAS_AMOUNTS = "”{parent}” har belopp, och belopp står på det som saknar delar. Flytta beloppen först, eller välj annat."
MOVED_AMOUNTS = "Området har belopp. Enhet och indelning kan då inte ändras: lägg till ett nytt område i stället."
MOVED_PARTS = "Området har delar. Flytta dem innan du byter enhet eller indelning."
AMOUNTS_STAY = "Området har belopp och kan inte tas bort. Skriv ett sista år, så slutar det gälla."


@transaction.atomic
def create_area(*, token: str, by: User, **fields: Any) -> BudgetArea:
    """Add an area. Raises ValidationError below one that has amounts or stands in another tree, AlreadyDone."""
    _require_room(fields.get("parent"), fields["org_unit"].pk, fields["grouping"])
    return create_once(BudgetArea, token=token, by=by, **fields)


@transaction.atomic
def change_area(*, pk: int, version: int, by: User, **changes: Any) -> BudgetArea:
    """Change an area. Raises ValidationError as `create_area`, for a loop, and for a move of what is in use; Conflict.

    What stays as it is need not be given.
    """
    require_no_loop(BudgetArea, pk, changes.get("parent"))
    area = hold_row(BudgetArea.objects.select_related("org_unit", "parent"), pk)
    org_unit, grouping = changes.get("org_unit", area.org_unit), changes.get("grouping", area.grouping)
    if (org_unit.pk, grouping) != (area.org_unit_id, area.grouping):
        _require_movable(area)
    _require_room(changes.get("parent", area.parent), org_unit.pk, grouping)
    return save_checked(BudgetArea, pk=pk, version=version, by=by, **changes)


@transaction.atomic
def delete_area(*, pk: int, version: int, by: User) -> None:
    """Delete an area that nothing uses. Raises ValidationError for one with amounts, Conflict, ProtectedError."""
    area = hold_row(BudgetArea.objects.all(), pk)
    if has_amounts(area):
        raise ValidationError(AMOUNTS_STAY)
    delete_checked(BudgetArea, pk=pk, version=version, by=by)


def has_amounts(area: BudgetArea) -> bool:
    """Whether budget or outcome stands on it; also what a later file replaced, which may come back."""
    of_area = Q(**{f"by_{area.grouping}": area})
    return BudgetEntry.objects.filter(of_area).exists() or LedgerEntry.objects.filter(of_area).exists()


def _require_room(parent: BudgetArea | None, org_unit_id: int, grouping: str) -> None:
    """Hold the parent to the end of the transaction, so that no amount comes to it meanwhile."""
    if parent is None:
        return
    held = hold_row(BudgetArea.objects.all(), parent.pk)
    if (held.org_unit_id, held.grouping) != (org_unit_id, grouping):
        raise ValidationError({"parent": ANOTHER_TREE.format(parent=held)})
    if has_amounts(held):
        raise ValidationError({"parent": HAS_AMOUNTS.format(parent=held)})


def _require_movable(area: BudgetArea) -> None:
    if has_amounts(area):
        raise ValidationError(MOVED_AMOUNTS)
    if area.parts.exists():
        raise ValidationError(MOVED_PARTS)
