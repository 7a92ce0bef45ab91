"""Changes of the budget during the year, each with its decision."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from budget.models import PLACES, BudgetArea, BudgetEntry
from kommunrapport.organisation.models import OrgUnit, User
from kommunrapport.organisation.period import FULL_YEAR
from kommunrapport.organisation.submissions import hold_open_submission
from kommunrapport.records.saving import (
    claim_token,
    create_once,
    create_recorded,
    delete_checked,
    hold_row,
    save_checked,
)

Kind = BudgetEntry.Kind


@transaction.atomic
def add_budget_change(*, org_unit: OrgUnit, year: int, token: str, by: User, **change: Any) -> BudgetEntry:
    """Add a tilläggsanslag, or an ombudgetering that has no other side in the year.

    `change` holds kind, amount in kronor (positive is more money), the areas it belongs to and the decision.
    Raises Locked, AlreadyDone when the form was sent before, ValidationError without financing or area.
    """
    hold_open_submission(org_unit, year, FULL_YEAR)
    _refuse(change)
    return create_once(BudgetEntry, token=token, by=by, org_unit=org_unit, year=year, **change)


@transaction.atomic
def transfer_budget(
    *,
    year: int,
    kind: str,
    source: tuple[BudgetArea, OrgUnit],
    target: tuple[BudgetArea, OrgUnit],
    amount: Decimal,
    token: str,
    by: User,
    **decision: Any,
) -> list[BudgetEntry]:
    """Move money between two areas, each given with the unit whose money it is: two rows that sum to zero.

    Raises Locked, AlreadyDone, ValidationError when the two are the same or divide money in different ways.
    """
    _hold({source[1], target[1]}, year)
    _refuse({"amount": amount})
    _refuse_backwards(amount)
    if source[0] == target[0]:
        raise ValidationError({"target": "Välj ett annat område än det som pengarna kommer från."})
    if source[0].grouping != target[0].grouping:
        raise ValidationError({"target": "Välj ett område av samma indelning som det som pengarna kommer från."})
    claim_token(token, by)
    sides = [(source, -amount), (target, amount)]
    common = {"kind": kind, "year": year, "transfer": secrets.token_hex(16)} | decision
    return [
        create_recorded(BudgetEntry, by=by, org_unit=unit, amount=part, **{f"by_{area.grouping}": area}, **common)
        for (area, unit), part in sides
    ]


@transaction.atomic
def change_budget_change(*, pk: int, version: int, by: User, **change: Any) -> BudgetEntry:
    """Change what is stored about a change; of the two rows of a transfer both, with `pk` the one that receives.

    Raises Locked, Conflict, ValidationError as `add_budget_change`.
    """
    entry = BudgetEntry.objects.select_related("org_unit").get(pk=pk)
    other = _other_side(entry)
    _hold({row.org_unit for row in (entry, other) if row}, entry.year)
    _refuse({"kind": entry.kind} | change)
    if other is not None:
        _refuse_backwards(change.get("amount", entry.amount))
    saved = save_checked(BudgetEntry, pk=pk, version=version, by=by, **change)
    if other is not None:
        held = hold_row(BudgetEntry.objects.all(), other.pk)
        mirrored = change | ({"amount": -change["amount"]} if "amount" in change else {})
        save_checked(BudgetEntry, pk=held.pk, version=held.version, by=by, **mirrored)
    return saved


@transaction.atomic
def remove_budget_change(*, pk: int, version: int, by: User) -> None:
    """Remove a change, and with a transfer its other side; their history stays. Raises Locked, Conflict."""
    entry = BudgetEntry.objects.select_related("org_unit").get(pk=pk)
    other = _other_side(entry)
    _hold({row.org_unit for row in (entry, other) if row}, entry.year)
    delete_checked(BudgetEntry, pk=pk, version=version, by=by)
    if other is not None:
        delete_checked(BudgetEntry, pk=other.pk, version=other.version, by=by)


def _other_side(entry: BudgetEntry) -> BudgetEntry | None:
    if not entry.transfer:
        return None
    return BudgetEntry.objects.filter(transfer=entry.transfer).exclude(pk=entry.pk).select_related("org_unit").first()


def _hold(org_units: Iterable[OrgUnit], year: int) -> None:
    """In a fixed order, so that two who move money between the same units never wait for each other."""
    for org_unit in sorted(org_units, key=lambda unit: unit.pk):
        hold_open_submission(org_unit, year, FULL_YEAR)


def _refuse(change: dict[str, Any]) -> None:
    """Raises ValidationError for what no constraint says."""
    if change.get("amount") == 0:
        raise ValidationError({"amount": "Skriv ett belopp som inte är 0."})
    if change.get("kind") == Kind.SUPPLEMENTARY and not change.get("financing", "stored"):
        raise ValidationError({"financing": "Skriv hur tilläggsanslaget finansieras. Beslutet ska säga det."})
    if set(PLACES) <= change.keys() and not any(change[place] for place in PLACES):
        raise ValidationError("Välj vilket område ändringen hör till.")


def _refuse_backwards(amount: Decimal) -> None:
    if amount < 0:
        raise ValidationError({"amount": "Skriv beloppet utan minus. Byt områdena om pengarna går åt andra hållet."})
