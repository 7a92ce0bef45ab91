"""Kinds of figures that a text can hold. The apps register theirs here from their `live_figures.py`.

A figure stands in a text as `<data value="measures.outcome:nojda:value_total_all">43 procent</data>`: what it is, never
what it was. Seen through the scope of another report, as that of next year, the same figure has other words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kommunrapport.measures.shown import HIDDEN
from kommunrapport.reports.rich_text import ATTRIBUTE_VALUES
from kommunrapport.reports.scope import ReportScope

__all__ = ["HIDDEN", "KINDS", "Figure", "FigureKind", "Found", "find_figure", "find_figures", "live_figure"]

_KEEPABLE: re.Pattern[str] = ATTRIBUTE_VALUES["value"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it is now. `args` name it within its kind: keys of rows, and how it is written.

    `name` is what it is of, `aspect` what of it where the title of the kind does not say enough. `words` are as they
    stand in a sentence, with the unit; None without a value, and HIDDEN where it may not be shown.
    """

    args: tuple[str, ...]
    name: str
    words: str | None
    aspect: str = ""


@dataclass(frozen=True, slots=True)
class FigureKind:
    """A registered kind; `read` gives all its figures in a scope, in order."""

    key: str
    title: str
    read: Callable[[ReportScope], Iterable[Figure]]

    def figures(self, scope: ReportScope) -> dict[str, Found]:
        """By their values in a text, read once for the report and of all of it, whatever the chapter is about."""
        return scope.memo(f"live.{self.key}", lambda: self._read(scope.for_subject("")))

    def _read(self, scope: ReportScope) -> dict[str, Found]:
        found = (Found(":".join([self.key, *figure.args]), self, figure) for figure in self.read(scope))
        return {one.value: one for one in found if _KEEPABLE.fullmatch(one.value)}


@dataclass(frozen=True, slots=True)
class Found:
    """A figure of a kind, with the value that stands for it in a text."""

    value: str
    kind: FigureKind
    figure: Figure

    @property
    def name(self) -> str:
        return self.figure.name

    @property
    def title(self) -> str:
        """ "Nöjda kunder: utfall"."""
        return f"{self.name}: {self.figure.aspect or self.kind.title}"

    @property
    def words(self) -> str | None:
        return self.figure.words

    @property
    def is_hidden(self) -> bool:
        return self.words == HIDDEN


KINDS: dict[str, FigureKind] = {}

type Read = Callable[[ReportScope], Iterable[Figure]]


def live_figure(key: str, *, title: str) -> Callable[[Read], Read]:
    """Register a kind, as "measures.outcome". The function only reads, with as many queries for any number of figures.

    `title` stands after the name of what a figure is of, and so begins with a small letter.
    """

    def register(read: Read) -> Read:
        KINDS[key] = FigureKind(key, title, read)
        return read

    return register


def find_figure(value: str, scope: ReportScope) -> Found | None:
    """What stands in a text as `value`; None for what is not in the scope, or of a kind that no app registers."""
    kind = KINDS.get(value.partition(":")[0])
    return kind.figures(scope).get(value) if kind else None


def find_figures(scope: ReportScope) -> list[Found]:
    """Every figure that a text in the scope can hold."""
    return [found for kind in KINDS.values() for found in kind.figures(scope).values()]
