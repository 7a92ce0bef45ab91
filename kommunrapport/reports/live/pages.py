"""The figures that a chapter can hold, as they are looked for: each with the ways it can be written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kommunrapport.reports.live.registry import Found, find_figure, find_figures
from kommunrapport.reports.live.resolving import MISSING
from kommunrapport.reports.scope import ReportScope

MOST_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Way:
    """One way of writing a figure. `value` stands for it in a text."""

    value: str
    words: str
    is_missing: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A figure: "Nöjda kunder: utfall 2016", and how it can be written."""

    title: str
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class FigureSearch:
    """What was looked for, and the first that fits. `count` is of all that fit."""

    query: str
    choices: tuple[Choice, ...]
    count: int

    @property
    def said(self) -> str:
        """How many there are, and what to do about it."""
        if not self.count:
            return "Ingen siffra passar. Prova ett annat ord." if self.query else "Det finns inga siffror ännu."
        if self.count > len(self.choices):
            return f"Visar {len(self.choices)} av {self.count}. Skriv fler ord för att hitta rätt."
        return "1 siffra." if self.count == 1 else f"{self.count} siffror."


def search_figures(scope: ReportScope, query: str) -> FigureSearch:
    """The figures with every word of `query` in their name or their words; those with a value first."""
    words = query.casefold().split()
    found = [one for one in find_figures(scope) if all(word in f"{one.title} {one.words}".casefold() for word in words)]
    choices = sorted(_choices(found), key=lambda choice: all(way.is_missing for way in choice.ways))
    return FigureSearch(query, tuple(choices[:MOST_SHOWN]), len(choices))


def named_figures(scope: ReportScope, values: Sequence[str]) -> FigureSearch:
    """Those that stand in a text as `values`; what is not known is left out."""
    found = [one for value in values if (one := find_figure(value, scope))]
    choices = tuple(_choices(found))
    return FigureSearch("", choices, len(choices))


def _choices(found: Iterable[Found]) -> list[Choice]:
    """A figure that is written in several ways is one choice. Each way is shown once."""
    ways: dict[tuple[str, str, str], list[Way]] = {}
    for one in found:
        key = (one.kind.key, one.figure.args[0] if one.figure.args else "", one.title)
        ways.setdefault(key, []).append(Way(one.value, one.words or MISSING, one.words is None))
    return [Choice(title, _once(of_one)) for (_, _, title), of_one in ways.items()]


def _once(ways: Sequence[Way]) -> tuple[Way, ...]:
    """The first of those that say the same."""
    return tuple({way.words: way for way in reversed(ways)}.values())[::-1]
