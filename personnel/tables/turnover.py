"""Who came and who left, and the hours beside ordinary time, over years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kommunrapport.reports.blocks import Cell, Column, Row, RowKind, Table
from personnel.figures import ALL, Figure, Margin, StaffFigures
from personnel.tables.cells import figure_cell, people_cell
from personnel.tables.words import GROUP_NAMES, MEN_ALL, WOMEN_ALL, is_whole_year, period_words, year_head

DEFINITION = "Personalomsättning är de som har slutat under perioden, i procent av antalet anställda."

type OverYears = list[Mapping[Margin, Figure]]


def turnover_table(years: Sequence[int], found: Sequence[StaffFigures], *, by_sex: bool = True) -> Table | None:
    """Employees, turnover, hired and left, overtime and hourly paid; None when no year has a period."""
    if not any(one.dates for one in found):
        return None
    columns = [Column("Mått"), *(_column(year, one, years[-1]) for year, one in zip(years, found, strict=True))]
    rows = [Row((Cell("Anställda"), *(people_cell(one.people()) for one in found)))]
    for name, figures, decimals, has_sexes in _measures(found):
        if any(_is_known(one.get(ALL)) for one in figures):
            rows.append(_row(name, figures, ALL, decimals))
            rows += _by_sex(figures, decimals) if by_sex and has_sexes else []
    return Table(tuple(columns), tuple(rows), "Personalrörlighet och extra tid", _source(found))


def _measures(found: Sequence[StaffFigures]) -> list[tuple[str, OverYears, int, bool]]:
    """Name, figures by year, decimals and whether women and men are told apart."""
    return [
        ("Personalomsättning, %", [one.turnover for one in found], 1, True),
        ("Nyanställda", [one.hired for one in found], 0, True),
        ("Avgångar", [one.left for one in found], 0, True),
        ("Övertid och fyllnadstid, timmar", [one.overtime_hours for one in found], 0, False),
        ("Timavlönades andel av arbetad tid, %", [one.hourly_paid_share for one in found], 1, False),
    ]


def _by_sex(figures: OverYears, decimals: int) -> list[Row]:
    """Rows for women and men, when anything is known of them."""
    return [
        _row(GROUP_NAMES[margin], figures, margin, decimals, RowKind.SUBSET)
        for margin in (WOMEN_ALL, MEN_ALL)
        if any(_is_known(one.get(margin)) for one in figures)
    ]


def _row(name: str, figures: OverYears, margin: Margin, decimals: int, kind: RowKind = RowKind.NORMAL) -> Row:
    return Row((Cell(name), *(figure_cell(one.get(margin), decimals) for one in figures)), kind)


def _is_known(figure: Figure | None) -> bool:
    return figure is not None and (figure.is_hidden or figure.value is not None)


def _column(year: int, found: StaffFigures, last: int) -> Column:
    return Column(year_head(year, found.dates), numeric=True, this_year=year == last)


def _source(found: Sequence[StaffFigures]) -> str:
    """What turnover is, and which years are not whole."""
    partial = [period_words(one.dates) for one in found if one.dates and not is_whole_year(one.dates)]
    told = f" Uppgifter finns för {' och '.join(partial)}, inte för hela året." if partial else ""
    return f"{DEFINITION}{told}"
