"""What a chapter said before, who changed it and when; each step of its status with its reason."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
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
    lines, names = _lines(chapter)
    count = cache(word_count)  # each text is the later one of a save and the earlier one of the next
    saves = [_saved(line, earlier, names, count) for earlier, line in zip([None, *lines], lines, strict=False)]
    return [saved for saved in reversed(saves) if saved.words]


def read_old_text(chapter: Chapter, version: int) -> OldText | None:
    """The text saved as this version; None when no text was saved then."""
    lines, names = _lines(chapter)
    for earlier, line in zip([None, *lines], lines, strict=False):
        if line.version == version and _has_new_text(line, earlier):
            before = earlier.text if earlier else ""
            saved = _saved(line, earlier, names, word_count)
            return OldText(saved, line.text, differences(before, line.text), line.text == chapter.text)
    return None


def _lines(chapter: Chapter) -> tuple[list[Any], ActingNames]:
    """The lines of history, the oldest first, and who stood in for whom."""
    lines = list(chapter.history.select_related("history_user", "responsible").order_by("history_id"))
    return lines, ActingNames({line.responsible_id for line in lines})


def _saved(line: Any, earlier: Any, names: ActingNames, count: Callable[[str], int]) -> Saved:
    who = names.name(line.history_user, line.responsible_id, line.history_date) or NOBODY
    words = tuple(_words(line, earlier, count))
    return Saved(line.version, who, line.history_date, words, _has_new_text(line, earlier))


def _has_new_text(line: Any, earlier: Any) -> bool:
    return bool(line.text) if earlier is None else line.text != earlier.text


def _words(line: Any, earlier: Any, count: Callable[[str], int]) -> Iterator[str]:
    if earlier is None:
        yield "Kapitlet skapades"
        if line.text:
            yield f"Text: {count(line.text)} ord"
        return
    if line.text != earlier.text:
        yield f"Text: från {count(earlier.text)} till {count(line.text)} ord"
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
