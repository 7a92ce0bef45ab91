"""Beginning a year, and taking that back while nobody has used it."""

from __future__ import annotations

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from kommunrapport.annual_cycle.models import YearChange
from kommunrapport.annual_cycle.turning.registry import FIRST_OUTCOMES, MAKERS
from kommunrapport.organisation.models import Submission, User
from kommunrapport.records.saving import Conflict, claim_token, delete_checked, hold_row


@transaction.atomic
def begin_year(*, year: int, token: str, by: User) -> YearChange:
    """Make the rows that the year needs, all or none.

    Raises AlreadyDone when the form was sent before, ValidationError when somebody has begun the year.
    """
    claim_token(token, by)
    change = YearChange(year=year, done_by=by)
    change.full_clean()
    change.save()  # the constraint lets one of two administrators through
    made = [row for maker in MAKERS for row in maker.make(year, by)]
    change.created = [[row._meta.label_lower, row.pk, row.version] for row in made]
    change.save(update_fields=["created"])
    return change


@transaction.atomic
def take_back_year(*, pk: int, by: User) -> YearChange:
    """Take away the rows that beginning the year made, all or none.

    Raises ValidationError, with what stands in the way, when the year is in use or a row was changed since.
    """
    change = hold_row(YearChange.objects.all(), pk)
    if change.undone_at:
        return change
    reasons = why_not_back(change)
    if reasons:
        raise ValidationError(reasons)
    # Rows that only guard figures, and that nobody has locked or sent.
    Submission.objects.filter(occasion__year=change.year, changed_by=None).delete()
    for label, row, version in reversed(change.created):
        _delete(label, row, version, by)
    change.undone_by, change.undone_at = by, timezone.now()
    change.save(update_fields=["undone_by", "undone_at"])
    return change


def _delete(label: str, pk: int, version: int, by: User) -> None:
    try:
        delete_checked(apps.get_model(label), pk=pk, version=version, by=by)
    except Conflict as conflict:
        raise ValidationError(f"{conflict.stored} har ändrats sedan dess.") from conflict
    except ProtectedError as used:
        thing = next(iter(used.protected_objects))
        raise ValidationError(f"{thing} hör till året och måste tas bort först.") from used


def why_not_back(change: YearChange) -> list[str]:
    """What shows that the year is in use; empty while it can be taken back."""
    return [sentence for find in FIRST_OUTCOMES if (sentence := find(change.year))]
