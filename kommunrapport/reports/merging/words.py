"""The words of one paragraph that two people changed: what each did, put together word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from xml.etree.ElementTree import Element, tostring

type Mark = tuple[str, tuple[tuple[str, str], ...]]

INLINE = {"br", "strong", "em", "u", "s", "sub", "sup", "a", "data"}
_ATOMS = {"br", "data"}  # moved whole, as a word is
_WORD = re.compile(r"([ \t\r\n]*)([^ \t\r\n]+)|[ \t\r\n]+$")  # no-break space is part of a number
_BOLD: tuple[Mark, ...] = (("strong", ()),)


@dataclass(frozen=True, slots=True)
class Word:
    """A word with the formatting round it, outermost first; `spaced` when there is a space before it.

    `atom` stands for itself: a line break, or a figure that follows the data.
    """

    text: str
    marks: tuple[Mark, ...]
    spaced: bool
    atom: Element | None = None

    @property
    def key(self) -> tuple[str, tuple[Mark, ...]]:
        """What makes it the same word; the space before it does not."""
        return self.text, self.marks


@dataclass(frozen=True, slots=True)
class _Change:
    """`words` stand where the base had those from `start` to `end`."""

    start: int
    end: int
    words: tuple[Word, ...]


@dataclass(slots=True)
class _Region:
    """A stretch of the base with the changes of either side that reach into each other."""

    start: int
    end: int
    stored: list[_Change]
    mine: list[_Change]

    def meets(self, change: _Change) -> bool:
        """Two insertions in the same place meet, and stretches that share a word; neighbours do not."""
        if self.start == self.end and change.start == change.end:
            return self.start == change.start
        return change.start < self.end and self.start < change.end


def words_of(line: Element) -> list[Word]:
    """The words of a paragraph, or of another element that holds nothing but running text."""
    found = list(_walk(line, ()))
    return [replace(found[0], spaced=True), *found[1:]] if found else []


def build_line(tag: str, attributes: dict[str, str], words: Sequence[Word]) -> Element:
    """The element with these words, their formatting joined where neighbours share it."""
    line = Element(tag, attributes)
    path: list[tuple[Mark | None, Element]] = [(None, line)]
    for number, word in enumerate(words):
        shared = _shared(path, word.marks)
        del path[shared + 1 :]
        if word.spaced and number:
            _append_text(path[-1][1], " ")
        for mark in word.marks[shared:]:
            opened = Element(mark[0], dict(mark[1]))
            path[-1][1].append(opened)
            path.append((mark, opened))
        if word.atom is None:
            _append_text(path[-1][1], word.text)
        else:
            path[-1][1].append(deepcopy(word.atom))
    return line


def merge_words(base: list[Word], stored: list[Word], mine: list[Word]) -> tuple[list[Word], int]:
    """Both sides' changes of `base`, and how many of them meet. Where they meet, both wordings stand, marked."""
    merged: list[Word] = []
    meetings, place = 0, 0
    for region in _regions(_changes(base, stored), _changes(base, mine)):
        merged += base[place : region.start]
        place = region.end
        theirs, own = (_side(base, region, changes) for changes in (region.stored, region.mine))
        if not region.stored or not region.mine or _keys(theirs) == _keys(own):
            merged += theirs if region.stored else own
        else:
            meetings += 1
            merged += [*_bracketed("[[Sparat:", theirs), *_bracketed("[[Ditt:", own)]
    return merged + base[place:], meetings


def _walk(element: Element, marks: tuple[Mark, ...]) -> Iterator[Word]:
    """The words in document order. A word that formatting divides is several, with no space between them."""
    spaced = False
    for piece in _pieces(element):
        if isinstance(piece, str):
            for found in _WORD.finditer(piece):
                if found[2]:
                    yield Word(found[2], marks, spaced or bool(found[1]))
                spaced = not found[2]
            continue
        mark = (piece.tag, tuple(sorted(piece.attrib.items())))
        inner = [_atom(piece, marks)] if piece.tag in _ATOMS else list(_walk(piece, (*marks, mark)))
        if inner:
            yield replace(inner[0], spaced=inner[0].spaced or spaced)
            yield from inner[1:]
            spaced = "".join(piece.itertext())[-1:].isspace() and piece.tag not in _ATOMS


def _pieces(element: Element) -> Iterator[str | Element]:
    yield element.text or ""
    for child in element:
        yield child
        yield child.tail or ""


def _atom(element: Element, marks: tuple[Mark, ...]) -> Word:
    atom = deepcopy(element)
    atom.tail = None
    return Word(tostring(atom, encoding="unicode"), marks, spaced=False, atom=atom)


def _changes(base: list[Word], other: list[Word]) -> list[_Change]:
    matcher = SequenceMatcher(None, _keys(base), _keys(other))
    return [
        _Change(start, end, tuple(other[other_start:other_end]))
        for kind, start, end, other_start, other_end in matcher.get_opcodes()
        if kind != "equal"
    ]


def _regions(stored: list[_Change], mine: list[_Change]) -> list[_Region]:
    """All changes in the order of the base; those that meet in one region."""
    regions: list[_Region] = []
    of_either = [(change, True) for change in stored] + [(change, False) for change in mine]
    for change, is_stored in sorted(of_either, key=lambda pair: (pair[0].start, pair[0].end)):
        if not regions or not regions[-1].meets(change):
            regions.append(_Region(change.start, change.end, [], []))
        region = regions[-1]
        region.end = max(region.end, change.end)
        (region.stored if is_stored else region.mine).append(change)
    return regions


def _side(base: list[Word], region: _Region, changes: list[_Change]) -> list[Word]:
    """The region as one side has it."""
    words: list[Word] = []
    place = region.start
    for change in changes:
        words += [*base[place : change.start], *change.words]
        place = change.end
    return words + base[place : region.end]


def _bracketed(label: str, words: list[Word]) -> list[Word]:
    opening, closing = Word(label, _BOLD, spaced=True), Word("]]", _BOLD, spaced=False)
    first = replace(words[0], spaced=True) if words else Word("borttaget", (), spaced=True)
    return [opening, first, *words[1:], closing]


def _keys(words: list[Word]) -> list[tuple[str, tuple[Mark, ...]]]:
    return [word.key for word in words]


def _shared(path: list[tuple[Mark | None, Element]], marks: tuple[Mark, ...]) -> int:
    """How many of the open elements the next word stands in too."""
    shared = 0
    for (opened, _), mark in zip(path[1:], marks, strict=False):
        if opened != mark:
            break
        shared += 1
    return shared


def _append_text(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
