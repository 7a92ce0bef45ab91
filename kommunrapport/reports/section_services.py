"""Writing what a chapter shows from the data. Every function holds the report's row first, as those of the texts."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from kommunrapport.organisation.models import User
from kommunrapport.records.saving import Conflict, claim_token, create_recorded, delete_checked, save_checked
from kommunrapport.reports.models import Chapter, ChapterSection
from kommunrapport.reports.params import stored_values
from kommunrapport.reports.registry import SECTIONS
from kommunrapport.reports.services import hold_open_report, seen_version


@transaction.atomic
def add_section(*, chapter: Chapter, key: str, token: str, by: User) -> ChapterSection:
    """Show a registered section last in the chapter, with its default choices.

    Raises Locked, AlreadyDone when the form was sent before, ValidationError for one that does not fit the chapter.
    """
    hold_open_report(chapter.report_id)
    claim_token(token, by)
    registered = SECTIONS.get(key)
    if registered is None or not registered.fits(chapter.subject_key):
        raise ValidationError({"key": "Det kan inte visas i det här kapitlet. Välj något annat."})
    before = _in_order(chapter.pk)
    params = stored_values(registered.params, {})
    section = create_recorded(ChapterSection, by=by, chapter=chapter, key=key, params=params, order=len(before) + 1)
    _put_in_order([*before, section], by)
    return ChapterSection.objects.get(pk=section.pk)


@transaction.atomic
def change_section(*, pk: int, version: int, params: dict[str, Any], by: User) -> ChapterSection:
    """Save the choices. Who moved it since `version` does not stand in the way. Raises Locked, Conflict."""
    section = _hold_section(pk)
    seen = seen_version(section, version, ["params"])
    return save_checked(ChapterSection, pk=pk, version=seen, by=by, params=params)


@transaction.atomic
def move_section(*, pk: int, version: int, step: int, by: User) -> ChapterSection:
    """Move it past its neighbour: `step` -1 is up, 1 is down. At the end of the row it stays.

    Raises Locked, and Conflict when somebody moved it since `version`, so that a double click moves it once.
    """
    section = _hold_section(pk)
    if seen_version(section, version, ["order"]) != section.version:
        raise Conflict(section)
    row = _in_order(section.chapter_id)
    here = row.index(section)
    there = min(max(here + step, 0), len(row) - 1)
    if there == here:
        return section
    row.insert(there, row.pop(here))
    # Its own number changes whatever it was, for that is how the second click of two is known.
    _put_in_order(row, by, start=2 if section.order == there + 1 else 1)
    return ChapterSection.objects.get(pk=pk)


@transaction.atomic
def remove_section(*, pk: int, version: int, by: User) -> None:
    """Show it no more; the data is left alone. Raises Locked, Conflict when its choices were changed since."""
    section = _hold_section(pk)
    delete_checked(ChapterSection, pk=pk, version=seen_version(section, version, ["params"]), by=by)


def _hold_section(pk: int) -> ChapterSection:
    """Hold the report of the section, then read the section."""
    hold_open_report(ChapterSection.objects.values_list("chapter__report_id", flat=True).get(pk=pk))
    return ChapterSection.objects.get(pk=pk)


def _in_order(chapter_id: int) -> list[ChapterSection]:
    """Those of a template may all have the same number, and stand as they were made."""
    return list(ChapterSection.objects.filter(chapter=chapter_id).order_by("order", "pk"))


def _put_in_order(sections: list[ChapterSection], by: User, start: int = 1) -> None:
    for order, section in enumerate(sections, start=start):
        save_checked(ChapterSection, pk=section.pk, version=section.version, by=by, order=order)
