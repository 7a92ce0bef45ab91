"""Sections made of measures alone: a list of measures as a table or as sentences, and counts of synpunkter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kommunrapport.measures.models import Measure, MeasureList, ValueKind
from kommunrapport.measures.series import Breakdown
from kommunrapport.numbers import NO_BREAK_SPACE, format_number
from kommunrapport.reports.blocks import Cell, Column, Row, RowKind, Table
from kommunrapport.reports.measure_lists import ReadList, read_list
from kommunrapport.reports.measure_tables import USUAL, NamedSeries, Writing, measure_table
from kommunrapport.reports.registry import section
from kommunrapport.reports.scope import ReportScope


def listed_slugs() -> list[tuple[str, str]]:
    """The lists that can be shown: (slug, title)."""
    return list(MeasureList.objects.values_list("slug", "title"))


LIST = {"label": "Mätningslista", "help": "Administratören lägger upp listorna.", "reference": listed_slugs}


@dataclass(frozen=True, slots=True)
class ListParams:
    """Which list to show."""

    measure_list: str = field(default="", metadata=LIST)


@dataclass(frozen=True, slots=True)
class MeasureTableParams(ListParams):
    """Which list to show, and how its outcomes are written."""

    head: str = field(default="", metadata={"label": "Första kolumnens rubrik", "detail": True})
    blank_missing: bool = field(default=False, metadata={"label": "Lämna tomt där utfall saknas", "detail": True})
    without_percent: bool = field(
        default=False, metadata={"label": "Skriv inte ut procenttecken efter talen", "detail": True}
    )

    @property
    def writing(self) -> Writing:
        return Writing(self.head, self.blank_missing, self.without_percent)


@dataclass(frozen=True, slots=True)
class MeasureTable:
    """A table of measures with its heading, "" where it is the caption; None without a list, or in an empty one."""

    title: str
    table: Table | None


@section("reports.measure_table", title="Tabell med mätningar", params=MeasureTableParams)
def measure_list_table(scope: ReportScope, params: MeasureTableParams) -> MeasureTable:
    """The measures of a list over the years of the report, with headings between."""
    found = _read(scope, params)
    if found is None or not found.measured:
        return MeasureTable(found.title if found else "", None)
    return headed(found.title, measure_table(found.rows, scope.years, scope.labels, writing=params.writing))


def headed(title: str, table: Table) -> MeasureTable:
    """A wide table has its title over it: a heading would hang where the table begins."""
    return MeasureTable("", replace(table, caption=title)) if table.wide else MeasureTable(title, table)


def _read(scope: ReportScope, params: ListParams) -> ReadList | None:
    return read_list(params.measure_list, scope.org_unit, scope.years, scope.year.kind)


@section("reports.feedback", title="Inkomna synpunkter", params=ListParams)
def feedback_counts(scope: ReportScope, params: ListParams) -> MeasureTable:
    """Counts of the year: kinds that sum to the total, then the "varav" rows that overlap, then other measures."""
    found = _read(scope, params)
    if found is None:
        return MeasureTable("", None)
    columns = (Column(found.title), Column(str(scope.year), numeric=True, this_year=True))
    rows = tuple(_count_row(row, found.measured) for row in found.measured)
    return MeasureTable(found.title, Table(columns, rows) if rows else None)


def _count_row(row: NamedSeries, listed: Sequence[NamedSeries]) -> Row:
    """A component is a kind, and the measure that it is a component of the total of the kinds."""
    measure = row.series.measure
    kinds = tuple(number for number, one in enumerate(listed) if _is_component(one, measure))
    kind = RowKind.TOTAL if kinds else RowKind.SUBSET if measure.part == Measure.Part.SUBSET else RowKind.NORMAL
    cells = (Cell(row.name), USUAL.cell(row.series.main.latest))
    return Row(cells, kind, indent=1 if kind == RowKind.SUBSET else 0, sum_of=kinds)


def _is_component(row: NamedSeries, measure: Measure) -> bool:
    part = row.series.measure
    return part.part == Measure.Part.COMPONENT and part.parent_id == measure.pk


LAYOUTS = (("bullets", "punktlista"), ("sentence", "i en mening"))


@dataclass(frozen=True, slots=True)
class VolumeParams(ListParams):
    """Which list, and how it is written."""

    layout: str = field(default="bullets", metadata={"label": "Skriv som", "choices": LAYOUTS})


@dataclass(frozen=True, slots=True)
class Volumes:
    """Counts in words, and the same as a table for those who want the figures. None without a list."""

    lines: tuple[str, ...] = ()
    as_list: bool = True
    table: Table | None = None


@section("reports.volumes", title="Volymer med förra årets värde", params=VolumeParams)
def volumes(scope: ReportScope, params: VolumeParams) -> Volumes:
    """Each measure with its outcome, and that of the year before beside it: "57 avstämningsmöten (129 st 2013)"."""
    years = scope.year.latest(2)
    found = read_list(params.measure_list, scope.org_unit, years, scope.year.kind)
    if found is None or not found.measured:
        return Volumes()
    lines = tuple(volume_line(row, years) for row in found.measured)
    table = measure_table(found.measured, years, scope.labels, found.title)
    return Volumes(lines, params.layout != "sentence", table)


def volume_line(row: NamedSeries, years: Sequence[int]) -> str:
    """A count before its name, "1 avstämningsmöten" and what is missing after it."""
    counts = [one for one in row.series.all if one.breakdown == Breakdown(kind=ValueKind.COUNT)]
    series = counts[0] if counts else row.series.main
    latest, previous = series.latest, series.points[0]
    before = f" ({previous.shown}{_unit_after(row)} {int(years[0])})" if previous.value is not None else ""
    if latest.value is None or latest.shown == format_number(latest.value, 0) == "1":
        return f"{row.name}: {latest.shown}{before}"
    return f"{latest.shown}{NO_BREAK_SPACE}{_in_sentence(row.name)}{before}"


def _unit_after(row: NamedSeries) -> str:
    unit = row.series.measure.measurement_unit
    return f"{NO_BREAK_SPACE}{unit}" if unit and unit != "%" else ""


def _in_sentence(name: str) -> str:
    """The name inside a sentence; one that begins with letters of an abbreviation keeps them."""
    return name if name[:2].isupper() else f"{name[:1].lower()}{name[1:]}"
