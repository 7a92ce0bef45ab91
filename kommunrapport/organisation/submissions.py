"""Opening, locking and sending a unit's figures for an occasion.

Figures of a förvaltning or enhet are guarded by the submission of its nämnd: the nearest unit above (or itself)
that reports on its own.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kommunrapport.dates import format_date
from kommunrapport.organisation.models import Occasion, OrgUnit, Submission, User
from kommunrapport.records.saving import Locked, hold_row, save_checked

REPORTING_KINDS = {
    OrgUnit.Kind.MUNICIPALITY,
    OrgUnit.Kind.COUNCIL,
    OrgUnit.Kind.EXECUTIVE_BOARD,
    OrgUnit.Kind.COMMITTEE,
    OrgUnit.Kind.COMPANY,
    OrgUnit.Kind.JOINT_AUTHORITY,
}


def reporting_unit(org_unit: OrgUnit) -> OrgUnit:
    """The unit whose submission guards the figures of `org_unit`."""
    unit = org_unit
    while unit.kind not in REPORTING_KINDS and unit.parent is not None:
        unit = unit.parent
    return unit


def current_submission(org_unit: OrgUnit, occasion: Occasion | None) -> Submission | None:
    """The submission as it is now; None while nobody has begun or the year has no occasion."""
    if occasion is None:
        return None
    return (
        Submission.objects.filter(org_unit=reporting_unit(org_unit), occasion=occasion)
        .select_related("changed_by", "occasion")
        .first()
    )


def hold_open_submission(org_unit: OrgUnit, year: int, kind: str) -> None:
    """Hold the row that guards the unit's figures to the end of the transaction.

    A year without an occasion (history before the program) is always open.
    Raises Locked, with a sentence to show, when the figures are locked or sent.
    """
    occasion = Occasion.objects.filter(year=year, kind=kind).first()
    if occasion is None:
        return
    found, _ = Submission.objects.get_or_create(org_unit=reporting_unit(org_unit), occasion=occasion)
    submission = hold_row(Submission.objects.select_related("changed_by"), found.pk)
    if submission.state != Submission.State.OPEN:
        raise Locked(lock_sentence(submission))


def lock_sentence(submission: Submission) -> str:
    """Why the figures can't be changed, since when, and who can open them."""
    assert submission.changed_at is not None  # noqa: S101 (held by a database constraint)
    word = "Låst för inmatning" if submission.state == Submission.State.LOCKED else "Översänt"
    since = format_date(timezone.localdate(submission.changed_at))
    reason = f" Skäl: {submission.reason}" if submission.reason else ""
    return (
        f"{word} sedan {since} av {submission.changed_by}.{reason} Controllern eller nämndsekreteraren kan öppna igen."
    )


@transaction.atomic
def change_submission_state(
    *, org_unit: OrgUnit, occasion: Occasion, state: str, version: int, reason: str, by: User
) -> Submission:
    """Lock, send or open the unit's figures; opening again needs a reason. `version` is 0 before the first change.

    Raises Conflict when somebody changed the state first, ValidationError without a reason to open.
    """
    submission, _ = Submission.objects.get_or_create(org_unit=reporting_unit(org_unit), occasion=occasion)
    if state == Submission.State.OPEN and not reason:
        raise ValidationError({"reason": "Skriv varför inmatningen öppnas igen."})
    return save_checked(
        Submission,
        pk=submission.pk,
        version=version or submission.version,
        by=by,
        state=state,
        reason=reason,
        changed_by=by,
        changed_at=timezone.now(),
    )
