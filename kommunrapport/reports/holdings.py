"""Chapters that positions answer for."""

from __future__ import annotations

from collections.abc import Iterable

from kommunrapport.annual_cycle.holdings import Held, Holdings, register
from kommunrapport.organisation.models import Position, User
from kommunrapport.reports.models import Chapter, Report
from kommunrapport.reports.models.reports import about_subject
from kommunrapport.reports.services import change_chapter_head


def open_chapters(year: int) -> Iterable[Held]:
    """Chapters of reports that are being written."""
    rows = Chapter.objects.filter(report__in=Report.objects.writable()).exclude(responsible=None)
    names = ("responsible", "pk", "report__title", "heading", "subject_key")
    return [
        Held(position, pk, f"{heading or about_subject(subject)} i {title}")
        for position, pk, title, heading, subject in rows.values_list(*names)
    ]


def hand_over_chapter(pk: int, old: Position, new: Position, by: User) -> None:
    chapter = Chapter.objects.get(pk=pk)
    change_chapter_head(
        pk=pk,
        version=chapter.version,
        heading=chapter.heading,
        deadline=chapter.deadline,
        responsible=new,
        by=by,
    )


register(Holdings("reports.chapter", "kapitel", "kapitel", open_chapters, hand_over_chapter))
