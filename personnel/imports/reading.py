"""Reads a file in the HR template: the sheets with its headings, row by row. Everything that is wrong is told at once.

The file is opened in the child process of kommunrapport.spreadsheets. Nothing of it stays on disk.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.core.files.base import File

from kommunrapport.numbers import format_number
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.spreadsheets.cells import SourceFile
from kommunrapport.spreadsheets.file_kinds import shown_name
from kommunrapport.spreadsheets.problems import Problem, Refused
from kommunrapport.spreadsheets.upload_reading import read_upload
from personnel.imports.agreement import disagreements
from personnel.imports.individual import refuse_file_name, refuse_lonely_rows, refuse_people
from personnel.imports.rows import HrRow
from personnel.imports.sheets import MAX_ROWS, read_sheet
from personnel.imports.units import UnitNames

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
    checksum, source = read_upload(file, name)
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


def _read_sheets(source: SourceFile, units: UnitNames) -> tuple[list[HrRow], list[Problem]]:
    found = [read for sheet in source.sheets if (read := read_sheet(sheet, units))]
    if not found:
        return [], [Problem(_NO_HEADINGS)]
    rows = [row for sheet in found for row in sheet.rows]
    if len(rows) > MAX_ROWS:
        return [], [_TOO_MANY]
    return rows, [problem for sheet in found for problem in sheet.problems]
