"""Which rows of a printed table are data, and which sum what.

Sum rows are told by their words, by indentation and by arithmetic; a sum row that does not add up keeps the rows it
stands under, so that the difference can be reported.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum, auto

from budget.imports import words
from kommunrapport.quality.tolerance import within_rounding


class RowKind(StrEnum):
    DATA = auto()
    TOTAL = auto()
    HEADING = auto()
    SUBSET = auto()
    NOTE = auto()
    FRAME = auto()
    RESULT = auto()


@dataclass(slots=True)
class PrintedRow:
    """A row as printed. `values` are its amounts by column, kronor in ledger sign; empty cells are left out.

    After arranging, a TOTAL has its `addends` (rows it sums as printed) and `leaves` (the DATA rows below them all);
    a RESULT has the frame first and then what is taken from it.
    """

    number: int
    label: str
    indent: int
    values: dict[int, Decimal]
    kind: RowKind = RowKind.DATA
    by_nature: bool = False
    is_chosen: bool = False  # a person said what kind of row it is
    heading: str = ""
    code: str = ""
    addends: list[PrintedRow] = field(default_factory=list)
    leaves: list[PrintedRow] = field(default_factory=list)


def kind_of(label: str, has_values: bool) -> RowKind:
    """What a row is by its words alone."""
    if not has_values:
        return RowKind.NOTE if words.says_note(label) or not label else RowKind.HEADING
    if words.says_subset(label):
        return RowKind.SUBSET
    if words.says_frame(label):
        return RowKind.FRAME
    return RowKind.TOTAL if words.says_total(label) else RowKind.DATA


def arrange(rows: Sequence[PrintedRow], steps: dict[int, Decimal]) -> None:
    """Set kind, addends and leaves of each row. `steps` is the unit each column that sums is printed in."""
    body, tail = _at_total_heading(rows)
    arranger = _Arranger(steps)
    arranger.run(body)
    for row in tail:
        same = [one for one in body if one.values and words.folded(one.label) == words.folded(row.label)]
        if same:
            row.kind, row.addends, row.leaves = RowKind.TOTAL, same, _leaves(same)


def _at_total_heading(rows: Sequence[PrintedRow]) -> tuple[list[PrintedRow], list[PrintedRow]]:
    """The rows, and those under a last heading "Totalt", where each row sums its namesakes above."""
    headings = [n for n, row in enumerate(rows) if row.kind == RowKind.HEADING]
    if len(headings) < 3 or not words.says_total(rows[headings[-1]].label):
        return list(rows), []
    return list(rows[: headings[-1]]), list(rows[headings[-1] + 1 :])


def mark_by_nature(rows: Sequence[PrintedRow]) -> None:
    """Mark the rows by nature: a run of incomes and costs, with the sums in it and after it."""
    run: list[PrintedRow] = []
    for row in [*rows, PrintedRow(0, "", 0, {})]:
        goes_on = row.kind != RowKind.DATA or words.nature_of_row(row.label)
        if goes_on:
            run.append(row)
            continue
        if len({nature for one in run if one.kind == RowKind.DATA and (nature := words.nature_of_row(one.label))}) == 2:
            last = max(n for n, one in enumerate(run) if one.kind == RowKind.DATA)
            for n, one in enumerate(run):
                is_sum_after = one.kind == RowKind.TOTAL and not _heads_others(run[last + 1 : n])
                one.by_nature = n <= last or is_sum_after
        run = []


def _heads_others(rows: Sequence[PrintedRow]) -> bool:
    return any(row.kind in (RowKind.HEADING, RowKind.RESULT) for row in rows)


class _Arranger:
    """Walks down the rows with the rows that no sum has taken yet."""

    def __init__(self, steps: dict[int, Decimal]) -> None:
        self.steps = steps
        self.open: list[PrintedRow] = []
        self.section = 0  # how many were open when the latest heading stood
        self.heading = ""
        self.frame: PrintedRow | None = None

    def run(self, rows: list[PrintedRow]) -> None:
        at = 0
        while at < len(rows):
            row = rows[at]
            below = self._below(rows, at)
            if below:
                self._take_parent(row, below)
            else:
                self._take(row)
            at += 1 + len(below)

    def _take(self, row: PrintedRow) -> None:
        if row.kind == RowKind.HEADING:
            self.section, self.heading = len(self.open), row.label
        elif row.kind == RowKind.DATA:
            if self.open and self.open[-1].by_nature and not row.by_nature:
                self.open = []  # the same money once more, divided in another way
            row.heading, row.leaves = self.heading, [row]
            self.open.append(row)
        elif row.kind == RowKind.FRAME:
            self.frame = row
        elif row.kind == RowKind.TOTAL and self.frame and words.says_result(row.label):
            row.kind, row.addends = RowKind.RESULT, [self.frame, *self.open]
            self.open, self.frame = [], None
        elif row.kind == RowKind.TOTAL:
            self._close(row)

    def _take_parent(self, row: PrintedRow, below: list[PrintedRow]) -> None:
        """A row with its parts under it, printed before them."""
        inner = _Arranger(self.steps)
        inner.run(below)
        row.kind, row.heading = RowKind.TOTAL, self.heading
        row.addends, row.leaves = inner.open, _leaves(inner.open)
        self.open.append(row)

    def _close(self, row: PrintedRow) -> None:
        start = self._start_of(row)
        row.addends = self.open[start:]
        row.leaves = _leaves(row.addends)
        row.heading = self.heading if start == self.section else ""
        self.open = [*self.open[:start], row]
        self.section, self.heading = min(self.section, len(self.open)), ""

    def _start_of(self, row: PrintedRow) -> int:
        """From which open row the sum counts: where most columns add up, else from the heading or the last sum."""
        starts = range(len(self.open))
        fits = [self._columns_that_fit(row, self.open[start:]) for start in starts]
        if fits and max(fits) > 0:
            return fits.index(max(fits))
        if 0 < self.section < len(self.open):
            return self.section
        sums = [n for n, one in enumerate(self.open) if one.kind == RowKind.TOTAL]
        return sums[-1] + 1 if sums and sums[-1] + 1 < len(self.open) else 0

    def _columns_that_fit(self, row: PrintedRow, addends: Sequence[PrintedRow]) -> int:
        return sum(
            within_rounding(_sum(addends, column), row.values[column], step, len(addends))
            for column, step in self.steps.items()
            if row.values.get(column)
        )

    def _below(self, rows: list[PrintedRow], at: int) -> list[PrintedRow]:
        """The parts printed under a row: further in, or adding up to it exactly as nothing would by chance."""
        row = rows[at]
        if row.kind != RowKind.DATA or row.is_chosen:
            return []
        indented: list[PrintedRow] = []
        for other in rows[at + 1 :]:
            if other.indent <= row.indent or other.kind not in (RowKind.DATA, RowKind.SUBSET):
                break
            indented.append(other)
        if indented:
            return indented if self._columns_that_fit(row, _outermost(indented)) else _as_subsets(indented)
        return self._adding_up(row, rows[at + 1 :])

    def _adding_up(self, row: PrintedRow, following: list[PrintedRow]) -> list[PrintedRow]:
        """Two rows or more below that add up to the row in at least two columns."""
        told = [column for column, step in self.steps.items() if abs(row.values.get(column, Decimal(0))) > 10 * step]
        run: list[PrintedRow] = []
        for other in following:
            if other.kind != RowKind.DATA or other.indent != row.indent:
                break
            run.append(other)
            if len(run) > 1 and len(told) > 1 and self._columns_that_fit(row, run) >= len(told):
                return run
        return []


def _outermost(rows: list[PrintedRow]) -> list[PrintedRow]:
    least = min(row.indent for row in rows)
    return [row for row in rows if row.indent == least and row.kind == RowKind.DATA]


def _as_subsets(rows: list[PrintedRow]) -> list[PrintedRow]:
    """Rows further in that do not add up are of the kind "varav": shown in the file, and not added."""
    for row in rows:
        if not row.is_chosen:
            row.kind = RowKind.SUBSET
    return []


def _sum(rows: Sequence[PrintedRow], column: int) -> Decimal:
    return sum((row.values.get(column, Decimal(0)) for row in rows), Decimal(0))


def _leaves(rows: Sequence[PrintedRow]) -> list[PrintedRow]:
    return [leaf for row in rows for leaf in (row.leaves or [row])]
