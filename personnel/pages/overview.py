"""The page of the staff of a unit: how many, sick leave, who came and left, and the measures of HR."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kommunrapport.dates import format_date
from kommunrapport.http import Lens
from kommunrapport.measures.models import MeasureList
from kommunrapport.numbers import format_number
from kommunrapport.organisation.labels import label_set
from kommunrapport.organisation.period import FULL_YEAR, Period
from kommunrapport.organisation.roles import Subject
from kommunrapport.reports.blocks import Chart, Table
from kommunrapport.reports.measure_lists import read_lists
from kommunrapport.reports.measure_tables import measure_table
from kommunrapport.reports.workbooks import NamedTable
from personnel.figures import ALL, Figure, SickLeaveFigures, StaffFigures, StaffReader
from personnel.hiding import HIDDEN
from personnel.models import SickLeave
from personnel.sentences import lead_of
from personnel.tables.headcount import age_table, headcount_table, work_table
from personnel.tables.sick_leave import AGREED_TITLE, latest_year, rolling_chart, rolling_table, seven_table
from personnel.tables.turnover import turnover_table
from personnel.tables.words import is_whole_year, months_words, period_words

AGREED = SickLeave.Denominator.AGREED_TIME
NOTHING = "HR har inte lämnat uppgifter."


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure with its name, and what stands under it."""

    name: str
    value: str
    beside: str


@dataclass(frozen=True, slots=True)
class SickLeavePart:
    """The statutory figures, the same of agreed time where that is known, and twelve months at a time.

    `warning` is said when the figures are not of the whole year that the page is of.
    """

    table: Table | None
    agreed: Table | None
    chart: Chart | None
    trend: Table | None
    warning: str


@dataclass(frozen=True, slots=True)
class StaffPage:
    """The page. A part without figures has no tables."""

    lead: str
    facts: tuple[Fact, ...]
    headcount: tuple[Table, ...]
    sick_leave: SickLeavePart
    turnover: Table | None
    measures: tuple[NamedTable, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.headcount or self.sick_leave.table or self.sick_leave.agreed or self.turnover)

    @property
    def tables(self) -> list[NamedTable]:
        """Every table of the page, each with the name of its sheet in a workbook."""
        sick = self.sick_leave
        named = [
            *zip(("Anställda", "Ålder", "Arbetstid"), self.headcount, strict=False),
            ("Sjukfrånvaro", sick.table),
            ("Överenskommen tid", sick.agreed),
            ("Tolv månader", sick.trend),
            ("Personalrörlighet", self.turnover),
        ]
        return [*(NamedTable(name, table) for name, table in named if table), *self.measures]


def read_staff_page(lens: Lens, years_shown: int) -> StaffPage:
    """Read everything of the page: the same number of queries for any unit."""
    reader, years = StaffReader(), lens.year.latest(years_shown)
    staff = [reader.staff(lens.org_unit, year) for year in years]
    sick_leave = [reader.sick_leave(lens.org_unit, year) for year in years]
    headcount = (headcount_table(staff[-1]), age_table(staff[-1]), work_table(staff[-1]))
    return StaffPage(
        lead=lead_of(staff[-1], sick_leave[-1]) or NOTHING,
        facts=tuple(_facts(staff[-1], sick_leave[-2:])),
        headcount=tuple(table for table in headcount if table),
        sick_leave=_sick_leave(lens, reader, years, sick_leave),
        turnover=turnover_table(years, staff),
        measures=tuple(_measures(lens, years)),
    )


def _sick_leave(
    lens: Lens, reader: StaffReader, years: Sequence[Period], found: Sequence[SickLeaveFigures]
) -> SickLeavePart:
    rolling = latest_year(reader.rolling(lens.org_unit, lens.year.last_day))
    agreed = [reader.sick_leave(lens.org_unit, year, AGREED) for year in years]
    return SickLeavePart(
        table=seven_table(years, found),
        agreed=seven_table(years, agreed, AGREED_TITLE),
        chart=rolling_chart(rolling),
        trend=rolling_table(rolling),
        warning=_warning(lens.year, found[-1]),
    )


def _warning(period: Period, found: SickLeaveFigures) -> str:
    if period.kind != FULL_YEAR or found.dates is None or is_whole_year(found.dates):
        return ""
    return (
        f"Uppgifterna för {period} avser {period_words(found.dates)}. "
        "I årsredovisningen ska sjukfrånvaron avse hela året. Läs in den när året är slut."
    )


def _facts(staff: StaffFigures, sick_leave: Sequence[SickLeaveFigures]) -> Iterator[Fact]:
    before, now = sick_leave
    if staff.as_of and (people := staff.people()) is not None:
        yield Fact("Anställda", f"{people:,}".replace(",", "\u00a0"), f"den {format_date(staff.as_of)}")
    yield from _fact("Årsarbetare", staff.full_time_equivalents.get(ALL), 1, "heltidstjänster")
    if now.dates:
        last_year = before.of().value
        compared = "" if last_year is None else f", förra året {format_number(last_year, 1)}"
        yield from _fact("Sjukfrånvaro", now.of(), 1, f"procent {months_words(now.dates)}{compared}")
    if staff.dates:
        yield from _fact("Personalomsättning", staff.turnover.get(ALL), 1, f"procent {months_words(staff.dates)}")


def _fact(name: str, figure: Figure | None, decimals: int, beside: str) -> Iterator[Fact]:
    """Nothing for what is not known; what is hidden says so."""
    if figure is None or (figure.value is None and not figure.is_hidden):
        return
    value = HIDDEN if figure.value is None else format_number(figure.value, decimals)
    yield Fact(name, value, "" if figure.is_hidden else beside)


def _measures(lens: Lens, years: Sequence[Period]) -> Iterator[NamedTable]:
    """A table for each list with some measure of the staff, where something is entered for the unit."""
    lists = MeasureList.objects.filter(items__measure__category=Subject.PERSONNEL).distinct()
    labels = label_set()
    for found in read_lists(lists, lens.org_unit, years, lens.year.kind):
        if any(point.observation for row in found.measured for point in row.series.main.points):
            yield NamedTable(found.title, measure_table(found.rows, years, labels))
