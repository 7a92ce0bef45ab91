"""Tables without the columns that nothing is known of."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from kommunrapport.reports.blocks import Column, Table


def without_empty(table: Table, optional: Collection[int]) -> Table:
    """The table without those of its `optional` columns (numbers from 0) where no row has anything to show."""
    empty = {n for n in optional if all(row.cells[n].missing or not row.cells[n].text for row in table.rows)}
    kept = [n for n in range(len(table.columns)) if n not in empty]
    number = {old: new for new, old in enumerate(kept)}
    columns = tuple(_moved(table.columns[n], number) for n in kept)
    rows = tuple(replace(row, cells=tuple(row.cells[n] for n in kept)) for row in table.rows)
    return replace(table, columns=columns, rows=rows)


def _moved(column: Column, number: Mapping[int, int]) -> Column:
    """The column where the columns it is the difference of have new numbers, or are gone."""
    first, second = column.difference_of or (-1, -1)
    both = first in number and second in number
    return replace(column, difference_of=(number[first], number[second]) if both else None)
