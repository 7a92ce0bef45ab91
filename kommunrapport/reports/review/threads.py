"""The comments on a report that a user may read, each with its answers, in the order of the chapters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.acting import ActingNames
from kommunrapport.organisation.models import User
from kommunrapport.organisation.roles import Capability
from kommunrapport.reports.models import Chapter, Report, ReviewComment
from kommunrapport.reports.review.anchors import Anchor
from kommunrapport.reports.review.reading import Place, Reading
from kommunrapport.reports.workbench import only_reads


@dataclass(frozen=True, slots=True)
class Said:
    """A comment or an answer, with who said it: both names where it was a substitute."""

    comment: ReviewComment
    who: str


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment with its answers. `place` is None when the chapter does not stand in what is read."""

    said: Said
    answers: tuple[Said, ...]
    place: Place | None
    has_quote_standing: bool
    may_resolve: bool
    resolved_by: str

    @property
    def comment(self) -> ReviewComment:
        return self.said.comment

    @property
    def is_open(self) -> bool:
        return self.comment.resolved_at is None


def may_comment(user: User) -> bool:
    """Everybody with a role, on what they may read."""
    return bool(access_of(user).units.get(Capability.COMMENT))


def visible_comments(user: User, report: Report) -> QuerySet[ReviewComment]:
    """Comments that begin a thread.

    Those who follow the report from outside see their own; those of the nämnd also what was said of sent versions.
    """
    comments = ReviewComment.objects.filter(chapter__report=report, reply_to=None)
    if not only_reads(user, report):
        return comments
    seen = Q(author=user)
    if access_of(user).may(Capability.READ, report.org_unit_id):
        seen |= Q(version_read__isnull=False)
    return comments.filter(seen)


def resolvable_comments(user: User, report: Report) -> QuerySet[ReviewComment]:
    """Those that the user may mark as resolved: own ones, those of own chapters, and all for who reviews."""
    comments = visible_comments(user, report)
    if access_of(user).may(Capability.LOCK, report.org_unit_id):
        return comments
    own = Chapter.objects.writable_by(user).filter(report=report)
    return comments.filter(Q(author=user) | Q(chapter__in=own))


def open_counts(user: User, report: Report) -> Counter[int]:
    """How many open comments each chapter has, by its key: one query."""
    open_ones = visible_comments(user, report).filter(resolved_at=None)
    return Counter(open_ones.values_list("chapter", flat=True))


def read_threads(user: User, reading: Reading, chapters: Collection[int] | None = None) -> list[Thread]:
    """The threads of some chapters, or of all, in reading order; the same queries whatever their number."""
    found = visible_comments(user, reading.report).select_related("author", "resolved_by", "chapter", "version_read")
    if chapters is not None:
        found = found.filter(chapter__in=chapters)
    comments = list(found.prefetch_related("replies__author"))
    may_resolve = set(resolvable_comments(user, reading.report).values_list("pk", flat=True)) if comments else set()
    names = ActingNames([comment.chapter.responsible_id for comment in comments])
    order = {pk: number for number, pk in enumerate(reading.places)}
    comments.sort(key=lambda comment: order.get(comment.chapter_id, len(order)))
    return [_thread(comment, reading, names, comment.pk in may_resolve) for comment in comments]


def _thread(comment: ReviewComment, reading: Reading, names: ActingNames, may_resolve: bool) -> Thread:
    responsible = comment.chapter.responsible_id
    resolved_at: Any = comment.resolved_at
    return Thread(
        said=_said(comment, names, responsible),
        answers=tuple(_said(answer, names, responsible) for answer in comment.replies.all()),
        place=reading.places.get(comment.chapter_id),
        has_quote_standing=not comment.quote or anchor_of(comment).stands_among(reading.text(comment.chapter_id)),
        may_resolve=may_resolve,
        resolved_by=names.name(comment.resolved_by, responsible, resolved_at) if resolved_at else "",
    )


def anchor_of(comment: ReviewComment) -> Anchor:
    return Anchor(comment.quote, comment.before, comment.after)


def _said(comment: ReviewComment, names: ActingNames, responsible: int | None) -> Said:
    return Said(comment, names.name(comment.author, responsible, comment.created_at))
