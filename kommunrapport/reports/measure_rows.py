"""Measures as a table with a column for sex: women and men stand in rows of their own below the whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kommunrapport.measures.models import AgeGroup, Measure, Sex, ValueKind
from kommunrapport.measures.series import MeasureSeries, Point, Series
from kommunrapport.organisation.labels import LabelSet
from kommunrapport.reports.blocks import Cell, Column, Footnote, Row, RowKind, Table, group_row
from kommunrapport.reports.measure_tables import NARROW, USUAL, Listed, NamedSeries, Writing, every_series, target_cell

SEX_HEAD = "Tot K/M"
OUTCOME = "Utfall"
_SEXES: dict[str, str] = {Sex.TOTAL: "Tot", Sex.WOMEN: "K", Sex.MEN: "M"}
_KINDS = (ValueKind.VALUE, ValueKind.COUNT, ValueKind.SHARE, ValueKind.RANK)
_EMPTY = Cell("")


@dataclass(frozen=True, slots=True)
class RowLayout:
    """What the table is of. `years` are those with outcomes, and the target is of `target_year`.

    `parts` are the names of what a measure consists of, by its id: they have no outcomes of their own here.
    """

    years: Sequence[int]
    target_year: int
    writing: Writing = USUAL
    parts: Mapping[int, Sequence[str]] = field(default_factory=dict)


def measure_rows(rows: Listed, layout: RowLayout, labels: LabelSet) -> Table:
    """The table. Series may have more years than it shows, the latest last: a plan's target is of a year to come."""
    every = every_series(rows)
    with_target = any(series.target for series in every)
    columns = [Column(layout.writing.head or labels.text("measure")), Column(SEX_HEAD)]
    columns += [Column(f"{OUTCOME} {year}", True, year == layout.target_year) for year in layout.years]
    if with_target:
        columns.append(Column(f"{labels.text('target')} {layout.target_year}", numeric=True))
    body: list[Row] = []
    for row in rows:
        found = [group_row(row, len(columns))] if isinstance(row, str) else _MeasureRows(row, layout).rows()
        body += [Row(one.cells[: len(columns)], one.kind, one.indent) for one in found]
    source = layout.writing.source(point for series in every for point in _points(series, layout))
    return Table(tuple(columns), tuple(body), source=source, wide=len(columns) > NARROW)


def _points(series: Series, layout: RowLayout) -> tuple[Point, ...]:
    return series.points[: len(layout.years)]


class _MeasureRows:
    """The rows of one measure, each with a cell for the target last."""

    def __init__(self, row: NamedSeries, layout: RowLayout) -> None:
        self._row, self._layout = row, layout
        self._kinds = _by_kind(row.series)
        self._first = next(iter(self._kinds.values()))[0]

    def rows(self) -> Iterator[Row]:
        """One for each sex; with both a number and a share those stand below the name, as rows of their own."""
        if len(self._kinds) == 1:
            yield from self._rows_of(self._name(), next(iter(self._kinds.values())), self._row.indent)
            return
        common = self._common_target()
        yield self._made([self._name(), _EMPTY, *[_EMPTY] * len(self._layout.years), common], self._row.indent)
        for kind, found in self._kinds.items():
            name = Cell(str(ValueKind(kind).label).capitalize())
            yield from self._rows_of(name, found, self._row.indent + 1, with_target=common is _EMPTY)

    def _made(self, cells: Sequence[Cell], indent: int) -> Row:
        return Row(tuple(cells), RowKind.TOTAL if self._row.is_total else RowKind.NORMAL, indent)

    def _name(self) -> Cell:
        measure = self._row.series.measure
        parts = self._layout.parts.get(measure.pk, ())
        name = "\n– ".join([f"{self._row.name}, bestående av", *parts]) if parts else self._row.name
        return Cell(name, footnotes=(Footnote(measure.note),) if measure.note else ())

    def _rows_of(self, name: Cell, found: Sequence[Series], indent: int, *, with_target: bool = True) -> Iterator[Row]:
        for number, series in enumerate(found):
            head = name if number == 0 else Cell(_age_name(series))
            values = [self._value(series, place) for place in range(len(self._layout.years))]
            has_own = with_target and (number == 0 or series.target is not None)
            target = target_cell(series, self._layout.writing) if has_own else _EMPTY
            yield self._made([head, Cell(_sex_word(series, found)), *values, target], indent)

    def _value(self, series: Series, place: int) -> Cell:
        """The outcome; a part of which nothing is entered is empty where the first row already says why."""
        point, first = series.points[place], self._first.points[place]
        nothing = point.observation is None and point.value is None and not point.is_hidden
        if nothing and series is not self._first and first.value is None:
            return _EMPTY
        return self._layout.writing.cell(point)

    def _common_target(self) -> Cell:
        """The target of number and share together, when only one of them has any."""
        found = [series for group in self._kinds.values() for series in group if series.target]
        return target_cell(found[0], self._layout.writing) if len(found) == 1 else _EMPTY


def _by_kind(series: MeasureSeries) -> dict[str, list[Series]]:
    """Numbers before shares; in each the whole, then women and men, then ages."""
    order = (*Sex.values, *AgeGroup.values)
    found: dict[str, list[Series]] = {}
    for kind in _KINDS:
        of_kind = [one for one in series.all if one.breakdown.kind == kind]
        if of_kind:
            key = lambda one: (order.index(one.breakdown.age_group), order.index(one.breakdown.sex))  # noqa: E731
            found[kind] = sorted(of_kind, key=key)
    return found


def _sex_word(series: Series, group: Sequence[Series]) -> str:
    """A number or a share that is not of women and men says nothing of sex."""
    breakdown = series.breakdown
    if breakdown.sex == Sex.TOTAL and breakdown.kind != ValueKind.VALUE and len(group) == 1:
        return ""
    return _SEXES[breakdown.sex]


def _age_name(series: Series) -> str:
    age = series.breakdown.age_group
    return "" if age == AgeGroup.ALL else str(AgeGroup(age).label)


def part_names(measures: Sequence[Measure]) -> dict[int, list[str]]:
    """What composite measures consist of, by their ids, but for what stands in the list itself: one query."""
    listed = [measure.pk for measure in measures]
    found: dict[int, list[str]] = {}
    components = Measure.objects.filter(parent__in=listed, part=Measure.Part.COMPONENT).exclude(pk__in=listed)
    for part in components.order_by("pk"):
        found.setdefault(part.parent_id or 0, []).append(part.name)
    return found
