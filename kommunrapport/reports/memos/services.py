"""The only writers of memos."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction

from kommunrapport.organisation.models import User
from kommunrapport.records.saving import (
    Locked,
    claim_token,
    create_recorded,
    delete_checked,
    hold_row,
    save_checked,
)
from kommunrapport.reports.models import Memo, MemoInstance, Report
from kommunrapport.reports.services import hold_open_report, lock_sentence


@transaction.atomic
def write_memo(*, report: Report, version: int, by: User, **fields: Any) -> Memo:
    """Save the memo, or make it where `version` is 0. Raises Locked, Conflict, ValidationError."""
    hold_open_report(report.pk)
    stored = Memo.objects.filter(report=report).first()
    if stored is None:
        return create_recorded(Memo, by=by, report=report, **fields)
    return save_checked(Memo, pk=stored.pk, version=version, by=by, **fields)


@transaction.atomic
def change_case_number(*, report: Report, version: int, case_number: str, by: User) -> Report:
    """Register the number under which the matter is kept. Raises Locked, Conflict."""
    hold_open_report(report.pk)
    return save_checked(Report, pk=report.pk, version=version, by=by, case_number=case_number)


@transaction.atomic
def add_instance(*, memo: Memo, token: str, by: User, **fields: Any) -> MemoInstance:
    """One more instance. Raises Locked, AlreadyDone, ValidationError."""
    _hold_matter(memo)
    claim_token(token, by)
    return create_recorded(MemoInstance, by=by, memo=memo, **fields)


@transaction.atomic
def change_instance(
    *,
    pk: int,
    version: int,
    order: int,
    body: str,
    meeting_on: datetime.date | None,
    paragraph: str,
    outcome: str,
    by: User,
) -> MemoInstance:
    """Save what is known of an instance, such as its § once it has met. Raises Locked, Conflict, ValidationError."""
    _hold_matter(MemoInstance.objects.select_related("memo").get(pk=pk).memo)
    said = {"order": order, "body": body, "meeting_on": meeting_on, "paragraph": paragraph, "outcome": outcome}
    return save_checked(MemoInstance, pk=pk, version=version, by=by, **said)


@transaction.atomic
def remove_instance(*, pk: int, version: int, by: User) -> None:
    """Take an instance away. Raises Locked, Conflict."""
    _hold_matter(MemoInstance.objects.select_related("memo").get(pk=pk).memo)
    delete_checked(MemoInstance, pk=pk, version=version, by=by)


def _hold_matter(memo: Memo) -> None:
    """Keep the matter from being archived; instances meet long after the texts are locked. Raises Locked."""
    report = hold_row(Report.objects.select_related("org_unit", "occasion"), memo.report_id)
    if report.state == Report.State.ARCHIVED:
        raise Locked(lock_sentence(report))
