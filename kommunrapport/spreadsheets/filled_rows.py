"""One row of a filled-in template while it is read: its cells by column, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable

from kommunrapport.spreadsheets.cell_values import CellError, NamesPerson
from kommunrapport.spreadsheets.cells import CellKind, RawCell, RawRow, RawSheet
from kommunrapport.spreadsheets.headings import Head, cell_at, place_of
from kommunrapport.spreadsheets.problems import Problem, quoted


class FilledRow:
    """`problems` grows while cells are read."""

    def __init__(self, sheet: RawSheet, head: Head, row: RawRow) -> None:
        self._sheet, self._head, self._row = sheet, head, row
        self.problems: list[Problem] = []

    def get[T](self, key: str, reader: Callable[[RawCell], T]) -> T | None:
        """What a cell says; None for an empty one, and for one that is wrong."""
        cell = self.cell(key)
        if cell is None:
            return None
        try:
            return reader(cell)
        except CellError as error:
            self.tell(key, str(error), shows=not isinstance(error, NamesPerson))
            return None

    def cell(self, key: str) -> RawCell | None:
        """None for an empty cell, and for a column that the file lacks."""
        cell = cell_at(self._row, self._head.places.get(key))
        return cell if cell and (cell.text.strip() or cell.kind is CellKind.EMPTY_FORMULA) else None

    def place(self, key: str) -> str:
        """Where the cell of a column stands; "" for a column that the file lacks."""
        place = self._head.places.get(key)
        return "" if place is None else place_of(self._sheet, self._row.number, place)

    def tell(self, key: str, sentence: str, *, shows: bool = True) -> None:
        """Something is wrong with a cell; without `shows` what stands in it is not repeated."""
        cell = self.cell(key)
        problem = Problem(sentence, self.place(key), quoted(cell.text) if cell and shows else "")
        if problem not in self.problems:
            self.problems.append(problem)
