"""What units write about goals, and handing it over to the unit that coordinates."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from goals.models import CommentKind, Goal, GoalComment
from goals.services.holding import hold_open
from kommunrapport.organisation.models import Occasion, OrgUnit, User
from kommunrapport.records.saving import Locked, create_recorded, save_checked
from kommunrapport.reports.rich_text import clean

HANDED_OVER = "Bidraget är lämnat till {unit}. Öppna det igen om ni vill ändra."
NOTHING_WRITTEN = "Skriv något innan ni lämnar bidraget."


@transaction.atomic
def write_comment(
    *, goal: Goal, org_unit: OrgUnit, occasion: Occasion, kind: CommentKind, text: str, version: int, by: User
) -> GoalComment | None:
    """Save the unit's text of one kind, cleaned. `version` is 0 when there was none; None when there still is none.

    Raises Locked, also for a contribution that is handed over, Conflict when somebody wrote since `version`,
    RichTextError as `clean`.
    """
    hold_open(org_unit, occasion, goal)
    text = clean(text)
    key = {"goal": goal, "org_unit": org_unit, "occasion": occasion, "kind": kind}
    stored = GoalComment.objects.filter(**key).first()
    if stored is None:
        return create_recorded(GoalComment, by=by, text=text, **key) if text else None
    if stored.handed_over_at:
        raise Locked(HANDED_OVER.format(unit=goal.coordinating_unit))
    return save_checked(GoalComment, pk=stored.pk, version=version, by=by, text=text)


@transaction.atomic
def hand_over_comment(
    *, goal: Goal, org_unit: OrgUnit, occasion: Occasion, seen: Mapping[int, int], by: User
) -> list[GoalComment]:
    """Hand over the unit's contribution, all its kinds. `seen` has the version of each text, by kind id.

    Raises Locked, Conflict when a text was changed since, ValidationError when nothing is written.
    """
    hold_open(org_unit, occasion, goal)
    written = [comment for comment in _contribution(goal, org_unit, occasion) if comment.text]
    if not written:
        raise ValidationError(NOTHING_WRITTEN)
    return [_set_handed_over(comment, seen.get(comment.kind_id, 0), by, handed_over=True) for comment in written]


@transaction.atomic
def reopen_comment(*, goal: Goal, org_unit: OrgUnit, occasion: Occasion, by: User) -> list[GoalComment]:
    """Take the unit's contribution back for more writing. Raises Locked."""
    hold_open(org_unit, occasion, goal)
    written = _contribution(goal, org_unit, occasion)
    return [_set_handed_over(comment, comment.version, by, handed_over=False) for comment in written]


def _contribution(goal: Goal, org_unit: OrgUnit, occasion: Occasion) -> list[GoalComment]:
    return list(GoalComment.objects.filter(goal=goal, org_unit=org_unit, occasion=occasion))


def _set_handed_over(comment: GoalComment, version: int, by: User, *, handed_over: bool) -> GoalComment:
    if bool(comment.handed_over_at) == handed_over:
        return comment  # sent twice: the first time counts
    at = timezone.now() if handed_over else None
    return save_checked(GoalComment, pk=comment.pk, version=version, by=by, handed_over_at=at)
