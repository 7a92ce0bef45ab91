"""Which figures differ between two frozen sets of tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kommunrapport.reports.table_lines import Line, lines_of
from kommunrapport.reports.versions.frozen_tables import charts_in_data, tables_in_data
from kommunrapport.reports.workbooks import NamedTable

type Place = tuple[str, str, str, int]


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A cell as it was shown before and after; "" where it was not there."""

    table: str
    row: str
    column: str
    before: str
    after: str


def figure_changes(first: list[Any], second: list[Any]) -> Iterator[FigureChange]:
    """The cells that are shown otherwise in `second`, in its order, then those that are gone."""
    before, after = dict(_cells(first)), dict(_cells(second))
    for place in [*after, *(place for place in before if place not in after)]:
        old, new = before.get(place, ""), after.get(place, "")
        if old != new:
            table, row, column, _ = place
            yield FigureChange(table, row, column, old, new)


def _cells(sections: list[Any]) -> Iterator[tuple[Place, str]]:
    """Where each cell stands, and what it says. Those that have the same name are told apart by their order."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for section in sections:
        for *place, shown in _of_section(section):
            table, row, column = place
            yield (table, row, column, seen[table, row, column]), shown
            seen[table, row, column] += 1


def _of_section(section: Any) -> Iterator[tuple[str, str, str, str]]:
    """The cells of its tables; of its charts where there is none, since a chart beside a table repeats it."""
    tables = list(tables_in_data(section))
    for line in lines_of(NamedTable("", table) for table in tables):
        yield _parts(line)
    if not tables:
        for title, points in charts_in_data(section):
            yield from ((title, title, point.label, point.shown) for point in points)


def _parts(line: Line) -> tuple[str, str, str, str]:
    _, table, group, row, _, column, shown, *_ = (str(part or "") for part in line)
    named = f"{group}: {row}" if group and group != row else row
    return table, named, column, shown
