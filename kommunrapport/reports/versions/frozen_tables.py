"""Tables out of frozen data: the blocks of a section as they were when it was frozen, whatever the program is now."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from kommunrapport.reports.blocks import BarChart, BarGroup, Cell, ChartPoint, Column, Footnote, Row, RowKind, Table
from kommunrapport.reports.blocks import Status as CellStatus


def tables_in_data(data: Any) -> Iterator[Table]:
    """The tables in the data of a section, however deep; a bar chart is one too."""
    if isinstance(data, dict):
        if is_table(data):
            yield _table(data)
            return
        if is_bar_chart(data):
            yield _bar_chart(data).table
            return
        data = list(data.values())
    if isinstance(data, list):
        for part in data:
            yield from tables_in_data(part)


def is_table(data: dict[str, Any]) -> bool:
    return {"columns", "rows", "caption"} <= data.keys()


def is_bar_chart(data: dict[str, Any]) -> bool:
    return {"title", "groups", "group_label"} <= data.keys()


def is_chart(data: dict[str, Any]) -> bool:
    return {"title", "points"} <= data.keys()


def charts_in_data(data: Any) -> Iterator[tuple[str, list[ChartPoint]]]:
    """Title and points of the charts in the data of a section, however deep."""
    if isinstance(data, dict):
        if is_chart(data):
            yield data["title"], [_point(point) for point in data["points"]]
            return
        data = list(data.values())
    if isinstance(data, list):
        for part in data:
            yield from charts_in_data(part)


def _table(data: dict[str, Any]) -> Table:
    return Table(
        columns=tuple(_column(column) for column in data["columns"]),
        rows=tuple(_row(row) for row in data["rows"]),
        caption=data["caption"],
        source=data.get("source", ""),
        wide=data.get("wide", False),
    )


def _column(data: dict[str, Any]) -> Column:
    pair = data.get("difference_of")
    difference_of = (pair[0], pair[1]) if pair else None
    return Column(data["label"], data.get("numeric", False), data.get("this_year", False), difference_of)


def _row(data: dict[str, Any]) -> Row:
    return Row(
        cells=tuple(_cell(cell) for cell in data["cells"]),
        kind=RowKind(data.get("kind", RowKind.NORMAL)),
        indent=data.get("indent", 0),
        sum_of=tuple(data.get("sum_of", ())),
    )


def _cell(data: dict[str, Any]) -> Cell:
    status = data.get("status")
    return Cell(
        text=data["text"],
        value=_decimal(data.get("value")),
        missing=data.get("missing", False),
        footnotes=tuple(Footnote(note["text"]) for note in data.get("footnotes", ())),
        status=CellStatus(status["icon"], status["text"]) if status else None,
    )


def _bar_chart(data: dict[str, Any]) -> BarChart:
    groups = tuple(BarGroup(group["label"], tuple(map(_point, group["points"]))) for group in data["groups"])
    return BarChart(data["title"], groups, data.get("unit", ""), data["group_label"])


def _point(data: dict[str, Any]) -> ChartPoint:
    return ChartPoint(data["label"], _decimal(data["value"]), data["shown"])


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
