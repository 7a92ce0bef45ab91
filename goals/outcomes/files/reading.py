"""Reads a filled-in template of outcomes, row by row. All that is wrong is told at once, with its sheet and cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from django.core.exceptions import ValidationError
from django.core.files.base import File

from goals.outcomes.files.columns import BY_KEY, HEADINGS, SAID, WORDS
from goals.outcomes.files.lines import Line, Lines
from goals.outcomes.files.template import unit_of
from goals.outcomes.forms import MOST_ANSWERS
from kommunrapport.measures.forms import MeasureNumberField
from kommunrapport.measures.models import AgeGroup, Sex, ValueKind
from kommunrapport.measures.series import Breakdown
from kommunrapport.measures.shown import HIDDEN
from kommunrapport.spreadsheets.cell_values import CellError, free_text, number_of, one_of, text_of
from kommunrapport.spreadsheets.cells import RawCell, RawSheet
from kommunrapport.spreadsheets.file_kinds import shown_name
from kommunrapport.spreadsheets.filled_rows import FilledRow
from kommunrapport.spreadsheets.headings import Head, find_head
from kommunrapport.spreadsheets.problems import Problem, Refused
from kommunrapport.spreadsheets.upload_reading import read_upload

MAX_ROWS, MAX_PROBLEMS, MAX_NOTE = 2_000, 1_000, 300
_LEAST_REQUIRED = 2
_STORED, _TOO_LARGE = Decimal("0.0001"), Decimal(10) ** 14  # an outcome has 18 digits, four of them decimals
_TOO_MANY = Problem("Filen har fler än 2 000 rader. Dela upp den i flera filer.")
_NO_HEADINGS = Problem("Inget blad i filen har mallens rubriker. Hämta mallen, fyll i den och läs in den.")

type Said = Decimal | int | str


@dataclass(frozen=True, slots=True)
class FileRow:
    """What the file says of one outcome: only the cells that hold something.

    `places` are those cells in words; `leaves_hidden` when the value stands as hidden.
    """

    line: Line
    said: dict[str, Said]
    places: dict[str, str]
    leaves_hidden: bool = False


@dataclass
class Found:
    rows: list[FileRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_outcome_file(file: File, lines: Lines) -> list[FileRow]:
    """The rows that name a measure. Raises Refused with all that is wrong."""
    _, source = read_upload(file, shown_name(file.name or ""))
    found, heads = Found(), 0
    for sheet in source.sheets:
        head = find_head(sheet, HEADINGS, _LEAST_REQUIRED)
        heads += head is not None
        if isinstance(head, Head):
            _read_sheet(sheet, head, lines, found)
        else:
            found.problems += head or []
    if not heads:
        raise Refused([_NO_HEADINGS])
    found.problems += _said_twice(found.rows)
    if found.problems:
        raise Refused(found.problems)
    return found.rows


def _read_sheet(sheet: RawSheet, head: Head, lines: Lines, found: Found) -> None:
    for row in sheet.rows:
        if row.number <= head.row or len(found.problems) >= MAX_PROBLEMS:
            continue
        if len(found.rows) >= MAX_ROWS:
            raise Refused([_TOO_MANY])
        reader = _Row(sheet, head, row)
        if read := reader.read(lines):
            found.rows.append(read)
        found.problems += reader.problems


class _Row(FilledRow):
    """One row while it is read."""

    def read(self, lines: Lines) -> FileRow | None:
        """None for a row that says nothing, or where something is wrong."""
        texts = {key: self.get(key, text_of) or "" for key in ("slug", "sex", "age_group", "kind", "value")}
        if not texts["slug"]:
            if any(self.cell(key) for key in SAID):
                self.tell("slug", "Skriv mätningens kortnamn. Det står i mallen.")
            return None
        if not lines.knows(texts["slug"]):
            self.tell("slug", "Mätningen finns inte bland dem som du registrerar för enheten. Hämta mallen.")
            return None
        breakdown = self._breakdown(texts)
        if breakdown is None or self.problems:
            return None
        line = lines.find(texts["slug"], breakdown)
        said = self._said(line)
        places = {key: self.place(key) for key in ("slug", *SAID)}
        return FileRow(line, said, places, leaves_hidden=texts["value"].casefold() == HIDDEN)

    def _breakdown(self, texts: dict[str, str]) -> Breakdown | None:
        defaults = {"sex": Sex.TOTAL, "age_group": AgeGroup.ALL, "kind": ValueKind.VALUE}
        chosen = {key: WORDS.meaning(key, texts[key]) if texts[key] else str(usual) for key, usual in defaults.items()}
        for key, value in chosen.items():
            if value is None:
                self.tell(key, one_of(BY_KEY[key].choices))
        known = {key: value for key, value in chosen.items() if value is not None}
        return Breakdown(**known) if len(known) == len(chosen) else None

    def _said(self, line: Line) -> dict[str, Said]:
        readers: dict[str, Callable[[RawCell], Said | None]] = {
            "value": lambda cell: _value(line, cell),
            "status": _status,
            "answers": _answers,
            "note": lambda cell: _note(line, cell),
        }
        return {key: said for key, reader in readers.items() if (said := self.get(key, reader)) is not None}


def _value(line: Line, cell: RawCell) -> Decimal | None:
    """None where the hidden value is to stay."""
    if text_of(cell).casefold() == HIDDEN:
        return None
    number = number_of(cell, unit=unit_of(line), decimals=line.measure.decimals)
    if abs(number) >= _TOO_LARGE:
        raise CellError("Talet är för stort. Kontrollera kolumnen.")
    number = number.quantize(_STORED, rounding=ROUND_HALF_UP)
    checked = MeasureNumberField(line.measure)
    if line.breakdown.kind != ValueKind.VALUE:
        checked.highest = None
    if line.breakdown.kind in (ValueKind.COUNT, ValueKind.RANK) and number != number.to_integral_value():
        raise CellError("Skriv ett heltal.")
    try:
        checked.clean(number)
    except ValidationError as error:
        raise CellError(" ".join(error.messages)) from error
    return number


def _status(cell: RawCell) -> str:
    chosen = WORDS.meaning("status", text_of(cell))
    if chosen is None:
        raise CellError(one_of(BY_KEY["status"].choices))
    return chosen


def _answers(cell: RawCell) -> int:
    text_of(cell)
    number = number_of(cell, decimals=0)
    if number != number.to_integral_value() or not 0 <= number <= MOST_ANSWERS:
        raise CellError("Skriv hur många som har svarat, som ett heltal.")
    return int(number)


def _note(line: Line, cell: RawCell) -> str | None:
    """None for the note that is stored, however it is spaced."""
    text = text_of(cell)
    stored = line.observation.note if line.observation else ""
    return None if text == " ".join(stored.split()) else free_text(text, MAX_NOTE)


def _said_twice(rows: list[FileRow]) -> list[Problem]:
    problems, seen = [], dict[tuple[int, Breakdown], str]()
    for row in rows:
        key, place = (row.line.measure.pk, row.line.breakdown), row.places["slug"]
        if key in seen:
            sentence = f"Samma mätning finns på en annan rad ({seen[key]}). Behåll en av raderna, eller skriv kön."
            problems.append(Problem(sentence, place, row.line.measure.slug))
        seen.setdefault(key, place)
    return problems
