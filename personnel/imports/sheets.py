"""One sheet in the HR template: its headings found, its rows read, and all that is wrong told at once."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kommunrapport.spreadsheets.cell_values import NOTHING, CellError, date_of
from kommunrapport.spreadsheets.cells import RawRow, RawSheet
from kommunrapport.spreadsheets.headings import Head, cell_at, find_head, place_of
from kommunrapport.spreadsheets.problems import Problem, quoted
from personnel.imports.cells import read_cell
from personnel.imports.columns import BY_KEY, FIGURES, HEADINGS
from personnel.imports.rows import HrRow, Said
from personnel.imports.units import UnitNames
from personnel.models import SickLeave

MAX_ROWS, MAX_PROBLEMS = 10_000, 1_000
_LEAST_REQUIRED = 3
_FIRST, _LAST = datetime.date(1990, 1, 1), datetime.date(2100, 12, 31)
_ORDINARY = SickLeave.Denominator.ORDINARY_TIME.value


@dataclass
class SheetRows:
    """What was found in one sheet."""

    rows: list[HrRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_sheet(sheet: RawSheet, units: UnitNames) -> SheetRows | None:
    """None for a sheet without the template's headings. Reading stops after MAX_ROWS, or MAX_PROBLEMS."""
    head = find_head(sheet, HEADINGS, _LEAST_REQUIRED)
    if head is None:
        return None
    if not isinstance(head, Head):
        return SheetRows(problems=head)
    found = _Sheet(sheet, units, head.places)
    _read_rows(found, head.row)
    return SheetRows(found.rows, found.problems)


@dataclass
class _Sheet:
    """A sheet while it is read: where each column stands, and what was found."""

    raw: RawSheet
    units: UnitNames
    columns: Mapping[str, int]
    rows: list[HrRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def place(self, row: int, column: int) -> str:
        return place_of(self.raw, row, column)


def _read_rows(sheet: _Sheet, below: int) -> None:
    for row in sheet.raw.rows:
        if len(sheet.rows) > MAX_ROWS or len(sheet.problems) >= MAX_PROBLEMS:
            return
        if row.number > below:
            found = len(sheet.problems)
            values = _values(sheet, row)
            if values or len(sheet.problems) > found:
                _read_group(sheet, row, values)


def _values(sheet: _Sheet, row: RawRow) -> dict[str, Said]:
    """What the row says of its group; a row without anything is one that nobody filled in."""
    values: dict[str, Said] = {}
    for key in FIGURES:
        column = sheet.columns.get(key)
        cell = cell_at(row, column)
        try:
            said = read_cell(BY_KEY[key], cell)
        except CellError as error:
            _tell(sheet, row, key, str(error))
            continue
        if said is not NOTHING:
            values[key] = said
    return values


def _tell(sheet: _Sheet, row: RawRow, key: str, sentence: str) -> None:
    column = sheet.columns[key]
    cell = cell_at(row, column)
    sheet.problems.append(Problem(sentence, sheet.place(row.number, column), quoted(cell.text) if cell else ""))


def _read_group(sheet: _Sheet, row: RawRow, values: dict[str, Said]) -> None:
    """Add the row, if all of what it is about can be read."""
    found = len(sheet.problems)
    unit = sheet.units.find(_text(row, sheet.columns["unit"]))
    if unit is None:
        _tell(sheet, row, "unit", f"Enheten finns inte bland dem du läser in för. {_no_unit(sheet.units)}")
    dates = dict(_dates(sheet, row))
    words = dict(_words(sheet, row))
    if len(sheet.problems) == found and unit is not None:
        place = sheet.place(row.number, sheet.columns["unit"])
        first, last = dates["from_date"], dates["to_date"]
        sheet.rows.append(HrRow(unit.pk, first, last, **words, values=values, place=place))


def _no_unit(units: UnitNames) -> str:
    names = [units.name_of(unit) for unit in units.units[:3]]
    more = " …" if len(units.units) > len(names) else ""
    return f"Skriv namnet som i mallen: {', '.join(names)}{more}"


def _text(row: RawRow, column: int) -> str:
    cell = cell_at(row, column)
    return cell.text if cell else ""


def _dates(sheet: _Sheet, row: RawRow) -> Iterator[tuple[str, datetime.date]]:
    found: dict[str, datetime.date] = {}
    for key in ("from_date", "to_date"):
        try:
            found[key] = date_of(cell_at(row, sheet.columns[key]))
        except CellError as error:
            _tell(sheet, row, key, str(error))
    if len(found) == 2 and (sentence := _wrong_period(found["from_date"], found["to_date"])):
        _tell(sheet, row, "to_date", sentence)
    yield from found.items()


def _wrong_period(first: datetime.date, last: datetime.date) -> str:
    """Why a period can't be; "" when it can."""
    if last <= first:
        return "Perioden slutar innan den börjar. Ändra någon av dagarna."
    if not (first >= _FIRST and last <= _LAST):
        return f"Perioden ligger utanför åren {_FIRST.year} till {_LAST.year}. Kontrollera dagarna."
    if last >= _a_year_after(first):
        return "Perioden är längre än ett år. Dela upp den i flera rader."
    return ""


def _a_year_after(day: datetime.date) -> datetime.date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, month=3, day=1) if is_leap_day else day.replace(year=day.year + 1)


def _words(sheet: _Sheet, row: RawRow) -> Iterator[tuple[str, str]]:
    """What the row says of sex, age and kind of time; the time is the ordinary one when the cell is empty."""
    for key, default in (("sex", None), ("age_group", None), ("denominator", _ORDINARY)):
        try:
            said = read_cell(BY_KEY[key], cell_at(row, sheet.columns.get(key)))
            chosen = default if said in (NOTHING, None) else str(said)
            if chosen is None:
                raise CellError(f"Skriv {' eller '.join(BY_KEY[key].choices)}.")
            yield key, chosen
        except CellError as error:
            _tell(sheet, row, key, str(error))
