"""What a chapter said before, who changed it and when; each step of its status with its reason."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kommunrapport.dates import format_date
from kommunrapport.measures.changes import NOBODY, NOTHING
from kommunrapport.organisation.acting import ActingNames
from kommunrapport.reports.differences import Piece, differences
from kommunrapport.reports.models import Chapter
from kommunrapport.reports.rich_text import word_count


@dataclass(frozen=True, slots=True)
class Saved:
    """One save of a chapter: what it changed, in words, and whether the text was part of it."""

    version: int
    who: str
    at: datetime.datetime
    words: tuple[str, ...]
    has_new_text: bool


@dataclass(frozen=True, slots=True)
class OldText:
    """A text as it was saved once, beside the one before it."""

    saved: Saved
    text: str
    pieces: list[Piece]
    is_stored: bool


def read_history(chapter: Chapter) -> list[Saved]:
    """Every save that changed something a reader knows of, the latest first."""
    return list(reversed([saved for saved, *_ in _saves(chapter)]))


def read_old_text(chapter: Chapter, version: int) -> OldText | None:
    """The text saved as this version; None when no text was saved then."""
    for saved, line, earlier in _saves(chapter):
        if saved.version == version and saved.has_new_text:
            before = earlier.text if earlier else ""
            return OldText(saved, line.text, differences(before, line.text), line.text == chapter.text)
    return None


def _saves(chapter: Chapter) -> Iterator[tuple[Saved, Any, Any]]:
    """Each save, its line of history and the one before it (None for the first), the oldest first."""
    lines: list[Any] = list(chapter.history.select_related("history_user", "responsible").order_by("history_id"))
    names = ActingNames({line.responsible_id for line in lines})
    for earlier, line in zip([None, *lines], lines, strict=False):
        words = tuple(_words(line, earlier))
        if words:
            who = names.name(line.history_user, line.responsible_id, line.history_date) or NOBODY
            has_new_text = bool(line.text) if earlier is None else line.text != earlier.text
            yield Saved(line.version, who, line.history_date, words, has_new_text), line, earlier


def _words(line: Any, earlier: Any) -> Iterator[str]:
    if earlier is None:
        yield "Kapitlet skapades"
        if line.text:
            yield f"Text: {word_count(line.text)} ord"
        return
    if line.text != earlier.text:
        yield f"Text: från {word_count(earlier.text)} till {word_count(line.text)} ord"
    for name, before, after in _heads(line, earlier):
        if before != after:
            yield f"{name}: från {before or NOTHING} till {after or NOTHING}"
    if line.status != earlier.status:
        yield f"Läge: från {earlier.get_status_display()} till {line.get_status_display()}"
    if line.status_reason and line.status_reason != earlier.status_reason:
        yield f"Skäl: {line.status_reason}"


def _heads(line: Any, earlier: Any) -> Iterator[tuple[str, str, str]]:
    yield "Rubrik", earlier.heading, line.heading
    yield "Ansvarig", str(earlier.responsible or ""), str(line.responsible or "")
    yield "Klart senast", _day(earlier.deadline), _day(line.deadline)


def _day(day: datetime.date | None) -> str:
    return format_date(day) if day else ""
