"""Two versions beside each other: which chapters differ, in which paragraphs, and in which figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from kommunrapport.reports.differences import Piece, text_differences
from kommunrapport.reports.models import FrozenChapter
from kommunrapport.reports.rich_text import plain_text
from kommunrapport.reports.versions.figures import FigureChange, figure_changes
from kommunrapport.reports.versions.frozen_tables import is_bar_chart, is_chart, is_table

_NOT_WORDS = {"icon", "kind", "key", "slug", "url", "anchor", "mark", "tone", "value"}


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of paragraphs, as they stood in the first version and in the second.

    `skipped` counts paragraphs that are the same in both and are left out; then there are no pieces.
    """

    first: tuple[Piece, ...] = ()
    second: tuple[Piece, ...] = ()
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class ChapterComparison:
    """A chapter in two versions; None where the version does not have it."""

    first: FrozenChapter | None
    second: FrozenChapter | None
    passages: tuple[Passage, ...]
    figures: tuple[FigureChange, ...]
    is_moved: bool

    @property
    def shown(self) -> FrozenChapter:
        """The one that gives the heading: the later where there is one."""
        found = self.second or self.first
        assert found is not None  # noqa: S101 (one of them is always there)
        return found

    @property
    def is_same(self) -> bool:
        return not (self.is_new or self.is_gone or self.is_moved or self.passages or self.figures or self.old_name)

    @property
    def is_new(self) -> bool:
        return self.first is None

    @property
    def is_gone(self) -> bool:
        return self.second is None

    @property
    def old_name(self) -> str:
        """What it was called in the first version, when it is called something else in the second."""
        if self.first is None or self.second is None or self.first.heading == self.second.heading:
            return ""
        return str(self.first)


def compare_versions(first: Sequence[FrozenChapter], second: Sequence[FrozenChapter]) -> list[ChapterComparison]:
    """Every chapter of both, in the order of the second; those that are gone come last."""
    pairs = _pairs(first, second)
    kept = [old for old, new in sorted(pairs, key=_place_in_first) if old and new]
    order = [old for old, new in pairs if old and new]
    moved = {old.pk for old, before in zip(order, kept, strict=True) if old.pk != before.pk}
    return [_comparison(old, new, is_moved=bool(old and old.pk in moved)) for old, new in pairs]


def _pairs(
    first: Sequence[FrozenChapter], second: Sequence[FrozenChapter]
) -> list[tuple[FrozenChapter | None, FrozenChapter | None]]:
    left = {_identity(chapter): chapter for chapter in first}
    pairs: list[tuple[FrozenChapter | None, FrozenChapter | None]] = [
        (left.pop(_identity(new), None), new) for new in second
    ]
    return pairs + [(old, None) for old in left.values()]


def _identity(chapter: FrozenChapter) -> str:
    """The chapter it was frozen from; its anchor says so also when that one has been removed."""
    return chapter.anchor


def _place_in_first(pair: tuple[FrozenChapter | None, FrozenChapter | None]) -> int:
    return pair[0].order if pair[0] else 0


def _comparison(old: FrozenChapter | None, new: FrozenChapter | None, *, is_moved: bool) -> ChapterComparison:
    passages = tuple(_passages(_lines(old), _lines(new)))
    changes = tuple(figure_changes(old.data if old else [], new.data if new else []))
    is_other = old is not None and new is not None
    return ChapterComparison(old, new, passages, changes if is_other else (), is_moved)


def _lines(chapter: FrozenChapter | None) -> list[str]:
    """What the chapter says in words, a line for each paragraph."""
    if chapter is None:
        return []
    lines = plain_text(f"{chapter.common_text}\n{chapter.text}").split("\n")
    return [line for line in [*lines, *_words(chapter.data)] if line]


def _words(data: Any, name: str = "") -> Iterator[str]:
    """Texts in the data of sections, beside those in tables; those named html have formatting."""
    if isinstance(data, str):
        yield from (plain_text(data) if name == "html" else data).split("\n")
    elif isinstance(data, list):
        for part in data:
            yield from _words(part)
    elif isinstance(data, dict) and not (is_table(data) or is_bar_chart(data) or is_chart(data)):
        for inner, part in data.items():
            if inner not in _NOT_WORDS:
                yield from _words(part, inner)


def _passages(old: list[str], new: list[str]) -> Iterator[Passage]:
    """The paragraphs that differ, with how many stand between them; nothing when all are the same."""
    if old == new:
        return
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal":
            yield Passage(skipped=new_to - new_from)
        else:
            yield _passage("\n".join(old[old_from:old_to]), "\n".join(new[new_from:new_to]))


def _passage(old: str, new: str) -> Passage:
    pieces = text_differences(old, new)
    return Passage(
        first=tuple(piece for piece in pieces if piece.kind != "new"),
        second=tuple(piece for piece in pieces if piece.kind != "gone"),
    )
