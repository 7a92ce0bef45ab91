"""Entering outcomes and targets: the only writer of both."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from kommunrapport.measures.late_values import hold_open_or_expected, hold_open_or_late, note_that_it_came_later
from kommunrapport.measures.models import Measure, Observation, Target
from kommunrapport.measures.series import Breakdown
from kommunrapport.organisation.models import OrgUnit, User
from kommunrapport.organisation.period import FULL_YEAR
from kommunrapport.organisation.submissions import hold_open_submission
from kommunrapport.records.models import Versioned
from kommunrapport.records.saving import Conflict, create_recorded, delete_checked, save_checked

# What a save of an outcome can change, and an undo puts back.
OUTCOME_FIELDS = (
    "status",
    "value",
    "from_year",
    "data_year",
    "expected_on",
    "expected_text",
    "comparison_value",
    "comparison_label",
    "note",
    "precision",
    "answers",
    "fetched_at",
)
MEASURED = (Observation.Status.FINAL, Observation.Status.PRELIMINARY)


@transaction.atomic
def record_outcome(
    *,
    measure: Measure,
    org_unit: OrgUnit,
    year: int,
    part: str,
    breakdown: Breakdown,
    version: int,
    by: User,
    **outcome: Any,
) -> Observation:
    """Save what a unit reports for one measure at an occasion; `version` is 0 when the user saw no outcome.

    `part` is the occasion's kind. `outcome` holds fields of Observation: value (in the measure's unit), status, note.
    Raises Locked when the unit's figures are closed and the value was not expected later, Conflict when someone saved
    or cleared after `version`, ValidationError when the row would break a rule.
    """
    key = _outcome_key(measure, org_unit, year, part, breakdown)
    is_late = hold_open_or_expected(org_unit, year, part, Observation.objects.filter(**key).first())
    stored = Observation.objects.filter(**key).first()  # as it is now that nobody else can save
    if stored is not None:
        saved = save_checked(Observation, pk=stored.pk, version=version, by=by, **outcome)
        if is_late and saved.version != stored.version:
            note_that_it_came_later(saved)
        return saved
    if version:
        raise Conflict(Observation(**key, version=0))
    return _create(Observation, key, by, outcome)


@transaction.atomic
def record_value(
    *,
    measure: Measure,
    org_unit: OrgUnit,
    year: int,
    part: str,
    breakdown: Breakdown,
    version: int,
    by: User,
    value: Decimal,
) -> Observation:
    """Save a number that was typed where the outcome stands; the rest of what is known of it stays.

    It is no longer missing or last year's, so what was said about that goes. Raises as `record_outcome`.
    """
    stored = Observation.objects.filter(**_outcome_key(measure, org_unit, year, part, breakdown)).first()
    hold_open_or_expected(org_unit, year, part, stored)
    outcome: dict[str, Any] = {"value": value}
    if stored is None or stored.status not in MEASURED:
        outcome |= {"status": Observation.Status.FINAL, "data_year": None, "expected_on": None, "expected_text": ""}
    return record_outcome(
        measure=measure, org_unit=org_unit, year=year, part=part, breakdown=breakdown, version=version, by=by, **outcome
    )


@transaction.atomic
def clear_outcome(*, observation: Observation, version: int, by: User) -> None:
    """Take away an outcome that should not be there; its history stays. Raises Locked or Conflict.

    One that is gone already is a repeated post, and a success.
    """
    hold_open_submission(observation.org_unit, observation.year, observation.part)
    if Observation.objects.filter(pk=observation.pk).exists():
        delete_checked(Observation, pk=observation.pk, version=version, by=by)


@transaction.atomic
def undo_outcome(
    *, measure: Measure, org_unit: OrgUnit, year: int, part: str, breakdown: Breakdown, version: int, by: User
) -> None:
    """Put back what stood before the save that made the outcome `version`; 0 means before it was cleared.

    Raises Locked, or Conflict when someone saved after `version`.
    """
    key = _outcome_key(measure, org_unit, year, part, breakdown)
    hold_open_or_late(org_unit, year, part, Observation.objects.filter(**key).first())
    stored = Observation.objects.filter(**key).first()
    if version != (stored.version if stored else 0):
        raise Conflict(stored or Observation(**key, version=0))
    latest, before = [*_history(Observation, key)[:2], None, None][:2]
    if stored is None:
        if latest is not None:
            _create(Observation, key, by, _fields_of(latest))
    elif before is None or before.history_type == "-":
        delete_checked(Observation, pk=stored.pk, version=version, by=by)
    else:
        save_checked(Observation, pk=stored.pk, version=version, by=by, **_fields_of(before))


@transaction.atomic
def record_target(
    *,
    measure: Measure,
    org_unit: OrgUnit,
    year: int,
    breakdown: Breakdown,
    goal_id: int | None,
    version: int,
    by: User,
    **aim: Any,
) -> Target:
    """Save what the measure aims at: operator and value (in the measure's unit) with horizon_years, or a direction.

    With `goal_id` it is that goal's own target. Raises as `record_outcome`.
    """
    hold_open_submission(org_unit, year, FULL_YEAR)  # targets are the year's
    key = {"measure": measure, "org_unit": org_unit, "year": year, "goal_id": goal_id}
    key |= {"kind": breakdown.kind, "sex": breakdown.sex}
    stored = Target.objects.filter(**key).first()
    if stored is not None:
        return save_checked(Target, pk=stored.pk, version=version, by=by, **aim)
    if version:
        raise Conflict(Target(**key, version=0))
    return _create(Target, key, by, aim)


@transaction.atomic
def clear_target(*, target: Target, version: int, by: User) -> None:
    """Take away a target; its history stays. Raises Locked or Conflict; one that is gone already is a success."""
    hold_open_submission(target.org_unit, target.year, FULL_YEAR)
    if Target.objects.filter(pk=target.pk).exists():
        delete_checked(Target, pk=target.pk, version=version, by=by)


def _outcome_key(measure: Measure, org_unit: OrgUnit, year: int, part: str, breakdown: Breakdown) -> dict[str, Any]:
    key = {"measure": measure, "org_unit": org_unit, "year": year, "part": part}
    return key | {"kind": breakdown.kind, "sex": breakdown.sex, "age_group": breakdown.age_group}


def _create[V: Versioned](model: type[V], key: dict[str, Any], by: User, fields: dict[str, Any]) -> V:
    """Create the row; one that comes back goes on from its old version, so that an old page never matches it."""
    past = _history(model, key).first()
    version = past.version + 1 if past else 1
    try:
        with transaction.atomic():
            return create_recorded(model, by=by, version=version, **key, **fields)
    except (IntegrityError, ValidationError):
        # Somebody else was first, in a year that no submission guards.
        stored = model._default_manager.filter(**key).first()
        if stored is None:
            raise
        raise Conflict(stored) from None


def _history(model: type[Versioned], key: dict[str, Any]) -> Any:
    return model.history.filter(**key).order_by("-history_id")  # type: ignore[attr-defined]


def _fields_of(past: Any) -> dict[str, Any]:
    return {name: getattr(past, name) for name in OUTCOME_FIELDS}
