"""The risk register: risks, and how they are judged each year."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max

from internal_control.models import Risk, RiskRating
from kommunrapport.organisation.models import OrgUnit, User
from kommunrapport.organisation.period import FULL_YEAR
from kommunrapport.organisation.submissions import hold_open_submission
from kommunrapport.records.saving import claim_token, create_recorded, hold_row, save_checked


@transaction.atomic
def create_risk(
    *, org_unit: OrgUnit, year: int, likelihood: int, impact: int, reason: str, token: str, by: User, **risk: Any
) -> Risk:
    """Add a risk that is new this year, with its rating. It gets the number after the unit's highest.

    `risk` holds the fields of Risk that a person writes. Raises Locked, AlreadyDone, ValidationError.
    """
    hold_open_submission(org_unit, year, FULL_YEAR)
    claim_token(token, by)
    hold_row(OrgUnit.objects.all(), org_unit.pk)  # two risks at once would take the same number
    highest = org_unit.risks.aggregate(highest=Max("number"))["highest"] or 0
    added = create_recorded(Risk, by=by, org_unit=org_unit, number=highest + 1, valid_from=year, **risk)
    judged = {"likelihood": likelihood, "impact": impact, "reason": reason}
    create_recorded(RiskRating, by=by, risk=added, year=year, **judged)
    return added


@transaction.atomic
def change_risk(*, pk: int, year: int, version: int, by: User, **risk: Any) -> Risk:
    """Change what a risk is; it is the same through the years. Raises Locked, Conflict, ValidationError."""
    stored = Risk.objects.select_related("org_unit").get(pk=pk)
    hold_open_submission(stored.org_unit, year, FULL_YEAR)
    return save_checked(Risk, pk=pk, version=version, by=by, **risk)


@transaction.atomic
def rate_risk(*, pk: int, year: int, version: int, by: User, **rating: Any) -> RiskRating:
    """Judge a risk for a year; `rating` holds likelihood, impact and reason. `version` is 0 for the first of the year.

    Raises Locked, Conflict, ValidationError.
    """
    risk = Risk.objects.select_related("org_unit").get(pk=pk)
    hold_open_submission(risk.org_unit, year, FULL_YEAR)
    hold_row(Risk.objects.all(), pk)
    stored = RiskRating.objects.filter(risk=risk, year=year).first()
    if stored is None:
        return create_recorded(RiskRating, by=by, risk=risk, year=year, **rating)
    return save_checked(RiskRating, pk=stored.pk, version=version, by=by, **rating)
