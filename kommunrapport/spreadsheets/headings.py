"""The headings of a template found in a sheet that somebody filled in, and all that is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kommunrapport.spreadsheets.cells import RawCell, RawRow, RawSheet, cell_name, line_and_field
from kommunrapport.spreadsheets.columns import ColumnSpec
from kommunrapport.spreadsheets.problems import Problem, quoted

_HEADS_WITHIN = 20  # rows from the top
_NOT_A_LETTER = re.compile(r"[\W_]+")
HIDDEN_SHEET = "Bladet är dolt. Visa det om det ska läsas in, eller ta bort det."


class Headings:
    """The headings of a template's columns; `also` has other names that people and systems write, by key."""

    def __init__(self, columns: Sequence[ColumnSpec], also: Mapping[str, Sequence[str]] | None = None) -> None:
        self.columns = columns
        names = {c.key: (c.heading, c.key, *(also or {}).get(c.key, ())) for c in columns}
        self._by_name = {_letters(name): c for c in columns for name in names[c.key]}

    def column_of(self, heading: str) -> ColumnSpec | None:
        """The column with this heading, however it is spaced and capitalised; None when the template has none."""
        return self._by_name.get(_letters(heading))

    def in_row(self, row: RawRow) -> list[tuple[int, ColumnSpec | None]]:
        """Each text in the row with the column it heads, None for no column."""
        return [(n, self.column_of(cell.text)) for n, cell in enumerate(row.cells) if cell and cell.text.strip()]

    def wrong(self, sheet: RawSheet, head: RawRow) -> list[Problem]:
        """What has to be mended before the rows below mean anything."""
        problems = []
        seen: set[str] = set()
        for n, column in self.in_row(head):
            place, raw = place_of(sheet, head.number, n), quoted(getattr(head.cells[n], "text", ""))
            if column is None:
                sentence = "Mallen har ingen sådan kolumn. Ta bort den, eller rätta rubriken."
                problems.append(Problem(sentence, place, raw))
            elif column.key in seen:
                problems.append(Problem("Kolumnen finns två gånger. Behåll en av dem.", place, raw))
            else:
                seen.add(column.key)
        lacking = [column.heading for column in self.columns if column.required and column.key not in seen]
        if lacking:
            problems.append(Problem(f"Det saknas kolumner: {', '.join(lacking)}. Hämta mallen.", sheet.name))
        return problems


@dataclass(frozen=True, slots=True)
class Head:
    """Where the headings stand: the row's number, and the place of each column by key."""

    row: int
    places: Mapping[str, int]


def find_head(sheet: RawSheet, headings: Headings, least: int) -> Head | list[Problem] | None:
    """The row near the top with most headings of required columns, or what is wrong with it.

    None for a sheet where no row has `least` of them, as the sheet of help, which has some as well.
    """
    best, most = None, least - 1
    for row in sheet.rows:
        if row.number > _HEADS_WITHIN:
            break
        known = len({column.key for _, column in headings.in_row(row) if column and column.required})
        if known > most:
            best, most = row, known
    if best is None:
        return None
    if sheet.hidden:
        return [Problem(HIDDEN_SHEET, sheet.name)]
    wrong = headings.wrong(sheet, best)
    return wrong or Head(best.number, {column.key: n for n, column in headings.in_row(best) if column})


def cell_at(row: RawRow, column: int | None) -> RawCell | None:
    """The cell in a column; None when it is empty or there is no such column."""
    return row.cells[column] if column is not None and column < len(row.cells) else None


def place_of(sheet: RawSheet, row: int, column: int) -> str:
    """Where a cell stands: "Personal, D7", or "Rad 7, kolumn 4" in a csv file."""
    return f"{sheet.name}, {cell_name(row, column)}" if sheet.name else line_and_field(row, column).capitalize()


def _letters(text: str) -> str:
    return _NOT_A_LETTER.sub(" ", text.casefold()).strip()
