"""What waits for a person in the review of a report: comments to answer, and chapters to review."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict

from django.db.models import QuerySet
from django.urls import reverse

from kommunrapport.http import Lens
from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.models import User
from kommunrapport.organisation.roles import Capability
from kommunrapport.organisation.submissions import reporting_unit
from kommunrapport.reports.models import Chapter, Report, ReviewComment
from kommunrapport.reports.outline import read_outline, walk
from kommunrapport.reports.review.tree import Show
from kommunrapport.reports.scope import report_scope
from kommunrapport.todo import Task


def comment_tasks(user: User, lens: Lens, today: datetime.date) -> list[Task]:
    """Own chapters with comments that the user has not had the last word on."""
    reports = _writable(lens)
    own = ReviewComment.objects.filter(
        chapter__report__in=reports, chapter__responsible__in=access_of(user).positions, reply_to=None, resolved_at=None
    )
    waiting = Counter(
        comment.chapter_id for comment in own.prefetch_related("replies") if _last_word(comment) != user.pk
    )
    found = reports.filter(chapters__in=waiting).distinct()
    return [
        Task(
            text=f"Svara på {_comments(waiting[entry.chapter.pk])} i {entry.number} {entry.title}",
            detail=f"{report}.",
            url=_chapter_url(lens, report, entry.chapter.pk),
            button="Svara",
            icon="comment",
            count=waiting[entry.chapter.pk],
            due=entry.chapter.deadline,
        )
        for report in found
        for entry in walk(read_outline(report, report_scope(report)))
        if entry.chapter.pk in waiting
    ]


def review_tasks(user: User, lens: Lens, today: datetime.date) -> list[Task]:
    """Chapters that are ready, for who reviews them."""
    units = access_of(user).units.get(Capability.LOCK, frozenset())
    ready = Chapter.objects.filter(report__in=_writable(lens), report__org_unit__in=units, status=Chapter.Status.READY)
    waiting: dict[int, list[int]] = defaultdict(list)
    for report_id, pk in ready.order_by("order").values_list("report", "pk"):
        waiting[report_id].append(pk)
    return [
        Task(
            text=f"Granska {_chapters(len(waiting[report.pk]))} i {report}",
            detail="De är klara och väntar på att någon annan läser dem.",
            url=f"{_chapter_url(lens, report, waiting[report.pk][0])}?visa={Show.TO_REVIEW.value}",
            button="Granska",
            icon="check",
            count=len(waiting[report.pk]),
        )
        for report in Report.objects.filter(pk__in=waiting).select_related("org_unit", "occasion")
    ]


def _writable(lens: Lens) -> QuerySet[Report]:
    """The reports of the unit and of its nämnd whose texts may be changed."""
    units = {lens.org_unit, reporting_unit(lens.org_unit)}
    writable = Report.objects.of_period(lens.year).writable()
    return writable.filter(org_unit__in=units).select_related("org_unit", "occasion")


def _last_word(comment: ReviewComment) -> int:
    answers = list(comment.replies.all())
    return (answers[-1] if answers else comment).author_id


def _comments(count: int) -> str:
    return "en kommentar" if count == 1 else f"{count} kommentarer"


def _chapters(count: int) -> str:
    return "ett kapitel" if count == 1 else f"{count} kapitel"


def _chapter_url(lens: Lens, report: Report, chapter_pk: int) -> str:
    return reverse("reports:chapter_edit", args=[lens.year, lens.org_unit.slug, report.slug, chapter_pk])
