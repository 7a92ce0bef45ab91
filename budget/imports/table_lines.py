"""From a printed table to lines: its data rows are stored, its sums and deviations become control values."""

from __future__ import annotations

from budget.imports import words
from budget.imports.arranging import PrintedRow, RowKind
from budget.imports.lines import Control, Line, NewArea, Problem, Reading, Slot, Unknown, at, part_key, repeated
from budget.imports.mapping import NET, ColumnUse, Mapping
from budget.imports.matching import AreaIndex, Place
from budget.imports.printed import PrintedTable, mismatches, read_table
from budget.models import BudgetArea, Grouping
from kommunrapport.spreadsheets.cells import cell_name, line_and_field
from kommunrapport.spreadsheets.reading import RawSheet

_NATURE_NAMES = {BudgetArea.Nature.INCOME: "Intäkter", BudgetArea.Nature.COST: "Kostnader"}


def read_printed(sheet: RawSheet, mapping: Mapping, index: AreaIndex, year: int) -> Reading:
    """What a table of named rows says."""
    return _TableReader(sheet, mapping, index, year).read()


class _TableReader:
    """Reads one table. `places` holds where each data row leads."""

    def __init__(self, sheet: RawSheet, mapping: Mapping, index: AreaIndex, year: int) -> None:
        self.sheet, self.mapping, self.index, self.year = sheet, mapping, index, year
        self.table: PrintedTable = read_table(sheet, mapping)
        self.places: dict[int, tuple[str, Place]] = {}
        self.reading = Reading()

    def read(self) -> Reading:
        failed = {problem.row for problem in self.table.problems}
        for problem in self.table.problems:
            place = self._cell(problem.row, problem.column)
            self._tell(problem.sentence, problem.row, place, problem.raw)
        for row in self.table.rows:
            if row.kind == RowKind.DATA and row.values and row.number not in failed:
                self._place(row)
            elif row.kind in (RowKind.SUBSET, RowKind.FRAME) or (row.kind == RowKind.NOTE and row.label):
                self._tell(f"”{_short(row.label)}” är ingen datarad och läses inte in.", row.number, is_error=False)
        for row in self.table.rows:
            self._store(row)
            self._control(row)
        self._refuse_repeated()
        self._describe_new_areas()
        for mismatch in mismatches(self.table):
            what = "Avrundning. " if mismatch.rounding else "Filen stämmer inte. "
            place = self._cell(mismatch.row, mismatch.column)
            self._tell(what + mismatch.sentence, mismatch.row, place, is_error=False)
        return self.reading

    def _place(self, row: PrintedRow) -> None:
        grouping = Grouping.NATURE.value if row.by_nature else self.mapping.grouping
        place = self.index.by_name(grouping, row.label, row.heading)
        if place is None and not self.index.has_areas(grouping):
            place = Place(new=" ".join(row.label.split()))
        if place is None:
            nearest = self.index.nearest_name(grouping, row.label)
            self.reading.unknown.append(Unknown(grouping, row.label, row.label, 1, nearest))
            hint = f" Menar du {nearest}?" if nearest else ""
            self._tell(f"Området {row.label} finns inte.{hint}", row.number, raw=row.label)
        elif not place.skipped:
            self.places[row.number] = (grouping, place)

    def _store(self, row: PrintedRow) -> None:
        if row.number not in self.places:
            return
        grouping, place = self.places[row.number]
        for index, amount in row.values.items():
            column = self.table.columns[index]
            if column.is_variance or self._is_only_checked(column):
                continue
            places = at(grouping, place, self._by_nature(column))
            slot = Slot(column.figure, self.year + column.year, column.month, column.as_of, places)
            self.reading.lines.append(Line(slot, amount, row.number, cell=self._cell(row.number, index)))

    def _is_only_checked(self, column: ColumnUse) -> bool:
        """A net beside its income and cost is their sum."""
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
        name = _NATURE_NAMES[BudgetArea.Nature(column.nature)]
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
                    parts=[part_key(grouping, place) for grouping, place in leaves],
                )
            )

    def _refuse_repeated(self) -> None:
        for lines in repeated(self.reading.lines):
            rows = " och ".join(str(line.row) for line in lines)
            for line in lines:
                self.reading.lines.remove(line)
                self._tell(f"Rad {rows} gäller samma område. Ta bort eller slå ihop dem.", line.row, line.cell)

    def _describe_new_areas(self) -> None:
        """New areas in the order of the table; the sums and headings they stand under become areas above them."""
        known: dict[str, NewArea] = {}
        for row in self.table.rows:
            grouping, place = self.places.get(row.number, ("", Place()))
            if place.new:
                nature = words.nature_of_row(row.label) if grouping == Grouping.NATURE else ""
                area = NewArea(grouping, place.new, len(known) + 1, nature=nature)
                known.setdefault(area.key, area)
        for row in sorted(self.table.rows, key=lambda row: len(row.leaves)):  # inner sums before outer
            if row.kind == RowKind.TOTAL and not row.by_nature:
                self._describe_above(row, known)
        if any(column.nature in BudgetArea.Nature.values for column in self.table.columns.values()):
            for nature, name in _NATURE_NAMES.items():
                if self.index.by_name(Grouping.NATURE, name) is None:
                    area = NewArea(Grouping.NATURE, name, len(known) + 1, nature=nature)
                    known.setdefault(area.key, area)
        self.reading.new_areas = list(known.values())

    def _describe_above(self, row: PrintedRow, known: dict[str, NewArea]) -> None:
        """An area for a sum, if all it sums is new and it says more than "Summa"."""
        placed = [self.places.get(leaf.number) for leaf in row.leaves]
        name = row.heading or words.without_total_word(row.label)
        if (
            (not row.heading and words.says_only_total(row.label))
            or not placed
            or not all(found and found[1].new for found in placed)
        ):
            return
        has_word = words.folded(name) != words.folded(row.label)
        above = NewArea(self.mapping.grouping, name, 0, has_heading=bool(row.heading), total_label=row.label)
        if above.key in known:
            above.name = row.label
        above.total_label = row.label if has_word or row.heading else ""
        above.order = min(known[part_key(*found)].order for found in placed if found)
        known[above.key] = above
        for addend in row.addends:
            self._hang(addend, above, known)

    def _hang(self, addend: PrintedRow, above: NewArea, known: dict[str, NewArea]) -> None:
        if addend.number in self.places:
            known[part_key(*self.places[addend.number])].parent = above.key
            return
        name = addend.heading or words.without_total_word(addend.label)
        for candidate in (name, addend.label):
            area = known.get(NewArea(self.mapping.grouping, candidate, 0).key)
            if area is not None and area is not above:
                area.parent = above.key
                return

    def _cell(self, row: int, column: int) -> str:
        return cell_name(row, column) if self.sheet.name else line_and_field(row, column)

    def _tell(self, sentence: str, row: int, place: str = "", raw: str = "", *, is_error: bool = True) -> None:
        self.reading.problems.append(Problem(sentence, row, place or f"rad {row}", raw, is_error))


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
