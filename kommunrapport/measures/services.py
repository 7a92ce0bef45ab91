"""Entering outcomes: the only writer of observations."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction

from kommunrapport.measures.models import Measure, Observation
from kommunrapport.measures.series import Breakdown
from kommunrapport.organisation.models import OrgUnit, User
from kommunrapport.organisation.submissions import hold_open_submission
from kommunrapport.records.saving import Conflict, create_recorded, delete_checked, save_checked


@transaction.atomic
def record_outcome(
    *, measure: Measure, org_unit: OrgUnit, year: int, breakdown: Breakdown, version: int, by: User, **outcome: Any
) -> Observation:
    """Save what a unit reports for one measure and year; `version` is 0 when the user saw no outcome.

    `outcome` holds fields of Observation: value (in the measure's unit), status, note and so on.
    Raises Locked when the unit's figures are closed, Conflict when someone saved after `version`,
    ValidationError when the row would break a rule.
    """
    hold_open_submission(org_unit, year)
    key = {"measure": measure, "org_unit": org_unit, "year": year, "kind": breakdown.kind, "sex": breakdown.sex}
    key |= {"age_group": breakdown.age_group}
    stored = Observation.objects.for_full_year().filter(**key).first()
    if stored is not None:
        return save_checked(Observation, pk=stored.pk, version=version, by=by, **outcome)
    try:
        with transaction.atomic():
            return create_recorded(Observation, by=by, **key, **outcome)
    except IntegrityError:
        # Somebody else was first, in a year that no submission guards.
        raise Conflict(Observation.objects.for_full_year().get(**key)) from None


@transaction.atomic
def clear_outcome(*, observation: Observation, version: int, by: User) -> None:
    """Take away an outcome that should not be there; its history stays. Raises Locked or Conflict."""
    hold_open_submission(observation.org_unit, observation.year)
    delete_checked(Observation, pk=observation.pk, version=version, by=by)
