"""The plan to come back into balance: its actions, and how they go."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import transaction

from budget.models import CorrectionAction, CorrectionFollowUp, ForecastRound
from kommunrapport.organisation.models import OrgUnit, User
from kommunrapport.organisation.period import FULL_YEAR
from kommunrapport.organisation.submissions import hold_open_submission
from kommunrapport.records.saving import create_once, create_recorded, save_checked


@transaction.atomic
def add_correction_action(*, org_unit: OrgUnit, year: int, token: str, by: User, **plan: Any) -> CorrectionAction:
    """Add an action last in the unit's plan. `plan` holds the fields of CorrectionAction that a person writes.

    Raises Locked, AlreadyDone, ValidationError.
    """
    hold_open_submission(org_unit, year, FULL_YEAR)
    order = CorrectionAction.objects.filter(org_unit=org_unit, year=year).count() + 1
    return create_once(CorrectionAction, token=token, by=by, org_unit=org_unit, year=year, order=order, **plan)


@transaction.atomic
def change_correction_action(*, pk: int, version: int, by: User, **plan: Any) -> CorrectionAction:
    """Change an action; one that is not carried out is marked so, and stays. Raises Locked, Conflict."""
    action = CorrectionAction.objects.select_related("org_unit").get(pk=pk)
    hold_open_submission(action.org_unit, action.year, FULL_YEAR)
    return save_checked(CorrectionAction, pk=pk, version=version, by=by, **plan)


@transaction.atomic
def follow_up_correction(
    *,
    action: CorrectionAction,
    forecast_round: ForecastRound,
    text: str,
    effect: Decimal | None,
    version: int,
    by: User,
) -> CorrectionFollowUp:
    """Save how an action stands at a round. `version` is 0 where nothing was said. Raises Locked, Conflict."""
    hold_open_submission(action.org_unit, action.year, FULL_YEAR)
    key = {"action": action, "forecast_round": forecast_round}
    stored = CorrectionFollowUp.objects.filter(**key).first()
    if stored is None:
        return create_recorded(CorrectionFollowUp, by=by, text=text, effect=effect, **key)
    return save_checked(CorrectionFollowUp, pk=stored.pk, version=version, by=by, text=text, effect=effect)
