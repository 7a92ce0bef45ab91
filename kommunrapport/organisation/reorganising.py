"""Splitting, merging and moving units: one act that ends the old, begins the new and remembers how they belong."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ManyToOneRel

from kommunrapport.dates import format_date
from kommunrapport.organisation.models import OrgUnit, Reorganisation, User
from kommunrapport.organisation.services import change_org_unit
from kommunrapport.records.models import Versioned
from kommunrapport.records.saving import claim_token, create_recorded, save_checked

Kind = Reorganisation.Kind


@transaction.atomic
def reorganise(
    *,
    token: str,
    by: User,
    kind: str,
    happens_on: datetime.date,
    before: Sequence[OrgUnit],
    after: Sequence[OrgUnit],
    moved_to: OrgUnit | None = None,
    decision: str = "",
) -> Reorganisation:
    """Split one unit, merge several, or move one to another parent, all or nothing.

    A unit that ends does so the day before. A move is seen in the organisation at once, whatever its day.
    Raises AlreadyDone when the form was sent before, ValidationError when the units don't fit the kind.
    """
    claim_token(token, by)
    _refuse_what_does_not_fit(kind, before, after, moved_to)
    moved_from = before[0].parent if kind == Kind.MOVE else None
    if kind == Kind.MOVE:
        change_org_unit(pk=before[0].pk, version=before[0].version, by=by, parent=moved_to)
        after = before
    else:
        _end_and_begin(before, after, happens_on, by)
    return create_recorded(
        Reorganisation,
        by=by,
        kind=kind,
        happens_on=happens_on,
        before=before,
        after=after,
        moved_from=moved_from,
        moved_to=moved_to if kind == Kind.MOVE else None,
        decision=decision,
    )


def _end_and_begin(before: Sequence[OrgUnit], after: Sequence[OrgUnit], happens_on: datetime.date, by: User) -> None:
    """A unit that stands on both sides goes on: one part of it was split off, or another was merged into it.

    A new unit begins that day. One that has something recorded already was there before, and keeps its years.
    """
    stay = {unit.pk for unit in before} & {unit.pk for unit in after}
    last_day = happens_on - datetime.timedelta(days=1)
    for unit in before:
        if unit.pk not in stay:
            save_checked(OrgUnit, pk=unit.pk, version=unit.version, by=by, valid_to=last_day, successors=after)
    for unit in after:
        if unit.pk not in stay and unit.valid_from is None and not _is_in_use(unit):
            save_checked(OrgUnit, pk=unit.pk, version=unit.version, by=by, valid_from=happens_on)


def _is_in_use(unit: OrgUnit) -> bool:
    """Whether another app holds something of the unit. Its people and posts may be in place before it begins."""
    relations = [field for field in OrgUnit._meta.get_fields(include_hidden=True) if isinstance(field, ManyToOneRel)]
    of_others = [
        relation
        for relation in relations
        if issubclass(relation.related_model, Versioned)
        and relation.related_model._meta.app_label != OrgUnit._meta.app_label
    ]
    return any(
        relation.related_model._default_manager.filter(**{relation.field.name: unit}).exists() for relation in of_others
    )


def _refuse_what_does_not_fit(
    kind: str, before: Sequence[OrgUnit], after: Sequence[OrgUnit], moved_to: OrgUnit | None
) -> None:
    if kind == Kind.SPLIT and (len(before) != 1 or len(after) < 2):
        raise ValidationError("En delning har en enhet före och minst två efter. Lägg först till de nya enheterna.")
    if kind == Kind.MERGE and (len(before) < 2 or len(after) != 1):
        raise ValidationError("En sammanslagning har minst två enheter före och en efter. Lägg först till den nya.")
    if kind == Kind.MOVE and (len(before) != 1 or moved_to is None):
        raise ValidationError("En flytt gäller en enhet. Välj den under Före, och vart den flyttar.")


def sentence(change: Reorganisation) -> str:
    """What happened, for whoever reads a series of figures over the years. Needs its units read."""
    day = format_date(change.happens_on)
    before, after = _names(change.before.all()), _names(change.after.all())
    match change.kind:
        case Kind.SPLIT:
            return f"{before} delades {day} i {after}."
        case Kind.MERGE:
            return f"{before} slogs {day} samman till {after}."
        case _:
            came_from = f" från {change.moved_from}" if change.moved_from else ""
            return f"{before} flyttade {day}{came_from} till {change.moved_to}."


def _names(units: Iterable[OrgUnit]) -> str:
    *first, last = sorted(str(unit) for unit in units) or ["–"]
    return f"{', '.join(first)} och {last}" if first else last
