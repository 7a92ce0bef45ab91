"""What a file would store: one line per amount and place, and what must exist before it can be stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from budget.imports.mapping import area_key
from budget.imports.matching import Place
from budget.models import Grouping

GROUPINGS = tuple(Grouping)
_SHOWN_ROWS = 300  # a printed table is shorter; a person looks through them


class Places(NamedTuple):
    """Where an amount belongs, in each grouping the file tells of; in the order of Grouping."""

    unit: Place | None = None
    field: Place | None = None
    nature: Place | None = None
    project: Place | None = None

    @property
    def are_skipped(self) -> bool:
        """A person said that some code of the row leads nowhere."""
        return any(place is not None and place.skipped for place in self)


class Slot(NamedTuple):
    """What one stored amount is: its figure, its time and its places."""

    figure: str
    year: int
    month: int | None
    as_of: str
    places: Places


@dataclass(slots=True)
class Line:
    """One amount, in kronor and ledger sign: the sum of `rows` rows of the file, of which `row` is the first."""

    slot: Slot
    amount: Decimal
    row: int
    rows: int = 1
    cell: str = ""


@dataclass(slots=True)
class NewArea:
    """An area the file brings. `parent` is the key of another new area, or the pk of one that exists."""

    grouping: str
    name: str
    order: int
    parent: str = ""
    has_heading: bool = False
    total_label: str = ""
    nature: str = ""
    codes: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        return area_key(self.grouping, self.name)


@dataclass(slots=True)
class Control:
    """A printed sum or deviation. `parts` are the places it is of: keys of new areas, or pks."""

    figure: str
    year: int
    as_of: str
    label: str
    place: str
    amount: str
    step: str
    addends: int
    parts: list[str]


@dataclass(slots=True)
class Problem:
    """Something to tell about the file. An error keeps its rows out; `place` is the cell or line."""

    sentence: str
    row: int | None = None
    place: str = ""
    raw: str = ""
    is_error: bool = True


@dataclass(slots=True)
class TakenRow:
    """A named row of a printed table, and what kind of row it was taken for (a RowKind)."""

    row: int
    label: str
    kind: str


@dataclass(slots=True)
class Reading:
    """All that a file says, ready to be compared with what is stored."""

    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    new_areas: list[NewArea] = field(default_factory=list)
    controls: list[Control] = field(default_factory=list)
    # Names and codes that lead nowhere: the text, what it was called beside the code, and how many rows it stands on.
    unknown: list[Unknown] = field(default_factory=list)
    rows: list[TakenRow] = field(default_factory=list)

    def plan(self) -> dict[str, Any]:
        """What is created together with the amounts, as JSON."""
        return {
            "new_areas": [asdict(area) for area in self.new_areas],
            "controls": [asdict(control) for control in self.controls],
            "unknown": [asdict(unknown) for unknown in self.unknown],
            "rows": [asdict(row) for row in self.rows[:_SHOWN_ROWS]],
        }

    @property
    def total(self) -> Decimal:
        return sum((line.amount for line in self.lines), Decimal(0))


@dataclass(slots=True)
class Unknown:
    """A name or code that leads to no area; `nearest` is the one it is most like."""

    grouping: str
    text: str
    name: str
    rows: int
    nearest: str = ""

    @property
    def key(self) -> str:
        return area_key(self.grouping, self.text)


def part_key(grouping: str, place: Place) -> str:
    """How a control value remembers a place until its area exists."""
    return area_key(grouping, place.new) if place.new else str(place.area_id)


def new_places(places: Places) -> dict[str, str]:
    """Grouping -> key, for the places that do not exist yet."""
    return {
        grouping.value: area_key(grouping, place.new)
        for grouping, place in zip(GROUPINGS, places, strict=True)
        if place is not None and place.new
    }


def area_ids(places: Places) -> dict[str, int | None]:
    """by_unit, by_field … -> pk, None where there is no place or it does not exist yet."""
    return {
        f"by_{grouping.value}": place.area_id if place else None
        for grouping, place in zip(GROUPINGS, places, strict=True)
    }


def at(grouping: str, place: Place, beside: Place | None = None) -> Places:
    """The places of an amount that stands in one grouping, and perhaps by nature beside it."""
    places: dict[str, Place | None] = {grouping: place}
    if beside is not None:
        places[Grouping.NATURE] = beside
    return Places(**{str(name): found for name, found in places.items()})


def repeated(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines that say the same thing twice, together."""
    by_slot: dict[Slot, list[Line]] = {}
    for line in lines:
        by_slot.setdefault(line.slot, []).append(line)
    return [found for found in by_slot.values() if len(found) > 1]
