"""Which rows of a printed table are data, and which sum what.

Sum rows are told by their words, by indentation and by arithmetic; a sum row that does not add up keeps the rows it
stands under, so that the difference can be reported.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from enum import Enum, auto

from budget.imports import words
from budget.imports.printed_rows import PrintedRow, RowKind
from kommunrapport.quality.tolerance import within_rounding

_MOST_PARTS = 60  # more rows than that are not told to be parts of one by arithmetic alone
_NOT_BY_CHANCE = 10, 1000  # how many steps an amount is at least, where other sums confirm it and where none does


class Way(Enum):
    """How a table shows what sums what, beside words and indentation."""

    PLAIN = auto()
    PARTS_BELOW = auto()  # a row stands above rows that add up to it
    SUM_BELOW = auto()  # a row without a word of sums stands below rows that add up to it
    SUM_ABOVE = auto()  # "Summa" stands above what it sums


def arrange(rows: Sequence[PrintedRow], steps: dict[int, Decimal]) -> list[PrintedRow]:
    """The rows with kind, addends and leaves. `steps` is the unit each column that sums is printed in.

    Several ways of reading the table are tried, the plainest first. The one with fewest sums that fail is it, and of
    those the one that leaves fewest rows beside the last sum.
    """
    confirmed = any(row.kind == RowKind.TOTAL for row in rows)
    ways = list(Way) if confirmed else [Way.PARTS_BELOW, Way.SUM_BELOW]
    tried: list[tuple[int, int, list[PrintedRow]]] = []
    for way in ways:
        found, beside = _arranged(rows, steps, way, confirmed=confirmed)
        tried.append((_failing(found, steps), beside, found))
        if tried[-1][:2] <= (0, 1):
            break
    return min(tried, key=lambda one: one[:2])[2]


def _arranged(
    rows: Sequence[PrintedRow], steps: dict[int, Decimal], way: Way, *, confirmed: bool
) -> tuple[list[PrintedRow], int]:
    """The rows read in one way, and how many no sum took."""
    copies = [replace(row, addends=[], leaves=[]) for row in rows]
    body, tail = _at_total_heading(copies)
    arranger = Arranger(steps, way, confirmed=confirmed)
    arranger.run(body)
    for row in tail:
        same = [one for one in body if one.values and words.folded(one.label) == words.folded(row.label)]
        if same:
            row.kind, row.addends, row.leaves = RowKind.TOTAL, same, leaves_of(same)
    return copies, len(arranger.open)


def _failing(rows: Sequence[PrintedRow], steps: dict[int, Decimal]) -> int:
    """How many amounts of sum rows are not the sum of what they stand under, or of nothing."""
    sums = [row for row in rows if row.kind == RowKind.TOTAL]
    told = sum(bool(row.values.get(column)) for row in sums for column in steps)
    return told - sum(columns_that_fit(row, row.addends, steps) for row in sums if row.addends)


def _at_total_heading(rows: Sequence[PrintedRow]) -> tuple[list[PrintedRow], list[PrintedRow]]:
    """The rows, and those under a last heading "Totalt", where each row sums its namesakes above."""
    headings = [n for n, row in enumerate(rows) if row.kind == RowKind.HEADING]
    if len(headings) < 3 or not words.says_total(rows[headings[-1]].label):
        return list(rows), []
    return list(rows[: headings[-1]]), list(rows[headings[-1] + 1 :])


class Arranger:
    """Walks down the rows with the rows that no sum has taken yet. `confirmed`: there are sums that a way can fail."""

    def __init__(self, steps: dict[int, Decimal], way: Way, *, confirmed: bool) -> None:
        self.steps, self.way, self.confirmed = steps, way, confirmed
        self.open: list[PrintedRow] = []
        self.section = 0  # how many were open when the latest heading stood
        self.heading = ""
        self.frame: PrintedRow | None = None

    def run(self, rows: Sequence[PrintedRow]) -> None:
        at = 0
        while at < len(rows):
            row = rows[at]
            below = [] if self._sums_above(row) else self._below(rows, at)
            if below:
                self._take_parent(row, below)
            else:
                self._take(row)
            at += 1 + len(below)

    def _sums_above(self, row: PrintedRow) -> bool:
        """Turn a row that adds up the rows above it into a sum, in a table with such rows."""
        if self.way != Way.SUM_BELOW or row.kind != RowKind.DATA or row.is_chosen:
            return False
        count = self._adding_up(row, self.open[::-1])
        if count:
            row.kind, row.heading = RowKind.TOTAL, ""
            self._close_from(row, len(self.open) - count)
        return bool(count)

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
        elif row.kind == RowKind.TOTAL and not row.leaves:
            self._close(row)

    def _take_parent(self, row: PrintedRow, below: Sequence[PrintedRow]) -> None:
        """A row with its parts under it, printed before them."""
        inner = Arranger(self.steps, self.way, confirmed=self.confirmed)
        inner.run(below)
        row.kind, row.heading = RowKind.TOTAL, self.heading
        row.addends, row.leaves = inner.open, leaves_of(inner.open)
        self.open.append(row)

    def _close(self, row: PrintedRow) -> None:
        start = self._start_of(row)
        row.heading = self.heading if start == self.section else ""
        self._close_from(row, start)

    def _close_from(self, row: PrintedRow, start: int) -> None:
        row.addends = self.open[start:]
        row.leaves = leaves_of(row.addends)
        self.open = [*self.open[:start], row]
        self.section, self.heading = min(self.section, len(self.open)), ""

    def _start_of(self, row: PrintedRow) -> int:
        """From which open row the sum counts: where most columns add up, else from the heading or the last sum."""
        fits = self._fits(row, self.open[::-1])[::-1]
        if fits and max(fits) > 0:
            return fits.index(max(fits))
        if 0 < self.section < len(self.open):
            return self.section
        sums = [n for n, one in enumerate(self.open) if one.kind == RowKind.TOTAL]
        return sums[-1] + 1 if sums and sums[-1] + 1 < len(self.open) else 0

    def _below(self, rows: Sequence[PrintedRow], at: int) -> Sequence[PrintedRow]:
        """The parts printed under a row: further in, or adding up to it exactly as nothing would by chance."""
        row, following = rows[at], rows[at + 1 :]
        if row.kind == RowKind.TOTAL:
            return self._below_sum(row, following)
        if row.kind != RowKind.DATA or row.is_chosen:
            return []
        if indented := _further_in(row, following):
            is_whole = columns_that_fit(row, _outermost(indented), self.steps)
            return indented if is_whole else _as_subsets(indented)
        if self.way != Way.PARTS_BELOW:
            return []
        return following[: self._adding_up(row, _run_beside(row, following))]

    def _below_sum(self, row: PrintedRow, following: Sequence[PrintedRow]) -> Sequence[PrintedRow]:
        """What a sum stands above: all the rest where it is first, else the data to the next sum or heading."""
        if not self.open and not any(one.kind == RowKind.TOTAL for one in following):
            return following
        if self.way != Way.SUM_ABOVE:
            return []
        fits = self._fits(row, self.open[::-1])
        return [] if fits and max(fits) == len(self._told(row)) else _run_beside(row, following)

    def _adding_up(self, row: PrintedRow, others: Sequence[PrintedRow]) -> int:
        """How many of the first of `others`, at least two, add up to the row in at least two columns; 0 if none do."""
        least = _NOT_BY_CHANCE[0 if self.confirmed else 1]
        told = [n for n in self._told(row) if abs(row.values[n]) > least * self.steps[n]]
        if len(told) < 2:
            return 0
        fits = self._fits(row, others[:_MOST_PARTS])
        return next((count for count, held in enumerate(fits, 1) if count > 1 and held >= len(told)), 0)

    def _told(self, row: PrintedRow) -> list[int]:
        return [column for column in self.steps if row.values.get(column)]

    def _fits(self, row: PrintedRow, others: Sequence[PrintedRow]) -> list[int]:
        """In how many columns the first, the first two, the first three … add up to the row."""
        told = self._told(row)
        sums = dict.fromkeys(told, Decimal(0))
        found = []
        for count, other in enumerate(others, 1):
            for n in told:
                sums[n] += other.values.get(n, 0)
            found.append(sum(within_rounding(sums[n], row.values[n], self.steps[n], count) for n in told))
        return found


def columns_that_fit(row: PrintedRow, addends: Sequence[PrintedRow], steps: dict[int, Decimal]) -> int:
    """In how many columns the row is the sum of `addends`, but for rounding."""
    return sum(
        within_rounding(
            sum((one.values.get(column, Decimal(0)) for one in addends), Decimal(0)), value, step, len(addends)
        )
        for column, step in steps.items()
        if (value := row.values.get(column))
    )


def leaves_of(rows: Sequence[PrintedRow]) -> list[PrintedRow]:
    return [leaf for row in rows for leaf in (row.leaves or [row])]


def _further_in(row: PrintedRow, following: Sequence[PrintedRow]) -> list[PrintedRow]:
    found: list[PrintedRow] = []
    for other in following:
        if other.indent <= row.indent or other.kind not in (RowKind.DATA, RowKind.SUBSET):
            break
        found.append(other)
    return found


def _run_beside(row: PrintedRow, following: Sequence[PrintedRow]) -> list[PrintedRow]:
    """The data that follows, as far in as the row or as the first of it, to the next sum or heading."""
    found: list[PrintedRow] = []
    for other in following:
        if other.kind not in (RowKind.DATA, RowKind.SUBSET) or other.indent < row.indent:
            break
        found.append(other)
    return found


def _outermost(rows: list[PrintedRow]) -> list[PrintedRow]:
    least = min(row.indent for row in rows)
    return [row for row in rows if row.indent == least and row.kind == RowKind.DATA]


def _as_subsets(rows: list[PrintedRow]) -> list[PrintedRow]:
    """Rows further in that do not add up are of the kind "varav": shown in the file, and not added."""
    for row in rows:
        if not row.is_chosen:
            row.kind = RowKind.SUBSET
    return []
