"""Two texts beside each other: which words went away, and which came."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from kommunrapport.reports.rich_text import plain_text

MANY_WORDS = 1000  # from there on, common words are not looked for one by one
NEAR = 12  # words that are shown before and after each difference
ELLIPSIS = "…"
_PIECE = re.compile(r"\n|[^ \t\n]+[ \t]*|[ \t]+")  # 43 percent with a hard space is one word


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words. `kind` is "same", "gone" (only in the first text) or "new" (only in the second)."""

    kind: str
    text: str


def differences(first: str, second: str) -> list[Piece]:
    """What to take away from the first text and add to it to get the second; both are cleaned HTML.

    Formatting is not compared: texts that differ in nothing else give one piece of kind "same".
    """
    return text_differences(plain_text(first), plain_text(second))


def text_differences(first: str, second: str) -> list[Piece]:
    """The same for texts without formatting.

    Lines first, then the words of those that differ: word by word, the time of a long text grows with its square.
    """
    old, new = first.splitlines(keepends=True), second.splitlines(keepends=True)
    lines = SequenceMatcher(None, old, new, autojunk=False)
    pieces = [
        piece
        for kind, old_from, old_to, new_from, new_to in lines.get_opcodes()
        for piece in (
            [Piece("same", "".join(new[new_from:new_to]))]
            if kind == "equal"
            else _word_pieces("".join(old[old_from:old_to]), "".join(new[new_from:new_to]))
        )
    ]
    return [
        Piece(kind, "".join(piece.text for piece in run)) for kind, run in groupby(pieces, key=lambda piece: piece.kind)
    ]


def near_differences(pieces: list[Piece]) -> list[Piece]:
    """The same pieces without what stands far from every difference; texts that do not differ stay whole."""
    last = len(pieces) - 1
    if last < 1:
        return pieces
    return [
        Piece("same", _shortened(piece.text, head=at > 0, tail=at < last)) if piece.kind == "same" else piece
        for at, piece in enumerate(pieces)
    ]


def _shortened(text: str, *, head: bool, tail: bool) -> str:
    """The first words where `head`, and the last where `tail`; all of a text that would not be shorter."""
    words = _PIECE.findall(text)
    if len(words) <= NEAR * (head + tail) + 1:
        return text
    first, after = words[: NEAR * head], words[len(words) - NEAR * tail :]
    return f"{''.join(first).rstrip(' ')} {ELLIPSIS} {''.join(after)}".lstrip(" ")


def _word_pieces(first: str, second: str) -> Iterator[Piece]:
    old, new = _PIECE.findall(first), _PIECE.findall(second)
    # The last word of a text is the same word when more is written after it.
    old_words, new_words = ([piece.rstrip(" \t") for piece in pieces] for pieces in (old, new))
    matcher = SequenceMatcher(None, old_words, new_words, autojunk=len(new) > MANY_WORDS)
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal":
            for one, other in zip(old[old_from:old_to], new[new_from:new_to], strict=True):
                yield from _same_word(one, other)
        else:
            yield from _pieces(old[old_from:old_to], new[new_from:new_to])


def _same_word(old: str, new: str) -> Iterator[Piece]:
    """A word of both texts, with the space after it that one of them may lack."""
    if old == new:
        yield Piece("same", new)
        return
    word = new.rstrip(" \t")
    yield Piece("same", word)
    yield from _pieces(list(filter(None, [old[len(word) :]])), list(filter(None, [new[len(word) :]])))


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    if old:
        yield Piece("gone", "".join(old))
    if new:
        yield Piece("new", "".join(new))
