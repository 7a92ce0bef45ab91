"""Measures over years as a table and as trend charts: shared by goals, key figures and personnel measures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kommunrapport.measures.models import AgeGroup, Measure, Observation, Sex, ValueKind
from kommunrapport.measures.series import MeasureSeries, Point, Series
from kommunrapport.measures.shown import shown_aim
from kommunrapport.numbers import NO_BREAK_SPACE
from kommunrapport.organisation.labels import LabelSet
from kommunrapport.reports.blocks import Cell, Chart, ChartPoint, Column, Footnote, Row, RowKind, Table, group_row

NARROW = 5  # a table with more columns needs the outer column of the printed page
_ROW_KINDS = {Measure.Part.COMPONENT: RowKind.COMPONENT, Measure.Part.SUBSET: RowKind.SUBSET}


@dataclass(frozen=True, slots=True)
class NamedSeries:
    """A measure as it is called in this table. `is_total` draws it as the sum of the rows above."""

    name: str
    series: MeasureSeries
    is_total: bool = False
    indent: int = 0


# A row of a table is a measure, or a heading over those that follow.
type Listed = Sequence[NamedSeries | str]


@dataclass(frozen=True, slots=True)
class Writing:
    """How a table writes its outcomes. `head` stands over the names, "" for the kommun's usual word.

    `blank_missing` leaves a cell empty where nothing is entered, `without_percent` leaves out the sign after the
    number, and `expected_mark` stands for every outcome that comes later: what it means is then said below the table.
    """

    head: str = ""
    blank_missing: bool = False
    without_percent: bool = False
    expected_mark: str = ""

    def cell(self, point: Point) -> Cell:
        if self._is_marked(point):
            return Cell(self.expected_mark, missing=True)
        if self.blank_missing and point.value is None and point.observation is None and not point.is_hidden:
            return Cell("")
        notes = tuple(Footnote(text) for text in point.footnotes)
        return Cell(self.number(point.shown), point.value, missing=point.value is None, footnotes=notes)

    def number(self, shown: str) -> str:
        return shown.replace(f"{NO_BREAK_SPACE}%", "") if self.without_percent else shown

    def source(self, points: Iterable[Point]) -> str:
        """What the mark means: each remark on an outcome that comes later, once."""
        said = [note for point in points if self._is_marked(point) for note in point.footnotes]
        return " ".join(f"{self.expected_mark}{NO_BREAK_SPACE}{note}" for note in dict.fromkeys(said))

    def _is_marked(self, point: Point) -> bool:
        observation = point.observation
        is_expected = observation is not None and observation.status == Observation.Status.EXPECTED
        return bool(self.expected_mark) and is_expected


USUAL = Writing()


def measure_table(
    rows: Listed, years: Sequence[int], labels: LabelSet, caption: str = "", writing: Writing = USUAL
) -> Table:
    """A table with one row per measure, and one more for each part by sex, age or kind that has outcomes.

    The target column stands only when some row has a target.
    """
    every = every_series(rows)
    with_target = any(series.target for series in every)
    columns = [Column(writing.head or labels.text("measure"))]
    columns += [Column(_year_label(every, i, year), True, year == years[-1]) for i, year in enumerate(years)]
    if with_target:
        columns.append(Column(labels.text("target"), numeric=True))
    body: list[Row] = []
    for row in rows:
        if isinstance(row, str):
            body.append(group_row(row, len(columns)))
        else:
            body += [_row(row, series, writing, with_target=with_target) for series in row.series.all]
    source = writing.source(point for series in every for point in series.points)
    return Table(tuple(columns), tuple(body), caption, source, wide=len(columns) > NARROW)


def every_series(rows: Listed) -> list[Series]:
    return [series for row in rows if not isinstance(row, str) for series in row.series.all]


def _year_label(every: Sequence[Series], index: int, year: int) -> str:
    """The year, or the range of years when every outcome in the column is of the same range."""
    observations = [series.points[index].observation for series in every]
    starts = {observation.from_year for observation in observations if observation}
    start = starts.pop() if len(starts) == 1 else None
    return f"{start}–{year}" if start else str(year)


def _row(row: NamedSeries, series: Series, writing: Writing, *, with_target: bool) -> Row:
    is_main = series is row.series.main
    name = row.name if is_main else part_name(series)
    cells = [Cell(name), *(writing.cell(point) for point in series.points)]
    if with_target:
        cells.append(target_cell(series, writing))
    kind = _ROW_KINDS.get(Measure.Part(row.series.measure.part)) if row.series.measure.part else None
    if row.is_total:
        kind = RowKind.TOTAL
    return Row(tuple(cells), (kind or RowKind.NORMAL) if is_main else RowKind.SUBSET, row.indent + (not is_main))


def target_cell(series: Series, writing: Writing = USUAL) -> Cell:
    """The target; one seen over several years has the outcome of those years as a footnote."""
    notes = (Footnote(series.shown_judged),) if series.shown_judged else ()
    value = series.target.value if series.target else None
    return Cell(writing.number(series.shown_target), value, footnotes=notes)


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
