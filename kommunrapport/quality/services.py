"""Accepting a finding, and taking it back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from kommunrapport.organisation.models import Occasion, User
from kommunrapport.quality.checking import Checked
from kommunrapport.quality.models import AcceptedFinding
from kommunrapport.records.saving import Conflict, claim_token, create_recorded, delete_checked, hold_row, save_checked


@transaction.atomic
def accept_finding(
    *, checked: Checked, occasion: Occasion, reason: str, version: int, token: str, by: User
) -> AcceptedFinding:
    """Let a finding be, for what it says now. `version` is that of what was accepted before, 0 when nothing was.

    Raises AlreadyDone when the form was sent before, Conflict when somebody accepted it since `version`,
    ValidationError without a reason.
    """
    hold_row(Occasion.objects.all(), occasion.pk)  # so that two who are first do not both create
    claim_token(token, by)
    key = {"org_unit_id": checked.org_unit_id, "occasion": occasion, "rule": checked.rule.key}
    key["key"] = checked.finding.key
    said = {
        "fingerprint": checked.finding.fingerprint,
        "text": checked.finding.text[:500],
        "reason": reason.strip(),
        "accepted_by": by,
        "accepted_at": timezone.now(),
    }
    stored = AcceptedFinding.objects.filter(**key).first()
    if stored is None:
        return create_recorded(AcceptedFinding, by=by, **key, **said)
    if stored.version != version:
        raise Conflict(stored)
    return save_checked(AcceptedFinding, pk=stored.pk, version=version, by=by, **said)


@transaction.atomic
def withdraw_acceptance(*, pk: int, version: int, by: User) -> None:
    """Make the finding open again; that it was accepted stays in the history.

    Raises Conflict when somebody accepted it anew since `version`, AcceptedFinding.DoesNotExist when it is withdrawn.
    """
    delete_checked(AcceptedFinding, pk=pk, version=version, by=by)
