"""Chapters that wait for the person who is responsible for them."""

from __future__ import annotations

import datetime

from django.urls import reverse

from kommunrapport.http import Lens
from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.models import User
from kommunrapport.organisation.submissions import reporting_unit
from kommunrapport.reports.flow.tasks import step_tasks
from kommunrapport.reports.models import Chapter, Report
from kommunrapport.reports.outline import read_outline, walk
from kommunrapport.reports.promises.tasks import promise_tasks
from kommunrapport.reports.review.tasks import comment_tasks, review_tasks
from kommunrapport.reports.scope import report_scope
from kommunrapport.todo import Task, tasks_from

for find in (promise_tasks, comment_tasks, review_tasks, step_tasks):
    tasks_from(find)

FINISHED = (Chapter.Status.READY, Chapter.Status.REVIEWED)


@tasks_from
def chapter_tasks(user: User, lens: Lens, today: datetime.date) -> list[Task]:
    """Own chapters, of open reports of the year, that are not ready."""
    positions = access_of(user).positions
    own = Chapter.objects.filter(
        report__org_unit__in={lens.org_unit, reporting_unit(lens.org_unit)},
        report__in=Report.objects.of_period(lens.year).writable(),
        responsible__in=positions,
    ).exclude(status__in=FINISHED)
    waiting = {chapter.pk for chapter in own}
    reports = Report.objects.filter(chapters__in=waiting).select_related("org_unit", "occasion").distinct()
    return [
        Task(
            text=f"{_verb(entry.chapter)} kapitel {entry.number} {entry.title}",
            detail=_detail(report, entry.chapter),
            url=reverse("reports:chapter_edit", args=[lens.year, lens.org_unit.slug, report.slug, entry.chapter.pk]),
            button="Skriv",
            icon="comment" if entry.chapter.status == Chapter.Status.RETURNED else "edit",
            due=entry.chapter.deadline,
        )
        for report in reports
        for entry in walk(read_outline(report, report_scope(report)))
        if entry.chapter.pk in waiting
    ]


def _detail(report: Report, chapter: Chapter) -> str:
    """The status, and why the chapter was given back."""
    reason = f" ”{chapter.status_reason}”" if chapter.status_reason else ""
    return f"{report}. Läge: {chapter.get_status_display()}.{reason}"


def _verb(chapter: Chapter) -> str:
    return "Se över" if chapter.status == Chapter.Status.RETURNED else "Skriv"
