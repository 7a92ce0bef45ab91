"""The rows of a list page, in the order and depth they are shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kommunrapport.administration.described import Administered, Column
from kommunrapport.administration.values import plain
from kommunrapport.numbers import EN_DASH


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of a list: the first text links to the row's page, `cells` are the rest as (text, is a number)."""

    url: str
    text: str
    depth: int
    cells: list[tuple[str, bool]]


def listed(administered: Administered, rows: Iterable[Any]) -> list[Listed]:
    """Rows as the list shows them."""
    depths = _tree(rows, f"{administered.tree}_id") if administered.tree else [(row, 0) for row in rows]
    first, *others = administered.all_columns
    return [
        Listed(
            administered.url("edit", row.pk),
            _text(first, row),
            depth,
            [(_text(column, row), column.is_number) for column in others],
        )
        for row, depth in depths
    ]


def _text(column: Column, row: Any) -> str:
    value = column.value(row)
    return EN_DASH if value is None or value == "" else plain(value)


def _tree(rows: Iterable[Any], parent: str) -> list[tuple[Any, int]]:
    """Each row below the one it hangs under, with its depth; at the top when that one is not among the rows."""
    below: dict[Any, list[Any]] = {}
    found = list(rows)
    known = {row.pk for row in found}
    for row in found:
        above = getattr(row, parent)
        below.setdefault(above if above in known else None, []).append(row)
    ordered: list[tuple[Any, int]] = []

    def add(above: Any, depth: int) -> None:
        for row in below.get(above, []):
            ordered.append((row, depth))
            add(row.pk, depth + 1)

    add(None, 0)
    return ordered
