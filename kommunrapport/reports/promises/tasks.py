"""Promises that wait to be followed up by who writes their chapters."""

from __future__ import annotations

import datetime

from django.urls import reverse

from kommunrapport.http import Lens
from kommunrapport.numbers import count_word
from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.models import User
from kommunrapport.reports.models import Report
from kommunrapport.reports.promises.reading import due_promises
from kommunrapport.todo import Task


def promise_tasks(user: User, lens: Lens, today: datetime.date) -> list[Task]:
    """One task for each open report with promises of own chapters that nobody has followed up."""
    positions = access_of(user).positions
    if not positions:
        return []
    reports = Report.objects.for_lens(lens.org_unit, lens.year).writable().filter(chapters__responsible__in=positions)
    found = []
    for report in reports.select_related("occasion").distinct():
        waiting = [
            due
            for due in due_promises(report)
            if due.outcome is None and due.chapter is not None and due.chapter.responsible_id in positions
        ]
        if waiting:
            found.append(_task(report, lens, len(waiting)))
    return found


def _task(report: Report, lens: Lens, count: int) -> Task:
    word = "ett åtagande" if count == 1 else f"{count_word(count)} åtaganden"
    return Task(
        text=f"Följ upp {word} från förra rapporten",
        detail=f"{report}. Säg om det är infriat, pågår eller utgår.",
        url=reverse("reports:promise_list", args=[lens.year, lens.org_unit.slug, report.slug]),
        button="Följ upp",
        icon="check",
        count=count,
        due=report.occasion.unit_deadline,
    )
