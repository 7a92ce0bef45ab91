"""The rows of a statement as text, for tables that only show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from budget.figures import AreaRow, AreaRowKind


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One row of a statement with its amounts as they are shown."""

    label: str
    depth: int
    is_heading: bool
    is_sum: bool
    amounts: tuple[str, ...]


def area_line(row: AreaRow, amounts: Iterable[str]) -> AreaLine:
    is_sum = row.kind in (AreaRowKind.SUM, AreaRowKind.TOTAL)
    return AreaLine(row.label, row.depth, row.kind == AreaRowKind.HEADING, is_sum, tuple(amounts))
