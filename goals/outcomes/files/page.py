"""What a file of outcomes would change, as a person reads it. What is hidden is hidden here too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from goals.outcomes.files.columns import WORDS
from goals.outcomes.files.lines import Line
from goals.outcomes.files.planning import Change
from kommunrapport.measures.models import AgeGroup, Sex, ValueKind
from kommunrapport.measures.shown import HIDDEN, shown_number
from kommunrapport.numbers import count_word, format_number

NEW, CHANGED, READ_IN, UNCHANGED = "Nytt", "Ändras", "Läses in", "Oförändrat"
_COUNTED = {
    NEW: ("nytt utfall", "nya utfall"),
    CHANGED: ("som ändras", "som ändras"),
    READ_IN: ("som inte visas", "som inte visas"),
    UNCHANGED: ("oförändrat", "oförändrade"),
}


@dataclass(frozen=True, slots=True)
class PreviewCell:
    """`old` is what `text` replaces; empty where nothing is replaced."""

    heading: str
    text: str = ""
    old: str = ""


@dataclass(frozen=True, slots=True)
class PreviewRow:
    name: str
    group: str
    cells: tuple[PreviewCell, ...]
    effect: str


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """`rows` are those that would change; the others are only counted."""

    lead: str
    rows: tuple[PreviewRow, ...]

    @property
    def button(self) -> str:
        return (
            "Läs in 1 utfall" if len(self.rows) == 1 else f"Läs in {format_number(Decimal(len(self.rows)), 0)} utfall"
        )


def preview_of(changes: Sequence[Change]) -> PreviewPage:
    counts = Counter(_effect(change) for change in changes)
    words = [f"{count_word(n, neuter=True)} {_COUNTED[effect][n != 1]}" for effect in _COUNTED if (n := counts[effect])]
    lead = f"Inget är ändrat ännu. I filen: {', '.join(words)}." if words else "Inget utfall i filen är ifyllt."
    return PreviewPage(lead, tuple(_row(change) for change in changes if change.fields))


def _effect(change: Change) -> str:
    """Of a hidden outcome nothing more is said, since that would tell what it was."""
    if not change.fields:
        return UNCHANGED
    if change.line.is_hidden:
        return READ_IN
    return NEW if change.is_new else CHANGED


def _row(change: Change) -> PreviewRow:
    return PreviewRow(change.line.name, _group(change.line), tuple(_cells(change)), _effect(change))


def _group(line: Line) -> str:
    """ "kvinnor, andel": which part of the measure; empty for the whole."""
    part = line.breakdown
    words = [
        "" if part.sex == Sex.TOTAL else Sex(part.sex).label,
        "" if part.age_group == AgeGroup.ALL else AgeGroup(part.age_group).label,
        "" if part.kind == ValueKind.VALUE else ValueKind(part.kind).label,
    ]
    return ", ".join(str(word) for word in words if word)


def _cells(change: Change) -> Iterator[PreviewCell]:
    stored, fields = change.line.observation, change.fields
    yield _value_cell(change)
    status = str(fields.get("status", stored.status if stored else ""))
    yield _cell("Läge", "status", change, WORDS.word("status", status) if status else "")
    for heading, name in (("Antal svar", "answers"), ("Anmärkning", "note")):
        value = fields.get(name, getattr(stored, name, None))
        yield _cell(heading, name, change, _plain(value))


def _cell(heading: str, name: str, change: Change, text: str) -> PreviewCell:
    stored = change.line.observation
    if stored is None or name not in change.fields:
        return PreviewCell(heading, text)
    old = getattr(stored, name)
    return PreviewCell(heading, text, WORDS.word("status", old) if name == "status" else _plain(old))


def _value_cell(change: Change) -> PreviewCell:
    line, stored = change.line, change.line.observation
    if line.is_hidden:
        return PreviewCell("Utfall", HIDDEN)
    new = change.fields.get("value", stored.value if stored else None)
    old = stored.value if stored and "value" in change.fields else None
    return PreviewCell("Utfall", _number(line, new), _number(line, old))


def _number(line: Line, value: Decimal | None) -> str:
    """Unrounded, since that is what is stored."""
    if value is None:
        return ""
    shown = shown_number(line.measure, value, line.breakdown.kind)
    is_rounded = value != round(value, line.measure.decimals)
    return f"{shown} ({format_number(value.normalize(), 4)})" if is_rounded else shown


def _plain(value: object) -> str:
    return "" if value is None else str(value)
