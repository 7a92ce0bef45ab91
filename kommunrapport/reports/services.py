"""Writing in a report. Every function holds the report's row first, so that nobody saves while it is being locked."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from kommunrapport.organisation.models import Position, User
from kommunrapport.records.drafts import forget_drafts
from kommunrapport.records.saving import (
    Conflict,
    Locked,
    claim_token,
    create_recorded,
    delete_checked,
    hold_row,
    save_checked,
)
from kommunrapport.reports.flow.lock import lock_sentence
from kommunrapport.reports.flow.refused import Refused
from kommunrapport.reports.models import Chapter, ChapterSection, Report
from kommunrapport.reports.models.reports import FINISHED_STATUSES
from kommunrapport.reports.rich_text import clean
from kommunrapport.reports.states import CHAPTER_STEPS, ChapterStep

DEEPEST_LEVEL = 5  # level 5 is headed by h6
SET_BY_WRITERS = (Chapter.Status.DRAFT, Chapter.Status.READY)


class Kept(Refused):
    """The chapter cannot be removed."""


def hold_open_report(pk: int) -> Report:
    """Keep the report open to the end of the transaction. Raises Locked, with a sentence to show."""
    report = hold_row(Report.objects.select_related("org_unit", "occasion", "template"), pk)
    if not report.is_writable:
        raise Locked(lock_sentence(report))
    return report


@transaction.atomic
def write_chapter(*, pk: int, version: int, text: str, by: User, drafts: Iterable[int] = ()) -> Chapter:
    """Save the author's text, cleaned. A changed text begins a chapter, and is to be reviewed again.

    `drafts` are those of the author's that held the text until now: they are forgotten with the save.
    Who moved the chapter or changed its head since `version` does not stand in the way.
    Raises Locked, Conflict when somebody else wrote since `version`, RichTextError as `clean`.
    """
    chapter = _hold_chapter(pk)
    changes = {"text": clean(text)}
    if changes["text"] != chapter.text:
        changes["status"] = CHAPTER_STEPS["write"].targets[chapter.status]
    forget_drafts(by=by, pks=drafts)
    return _save(chapter, version, by, ["text"], **changes)


def change_chapter_status(*, pk: int, version: int, status: str, by: User) -> Chapter:
    """Mark the chapter as ready, or take it back to draft. Raises Locked, Conflict, ValueError for another status."""
    if status not in SET_BY_WRITERS:
        raise ValueError(f"{status!r} is not set by the one who writes")
    return take_chapter_step(pk=pk, version=version, step=CHAPTER_STEPS[status], by=by)


@transaction.atomic
def take_chapter_step(*, pk: int, version: int, step: ChapterStep, by: User, reason: str = "") -> Chapter:
    """Take the chapter a step; one that was taken before is a success.

    Why a chapter was given back stands there until it is ready.
    Raises Locked, Conflict when somebody wrote or took another step since `version`, Refused where a guard says no.
    """
    chapter = _hold_chapter(pk)
    if chapter.status not in step.targets:
        return _stepped_before(chapter, step, reason)
    for guard in step.guards:
        if refusal := guard(chapter, by):
            raise Refused(refusal)
    target = step.targets[chapter.status]
    kept = "" if target in FINISHED_STATUSES else chapter.status_reason
    changes = {"status": target, "status_reason": reason or kept}
    return _save(chapter, version, by, ["status", "text"], **changes)


def _stepped_before(chapter: Chapter, step: ChapterStep, reason: str) -> Chapter:
    """The chapter, if it stands where the step leads. Raises Conflict when it does not, or for another reason."""
    is_there = chapter.status in step.targets.values()
    if not is_there or reason not in ("", chapter.status_reason):
        raise Conflict(chapter)
    return chapter


@transaction.atomic
def change_chapter_head(
    *,
    pk: int,
    version: int,
    heading: str,
    responsible: Position | None,
    deadline: datetime.date | None,
    by: User,
) -> Chapter:
    """Save heading, responsible and deadline. Raises Locked, Conflict, ValidationError without a needed heading."""
    chapter = _hold_chapter(pk)
    if not heading and not chapter.subject_key:
        raise ValidationError({"heading": "Skriv en rubrik."})
    head = {"heading": heading, "responsible": responsible, "deadline": deadline}
    return _save(chapter, version, by, ["heading", "responsible_id", "deadline"], **head)


@transaction.atomic
def add_chapter(*, report: Report, parent: Chapter | None, heading: str, token: str, by: User) -> Chapter:
    """Add a chapter last under `parent`, or last in the report.

    Raises Locked, AlreadyDone when the form was sent before, ValidationError below the deepest heading.
    """
    held = hold_open_report(report.pk)
    claim_token(token, by)
    if parent and _level(parent) >= DEEPEST_LEVEL:
        raise ValidationError({"parent": "Kapitlet ligger redan så djupt som det går. Välj ett högre upp."})
    order = Chapter.objects.filter(report=held, parent=parent).count() + 1
    siblings = list(Chapter.objects.filter(report=held, parent=parent))
    chapter = create_recorded(Chapter, by=by, report=held, parent=parent, heading=heading, order=order)
    put_in_order([*siblings, chapter], by)
    return chapter


@transaction.atomic
def move_chapter(*, pk: int, version: int, step: int, by: User) -> Chapter:
    """Move the chapter past its neighbour: `step` -1 is up, 1 is down. At the end of the row it stays.

    Raises Locked, and Conflict when somebody moved it since `version`, so that a double click moves it once.
    """
    chapter = _hold_chapter(pk)
    siblings = list(Chapter.objects.filter(report=chapter.report_id, parent=chapter.parent_id))
    here = siblings.index(chapter)
    there = min(max(here + step, 0), len(siblings) - 1)
    siblings.insert(there, siblings.pop(here))
    _save(chapter, version, by, ["order"], order=there + 1)
    put_in_order(siblings, by)
    return Chapter.objects.get(pk=pk)


@transaction.atomic
def remove_chapter(*, pk: int, version: int, by: User) -> None:
    """Remove a chapter that nobody has written in. Raises Locked, Conflict, and Kept with the reason."""
    chapter = _hold_chapter(pk)
    if chapter.text:
        raise Kept("Kapitlet har text och tas därför inte bort. Töm texten och spara först.")
    if chapter.children.exists():
        raise Kept("Kapitlet har underkapitel och tas därför inte bort. Ta bort eller flytta dem först.")
    if chapter.comments.exists() or chapter.promises.exists():
        raise Kept("Kapitlet har kommentarer eller åtaganden, som hör till ärendet. Därför tas det inte bort.")
    delete_checked(Chapter, pk=pk, version=seen_version(chapter, version, ["text"]), by=by)


def put_in_order(chapters: Iterable[Chapter], by: User) -> None:
    """Number the chapters in this order. The caller holds the report."""
    for order, chapter in enumerate(chapters, start=1):
        now = Chapter.objects.get(pk=chapter.pk)
        save_checked(Chapter, pk=now.pk, version=now.version, by=by, order=order)


def _hold_chapter(pk: int) -> Chapter:
    """Hold the chapter's report, then read the chapter. Raises Locked, Chapter.DoesNotExist if it was removed."""
    report_id = Chapter.objects.values_list("report_id", flat=True).get(pk=pk)
    hold_open_report(report_id)
    return Chapter.objects.get(pk=pk)


def _save(chapter: Chapter, version: int, by: User, seen: list[str], **changes: object) -> Chapter:
    return save_checked(Chapter, pk=chapter.pk, version=seen_version(chapter, version, seen), by=by, **changes)


def seen_version(row: Chapter | ChapterSection, version: int, fields: list[str]) -> int:
    """The version to save from: today's, if `fields` are as they were in the version that the user saw."""
    if row.version == version:
        return version
    old = row.history.filter(version=version).first()
    same = old is not None and all(getattr(old, name) == getattr(row, name) for name in fields)
    return row.version if same else version


def _level(chapter: Chapter) -> int:
    level, above = 1, chapter.parent
    while above is not None:
        level, above = level + 1, above.parent
    return level
