"""Promising, and telling what became of it. The report's row is held first, as for every text."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from kommunrapport.organisation.models import User
from kommunrapport.records.saving import Conflict, claim_token, create_recorded, delete_checked, save_checked
from kommunrapport.reports.models import Chapter, Promise, PromiseOutcome, Report
from kommunrapport.reports.services import hold_open_report

FOLLOWED_UP = "Åtagandet är redan uppföljt i en senare rapport och tas därför inte bort."


@transaction.atomic
def add_promise(*, chapter: Chapter, text: str, token: str, by: User) -> Promise:
    """Promise something last in the chapter. Raises Locked, AlreadyDone when the form was sent before."""
    hold_open_report(chapter.report_id)
    claim_token(token, by)
    order = Promise.objects.filter(chapter=chapter).count() + 1
    return create_recorded(Promise, by=by, chapter=chapter, text=text, order=order)


@transaction.atomic
def change_promise(*, pk: int, version: int, text: str, by: User) -> Promise:
    """Word a promise anew. Raises Locked, Conflict."""
    _hold_report_of(pk)
    return save_checked(Promise, pk=pk, version=version, by=by, text=text)


@transaction.atomic
def remove_promise(*, pk: int, version: int, by: User) -> None:
    """Take back a promise that no report has followed up. Raises Locked, Conflict, ValidationError."""
    _hold_report_of(pk)
    if PromiseOutcome.objects.filter(promise=pk).exists():
        raise ValidationError(FOLLOWED_UP)
    delete_checked(Promise, pk=pk, version=version, by=by)


@transaction.atomic
def tell_outcome(
    *, promise: Promise, report: Report, status: str, remark: str, version: int, by: User
) -> PromiseOutcome:
    """Say in `report` what became of a promise. `version` is 0 when nothing was said yet.

    Raises Locked, Conflict when somebody else said it first, ValidationError for one that is dropped without a reason.
    """
    hold_open_report(report.pk)
    values = {"status": status, "remark": remark}
    stored = PromiseOutcome.objects.filter(promise=promise, report=report).first()
    if stored is None:
        return create_recorded(PromiseOutcome, by=by, promise=promise, report=report, **values)
    if version == 0 and (stored.status, stored.remark) != (status, remark):
        raise Conflict(stored)
    return save_checked(PromiseOutcome, pk=stored.pk, version=version or stored.version, by=by, **values)


def _hold_report_of(promise: int) -> None:
    hold_open_report(Promise.objects.values_list("chapter__report", flat=True).get(pk=promise))
