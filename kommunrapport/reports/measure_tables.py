"""Measures over years as a table and as trend charts: shared by goals, key figures and personnel measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kommunrapport.measures.models import AgeGroup, Measure, Sex, ValueKind
from kommunrapport.measures.series import MeasureSeries, Point, Series
from kommunrapport.measures.shown import shown_aim
from kommunrapport.organisation.labels import LabelSet
from kommunrapport.reports.blocks import Cell, Chart, ChartPoint, Column, Footnote, Row, RowKind, Table

_ROW_KINDS = {Measure.Part.COMPONENT: RowKind.COMPONENT, Measure.Part.SUBSET: RowKind.SUBSET}


@dataclass(frozen=True, slots=True)
class NamedSeries:
    """A measure as it is called in this table. `is_total` draws it as the sum of the rows above."""

    name: str
    series: MeasureSeries
    is_total: bool = False
    indent: int = 0


def measure_table(rows: Sequence[NamedSeries], years: Sequence[int], labels: LabelSet, caption: str = "") -> Table:
    """A table with one row per measure, and one more for each part by sex, age or kind that has outcomes.

    The target column stands only when some row has a target.
    """
    every = [series for row in rows for series in row.series.all]
    with_target = any(series.target for series in every)
    columns = [Column(labels.text("measure"))]
    columns += [Column(_year_label(every, i, year), True, year == years[-1]) for i, year in enumerate(years)]
    if with_target:
        columns.append(Column(labels.text("target"), numeric=True))
    body = [_row(row, series, with_target) for row in rows for series in row.series.all]
    return Table(tuple(columns), tuple(body), caption)


def _year_label(every: Sequence[Series], index: int, year: int) -> str:
    """The year, or the range of years when every outcome in the column is of the same range."""
    observations = [series.points[index].observation for series in every]
    starts = {observation.from_year for observation in observations if observation}
    start = starts.pop() if len(starts) == 1 else None
    return f"{start}–{year}" if start else str(year)


def _row(row: NamedSeries, series: Series, with_target: bool) -> Row:
    is_main = series is row.series.main
    name = row.name if is_main else part_name(series)
    cells = [Cell(name), *(_cell(point) for point in series.points)]
    if with_target:
        cells.append(_target_cell(series))
    kind = _ROW_KINDS.get(Measure.Part(row.series.measure.part)) if row.series.measure.part else None
    if row.is_total:
        kind = RowKind.TOTAL
    return Row(tuple(cells), (kind or RowKind.NORMAL) if is_main else RowKind.SUBSET, row.indent + (not is_main))


def _target_cell(series: Series) -> Cell:
    """The target; one seen over several years has the outcome of those years as a footnote."""
    notes = (Footnote(series.shown_judged),) if series.shown_judged else ()
    return Cell(series.shown_target, series.target.value if series.target else None, footnotes=notes)


def _cell(point: Point) -> Cell:
    notes = tuple(Footnote(text) for text in point.footnotes)
    return Cell(point.shown, point.value, missing=point.value is None, footnotes=notes)


def part_name(series: Series) -> str:
    """What a part by kind, sex or age is called: "Kvinnor", "Män, antal", "30–49 år"."""
    words = []
    if series.breakdown.sex != Sex.TOTAL:
        words.append(Sex(series.breakdown.sex).label)
    if series.breakdown.age_group != AgeGroup.ALL:
        words.append(AgeGroup(series.breakdown.age_group).label)
    if series.breakdown.kind != ValueKind.VALUE:
        words.append(ValueKind(series.breakdown.kind).label)
    return ", ".join(words).capitalize() or "Totalt"


def trend_chart(name: str, series: Series) -> Chart:
    """The series as a small line chart; the target is a line when it is a value.

    Its dots are of single years, so what a target over several years is held against is said below.
    """
    target = series.target.value if series.target else None
    return Chart(
        title=name,
        points=tuple(ChartPoint(str(int(p.year)), p.value, p.shown) for p in series.points),
        target=target,
        target_label=f"Mål {shown_aim(series.measure, series.target)}" if target is not None else "",
        description=series.shown_judged,
    )
