"""A printed table: its rows, with amounts in ledger sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from budget.imports import words
from budget.imports.arranging import arrange
from budget.imports.mapping import NET, ColumnUse, Mapping, ShownAs
from budget.imports.printed_rows import PrintedRow, RowKind, kind_of, mark_by_nature
from budget.imports.sheets import cell_at, says_nothing, text_at
from budget.models import BudgetArea, Figure
from kommunrapport.spreadsheets.amounts import AmountError, read_amount
from kommunrapport.spreadsheets.reading import CellKind, RawRow, RawSheet

_ZERO = {"±0", "+/-0", "+-0"}


@dataclass(frozen=True, slots=True)
class CellProblem:
    """A cell that is no amount. Its row is left out."""

    row: int
    column: int
    raw: str
    sentence: str


@dataclass(slots=True)
class PrintedTable:
    """A table as printed. `steps` is the unit of kronor each amount column is rounded to."""

    columns: dict[int, ColumnUse]
    rows: list[PrintedRow]
    steps: dict[int, Decimal]
    problems: list[CellProblem] = field(default_factory=list)
    next_head: int | None = None  # the row of another table's head further down, which is not read

    @property
    def is_by_heading(self) -> bool:
        """Incomes and costs under a heading for each area: the heading is the area, and the row its slag."""
        headings: dict[str, set[str]] = {}
        for row in self.rows:
            is_under_area = row.heading and not words.nature_of_row(row.heading)
            if row.by_nature and is_under_area and row.kind == RowKind.DATA:
                headings.setdefault(words.folded(row.label), set()).add(row.heading)
        return any(len(found) > 1 for found in headings.values())

    def figure_column(self, figure: str, like: ColumnUse) -> int | None:
        """The column of `figure` for the same year and nature as column `like`; None if there is none."""
        for index, column in self.columns.items():
            same_nature = column.nature == like.nature or {column.nature, like.nature} == {NET, ""}
            if column.figure == figure and column.year == like.year and same_nature:
                return index
        return None

    def budget_column(self, like: ColumnUse) -> int | None:
        """The column of the final budget, else of the original, beside column `like`."""
        final = self.figure_column(Figure.BUDGET, like)
        return self.figure_column(Figure.ORIGINAL, like) if final is None else final


def read_table(sheet: RawSheet, mapping: Mapping) -> PrintedTable:
    """The rows below the head, arranged into data and sums. Amounts that can't be read are listed as problems."""
    columns = {column.index: column for column in mapping.amounts}
    table = PrintedTable(columns, [], _steps(sheet, mapping))
    for raw in sheet.rows:
        if raw.number <= mapping.header_row:
            continue
        if _is_head(raw, mapping):
            table.next_head = raw.number
            break
        table.rows.append(_read_row(raw, mapping, table.problems))
    mark_by_nature(table.rows)
    _turn_signs(table, mapping)
    _fill_told_zeros(table)
    table.rows = arrange(table.rows, {n: step for n, step in table.steps.items() if not columns[n].is_variance})
    return table


def _is_head(raw: RawRow, mapping: Mapping) -> bool:
    """Words such as Budget and Utfall where amounts should be: another table begins."""
    texts = [text_at(raw, column.index) for column in mapping.amounts]
    return sum(bool(text) and not any(map(str.isdigit, text)) and bool(words.figure_of(text)) for text in texts) > 1


def _read_row(raw: RawRow, mapping: Mapping, problems: list[CellProblem]) -> PrintedRow:
    label = mapping.label
    code = next((text_at(raw, column.index) for column in mapping.codes), "")
    text = (text_at(raw, label.index) if label else "") or code
    cell = cell_at(raw, label.index) if label else None
    values: dict[int, Decimal] = {}
    for column in mapping.amounts:
        try:
            value = read_value(raw, column.index, mapping.scale or 1)
        except AmountError as error:
            problems.append(CellProblem(raw.number, column.index, text_at(raw, column.index), str(error)))
        else:
            if value is not None:
                values[column.index] = value
    row = PrintedRow(raw.number, text, cell.indent if cell else 0, values)
    row.code = code if code != text else ""
    chosen = _chosen_kind(mapping, text)
    row.kind, row.is_chosen = chosen or kind_of(text, bool(values)), chosen is not None
    if row.kind == RowKind.HEADING and any(cell_at(raw, column.index) for column in mapping.amounts):
        row.kind = RowKind.NOTE  # dashes, or what can't be read: a row without amounts, over no others
    return row


def read_value(raw: RawRow, column: int, scale: int) -> Decimal | None:
    """The amount of a cell in kronor, None for an empty cell or a dash. Raises AmountError."""
    cell = cell_at(raw, column)
    if cell is None or says_nothing(cell):
        return None
    if cell.kind == CellKind.TEXT and cell.text.replace(" ", "") in _ZERO:
        return Decimal(0)
    return read_amount(cell, factor=scale, round_to_ore=True)


def _chosen_kind(mapping: Mapping, label: str) -> RowKind | None:
    chosen = mapping.rows.get(words.folded(label))
    return RowKind(chosen) if chosen else None


def _steps(sheet: RawSheet, mapping: Mapping) -> dict[int, Decimal]:
    """What each amount column is rounded to: the most decimals that stand in it."""
    decimals = dict.fromkeys((column.index for column in mapping.amounts), 0)
    for raw in sheet.rows:
        if raw.number > mapping.header_row:
            for index in decimals:
                decimals[index] = max(decimals[index], _decimals(text_at(raw, index)))
    scale = Decimal(mapping.scale or 1)
    return {index: max(scale.scaleb(-places), Decimal("0.01")) for index, places in decimals.items()}


def _decimals(text: str) -> int:
    head, mark, tail = text.replace(",", ".").rpartition(".")
    digits = tail.rstrip("-−–) ")
    return len(digits) if mark and head and digits.isdigit() else 0


def _turn_signs(table: PrintedTable, mapping: Mapping) -> None:
    """Into ledger sign, with a variance positive when it is favourable."""
    for row in table.rows:
        for index in row.values:
            row.values[index] *= sign_of(mapping, table.columns[index], row)


def _fill_told_zeros(table: PrintedTable) -> None:
    """An outcome left out is 0 where the row's own deviation says so; elsewhere it stays unknown."""
    for index, column in table.columns.items():
        budget = table.budget_column(column)
        outcome = table.figure_column(Figure.OUTCOME, column)
        if column.figure != Figure.VARIANCE or budget is None or outcome is None:
            continue
        for row in table.rows:
            told = row.values.get(index)
            if told is not None and outcome not in row.values and told == row.values.get(budget):
                row.values[outcome] = Decimal(0)


def sign_of(mapping: Mapping, column: ColumnUse, row: PrintedRow | None = None) -> int:
    """What an amount is multiplied by to be in ledger sign."""
    if column.is_variance:
        return 1 if mapping.favourable == ShownAs.POSITIVE else -1
    nature = nature_of(column, row)
    if nature == BudgetArea.Nature.INCOME:
        return 1 if mapping.income == ShownAs.NEGATIVE else -1
    shown = mapping.cost if nature == BudgetArea.Nature.COST else mapping.net
    return 1 if shown == ShownAs.POSITIVE else -1


def nature_of(column: ColumnUse, row: PrintedRow | None) -> str:
    """Whether an amount is income, cost or (NET or "") neither: its column's word, else its row's."""
    if column.nature:
        return column.nature
    return row.nature if row and row.by_nature else ""


def data_rows(rows: Sequence[PrintedRow]) -> list[PrintedRow]:
    return [row for row in rows if row.kind == RowKind.DATA]
