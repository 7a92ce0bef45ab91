"""A text that two people changed from the same version: a proposal that has both their changes."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from difflib import SequenceMatcher
from xml.etree.ElementTree import Element

from kommunrapport.reports.merging.blocks import blocks_in, fate_of, is_line, key, keys
from kommunrapport.reports.merging.words import INLINE, build_line, merge_words, words_of
from kommunrapport.reports.rich_text import clean, plain_text
from kommunrapport.reports.rich_text_tree import ROOT, to_html, to_tree

STORED, MINE, GONE = "[[Sparat:", "[[Ditt:", "[[Sparat: borttaget]] "
MOST_MEETINGS = 3  # in one paragraph; where more words differ, two whole paragraphs are easier to read
_MARK = re.compile(r"\[\[(?:Sparat|Ditt):")


@dataclass(frozen=True, slots=True)
class Proposal:
    """The merged text, cleaned HTML. In `meetings` places both changed the same: both wordings stand there, marked."""

    text: str
    meetings: int


def merge_texts(base: str | None, stored: str, mine: str) -> Proposal:
    """Put together what `stored` and `mine` each changed of `base`; all are cleaned HTML.

    Every word that one side wrote or kept stands in the proposal, unless the other took it away. Without a base
    nothing counts as taken away. Raises RichTextError when the two are too much for one text.
    """
    theirs, own = blocks_in(to_tree(stored)), blocks_in(to_tree(mine))
    before = [] if base is None else blocks_in(to_tree(base))
    root = Element(ROOT)
    root.extend(_merge_lists(before, theirs, own))
    text = clean(to_html(root))
    return Proposal(text, max(plain_text(text).count(STORED) - plain_text(stored).count(STORED), 0))


def has_marks(text: str) -> bool:
    """Whether cleaned HTML still has both wordings of a place in it."""
    return _MARK.search(plain_text(text)) is not None


def _merge_lists(base: list[Element], stored: list[Element], mine: list[Element]) -> list[Element]:
    theirs, own = fate_of(base, stored), fate_of(base, mine)
    merged: list[Element] = []
    for place, block in enumerate(base):
        merged += _place(block, (theirs.new[place], theirs.now[place]), (own.new[place], own.now[place]))
    return merged + _beside(theirs.new[-1], own.new[-1])


def _place(
    base: Element, stored: tuple[list[Element], Element | None], mine: tuple[list[Element], Element | None]
) -> list[Element]:
    """A block of the base with what came before it; each side is (what came, what the block is now)."""
    (their_new, their_now), (own_new, own_now) = stored, mine
    if their_now is not None and own_now is not None:
        return _beside(their_new, own_new) + _merge(base, their_now, own_now)
    if their_now is not None and key(their_now) != key(base):
        return their_new + _both([their_now], own_new)
    if own_now is not None and key(own_now) != key(base):
        return own_new + _both(their_new, [own_now])
    both_wrote = their_now is own_now is None and their_new and own_new
    return _both(their_new, own_new) if both_wrote else _beside(their_new, own_new)


def _merge(base: Element, stored: Element, mine: Element) -> list[Element]:
    """One block that both kept; changed by one, it is as that one has it."""
    if key(stored) in (key(base), key(mine)):
        return [mine]
    if key(mine) == key(base):
        return [stored]
    versions = (base, stored, mine)
    if all(is_line(version) for version in versions):
        return _merge_lines(*versions)
    if any(is_line(version) for version in versions):
        return _both([stored], [mine])
    return _merge_containers(*versions)


def _merge_lines(base: Element, stored: Element, mine: Element) -> list[Element]:
    words, meetings = merge_words(*(words_of(line) for line in (base, stored, mine)))
    if meetings > MOST_MEETINGS:
        return _both([stored], [mine])
    shape = _changed(base, stored, mine)
    return [build_line(shape.tag, dict(shape.attrib), words)]


def _merge_containers(base: Element, stored: Element, mine: Element) -> list[Element]:
    parts = [blocks_in(version) for version in (base, stored, mine)]
    shape = _changed(base, stored, mine)
    merged = Element(shape.tag, dict(shape.attrib))
    if base.tag == "tr":  # cells belong to their columns: they are paired by place or not at all
        if len({len(cells) for cells in parts}) > 1:
            return _both([stored], [mine])
        merged.extend(cell for cells in zip(*parts, strict=True) for cell in _merge(*cells))
    else:
        merged.extend(_merge_lists(*parts))
    return [merged]


def _changed(base: Element, stored: Element, mine: Element) -> Element:
    """The side that made it another kind of block; that of the user when both did."""
    same = (mine.tag, mine.attrib) == (base.tag, base.attrib)
    return stored if same else mine


def _beside(stored: list[Element], mine: list[Element]) -> list[Element]:
    """What both wrote in the same place, the stored first; what is equal once."""
    matcher = SequenceMatcher(None, keys(stored), keys(mine), autojunk=False)
    merged: list[Element] = []
    for kind, start, end, mine_start, mine_end in matcher.get_opcodes():
        merged += stored[start:end]
        merged += [] if kind == "equal" else mine[mine_start:mine_end]
    return merged


def _both(stored: list[Element], mine: list[Element]) -> list[Element]:
    """Both sides, each with its mark."""
    if keys(stored) == keys(mine):
        return mine
    if not stored:
        return _marked(mine, GONE, MINE)
    if not mine:
        return _marked(stored, "", STORED, end="]] [[Ditt: borttaget]]")
    return _marked(stored, "", STORED) + _marked(mine, "", MINE)


def _marked(blocks: list[Element], before: str, label: str, end: str = "]]") -> list[Element]:
    """The blocks with the mark in their first line of text and its end in the last."""
    marked = deepcopy(blocks)
    lines = [line for block in marked for line in block.iter() if is_line(line) and line.tag not in INLINE]
    if lines:
        _put_first(lines[0], f"{before}{label}")
        _put_last(lines[-1], end)
    return marked


def _put_first(line: Element, words: str) -> None:
    mark = Element("strong")
    mark.text, mark.tail = words, f" {line.text or ''}"
    line.text = None
    line.insert(0, mark)


def _put_last(line: Element, words: str) -> None:
    mark = Element("strong")
    mark.text = words
    line.append(mark)
