"""What a file would change: its lines beside what is stored."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from budget.imports.lines import Line, area_ids, new_places
from budget.imports.matching import AreaIndex
from budget.models import PLACES, BudgetEntry, Figure, Forecast, ImportBatch, LedgerEntry, StagedLine
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.tree import ids_below

Change = StagedLine.Change


class Key(NamedTuple):
    """What a stored amount is. A forecast stands in one grouping only, and for the whole year."""

    figure: str
    org_unit: int
    year: int
    month: int | None
    as_of: str
    by_unit: int | None
    by_field: int | None
    by_nature: int | None
    by_project: int | None

    @property
    def leaves(self) -> dict[str, int]:
        """The groupings it stands in, and where."""
        return {name: pk for name in PLACES if (pk := getattr(self, name)) is not None}

    @property
    def shape(self) -> tuple[tuple[str, ...], bool]:
        """Its groupings, and whether it is of a month: amounts of different shapes would be counted twice."""
        return tuple(self.leaves), self.month is not None


@dataclass(frozen=True, slots=True)
class Stored:
    """A current amount: its row, and the source it came from (None when somebody typed it)."""

    pk: int
    amount: Decimal
    source: int | None


def stored_amounts(batch: ImportBatch, figures: Iterable[str], years: Iterable[int]) -> dict[Key, Stored]:
    """The current amounts that a file of the batch's unit may change."""
    units = ids_below([batch.org_unit_id], OrgUnit.objects.child_ids())
    wanted, of_years = set(figures), list(years)
    found: dict[Key, Stored] = {}
    if Figure.OUTCOME in wanted:
        found |= _entries(LedgerEntry.objects.filter(org_unit__in=units, year__in=of_years), Figure.OUTCOME)
    if Figure.ORIGINAL in wanted:
        rows = BudgetEntry.objects.filter(org_unit__in=units, year__in=of_years, kind=BudgetEntry.Kind.ORIGINAL)
        found |= _entries(rows, Figure.ORIGINAL)
    if Figure.CHANGE in wanted:
        # Changes that somebody registered have decisions of their own; a file only meets what a file brought.
        rows = BudgetEntry.objects.filter(org_unit__in=units, year__in=of_years, kind__in=BudgetEntry.CHANGES)
        found |= _entries(rows.exclude(batch=None), Figure.CHANGE)
    if Figure.FORECAST in wanted:
        found |= _forecasts(units, of_years)
    return found


def _entries(rows: object, figure: str) -> dict[Key, Stored]:
    names = ("org_unit_id", "year", "month", *(f"{place}_id" for place in PLACES), "pk", "amount", "batch__source_id")
    values = rows.current().values_list(*names)  # type: ignore[attr-defined]
    return {
        Key(figure, unit, year, month, "", *places): Stored(pk, amount, source)
        for unit, year, month, *places, pk, amount, source in values
    }


def _forecasts(units: frozenset[int], years: list[int]) -> dict[Key, Stored]:
    rows = Forecast.objects.current().filter(
        forecast_round__org_unit__in=units, forecast_round__year__in=years, layer=Forecast.Layer.UNIT
    )
    found = {}
    for row in rows.select_related("forecast_round", "area", "batch"):
        place = {name: row.area_id if name == f"by_{row.area.grouping}" else None for name in PLACES}
        done = row.forecast_round
        key = Key(Figure.FORECAST, done.org_unit_id, done.year, None, done.as_of.isoformat(), **place)
        found[key] = Stored(row.pk, row.amount, row.batch.source_id if row.batch else None)
    return found


def stage(batch: ImportBatch, lines: Sequence[Line], index: AreaIndex, *, is_whole: bool = True) -> list[StagedLine]:
    """The lines of the preview, unsaved: each amount of the file, and what it would take away.

    A file with rows that could not be read (not `is_whole`) does not say what is there no more.
    """
    staged = [_staged(batch, line, index) for line in lines]
    staged = _forecasts_together(staged)
    stored = stored_amounts(batch, {line.figure for line in staged}, {line.year for line in staged})
    known = {key_of(line): line for line in staged if not line.new_places}
    for key, line in known.items():
        if key in stored:
            line.old = stored[key].amount
            line.change = Change.UNCHANGED if line.old == line.new else Change.CHANGED
    gone = _taken_away(known, stored, batch.source_id if is_whole else None)
    return staged + [_removed(batch, key, stored[key].amount) for key in gone]


def key_of(line: StagedLine) -> Key:
    return Key(
        line.figure,
        line.org_unit_id,
        line.year,
        line.month,
        line.as_of.isoformat() if line.as_of else "",
        line.by_unit_id,
        line.by_field_id,
        line.by_nature_id,
        line.by_project_id,
    )


def _staged(batch: ImportBatch, line: Line, index: AreaIndex) -> StagedLine:
    slot, ids = line.slot, area_ids(line.slot.places)
    if slot.figure == Figure.FORECAST:
        first = next(name for name, place in zip(PLACES, slot.places, strict=True) if place is not None)
        ids = {name: pk if name == first else None for name, pk in ids.items()}
    unit = index.areas[ids["by_unit"]].org_unit_id if ids["by_unit"] else batch.org_unit_id
    return StagedLine(
        batch=batch,
        row=line.row,
        rows=line.rows,
        cell=line.cell,
        figure=slot.figure,
        org_unit_id=batch.org_unit_id if slot.figure == Figure.FORECAST else unit,
        year=slot.year,
        month=slot.month,
        as_of=datetime.date.fromisoformat(slot.as_of) if slot.as_of else None,
        new=line.amount,
        change=Change.NEW,
        new_places=new_places(slot.places),
        **{f"{name}_id": pk for name, pk in ids.items()},
    )


def _forecasts_together(staged: list[StagedLine]) -> list[StagedLine]:
    """Income and cost of an area are one forecast."""
    kept: list[StagedLine] = []
    seen: dict[tuple[Key, str], StagedLine] = {}
    for line in staged:
        same = (key_of(line), str(line.new_places))
        if line.figure == Figure.FORECAST and same in seen:
            first = seen[same]
            first.new = (first.new or Decimal(0)) + (line.new or Decimal(0))
            continue
        seen[same] = line
        kept.append(line)
    return kept


def _taken_away(new: dict[Key, StagedLine], stored: dict[Key, Stored], source: int | None) -> list[Key]:
    """What the file replaces without saying it: what its source said before and says no more, and what would
    be counted twice because the same leaf now comes by month, or divided further.
    """
    months: dict[tuple[str, int, str], set[int | None]] = defaultdict(set)
    shapes: dict[tuple[str, int, str, str, int], set[object]] = defaultdict(set)
    for key in new:
        months[key.figure, key.year, key.as_of].add(key.month)
        for name, pk in key.leaves.items():
            shapes[key.figure, key.year, key.as_of, name, pk].add(key.shape)
    gone = []
    for key, amount in stored.items():
        if key in new:
            continue
        no_more = (
            source is not None and amount.source == source and key.month in months[key.figure, key.year, key.as_of]
        )
        met = [shapes.get((key.figure, key.year, key.as_of, name, pk), set()) for name, pk in key.leaves.items()]
        twice = any(found and key.shape not in found for found in met)
        if no_more or twice:
            gone.append(key)
    return gone


def _removed(batch: ImportBatch, key: Key, amount: Decimal) -> StagedLine:
    return StagedLine(
        batch=batch,
        row=None,
        rows=0,
        figure=key.figure,
        org_unit_id=key.org_unit,
        year=key.year,
        month=key.month,
        as_of=datetime.date.fromisoformat(key.as_of) if key.as_of else None,
        old=amount,
        new=None,
        change=Change.REMOVED,
        **{f"{name}_id": getattr(key, name) for name in PLACES},
    )
