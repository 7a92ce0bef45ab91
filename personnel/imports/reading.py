"""Reads a file in the HR template: the sheets with its headings, row by row. Everything that is wrong is told at once.

The file is opened in the child process of kommunrapport.spreadsheets. Nothing of it stays on disk.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.files.base import File

from kommunrapport.numbers import format_number
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.spreadsheets.cells import SourceFile, UnreadableFile
from kommunrapport.spreadsheets.file_kinds import shown_name
from kommunrapport.spreadsheets.reading import Allowance, read_table_file
from personnel.imports.agreement import disagreements
from personnel.imports.individual import refuse_file_name, refuse_lonely_rows, refuse_people
from personnel.imports.problems import Problem, Refused
from personnel.imports.rows import HrRow
from personnel.imports.sheets import MAX_ROWS, read_sheet
from personnel.imports.units import UnitNames

_ALLOWANCE = Allowance(cpu_seconds=30, output=20_000_000, seconds=45)  # somebody waits for the page
_TOO_MANY = Problem(f"Filen har fler än {format_number(Decimal(MAX_ROWS), 0)} rader. Dela upp den i flera filer.")
_NO_HEADINGS = "Inget blad i filen har mallens rubriker. Hämta mallen, fyll i den och läs in den."


@dataclass(frozen=True, slots=True)
class HrFile:
    """A file that was read: its name as it is shown, its SHA-256 and its rows."""

    name: str
    checksum: str
    rows: tuple[HrRow, ...]


def read_hr_file(file: File, org_unit: OrgUnit) -> HrFile:
    """Raises AboutPeople for a file about people, and Refused with all that is wrong with another."""
    name = shown_name(file.name or "")
    refuse_file_name(file.name or "")
    checksum, source = _open(file, name)
    if sum(len(sheet.rows) for sheet in source.sheets) > MAX_ROWS * 2:
        raise Refused([_TOO_MANY])
    refuse_people(source.sheets)
    rows, problems = _read_sheets(source, UnitNames(org_unit))
    refuse_lonely_rows(rows)
    problems += disagreements(rows)
    if problems:
        raise Refused(problems)
    if not rows:
        raise Refused([Problem("Ingen rad i filen är ifylld. Skriv minst en uppgift.")])
    return HrFile(name, checksum, tuple(rows))


def _open(file: File, name: str) -> tuple[str, SourceFile]:
    """The checksum and what the file holds. The copy on disk is gone when this returns."""
    with NamedTemporaryFile() as copy:
        copy.writelines(file.chunks())
        copy.seek(0)
        checksum = hashlib.file_digest(copy, "sha256").hexdigest()
        try:
            return checksum, read_table_file(Path(copy.name), name, allowance=_ALLOWANCE)
        except UnreadableFile as error:
            raise Refused([Problem(error.sentence)]) from error


def _read_sheets(source: SourceFile, units: UnitNames) -> tuple[list[HrRow], list[Problem]]:
    found = [read for sheet in source.sheets if (read := read_sheet(sheet, units))]
    if not found:
        return [], [Problem(_NO_HEADINGS)]
    rows = [row for sheet in found for row in sheet.rows]
    if len(rows) > MAX_ROWS:
        return [], [_TOO_MANY]
    return rows, [problem for sheet in found for problem in sheet.problems]
