"""Chapters that positions answer for."""

from __future__ import annotations

from collections.abc import Iterable

from django.apps import apps

from kommunrapport.annual_cycle.holdings import Held, Holdings, register
from kommunrapport.organisation.models import Position, User
from kommunrapport.reports.models import Chapter, Report
from kommunrapport.reports.services import change_chapter_head


def open_chapters(year: int) -> Iterable[Held]:
    """Chapters of reports that are being written."""
    rows = Chapter.objects.filter(report__in=Report.objects.writable()).exclude(responsible=None)
    names = ("responsible", "pk", "report__title", "heading", "subject_key")
    return [
        Held(position, pk, f"{heading or _about(subject)} i {title}")
        for position, pk, title, heading, subject in rows.values_list(*names)
    ]


def _about(subject_key: str) -> str:
    """What a chapter without a heading of its own is about: its number and title come from the data."""
    model = apps.get_model(subject_key.partition(":")[0])
    return f"Kapitel om {model._meta.verbose_name}"


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
