"""Finding the table in a sheet: which row is its head, and where its rows begin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from budget.imports import words
from kommunrapport.spreadsheets.reading import CellKind, RawCell, RawRow, RawSheet

SEARCHED_ROWS = 60  # a head further down is no head
_MAX_HEAD_ROWS = 3
NO_AMOUNT = {"", "-", "–", "−", "—", "."}
_AMOUNT = re.compile(r"[-−–+±(]?\s?\d[\d\s\u00a0\u2009\u202f.,]*[)\-−–]?")
_PLAIN_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table. `row` is its last row, `texts` one joined text per column, `titles` what stands above."""

    row: int
    texts: tuple[str, ...]
    titles: tuple[str, ...]


def cell_at(row: RawRow, column: int) -> RawCell | None:
    return row.cells[column] if column < len(row.cells) else None


def text_at(row: RawRow, column: int) -> str:
    """What a person sees in the cell, without spaces around it."""
    cell = cell_at(row, column)
    return cell.text.strip() if cell else ""


def says_nothing(cell: RawCell) -> bool:
    """Whether a cell is empty, or has a dash where an amount could be."""
    return cell.kind == CellKind.TEXT and cell.text.strip() in NO_AMOUNT


def is_amount(cell: RawCell | None) -> bool:
    """Whether a cell looks like an amount, read or not; a year in a head does too."""
    if cell is None or cell.is_percent:
        return False
    if cell.kind in (CellKind.NUMBER, CellKind.ERROR, CellKind.EMPTY_FORMULA):
        return True
    return cell.kind == CellKind.TEXT and bool(_AMOUNT.fullmatch(cell.text.strip()))


def find_head(sheet: RawSheet) -> Head | None:
    """The head of the sheet's table; None when no row of amounts has a head above it."""
    above: list[RawRow] = []
    for row in islice(sheet.rows, SEARCHED_ROWS):
        if above and _is_data(row) and (head := _head_above(above)):
            return head
        above.append(row)
    return None


def head_at(sheet: RawSheet, number: int) -> Head | None:
    """The head that ends with row `number`, as a person pointed it out."""
    above = [row for row in islice(sheet.rows, SEARCHED_ROWS) if row.number <= number]
    return _head_above(above) if above and above[-1].number == number else None


def most_filled(sheets: Iterable[RawSheet]) -> RawSheet | None:
    """The visible sheet with a table that has most rows; None when no visible sheet has one."""
    with_table = [sheet for sheet in sheets if not sheet.hidden and find_head(sheet)]
    return max(with_table, key=lambda sheet: len(sheet.rows), default=None)


def _is_data(row: RawRow) -> bool:
    """A row of amounts: something that is no plain year stands as a number after the first column."""
    cells = list(enumerate(row.cells))
    has_name = any(cell and cell.text.strip() for _, cell in cells)
    amounts = [cell for n, cell in cells if n > 0 and cell and is_amount(cell)]
    return has_name and any(not _PLAIN_YEAR.fullmatch(cell.text.strip()) for cell in amounts)


def _head_above(above: Sequence[RawRow]) -> Head | None:
    """The block of rows nearest above that have several cells, or one beyond the first column."""
    block: list[RawRow] = []
    for row in reversed(above):
        filled = [n for n, cell in enumerate(row.cells) if cell and cell.text.strip()]
        is_head = len(filled) > 1 or (bool(filled) and filled[0] > 0)
        if is_head and not _is_data(row) and len(block) < _MAX_HEAD_ROWS:
            block.insert(0, row)
        elif block:
            break
    if not block:
        return None
    titles = tuple(cell.text.strip() for row in above if row not in block for cell in row.cells if cell)
    return Head(block[-1].number, _joined(block), titles)


def _joined(block: list[RawRow]) -> tuple[str, ...]:
    """One text per column: "Budget" over "2015 | 2016" is "Budget 2015" and "Budget 2016"."""
    width = max(len(row.cells) for row in block)
    lines = [[text_at(row, column) for column in range(width)] for row in block]
    for line in lines[:-1]:
        for column in range(2, width):
            # An upper head stands over the columns to the next one; the name's column is under none.
            if not line[column] and lines[-1][column] and line[column - 1]:
                line[column] = line[column - 1]
    texts = [" ".join(dict.fromkeys(line[column] for line in lines if line[column])) for column in range(width)]
    return tuple(texts)


def headings_twice(texts: Sequence[str]) -> list[str]:
    """Heads that stand over more than one column."""
    seen = [words.folded(text) for text in texts if text]
    return sorted({text for text in texts if text and seen.count(words.folded(text)) > 1})
