"""The rows of a printed table, and what each is by its words alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum, auto

from budget.imports import words
from budget.models import BudgetArea


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
    nature: str = ""  # income or cost, by its name or the heading it stands under
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


def mark_by_nature(rows: Sequence[PrintedRow]) -> None:
    """Mark the rows by nature: a run of incomes and costs, with the sums in it and after it."""
    _name_natures(rows)
    run: list[PrintedRow] = []
    for row in [*rows, PrintedRow(0, "", 0, {})]:
        if row.kind != RowKind.DATA or row.nature:
            run.append(row)
            continue
        if len({one.nature for one in run if one.kind == RowKind.DATA}) == len(BudgetArea.Nature):
            last = max(n for n, one in enumerate(run) if one.kind == RowKind.DATA)
            for n, one in enumerate(run):
                is_sum_after = one.kind == RowKind.TOTAL and not _heads_others(run[last + 1 : n])
                one.by_nature = n <= last or is_sum_after
        run = []


def _name_natures(rows: Sequence[PrintedRow]) -> None:
    """Income or cost by a row's own name, or by the heading it stands under, to the next heading or sum."""
    above = ""
    for row in rows:
        row.nature = words.nature_of_row(row.label)
        if row.kind == RowKind.HEADING:
            above = row.nature
        elif row.kind == RowKind.DATA:
            row.nature = above or row.nature
        elif row.kind == RowKind.TOTAL:
            above = ""


def _heads_others(rows: Sequence[PrintedRow]) -> bool:
    return any(row.kind in (RowKind.HEADING, RowKind.RESULT) for row in rows)
