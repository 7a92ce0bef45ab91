"""In which unit a table says that its amounts are."""

from __future__ import annotations

import re
from collections.abc import Iterable

from budget.imports.words import folded

_UNITS = [
    (re.compile(r"\b(?:mnkr|m ?kr|msek|milj(?:oner|on?tals?|\.)? ?(?:kr\w*)?)\b"), 1_000_000),
    (re.compile(r"\b(?:t ?kr|tsek|ksek|kkr|tusentals?|tusen ?(?:kr\w*|sek)|1 ?000(?:-?tals?| ?kr\w*))\b"), 1000),
]
_KRONOR = re.compile(r"\b(?:kr|kronor|sek)\b")
_NO_UNIT = re.compile(r"\bmiljard|\bmdr|\bmd ?kr|per inv|/ ?inv|per capita")  # not what a table of amounts is in
_IN_PASSING = 60  # a longer text above a table may name amounts of its own


def scale_of(titles: Iterable[str], heads: Iterable[str]) -> int | None:
    """The unit that a table names; None when it names none or several, since nothing is multiplied on a guess."""
    titles = list(titles)
    near = _scales([*heads, *(text for text in titles if len(text) <= _IN_PASSING)])
    found = near or _scales(titles)
    return found.pop() if len(found) == 1 else None


def _scales(texts: Iterable[str]) -> set[int]:
    """Kronor are named in "tusental kronor" too, so they count only alone."""
    found: set[int] = set()
    for text in map(folded, texts):
        larger = {scale for pattern, scale in _UNITS if pattern.search(text)}
        if not _NO_UNIT.search(text):
            found |= larger or ({1} if _KRONOR.search(text) else set())
    return found
