"""What has changed in a report since its latest version was frozen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kommunrapport.reports.flow.content import ChapterContent, Content, read_content
from kommunrapport.reports.live.resolving import without_words
from kommunrapport.reports.models import FrozenChapter, Report


class Change(StrEnum):
    """What differs, in the words of the page."""

    TEXT = "text"
    FIGURES = "siffror"
    HEADING = "rubrik"
    PLACE = "plats"
    ADDED = "nytt kapitel"
    REMOVED = "borttaget"


@dataclass(frozen=True, slots=True)
class ChangedChapter:
    """A chapter that differs from the version. `chapter_id` is None where it is gone."""

    chapter_id: int | None
    number: str
    heading: str
    changes: tuple[Change, ...]

    @property
    def is_written(self) -> bool:
        """Somebody wrote or arranged it; a chapter where only figures differ followed the data."""
        return self.changes != (Change.FIGURES,)

    @property
    def words(self) -> str:
        """Text, siffror och rubrik."""
        return ", ".join(self.changes)


def compare(frozen: Sequence[FrozenChapter], content: Content) -> tuple[ChangedChapter, ...]:
    """The chapters that differ from those frozen: in the order of today, then those that are gone."""
    before = {chapter.chapter_id: chapter for chapter in frozen}
    now = {chapter.chapter_id for chapter in content.chapters}
    moved = _moved([chapter.chapter_id for chapter in frozen], [chapter.chapter_id for chapter in content.chapters])
    found = []
    for chapter in content.chapters:
        changes = _changes(before.get(chapter.chapter_id), chapter, is_moved=chapter.chapter_id in moved)
        if changes:
            found.append(ChangedChapter(chapter.chapter_id, chapter.number, chapter.heading, changes))
    gone = [chapter for chapter in frozen if chapter.chapter_id is None or chapter.chapter_id not in now]
    found += [ChangedChapter(None, chapter.number, chapter.heading, (Change.REMOVED,)) for chapter in gone]
    return tuple(found)


def _changes(before: FrozenChapter | None, now: ChapterContent, *, is_moved: bool) -> tuple[Change, ...]:
    if before is None:
        return (Change.ADDED,)
    texts_before, texts = (before.common_text, before.text), (now.common_text, now.text)
    is_rewritten = [*map(without_words, texts_before)] != [*map(without_words, texts)]
    differs = {
        Change.TEXT: is_rewritten,
        Change.FIGURES: before.data != now.sections or (texts_before != texts and not is_rewritten),
        Change.HEADING: before.heading != now.heading,
        Change.PLACE: is_moved or before.level != now.level,
    }
    return tuple(change for change, is_so in differs.items() if is_so)


def _moved(before: list[int | None], now: list[int]) -> set[int]:
    """Those that stand in another order among the ones that are in both."""
    in_both = set(before) & set(now)
    kept = [pk for pk in before if pk in in_both]
    still = [pk for pk in now if pk in in_both]
    return {new for old, new in zip(kept, still, strict=True) if old != new}


def changed_after_dispatch(report: Report) -> tuple[ChangedChapter, ...]:
    """The chapters that differ from the latest version, also where only a figure does; none before there is one."""
    version = report.versions.order_by("-number").first()
    return compare(list(version.chapters.order_by("order")), read_content(report)) if version else ()
