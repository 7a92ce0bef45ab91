"""Commenting on a chapter: said, answered, resolved and opened again. Nothing that was said is changed afterwards."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from kommunrapport.organisation.models import User
from kommunrapport.records.saving import Conflict, Locked, create_once, hold_row, save_checked
from kommunrapport.reports.models import Chapter, Report, ReportVersion, ReviewComment
from kommunrapport.reports.review.anchors import CONTEXT, Anchor

ARCHIVED = "Rapporten är arkiverad och kan inte kommenteras längre. Den som kan arkivera kan berätta mer."


@transaction.atomic
def add_comment(
    *, chapter: Chapter, anchor: Anchor, text: str, version_read: ReportVersion | None, token: str, by: User
) -> ReviewComment:
    """Comment on the chapter, or on the words of the anchor where its quote is not empty.

    `version_read` is the frozen version that was read, None for the chapter as it is written.
    Raises Locked when the report is archived, AlreadyDone when the form was sent before.
    """
    _refuse_archived(chapter.report_id)
    context = {"before": anchor.before[-CONTEXT:], "after": anchor.after[:CONTEXT]}
    about = {"chapter": chapter, "version_read": version_read, "quote": anchor.quote} | context
    return create_once(ReviewComment, token=token, by=by, author=by, text=text, **about)


@transaction.atomic
def answer_comment(*, comment: ReviewComment, text: str, token: str, by: User) -> ReviewComment:
    """Answer a comment; one that was resolved is open again. Raises as `add_comment`."""
    _refuse_archived(comment.chapter.report_id)
    held = hold_row(ReviewComment.objects.all(), comment.pk)
    about = {"chapter": comment.chapter, "version_read": comment.version_read, "reply_to": comment}
    answer = create_once(ReviewComment, token=token, by=by, author=by, text=text, **about)
    if held.resolved_at:
        save_checked(ReviewComment, pk=held.pk, version=held.version, by=by, resolved_at=None, resolved_by=None)
    return answer


@transaction.atomic
def resolve_comment(*, pk: int, version: int, by: User) -> ReviewComment:
    """Mark the comment as resolved; twice is once.

    Raises Locked as `add_comment`, Conflict when it was answered or opened since `version`.
    """
    held = _hold(pk)
    if held.resolved_at:
        return held
    if held.version != version:
        raise Conflict(held)
    return save_checked(ReviewComment, pk=pk, version=version, by=by, resolved_at=timezone.now(), resolved_by=by)


@transaction.atomic
def reopen_comment(*, pk: int, version: int, by: User) -> ReviewComment:
    """Open a resolved comment again. Raises as `resolve_comment`."""
    _hold(pk)
    return save_checked(ReviewComment, pk=pk, version=version, by=by, resolved_at=None, resolved_by=None)


def _hold(pk: int) -> ReviewComment:
    """The report first and then the comment, as everybody holds them."""
    _refuse_archived(ReviewComment.objects.values_list("chapter__report", flat=True).get(pk=pk))
    return hold_row(ReviewComment.objects.all(), pk)


def _refuse_archived(report_id: int) -> None:
    """Keep the report as it is to the end of the transaction. Raises Locked."""
    if hold_row(Report.objects.all(), report_id).state == Report.State.ARCHIVED:
        raise Locked(ARCHIVED)
