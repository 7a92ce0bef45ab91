"""The paragraphs, list items and table rows of a text: taken apart, and those of two texts paired."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from dataclasses import dataclass
from difflib import SequenceMatcher
from xml.etree.ElementTree import Element, tostring

from kommunrapport.reports.merging.words import INLINE

ALIKE = 0.4  # share of words in common from which two paragraphs are the same one, reworded
MOST_COMPARED = 10_000  # pairs; a table of hundreds of rows that are all changed is paired by place


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of each block of the base, None when it went away, and what came before each and after the last."""

    now: list[Element | None]
    new: list[list[Element]]


def is_line(element: Element) -> bool:
    """Whether it holds running text alone, and no blocks."""
    return element.tag not in {"figure", "hr"} and all(
        inner.tag in INLINE for inner in element.iter() if inner is not element
    )


def blocks_in(container: Element) -> list[Element]:
    """The blocks of a text, a list, a table or the like; running text between them becomes a paragraph."""
    blocks: list[Element] = []
    loose = _loose(container.text)
    for child in container:
        if child.tag in INLINE:
            loose.append(deepcopy(child))
            continue
        blocks += [*_paragraph(loose), _alone(child)]
        loose = _loose(child.tail)
    return blocks + _paragraph(loose)


def key(block: Element) -> str:
    """Equal for blocks that are equal."""
    return tostring(block, encoding="unicode")


def keys(blocks: list[Element]) -> list[str]:
    return [key(block) for block in blocks]


def fate_of(base: list[Element], other: list[Element]) -> Fate:
    """What one side did with the blocks of the base."""
    fate = Fate([None] * len(base), [[] for _ in range(len(base) + 1)])
    matcher = SequenceMatcher(None, keys(base), keys(other), autojunk=False)
    for _, start, end, other_start, other_end in matcher.get_opcodes():
        pairs = _pairs(base[start:end], other[other_start:other_end])
        for number, block in enumerate(other[other_start:other_end]):
            if number in pairs:
                fate.now[start + pairs[number]] = block
            else:
                before = [place for mate, place in pairs.items() if mate < number]
                fate.new[start + max(before) + 1 if before else start].append(block)
    return fate


def _pairs(base: list[Element], other: list[Element]) -> dict[int, int]:
    """Number of a block in `other` with that of the same one, reworded, in `base`; in the order of both."""
    if len(base) * len(other) > MOST_COMPARED or keys(base) == keys(other):
        return {number: number for number in range(min(len(base), len(other)))}
    words = [_words(block) for block in other]
    pairs: dict[int, int] = {}
    for place, block in enumerate(base):
        own = _words(block)
        free = range(max(pairs, default=-1) + 1, len(other))
        best = max(free, key=lambda number: _likeness(own, words[number]), default=None)
        if best is not None and _likeness(own, words[best]) >= ALIKE:
            pairs[best] = place
    return pairs


def _words(block: Element) -> Counter[str]:
    return Counter(" ".join(block.itertext()).split())


def _likeness(first: Counter[str], second: Counter[str]) -> float:
    """Share of words in common, 0 to 1."""
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0


def _alone(element: Element) -> Element:
    alone = deepcopy(element)
    alone.tail = None
    return alone


def _loose(text: str | None) -> list[Element]:
    """Text outside every block, carried by an element without a tag of its own until it is put in a paragraph."""
    carrier = Element("p")
    carrier.text = text
    return [carrier]


def _paragraph(loose: list[Element]) -> list[Element]:
    carrier, *inline = loose
    carrier.extend(inline)
    has_words = any(text.strip() for text in carrier.itertext()) or carrier.find(".//data") is not None
    return [carrier] if has_words else []
