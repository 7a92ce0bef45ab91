"""Sections made of measures alone: a list of measures as a table, and counts of synpunkter."""

from __future__ import annotations

from dataclasses import dataclass, field

from kommunrapport.measures.models import Measure, MeasureList, MeasureListItem
from kommunrapport.measures.series import MeasureSeries, read_series
from kommunrapport.reports.blocks import Cell, Column, Footnote, Row, RowKind, Table, group_row
from kommunrapport.reports.measure_tables import NamedSeries, measure_table
from kommunrapport.reports.registry import section
from kommunrapport.reports.scope import ReportScope


@dataclass(frozen=True, slots=True)
class MeasureTableParams:
    """Which list to show."""

    measure_list: str = field(default="", metadata={"label": "Mätningslista"})


@dataclass(frozen=True, slots=True)
class MeasureTable:
    """A headed table of measures; None when the list does not exist or is empty."""

    title: str
    table: Table | None


@section("reports.measure_table", title="Tabell med mätningar", params=MeasureTableParams)
def measure_list_table(scope: ReportScope, params: MeasureTableParams) -> MeasureTable:
    """The measures of a list over the years of the report, with headings between."""
    items = _items(scope, params.measure_list)
    if items is None:
        return MeasureTable("", None)
    named = {
        item.measure_id: NamedSeries(str(item.measure), series, indent=item.indent)
        for item, series in items.rows
        if series is not None
    }
    if not named:
        return MeasureTable(items.title, None)
    table = measure_table(list(named.values()), scope.years, scope.labels)
    if not any(series is None for _, series in items.rows):
        return MeasureTable(items.title, table)
    return MeasureTable(items.title, _with_headings(table, items, named))


def _with_headings(table: Table, items: _ListItems, named: dict[int | None, NamedSeries]) -> Table:
    waiting = list(table.rows)
    rows: list[Row] = []
    for item, series in items.rows:
        if series is None:
            rows.append(group_row(item.heading, len(table.columns)))
        else:
            count = len(named[item.measure_id].series.all)
            rows += [waiting.pop(0) for _ in range(count)]
    return Table(table.columns, tuple(rows), table.caption)


@section("reports.feedback", title="Inkomna synpunkter", params=MeasureTableParams)
def feedback_counts(scope: ReportScope, params: MeasureTableParams) -> MeasureTable:
    """Counts of the year: kinds that sum to the total, then the "varav" rows that overlap."""
    items = _items(scope, params.measure_list)
    if items is None:
        return MeasureTable("", None)
    rows = [_count_row(str(item.measure), series) for item, series in items.rows if series is not None]
    columns = (Column(items.title), Column(str(scope.year), numeric=True, this_year=True))
    return MeasureTable(items.title, Table(columns, tuple(rows)) if rows else None)


def _count_row(name: str, series: MeasureSeries) -> Row:
    point = series.main.latest
    notes = tuple(Footnote(text) for text in point.footnotes)
    part = series.measure.part
    kinds = {Measure.Part.COMPONENT: RowKind.NORMAL, Measure.Part.SUBSET: RowKind.SUBSET}
    kind = kinds[Measure.Part(part)] if part else RowKind.TOTAL
    cells = (Cell(name), Cell(point.shown, point.value, missing=point.value is None, footnotes=notes))
    return Row(cells, kind, indent=1 if kind == RowKind.SUBSET else 0)


@dataclass(frozen=True, slots=True)
class _ListItems:
    title: str
    rows: list[tuple[MeasureListItem, MeasureSeries | None]]


def _items(scope: ReportScope, slug: str) -> _ListItems | None:
    measure_list = MeasureList.objects.filter(slug=slug).first()
    if measure_list is None:
        return None
    items = list(measure_list.items.select_related("measure"))
    measures = [item.measure for item in items if item.measure]
    series = iter(read_series([(m, None) for m in measures], scope.org_unit, scope.years, scope.year.kind))
    return _ListItems(measure_list.title, [(item, next(series) if item.measure else None) for item in items])
