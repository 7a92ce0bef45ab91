"""From a sheet with codes in columns (an export of the ledger) to lines."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Any

import pandas as pd

from budget.imports import words
from budget.imports.coded_rows import CODE_COLUMNS, sum_rows
from budget.imports.lines import Problem, Reading
from budget.imports.mapping import ColumnUse, Mapping, Role
from budget.imports.matching import AreaIndex
from budget.imports.printed import read_value, sign_of
from budget.imports.sheets import text_at
from kommunrapport.spreadsheets.amounts import AmountError
from kommunrapport.spreadsheets.cells import cell_name, line_and_field
from kommunrapport.spreadsheets.reading import RawRow, RawSheet

WHOLE_YEAR = "Helår"  # in a column of periods
_COLUMNS = [*CODE_COLUMNS, "figure", "year", "month", "as_of", "other", "row", "ore"]
_CLOSING_MONTH = 13  # some ledgers book the closing of the year there
_PERIOD = re.compile(r"(\d{4})[- ]?(\d{2})")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\ufeff"))


def read_ledger(sheet: RawSheet, mapping: Mapping, index: AreaIndex, year: int) -> Reading:
    """What a ledger export says, summed per area, slag and month."""
    return _LedgerReader(sheet, mapping, year).read(index)


class _LedgerReader:
    """Reads one sheet row by row, then sums it all at once."""

    def __init__(self, sheet: RawSheet, mapping: Mapping, year: int) -> None:
        self.sheet, self.mapping, self.year = sheet, mapping, year
        self.reading = Reading()
        self.names: dict[tuple[str, str], str] = {}
        period = mapping.of_role(Role.PERIOD)
        self.period = period[0] if period else None
        self.others = mapping.of_role(Role.OTHER_KEY)
        self.amounts = [column for column in mapping.amounts if not column.is_variance]
        self.texts = {column.index: _text_beside(mapping, column) for column in mapping.codes}

    def read(self, index: AreaIndex) -> Reading:
        rows = [found for raw in self.sheet.rows if raw.number > self.mapping.header_row for found in self._rows(raw)]
        if not rows:
            return self.reading
        frame = pd.DataFrame.from_records(rows, columns=_COLUMNS)
        if not self.mapping.sums_rows:
            frame = self._without_repeated(frame)
        sum_rows(frame, index, lambda grouping, code: self.names.get((grouping, code), ""), self.reading)
        return self.reading

    def _rows(self, raw: RawRow) -> Iterator[tuple[Any, ...]]:
        """One row per amount of the raw row, with equal texts shared: a ledger has 200 000 rows of few codes."""
        codes = {str(column.role): text_at(raw, column.index).translate(_INVISIBLE) for column in self.mapping.codes}
        if not any(codes.values()):
            self._skip(raw)
            return
        month = self._month(raw)
        if month is None:
            return
        for column in self.mapping.codes:
            if (beside := self.texts[column.index]) is not None:
                self.names.setdefault((str(column.role), codes[str(column.role)]), text_at(raw, beside))
        key = tuple(sys.intern(codes.get(grouping, "")) for grouping in CODE_COLUMNS)
        other = sys.intern("|".join(text_at(raw, column.index) for column in self.others))
        for column in self.amounts:
            ore = self._ore(raw, column)
            if ore is not None:
                year, when = self.year + column.year, column.month or month
                yield (*key, column.figure, year, when, column.as_of, other, raw.number, ore)

    def _ore(self, raw: RawRow, column: ColumnUse) -> int | None:
        try:
            amount = read_value(raw, column.index, self.mapping.scale or 1)
        except AmountError as error:
            self._tell(str(error), raw.number, self._cell(raw.number, column.index), text_at(raw, column.index))
            return None
        return None if amount is None else int(amount.scaleb(2)) * sign_of(self.mapping, column)

    def _month(self, raw: RawRow) -> int | None:
        """The month of a row, 0 for the whole year; None when it can't be told, and then the row is left out."""
        if self.period is None:
            return 0
        text = text_at(raw, self.period.index)
        if words.folded(text) == WHOLE_YEAR.casefold():
            return 0
        match = _PERIOD.fullmatch(text)
        month = int(match[2]) if match else int(text) if text.isdecimal() else words.month_of(text) or 0
        if match and int(match[1]) != self.year:
            self._refuse_period(raw, f"Perioden {text} hör inte till {self.year}. Ta bort raden eller byt år.")
            return None
        if not 1 <= month <= _CLOSING_MONTH:
            self._refuse_period(raw, "Perioden går inte att läsa. Skriv till exempel 201601.")
            return None
        return min(month, 12)

    def _refuse_period(self, raw: RawRow, sentence: str) -> None:
        assert self.period is not None  # noqa: S101 (only called for a file with periods)
        place = self._cell(raw.number, self.period.index)
        self._tell(sentence, raw.number, place, text_at(raw, self.period.index))

    def _skip(self, raw: RawRow) -> None:
        """A row without codes: a sum is remarked on, an amount that belongs nowhere is an error."""
        text = next((cell.text.strip() for cell in raw.cells if cell and cell.text.strip()), "")
        is_sum = any(words.says_total(cell.text) for cell in raw.cells if cell)
        if is_sum or not any(text_at(raw, column.index) for column in self.amounts):
            self._tell(f"”{text[:60]}” är ingen rad med kod och läses inte in.", raw.number, is_error=False)
        else:
            self._tell("Raden har belopp men ingen kod. Fyll i koden eller ta bort raden.", raw.number, raw=text)

    def _without_repeated(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Leave out every row whose codes, period and figure stand on another row: which one counts is not known."""
        keys = [*CODE_COLUMNS, "figure", "year", "month", "as_of", "other"]
        repeated = frame.duplicated(subset=keys, keep=False)
        for row in frame.loc[repeated, "row"].drop_duplicates():
            sentence = "Samma koder och period står på flera rader. Ta bort en av dem, eller välj att rader summeras."
            self._tell(sentence, int(row))
        return frame[~repeated]

    def _cell(self, row: int, column: int) -> str:
        return cell_name(row, column) if self.sheet.name else line_and_field(row, column)

    def _tell(self, sentence: str, row: int, place: str = "", raw: str = "", *, is_error: bool = True) -> None:
        self.reading.problems.append(Problem(sentence, row, place or f"rad {row}", raw, is_error))


def _text_beside(mapping: Mapping, column: ColumnUse) -> int | None:
    """The column with what a code is called: the next one, if it holds texts."""
    return next(
        (other.index for other in mapping.of_role(Role.CODE_TEXT) if other.index == column.index + 1),
        None,
    )
