"""Reads a filled-in register, sheet by sheet. All that is wrong is told at once, with its sheet and cell."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from functools import partial

from django.core.files.base import File

from internal_control.files.columns import TABLES, WORDS, Table
from internal_control.files.stored import Register, StoredRow
from kommunrapport.spreadsheets.cell_values import CellError, date_of, number_of, one_of, paragraphs, text_of
from kommunrapport.spreadsheets.cells import RawCell, RawSheet
from kommunrapport.spreadsheets.columns import ColumnKind, ColumnSpec
from kommunrapport.spreadsheets.file_kinds import shown_name
from kommunrapport.spreadsheets.filled_rows import FilledRow
from kommunrapport.spreadsheets.headings import Head, find_head
from kommunrapport.spreadsheets.problems import Problem, Refused
from kommunrapport.spreadsheets.upload_reading import read_upload

MAX_ROWS, MAX_PROBLEMS = 2_000, 1_000
_LEAST_REQUIRED = 2
_LARGEST = 2_000_000_000
_TOO_MANY = Problem("Filen har fler än 2 000 rader. Dela upp den i flera filer.")
_NO_HEADINGS = Problem("Inget blad i filen har mallens rubriker. Hämta mallen, fyll i den och läs in den.")

type Said = str | int | datetime.date


@dataclass(frozen=True, slots=True)
class FileRow:
    """What the file says of one row: only the cells that say something else than what is stored.

    `stored` is None for a new row; `places` are all cells in words.
    """

    table: Table
    stored: StoredRow | None
    said: dict[str, Said]
    places: dict[str, str]


@dataclass
class _Found:
    rows: list[FileRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_register_file(file: File, register: Register) -> list[FileRow]:
    """The rows that say something. Raises Refused with all that is wrong."""
    _, source = read_upload(file, shown_name(file.name or ""))
    found, known = _Found(), 0
    for sheet in source.sheets:
        for table in TABLES:
            head = find_head(sheet, table.headings, _LEAST_REQUIRED)
            if head is None:
                continue
            known += 1
            if isinstance(head, Head):
                _read_sheet(sheet, head, table, register, found)
            else:
                found.problems += head
            break
    if not known:
        raise Refused([_NO_HEADINGS])
    found.problems += _said_twice(found.rows)
    if found.problems:
        raise Refused(found.problems)
    return found.rows


def _read_sheet(sheet: RawSheet, head: Head, table: Table, register: Register, found: _Found) -> None:
    for row in sheet.rows:
        if row.number <= head.row or len(found.problems) >= MAX_PROBLEMS:
            continue
        if len(found.rows) >= MAX_ROWS:
            raise Refused([_TOO_MANY])
        filled = FilledRow(sheet, head, row)
        if read := _read_row(filled, table, register):
            found.rows.append(read)
        found.problems += filled.problems


def _read_row(row: FilledRow, table: Table, register: Register) -> FileRow | None:
    """None for an empty row, and for one where something is wrong."""
    if not any(row.cell(column.key) for column in table.columns):
        return None
    number = row.get("number", _whole)
    stored = register.find(table.kind, number) if number is not None else None
    if number is not None and stored is None:
        row.tell("number", "Numret finns inte i registret. Töm cellen om raden är ny: programmet ger den ett nummer.")
    said = {
        column.key: value
        for column in table.columns
        if column.key != "number" and (value := row.get(column.key, partial(_said, table, column)))
    }
    if row.problems:
        return None
    if stored is not None:
        said = {key: value for key, value in said.items() if not _is_stored(value, stored.values.get(key))}
    return FileRow(table, stored, said, {column.key: row.place(column.key) for column in table.columns})


def _said(table: Table, column: ColumnSpec, cell: RawCell) -> Said:
    match column.kind:
        case ColumnKind.YEAR:
            return _whole(cell)
        case ColumnKind.DATE:
            text_of(cell)
            return date_of(cell)
        case ColumnKind.CHOICE:
            chosen = WORDS.meaning(column.key, text_of(cell))
            if chosen is None:
                raise CellError(one_of(column.choices))
            return chosen
    return paragraphs(cell, table.longest.get(column.key, 200))


def _whole(cell: RawCell) -> int:
    text_of(cell)
    number = number_of(cell, decimals=0)
    if number != number.to_integral_value() or not 0 < number < _LARGEST:
        raise CellError("Skriv ett heltal som är större än noll.")
    return int(number)


def _is_stored(said: Said, stored: object) -> bool:
    """However a text is spaced."""
    return said == stored or (isinstance(said, str) and said.split() == str(stored or "").split())


def _said_twice(rows: list[FileRow]) -> list[Problem]:
    problems, seen = [], dict[tuple[str, int], str]()
    for row in rows:
        if row.stored is None:
            continue
        key, place = (row.table.kind, row.stored.number), row.places["number"]
        if key in seen:
            sentence = f"Numret finns på en annan rad ({seen[key]}). Behåll en av raderna."
            problems.append(Problem(sentence, place, str(row.stored.number)))
        seen.setdefault(key, place)
    return problems
