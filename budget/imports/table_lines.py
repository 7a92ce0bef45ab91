"""From a printed table to lines: its data rows are stored, its sums and deviations become control values."""

from __future__ import annotations

from budget.imports import words
from budget.imports.adding_up import mismatches
from budget.imports.lines import (
    Control,
    Line,
    Problem,
    Reading,
    Slot,
    TakenRow,
    Unknown,
    at,
    part_key,
    repeated,
)
from budget.imports.mapping import NET, ColumnUse, Mapping
from budget.imports.matching import AreaIndex, Place
from budget.imports.printed import PrintedTable, read_table
from budget.imports.printed_rows import PrintedRow, RowKind
from budget.imports.table_areas import NATURE_NAMES, describe_areas
from budget.models import BudgetArea, Figure, Grouping
from kommunrapport.spreadsheets.cells import cell_name, line_and_field
from kommunrapport.spreadsheets.reading import RawSheet

WRONG_SUM, ROUNDING = "Filen stämmer inte.", "Avrundning."  # how such remarks begin


def read_printed(sheet: RawSheet, mapping: Mapping, index: AreaIndex, year: int) -> Reading:
    """What a table of named rows says."""
    return _TableReader(sheet, mapping, index, year).read()


class _TableReader:
    """Reads one table. `places` holds where each data row leads."""

    def __init__(self, sheet: RawSheet, mapping: Mapping, index: AreaIndex, year: int) -> None:
        self.sheet, self.mapping, self.index, self.year = sheet, mapping, index, year
        self.table: PrintedTable = read_table(sheet, mapping)
        self.places: dict[int, tuple[str, Place]] = {}
        self.natures: dict[int, Place] = {}  # the slag of a row that stands under the name of its area
        self.by_heading = self.table.is_by_heading
        self.reading = Reading()

    def read(self) -> Reading:
        self._tell_of_cells()
        failed = {problem.row for problem in self.table.problems}
        for row in self.table.rows:
            if row.kind == RowKind.DATA and row.values and row.number not in failed:
                self._place(row)
            elif row.kind in (RowKind.SUBSET, RowKind.FRAME) or (row.kind == RowKind.NOTE and row.label):
                self._tell(f"”{_short(row.label)}” är ingen datarad och läses inte in.", row.number, is_error=False)
        for row in self.table.rows:
            self._store(row)
            self._control(row)
            if row.label and row.values:
                self.reading.rows.append(TakenRow(row.number, row.label[:200], row.kind))
        self._refuse_repeated()
        self.reading.new_areas = describe_areas(self.table, self.mapping, self.index, self.places, self.natures)
        self._tell_of_sums()
        return self.reading

    def _tell_of_cells(self) -> None:
        for problem in self.table.problems:
            place = self._cell(problem.row, problem.column)
            self._tell(problem.sentence, problem.row, place, problem.raw)
        if self.table.next_head:
            sentence = "Här börjar en annan tabell, som inte läses in. Läs in filen igen och välj den rubrikraden."
            self._tell(sentence, self.table.next_head, is_error=False)

    def _tell_of_sums(self) -> None:
        for mismatch in mismatches(self.table):
            what = "Avrundning. " if mismatch.rounding else "Filen stämmer inte. "
            place = self._cell(mismatch.row, mismatch.column)
            self._tell(what + mismatch.sentence, mismatch.row, place, is_error=False)

    def _place(self, row: PrintedRow) -> None:
        grouping = Grouping.NATURE.value if row.by_nature and not self.by_heading else self.mapping.grouping
        name = words.without_marks(row.heading if self.by_heading and row.by_nature else row.label)
        place = self.index.by_code(grouping, row.code) if row.code else None
        place = place or self.index.by_name(grouping, name, row.heading)
        if place is None and not self.index.has_areas(grouping):
            place = Place(new=" ".join(name.split()))
        if place is None:
            nearest = self.index.nearest_name(grouping, name)
            self.reading.unknown.append(Unknown(grouping, name, name, 1, nearest))
            hint = f" Menar du {nearest}?" if nearest else ""
            self._tell(f"Området {name} finns inte.{hint}", row.number, raw=name)
        elif not place.skipped:
            self.places[row.number] = (grouping, place)
            if self.by_heading and row.by_nature:
                label = words.without_marks(row.label)
                self.natures[row.number] = self.index.by_name(Grouping.NATURE, label) or Place(new=label)

    def _store(self, row: PrintedRow) -> None:
        if row.number not in self.places:
            return
        grouping, place = self.places[row.number]
        lines: dict[Slot, Line] = {}
        for index, amount in row.values.items():
            column = self.table.columns[index]
            if column.is_variance or self._is_only_checked(column):
                continue
            slag = self.natures.get(row.number) or self._by_nature(column)
            places = at(grouping, place, None if grouping == Grouping.PROJECT else slag)
            slot = Slot(column.figure, self.year + column.year, column.month, column.as_of, places)
            line = Line(slot, amount, row.number, cell=self._cell(row.number, index))
            if slot in lines and grouping == Grouping.PROJECT:  # the utgift and the inkomst of an investment
                lines[slot].amount += amount
            else:
                self.reading.lines.append(line)
                lines[slot] = line

    def _is_only_checked(self, column: ColumnUse) -> bool:
        """A net beside its income and cost is their sum, and a final budget the original with its changes."""
        if column.figure == Figure.BUDGET:
            return True
        beside = [
            other.nature
            for other in self.table.columns.values()
            if (other.figure, other.year, other.month) == (column.figure, column.year, column.month)
        ]
        return column.nature == NET and set(BudgetArea.Nature.values) <= set(beside)

    def _by_nature(self, column: ColumnUse) -> Place | None:
        """Where a column of income or of cost leads by nature."""
        if column.nature not in BudgetArea.Nature.values:
            return None
        name = NATURE_NAMES[BudgetArea.Nature(column.nature)]
        return self.index.by_name(Grouping.NATURE, name) or Place(new=name)

    def _control(self, row: PrintedRow) -> None:
        leaves = [self.places[leaf.number] for leaf in row.leaves if leaf.number in self.places]
        if not leaves or len(leaves) != len(row.leaves) or row.kind not in (RowKind.DATA, RowKind.TOTAL):
            return
        for index, amount in row.values.items():
            column = self.table.columns[index]
            if column.nature in BudgetArea.Nature.values or (row.kind == RowKind.DATA and not column.is_variance):
                continue
            self.reading.controls.append(
                Control(
                    figure=column.figure,
                    year=self.year + column.year,
                    as_of=column.as_of,
                    label=row.label,
                    place=self._cell(row.number, index),
                    amount=str(amount),
                    step=str(self.table.steps[index]),
                    addends=max(len(row.addends), 1),
                    parts=self._parts(row),
                )
            )

    def _parts(self, row: PrintedRow) -> list[str]:
        """What a printed value is of: its areas, or a slag where it sums the same slag of several areas."""
        slags = [self.natures[leaf.number] for leaf in row.leaves if leaf.number in self.natures]
        natures = {part_key(Grouping.NATURE, slag) for slag in slags}
        areas = dict.fromkeys(part_key(*self.places[leaf.number]) for leaf in row.leaves)
        return list(natures) if len(natures) == 1 and len(areas) > 1 else list(areas)

    def _refuse_repeated(self) -> None:
        for lines in repeated(self.reading.lines):
            rows = " och ".join(str(line.row) for line in lines)
            for line in lines:
                self.reading.lines.remove(line)
                self._tell(f"Rad {rows} gäller samma område. Ta bort eller slå ihop dem.", line.row, line.cell)

    def _cell(self, row: int, column: int) -> str:
        return cell_name(row, column) if self.sheet.name else line_and_field(row, column)

    def _tell(self, sentence: str, row: int, place: str = "", raw: str = "", *, is_error: bool = True) -> None:
        self.reading.problems.append(Problem(sentence, row, place or f"rad {row}", raw, is_error))


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
