"""Whether a year's internal control is sufficient: written by the nämnd, sent over to the kommunstyrelse."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from internal_control.locks import hold_open_year, hold_plans
from internal_control.models import ControlConclusion
from kommunrapport.organisation.models import OrgUnit, User
from kommunrapport.records.saving import create_recorded, save_checked


@transaction.atomic
def conclude_year(
    *, org_unit: OrgUnit, year: int, verdict: str, text: str, version: int, by: User
) -> ControlConclusion:
    """Save the assessment of a year. `version` is 0 where nothing was said.

    Raises Locked, also when it is sent over, Conflict, ValidationError.
    """
    hold_open_year(org_unit, year)
    key: dict[str, Any] = {"org_unit": org_unit, "year": year}
    said = {"verdict": verdict, "text": text}
    stored = ControlConclusion.objects.filter(**key).first()
    if stored is None:
        return create_recorded(ControlConclusion, by=by, **key, **said)
    return save_checked(ControlConclusion, pk=stored.pk, version=version, by=by, **said)


@transaction.atomic
def send_conclusion(*, pk: int, version: int, by: User) -> ControlConclusion:
    """Send the assessment over, which locks results and follow-ups of the year; one that is sent stays so.

    Raises Conflict when somebody changed it after what the sender saw.
    """
    conclusion = _held(pk)
    if conclusion.sent_at:
        return conclusion
    sent = {"sent_at": timezone.now(), "sent_by": by, "reopened_reason": ""}
    return save_checked(ControlConclusion, pk=pk, version=version, by=by, **sent)


@transaction.atomic
def take_back_conclusion(*, pk: int, version: int, reopened_reason: str, by: User) -> ControlConclusion:
    """Make the assessment a draft again, so that results can be changed. Raises Conflict, ValidationError."""
    _held(pk)
    if not reopened_reason.strip():
        raise ValidationError({"reopened_reason": "Skriv varför bedömningen tas tillbaka."})
    draft = {"sent_at": None, "sent_by": None, "reopened_reason": reopened_reason}
    return save_checked(ControlConclusion, pk=pk, version=version, by=by, **draft)


def _held(pk: int) -> ControlConclusion:
    """The conclusion, with the plans that those who report hold."""
    found = ControlConclusion.objects.select_related("org_unit__parent__parent").get(pk=pk)
    hold_plans(found.org_unit, found.year)
    return ControlConclusion.objects.get(pk=pk)
