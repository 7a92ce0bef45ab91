"""Files with figures of the staff: a file waits until somebody says that it is right, then all of it is stored."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from kommunrapport.organisation.models import Occasion, OrgUnit, User
from kommunrapport.organisation.submissions import hold_open_submission, reporting_unit
from kommunrapport.records.saving import AlreadyDone, claim_token, delete_checked, hold_row
from kommunrapport.spreadsheets.problems import Refused
from personnel.imports.planning import Change, Effect, Plan, plan_import
from personnel.imports.reading import HrFile, read_hr_file
from personnel.imports.rows import HrRow
from personnel.models import Headcount, HrImport, SickLeave, StaffPeriod
from personnel.models.groups import StaffGroup

State = HrImport.State
_KINDS = {4: Occasion.Kind.TERTIAL, 10: Occasion.Kind.OCTOBER}
_KINDS |= dict.fromkeys((6, 7, 8), Occasion.Kind.HALF_YEAR)
_AT_A_TIME = 500
SEEN_OTHERWISE = "Någon annan har ändrat uppgifterna sedan sidan visades. Granska igen och läs sedan in."


def receive_file(*, org_unit: OrgUnit, file: File, token: str, by: User) -> HrImport:
    """Read a file and keep its rows to be looked through; the file itself is not kept.

    The user's own file that still waits for the unit gives way. Raises AboutPeople, Refused, Locked when any of its
    years is closed, and AlreadyDone when the form was sent before.
    """
    read = read_hr_file(file, org_unit)
    if problems := plan_import(read.rows).problems:
        raise Refused(problems)
    return _keep(org_unit, read, token, by)


@transaction.atomic
def _keep(org_unit: OrgUnit, read: HrFile, token: str, by: User) -> HrImport:
    claim_token(token, by)
    _hold_all(read.rows)
    HrImport.objects.waiting().filter(org_unit=org_unit, created_by=by).delete()
    return HrImport.objects.create(
        org_unit=org_unit,
        file_name=read.name,
        checksum=read.checksum,
        rows=[row.as_json() for row in read.rows],
        row_count=len(read.rows),
        created_by=by,
    )


@transaction.atomic
def cancel_import(*, pk: int) -> None:
    """Forget a file that waits. One that is stored stays; a second call does nothing."""
    HrImport.objects.waiting().filter(pk=pk).delete()


@transaction.atomic
def apply_import(*, pk: int, seen: str, by: User) -> HrImport:
    """Store all rows of a file that waits; `seen` is `Plan.seen` of the page that the user said yes to.

    Raises AlreadyDone when it is stored, Locked when any year is closed, and ValidationError when what is stored has
    changed since the page was shown.
    """
    batch = hold_row(HrImport.objects.select_related("org_unit"), pk)
    if batch.state == State.APPLIED:
        raise AlreadyDone(str(pk))
    rows = [HrRow.from_json(stored) for stored in batch.rows]
    _hold_all(rows)
    plan = plan_import(rows)
    if plan.problems or plan.seen != seen:
        raise ValidationError(SEEN_OTHERWISE)
    _store(plan, batch, by)
    batch.state, batch.applied_at, batch.rows = State.APPLIED, timezone.now(), []
    batch.save(update_fields=["state", "applied_at", "rows"])
    return batch


def _hold_all(rows: Iterable[HrRow]) -> None:
    """Hold what guards each row, always in the same order so that two files never wait for each other.

    The units that report are held too: a year without an occasion has no other guard.
    """
    days = {(row.org_unit, row.to_date) for row in rows}
    units = OrgUnit.objects.select_related("parent__parent__parent").in_bulk({unit for unit, _ in days})
    guards = {(reporting_unit(units[unit]).pk, day.year, occasion_kind(day)): units[unit] for unit, day in days}
    for (reporting, year, kind), unit in sorted(guards.items(), key=lambda item: item[0]):
        hold_row(OrgUnit.objects.all(), reporting)
        hold_open_submission(unit, year, kind)


def occasion_kind(day: datetime.date) -> str:
    """The occasion that closes figures whose period ends on `day`."""
    return str(_KINDS.get(day.month, Occasion.Kind.FULL_YEAR))


def _store(plan: Plan, batch: HrImport, by: User) -> None:
    """Many rows at once, each with its line of history: the plan has compared and checked what `save_checked` would."""
    for model in (Headcount, SickLeave, StaffPeriod):
        changes = [change for change in plan.changes if isinstance(change.row, model)]
        new = [_taken(change, batch) for change in changes if change.effect is Effect.NEW]
        changed = [_taken(change, batch) for change in changes if change.effect is Effect.CHANGED]
        if new:
            bulk_create_with_history(new, model, batch_size=_AT_A_TIME, default_user=by)
        if changed:
            bulk_update_with_history(changed, model, _fields(model), batch_size=_AT_A_TIME, default_user=by)
        _remove([change for change in changes if change.effect is Effect.REMOVED], by)


def _taken(change: Change, batch: HrImport) -> StaffGroup:
    row = change.row
    row.batch = batch
    row.version += 1 if change.before else 0
    return row


def _fields(model: type[StaffGroup]) -> list[str]:
    return [field.name for field in model._meta.concrete_fields if not field.primary_key]


def _remove(changes: Sequence[Change], by: User) -> None:
    for change in changes:
        row = change.row
        delete_checked(type(row), pk=row.pk, version=row.version, by=by)
