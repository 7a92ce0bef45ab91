"""Two texts beside each other: which words went away, and which came."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from kommunrapport.reports.rich_text import plain_text

_PIECE = re.compile(r"\n|[^\s]+[ \t]*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words. `kind` is "same", "gone" (only in the first text) or "new" (only in the second)."""

    kind: str
    text: str


def differences(first: str, second: str) -> list[Piece]:
    """What to take away from the first text and add to it to get the second; both are cleaned HTML.

    Formatting is not compared: texts that differ in nothing else give one piece of kind "same".
    """
    old, new = (_PIECE.findall(plain_text(text)) for text in (first, second))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [
        piece
        for _, old_from, old_to, new_from, new_to in matcher.get_opcodes()
        for piece in _pieces(old[old_from:old_to], new[new_from:new_to])
    ]


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    if old == new:
        yield Piece("same", "".join(new))
        return
    if old:
        yield Piece("gone", "".join(old))
    if new:
        yield Piece("new", "".join(new))
