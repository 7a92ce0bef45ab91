"""The import template: the unit's areas with what is stored of them, written so that it goes straight back in.

It is read as any sheet with codes. An area without a code of its own is written "#" and its number, and an amount of
the whole year beside amounts of months has the word for it in the column of periods.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from budget.imports.ledger_lines import WHOLE_YEAR
from budget.imports.mapping import Mapping
from budget.imports.matching import AreaIndex
from budget.models import BudgetArea, BudgetEntry, Figure, Forecast, ForecastRound, Grouping, LedgerEntry
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.tree import ids_below
from kommunrapport.spreadsheets.columns import ColumnKind, ColumnSpec, Value, write_template

# Heads that budget.imports.words knows for the codes of each grouping.
CODE_HEADS = {
    Grouping.UNIT: "Enhetskod",
    Grouping.FIELD: "Verksamhetskod",
    Grouping.NATURE: "Kontokod",
    Grouping.PROJECT: "Projektkod",
}

type _Places = tuple[int | None, ...]  # the areas of an amount, in the order of Grouping
type _RowKey = tuple[_Places, int | None]  # and its month


@dataclass(slots=True)
class _Filled:
    """The rows of the template, each with its amounts by figure."""

    rows: dict[_RowKey, dict[str, Decimal]] = field(default_factory=dict)

    def add(self, places: _Places, month: int | None, figure: str, amount: Decimal) -> None:
        self.rows.setdefault((places, month), {})[figure] = amount

    @property
    def has_months(self) -> bool:
        return any(month for _, month in self.rows)


def import_workbook(org_unit: OrgUnit, year: int) -> bytes:
    """The template of a unit's year as an .xlsx: each area without parts, its budget, outcome and latest forecast."""
    index = AreaIndex(org_unit, year, Mapping())
    forecast_round = ForecastRound.objects.filter(org_unit=org_unit, year=year).order_by("-as_of").first()
    filled = _stored(org_unit, year, index, forecast_round)
    for area in _own(index, org_unit):
        if not any(area.pk in places for places, _ in filled.rows):
            filled.rows[_places_of(area), None] = {}
    used = [name for n, name in enumerate(Grouping) if any(places[n] for places, _ in filled.rows)] or [Grouping.UNIT]
    columns = [
        *(ColumnSpec(name, CODE_HEADS[name], ColumnKind.CODE) for name in used),
        ColumnSpec("area", "Område", help="Läses inte. Raden gäller det som koderna säger."),
        *([ColumnSpec("period", "Period", help=f"Till exempel {year}01, eller {WHOLE_YEAR}.")] * filled.has_months),
        *_amount_columns(year, forecast_round),
    ]
    return write_template(f"Inläsning {year}", columns, _rows(filled, index, year))


def _amount_columns(year: int, forecast_round: ForecastRound | None) -> Iterator[ColumnSpec]:
    sign = "Kostnader utan minus, intäkter med minus."
    yield ColumnSpec(Figure.ORIGINAL, f"Budget {year}", ColumnKind.AMOUNT, help=f"Ursprunglig budget. {sign}")
    yield ColumnSpec(Figure.OUTCOME, f"Utfall {year}", ColumnKind.AMOUNT, help=sign)
    if forecast_round:
        head = f"Prognos per {forecast_round.as_of.isoformat()} för {year}"  # the last year named is the figure's
        yield ColumnSpec(Figure.FORECAST, head, ColumnKind.AMOUNT, help=f"Helårsprognos. {sign}")


def _stored(org_unit: OrgUnit, year: int, index: AreaIndex, forecast_round: ForecastRound | None) -> _Filled:
    """What a file of the unit may say: an amount stands with the unit of its area, else with the unit itself."""
    filled = _Filled()
    units = ids_below([org_unit.pk], OrgUnit.objects.child_ids())
    original = BudgetEntry.objects.current().filter(kind=BudgetEntry.Kind.ORIGINAL)
    for figure, rows in ((Figure.ORIGINAL, original), (Figure.OUTCOME, LedgerEntry.objects.current())):
        for row in rows.filter(org_unit__in=units, year=year).order_by("pk"):
            places = tuple(getattr(row, f"by_{grouping}_id") for grouping in Grouping)
            if all(pk is None or pk in index.leaves for pk in places) and row.org_unit_id == _unit(
                places, index, org_unit
            ):
                filled.add(places, row.month, figure, row.amount)
    forecasts = Forecast.objects.current().filter(forecast_round=forecast_round, layer=Forecast.Layer.UNIT)
    for forecast in forecasts if forecast_round else ():
        if forecast.area_id in index.leaves:
            filled.add(_places_of(index.leaves[forecast.area_id]), None, Figure.FORECAST, forecast.amount)
    return filled


def _unit(places: _Places, index: AreaIndex, org_unit: OrgUnit) -> int:
    by_unit = places[0]
    return index.areas[by_unit].org_unit_id if by_unit else org_unit.pk


def _own(index: AreaIndex, org_unit: OrgUnit) -> list[BudgetArea]:
    """The areas without parts that stand in the unit's own trees, in their order."""
    own = [area for area in index.leaves.values() if area.org_unit_id == org_unit.pk]
    return sorted(own, key=_order)


def _order(area: BudgetArea) -> tuple[object, ...]:
    return list(Grouping).index(Grouping(area.grouping)), area.parent_id or 0, area.order, area.name


def _places_of(area: BudgetArea) -> _Places:
    return tuple(area.pk if area.grouping == grouping else None for grouping in Grouping)


def _rows(filled: _Filled, index: AreaIndex, year: int) -> Iterator[dict[str, Value]]:
    codes = _codes(index)
    ordered = sorted(filled.rows.items(), key=lambda item: _row_order(item[0], index))
    for (places, month), amounts in ordered:
        areas = [index.leaves[pk] for pk in places if pk is not None]
        yield {
            **{area.grouping: codes[area.pk] for area in areas},
            "area": ", ".join(area.name for area in areas),
            "period": f"{year}{month:02d}" if month else WHOLE_YEAR,
            **amounts,
        }


def _row_order(key: _RowKey, index: AreaIndex) -> tuple[object, ...]:
    places, month = key
    return tuple(_order(index.leaves[pk]) for pk in places if pk is not None), month or 0


def _codes(index: AreaIndex) -> dict[int, str]:
    """A code that leads to each area: its own, if no other area has it too."""
    found = {pk: f"#{pk}" for pk in index.leaves}
    for (grouping, code), pk in index.codes():
        if index.leaves[pk].grouping == grouping and not code.endswith("*") and not code.startswith("#"):
            found[pk] = code
    return found
