"""Opening a batch's file: a sheet with a table, a sheet with codes, or a SIE file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from openpyxl.utils.cell import range_boundaries

from budget.imports.ledger_lines import read_ledger
from budget.imports.lines import Problem, Reading, new_places
from budget.imports.mapping import Mapping
from budget.imports.matching import AreaIndex
from budget.imports.printed import data_rows, read_table
from budget.imports.sie_lines import read_sie_lines, suggested_dimensions
from budget.imports.table_lines import read_printed
from budget.imports.understanding import NotUnderstood, Understanding, chosen_sheet, understand
from budget.models import AreaCode, BudgetArea, Grouping, ImportBatch
from budget.sie.content import SieFile
from budget.sie.problems import SieErrors
from budget.sie.reading import read_sie
from kommunrapport.spreadsheets.reading import RawSheet, SourceFile, UnreadableFile, read_table_file

_SIE_ENDINGS = (".se", ".si", ".sie")
_SHOWN_ERRORS = 20
_LONGEST_NAME = BudgetArea._meta.get_field("name").max_length or 0
_LONGEST_CODE = AreaCode._meta.get_field("code").max_length or 0

type Opened = SourceFile | SieFile


def open_file(path: Path, name: str) -> Opened:
    """Read the file from disk; `name` is what the user called it.

    Raises NotUnderstood with what to tell the user about a file that can't be read.
    """
    if not name.lower().endswith(_SIE_ENDINGS):
        try:
            return read_table_file(path, name)
        except UnreadableFile as error:
            raise NotUnderstood(error.sentence) from error
    try:
        return read_sie(path.read_bytes())
    except SieErrors as errors:
        raise NotUnderstood(_listed(errors)) from errors


def _listed(errors: SieErrors) -> str:
    """The first problems of a SIE file, one line each."""
    lines = [f"Rad {one.line}: {one.sentence}" if one.line else one.sentence for one in errors.problems]
    more = len(lines) - _SHOWN_ERRORS
    return "\n".join([*lines[:_SHOWN_ERRORS], *([f"… och {more} fel till."] if more > 0 else [])])


def understand_file(opened: Opened, batch: ImportBatch, known: Mapping | None) -> tuple[Understanding, Mapping]:
    """What the file seems to be, and how to read it. Raises NotUnderstood."""
    if isinstance(opened, SourceFile):
        return understand(opened, batch.year, known)
    if not any(one.year == batch.year for one in opened.amounts):
        years = ", ".join(str(year.start.year) for year in opened.years.values())
        raise NotUnderstood(f"Filen har inga belopp för {batch.year}. Den gäller {years}.")
    mapping = replace(known or Mapping(), scale=1, columns=())
    mapping = replace(mapping, dimensions=mapping.dimensions or suggested_dimensions(opened))
    return _of_sie(opened), mapping


def _of_sie(sie: SieFile) -> Understanding:
    header = sie.header
    facts = [
        f"Filen är från {header.company_name}, skapad av {header.program}." if header.company_name else "",
        f"Texterna är lästa som {sie.encoding.name}.",
        f"{len(sie.amounts)} belopp på {len(sie.accounts)} konton.",
    ]
    headers = [f"{number} {dimension.name}" for number, dimension in sie.dimensions.items()]
    return Understanding([], headers, 0, [], [fact for fact in facts if fact])


def as_known_areas(opened: Opened, mapping: Mapping, batch: ImportBatch) -> Mapping:
    """The mapping with the grouping in which most of the table's names are areas already, if any are."""
    if not isinstance(opened, SourceFile) or mapping.codes or not mapping.label:
        return mapping
    index = AreaIndex(batch.org_unit, batch.year, mapping)
    rows = data_rows(read_table(chosen_sheet(opened, mapping), mapping).rows)
    names = [row.label for row in rows if not row.by_nature]
    found = {grouping: sum(bool(index.by_name(grouping, name)) for name in names) for grouping in Grouping}
    best = max(found, key=lambda grouping: found[grouping])
    return replace(mapping, grouping=best) if found[best] else mapping


def read_file(opened: Opened, mapping: Mapping, index: AreaIndex, batch: ImportBatch) -> Reading:
    """Everything the file says, with its mapping. Raises NotUnderstood when the sheet is not there any more."""
    if not isinstance(opened, SourceFile):
        return read_sie_lines(opened, mapping, index, batch.year)
    sheet = chosen_sheet(opened, mapping)
    read = read_printed if mapping.label else read_ledger
    reading = read(sheet, mapping, index, batch.year)
    _refuse_merged(sheet, mapping, reading)
    _refuse_long_names(reading)
    reading.problems += [Problem(warning, is_error=False) for warning in opened.warnings]
    if not reading.lines and not any(problem.is_error for problem in reading.problems):
        raise NotUnderstood("Filen har inga rader med belopp under rubrikraden.")
    return reading


def _refuse_merged(sheet: RawSheet, mapping: Mapping, reading: Reading) -> None:
    """A merged cell says one thing over several rows: which of them it is meant for is not known."""
    for name, first, last in _merged_rows(sheet.merged):
        if first > mapping.header_row and last > first:
            sentence = f"Cellerna {name} är sammanslagna. Dela dem i Excel och fyll i varje rad."
            reading.problems.append(Problem(sentence, first, name))
            reading.lines = [line for line in reading.lines if not first <= line.row <= last]


def _refuse_long_names(reading: Reading) -> None:
    """A name or code that no area can have is told of before anybody agrees to read the file in."""
    for area in list(reading.new_areas):
        area.total_label = "" if len(area.total_label) > _LONGEST_NAME else area.total_label
        if len(area.name) <= _LONGEST_NAME and all(len(code) <= _LONGEST_CODE for code in area.codes):
            continue
        rows = [line.row for line in reading.lines if area.key in new_places(line.slot.places).values()]
        reading.lines = [line for line in reading.lines if area.key not in new_places(line.slot.places).values()]
        reading.controls = [control for control in reading.controls if area.key not in control.parts]
        reading.new_areas.remove(area)
        for part in reading.new_areas:
            part.parent = "" if part.parent == area.key else part.parent
        sentence = f"Ett namn får ha {_LONGEST_NAME} tecken och en kod {_LONGEST_CODE}. Korta raden i filen."
        row = min(rows, default=None)
        reading.problems.append(Problem(sentence, row, f"rad {row}" if row else "", area.name, is_error=bool(rows)))


def _merged_rows(merged: Iterable[str]) -> Iterable[tuple[str, int, int]]:
    for name in merged:
        _, first, _, last = range_boundaries(name)
        yield name, int(first or 0), int(last or 0)
