"""The statutory seven figures of sick leave over years, and the latest twelve months as a trend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kommunrapport.dates import format_month
from kommunrapport.numbers import format_number
from kommunrapport.reports.blocks import Cell, Chart, ChartPoint, Column, Row, RowKind, Table
from personnel.figures import ALL, PARTS, Figure, SickLeaveFigures
from personnel.hiding import HIDDEN
from personnel.models import SickLeave
from personnel.tables.cells import figure_cell
from personnel.tables.words import GROUP_NAMES, MEN_ALL, WOMEN_ALL, partial_year_note, year_head

DECIMALS = 1
MONTHS = 12
FEWEST = 3  # points of a trend
TITLE = "Sjukfrånvaro i procent av ordinarie arbetstid"
AGREED_TITLE = "Sjukfrånvaro i procent av överenskommen arbetstid"
TITLES: dict[str, str] = {
    SickLeave.Denominator.ORDINARY_TIME: TITLE,
    SickLeave.Denominator.AGREED_TIME: AGREED_TITLE,
}
LONG_NAME = "60 dagar eller längre, i procent av all sjukfrånvaro"
WHY_TWO = (
    "Ordinarie arbetstid är den tid som de anställda skulle ha arbetat: obetald ledighet är borträknad. "
    "Överenskommen arbetstid är tiden enligt anställningen, med den ledigheten kvar. Samma sjukfrånvaro blir därför "
    "en högre andel av ordinarie tid. Lagens uppgifter är av ordinarie tid, och de två jämförs inte med varandra."
)


@dataclass(frozen=True, slots=True)
class Definition:
    """One of the statutory figures, in words."""

    name: str
    meaning: str


DEFINITIONS = (
    Definition(
        "Alla anställda",
        "Alla sjuktimmar under perioden, i procent av alla anställdas sammanlagda ordinarie arbetstid.",
    ),
    Definition(
        "60 dagar eller längre",
        "Sjuktimmar i perioder som har varat i 60 dagar eller mer, i procent av alla sjuktimmar. "
        "Den är alltså en andel av sjukfrånvaron, inte av arbetstiden.",
    ),
    Definition(
        "Kvinnor, män och åldersgrupper",
        "Gruppens sjuktimmar i procent av gruppens egen sammanlagda ordinarie arbetstid.",
    ),
)


def seven_table(years: Sequence[int], found: Sequence[SickLeaveFigures], title: str = TITLE) -> Table | None:
    """One column for each year and the seven figures as rows; None when no year has any."""
    if not any(one.dates for one in found):
        return None
    columns = [Column("Grupp"), *(_column(year, one, years[-1]) for year, one in zip(years, found, strict=True))]
    whole, *parts = (_row(GROUP_NAMES[margin], [one.of(*margin) for one in found]) for margin in (ALL, *PARTS))
    rows = [_with_periods(whole, found), _row(LONG_NAME, [one.long_share for one in found], RowKind.SUBSET), *parts]
    return Table(tuple(columns), tuple(rows), title, _populations(years, found))


def _column(year: int, found: SickLeaveFigures, last: int) -> Column:
    return Column(year_head(year, found.dates), numeric=True, this_year=year == last)


def _row(name: str, figures: Sequence[Figure], kind: RowKind = RowKind.NORMAL) -> Row:
    return Row((Cell(name), *(figure_cell(figure, DECIMALS) for figure in figures)), kind)


def _with_periods(row: Row, found: Sequence[SickLeaveFigures]) -> Row:
    """The first row, with a footnote where the figures are not of the whole year."""
    name, *_ = row.cells
    cells = [figure_cell(one.of(), DECIMALS, [partial_year_note(one)]) for one in found]
    return Row((name, *cells), row.kind)


def _populations(years: Sequence[int], found: Sequence[SickLeaveFigures]) -> str:
    """Whom the figures are about, said once when it is the same all years."""
    notes = {int(year): one.population_note.rstrip(".") for year, one in zip(years, found, strict=True) if one.dates}
    said = [note for note in dict.fromkeys(notes.values()) if note]
    if len(set(notes.values())) == 1 and said:
        return f"Vilka som räknas: {said[0]}."
    return " ".join(f"Vilka som räknas {year}: {note}." for year, note in notes.items() if note)


def rolling_table(found: Sequence[SickLeaveFigures]) -> Table | None:
    """Twelve months at a time, the oldest first; None when there are too few for a trend."""
    if len(found) < FEWEST:
        return None
    columns = (Column("Tolv månader till och med"), *(Column(t, numeric=True) for t in ("Totalt", "Kvinnor", "Män")))
    rows = tuple(
        Row((Cell(_until(one)), *(figure_cell(one.of(*m), DECIMALS) for m in (ALL, WOMEN_ALL, MEN_ALL))))
        for one in found
    )
    return Table(columns, rows, "Sjukfrånvaro de senaste tolv månaderna, % av ordinarie arbetstid")


def rolling_chart(found: Sequence[SickLeaveFigures]) -> Chart | None:
    """The same of everybody as a line; None when there are too few for a trend."""
    points = tuple(_points(found))
    if sum(point.value is not None for point in points) < FEWEST:
        return None
    return Chart("Sjukfrånvaro de senaste tolv månaderna, %", points)


def _points(found: Sequence[SickLeaveFigures]) -> Iterator[ChartPoint]:
    """One for each month from the first to the last; a month without figures is a gap."""
    known = {_month(one): one for one in found}
    for number in range(min(known, default=0), max(known, default=-1) + 1):
        one = known.get(number)
        if one is None:
            yield ChartPoint(format_month(date(number // 12, number % 12 + 1, 1)), None, "")
        else:
            yield ChartPoint(_until(one), one.of().value, _shown(one.of()))


def _month(found: SickLeaveFigures) -> int:
    """The month that it ends in, counted from the year 0."""
    return found.dates[1].year * 12 + found.dates[1].month - 1 if found.dates else 0


def latest_year(found: Sequence[SickLeaveFigures]) -> list[SickLeaveFigures]:
    """Those that end within a year before the last one: the line is of single months, not of years."""
    return [one for one in found if _month(one) >= _month(found[-1]) - MONTHS]


def _until(found: SickLeaveFigures) -> str:
    return format_month(found.dates[1]) if found.dates else ""


def _shown(figure: Figure) -> str:
    if figure.value is None:
        return HIDDEN if figure.is_hidden else ""
    return format_number(Decimal(figure.value), DECIMALS)
