"""What the apps say about a new year. They register from their `turning.py`.

A year is a lens and not a copy: nearly all goes on by its validity, and only what cannot is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kommunrapport.organisation.models import User
from kommunrapport.records.models import Versioned


@dataclass(frozen=True, slots=True)
class Line:
    """One thing in the preview, with the page where something can be done about it."""

    text: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Things that the new year meets in the same way: "Behålls", "Upphör", "Saknas"."""

    heading: str
    lines: tuple[Line, ...]
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """What one app says of the new year. Groups without lines are left out."""

    title: str
    groups: tuple[Group, ...]

    @property
    def shown(self) -> list[Group]:
        return [group for group in self.groups if group.lines]


@dataclass(frozen=True, slots=True)
class Maker:
    """Rows that a new year needs: `preview` names them, `make` creates them and returns them."""

    title: str
    preview: Callable[[int], list[str]]
    make: Callable[[int, User], Iterable[Versioned]]


type ReadPart = Callable[[int], Part]

PARTS: list[ReadPart] = []
MAKERS: list[Maker] = []
# Why a year that was begun can't be taken back: a sentence, "" when nothing stands in the way.
FIRST_OUTCOMES: list[Callable[[int], str]] = []


def year_part(read: ReadPart) -> ReadPart:
    """Register what an app shows of the new year."""
    PARTS.append(read)
    return read


def first_outcome(find: Callable[[int], str]) -> Callable[[int], str]:
    """Register what tells that a year is in use."""
    FIRST_OUTCOMES.append(find)
    return find
