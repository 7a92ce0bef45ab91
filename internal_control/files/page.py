"""What a filled-in register would change, as a person reads it."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from internal_control.files.columns import TABLES, WORDS, Table
from internal_control.files.planning import Change
from kommunrapport.numbers import count_word
from kommunrapport.spreadsheets.columns import ColumnKind

NEW, CHANGED, UNCHANGED = "Ny", "Ändras", "Oförändrad"
_COUNTED = {
    NEW: ("ny rad", "nya rader"),
    CHANGED: ("rad som ändras", "rader som ändras"),
    UNCHANGED: ("oförändrad rad", "oförändrade rader"),
}


@dataclass(frozen=True, slots=True)
class PreviewCell:
    """`old` is what `text` replaces; empty where nothing is replaced."""

    heading: str
    text: str
    old: str


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row that would change, and only the cells that would."""

    name: str
    cells: tuple[PreviewCell, ...]
    effect: str


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """`tables` are (title, rows) of the sheets with changes."""

    lead: str
    tables: tuple[tuple[str, tuple[PreviewRow, ...]], ...]

    @property
    def button(self) -> str:
        count = sum(len(rows) for _, rows in self.tables)
        return "Läs in 1 rad" if count == 1 else f"Läs in {count} rader"


def preview_of(changes: Sequence[Change]) -> PreviewPage:
    counts = Counter(_effect(change) for change in changes)
    words = [f"{count_word(n)} {_COUNTED[effect][n != 1]}" for effect in _COUNTED if (n := counts[effect])]
    lead = f"Inget är ändrat ännu. I filen: {', '.join(words)}." if words else "Ingen rad i filen är ifylld."
    found = [(table.title, tuple(_rows(changes, table))) for table in TABLES]
    return PreviewPage(lead, tuple((title, rows) for title, rows in found if rows))


def _effect(change: Change) -> str:
    if change.is_new:
        return NEW
    return CHANGED if change.parts else UNCHANGED


def _rows(changes: Sequence[Change], table: Table) -> list[PreviewRow]:
    return [
        PreviewRow(_name(change), _cells(change), _effect(change))
        for change in changes
        if change.row.table == table and change.parts
    ]


def _name(change: Change) -> str:
    """As it is called now, with its number; a new one as it will be."""
    row, key = change.row, change.row.table.name
    return f"{row.stored.number} {row.stored.values[key]}" if row.stored else str(row.said.get(key, ""))


def _cells(change: Change) -> tuple[PreviewCell, ...]:
    row = change.row
    columns = [c for c in row.table.columns if c.key in row.said and (row.stored or c.key != row.table.name)]
    old = row.stored.values if row.stored else {}
    return tuple(
        PreviewCell(c.heading, _shown(c.key, c.kind, row.said[c.key]), _shown(c.key, c.kind, old.get(c.key)))
        for c in columns
    )


def _shown(key: str, kind: ColumnKind, value: object) -> str:
    if value is None or value == "":
        return ""
    if kind is ColumnKind.CHOICE:
        return WORDS.word(key, str(value))
    return value.isoformat() if isinstance(value, datetime.date) else str(value)
