"""Figures that somebody typed although the data has them: those that say the same, and those that do not.

To be taken for a figure a typed number must have its unit and stand in a sentence that names what the figure is of.
Numbers that are said to be approximate, and sentences about other years, are left alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kommunrapport.reports.live.quantities import KRONOR, Quantity, quantities, quantity_of
from kommunrapport.reports.live.registry import Found
from kommunrapport.reports.live.resolving import without_words
from kommunrapport.reports.readability import sentences
from kommunrapport.reports.rich_text import plain_text

# Words of names that say nothing of what it is.
_GENERAL = {"andel", "andelen", "antal", "antalet", "totalt", "summa", "alla", "inom", "samt", "till", "från", "över"}
_LEAST_LETTERS = 4
_STEM = 5
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OTHER_TIME = re.compile(
    r"\b(?:förra året|i fjol|året före|året innan|föregående år|tidigare år|nästa år)", re.IGNORECASE
)
# Kronor are of many things; these words say that it is about the budget and what became of it.
_OF_BUDGET = re.compile(
    r"budget|avvik|överskott|underskott|resultat|utfall|nettokost|kostnad|prognos|bättre|sämre", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Typed:
    """A typed number that is taken for a figure. `differs` when they do not say the same."""

    quantity: Quantity
    found: Found
    differs: bool


class KnownFigures:
    """The figures of a report that have a value, by the words of what they are of."""

    def __init__(self, figures: Iterable[Found], year: int) -> None:
        self._year = str(year)
        self._named: dict[tuple[str, ...], list[tuple[Found, Quantity]]] = defaultdict(list)
        for found, quantity in _finest(figures):
            if stems := _stems(found.name):
                self._named[stems].append((found, quantity))

    def typed_in(self, html: str, heading: str) -> Iterator[Typed]:
        """What is typed of them in a cleaned text under `heading`."""
        for sentence in sentences(plain_text(without_words(html))):
            found = [one for one in quantities(sentence) if not one.is_about]
            candidates = list(self._named_in(sentence, heading)) if found else []
            for quantity in found:
                if typed := self._typed(quantity, candidates, sentence):
                    yield typed

    def _named_in(self, sentence: str, heading: str) -> Iterator[tuple[Found, Quantity]]:
        """The figures that the sentence names, those with the longest names first; of kronor those of the heading."""
        for stems, figures in sorted(self._named.items(), key=lambda item: -len(item[0])):
            if _names(stems, sentence):
                yield from (one for one in figures if one[1].unit != KRONOR or _OF_BUDGET.search(sentence))
            elif _names(stems, heading) and _OF_BUDGET.search(sentence):
                yield from (one for one in figures if one[1].unit == KRONOR)

    def _typed(self, typed: Quantity, candidates: list[tuple[Found, Quantity]], sentence: str) -> Typed | None:
        for found, quantity in candidates:
            if typed.agrees(quantity):
                return Typed(typed, found, differs=False)
        if self._is_of_another_year(sentence):
            return None
        near = next((found for found, quantity in candidates if typed.is_near(quantity)), None)
        return Typed(typed, near, differs=True) if near else None

    def _is_of_another_year(self, sentence: str) -> bool:
        return bool(_OTHER_TIME.search(sentence)) or any(year != self._year for year in _YEAR.findall(sentence))


def _finest(figures: Iterable[Found]) -> Iterable[tuple[Found, Quantity]]:
    """Those that are numbers with a unit. Of the ways to write one the exactest: what is rounded agrees with it."""
    best: dict[tuple[str, tuple[str, ...], str], tuple[Found, Quantity]] = {}
    for found in figures:
        quantity = quantity_of(found.words or "")
        key = (found.kind.key, found.figure.args[:1], found.title)
        if quantity and (key not in best or quantity.step < best[key][1].step):
            best[key] = (found, quantity)
    return best.values()


def _stems(name: str) -> tuple[str, ...]:
    """The beginnings of the words that say what something is, so that "sjukfrånvaron" is "Sjukfrånvaro"."""
    words = [word for word in re.findall(r"[^\W\d_]+", name.casefold()) if len(word) >= _LEAST_LETTERS]
    return tuple(word[: max(_STEM, len(word) - 3)] for word in words if word not in _GENERAL)


def _names(stems: tuple[str, ...], text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return all(any(word.startswith(stem) for word in words) for stem in stems)
