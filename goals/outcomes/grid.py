"""The grid of a unit and period, read with the same number of queries for one row and for fifty."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from django.http import Http404, QueryDict

from goals.outcomes.places import Place, by_heading, places_of
from goals.outcomes.rows import GridGroup, GridRow, OtherPlace
from kommunrapport.measures.figures import Figures
from kommunrapport.measures.models import AgeGroup, Measure, Sex
from kommunrapport.measures.series import MeasureSeries, Series, Wanted, read_wanted
from kommunrapport.organisation.models import Position

YEARS_BEFORE = 2
MINE = "jag"


@dataclass(frozen=True, slots=True)
class GridFilter:
    """What the address asks for. `owner` is empty for all, "jag", or the id of a position."""

    owner: str = ""
    only_missing: bool = False
    only_overdue: bool = False
    by_sex: bool = False

    @classmethod
    def from_query(cls, query: QueryDict) -> GridFilter:
        names = {"only_missing": "saknas", "only_overdue": "forsenade", "by_sex": "kon"}
        return cls(query.get("ansvarig", ""), **{field: name in query for field, name in names.items()})

    def divided(self) -> GridFilter:
        return replace(self, by_sex=True)

    def is_owned(self, measure: Measure, own_positions: frozenset[int]) -> bool:
        if self.owner == MINE:
            return measure.owner_id in own_positions
        return not self.owner or str(measure.owner_id) == self.owner

    def shows(self, row: GridRow) -> bool:
        """Whether the row stands on the page; one that could not be saved always does."""
        if row.error or row.clash:
            return True
        if self.only_overdue and not row.is_overdue:
            return False
        return not self.only_missing or (row.is_missing and row.is_entered)


class Grid:
    """Every row the filter's owner has, in groups; and what the page says of them."""

    def __init__(self, groups: Sequence[GridGroup], chosen: GridFilter, owners: Sequence[Position]) -> None:
        self.groups = groups
        self.chosen = chosen
        self.owners = owners

    @cached_property
    def shown_groups(self) -> list[GridGroup]:
        """What the page shows: the filter leaves out rows, and groups without rows."""
        kept = [replace(g, rows=tuple(r for r in g.rows if self.chosen.shows(r))) for g in self.groups]
        return [group for group in kept if group.rows]

    @property
    def rows(self) -> list[GridRow]:
        return [row for group in self.groups for row in group.rows]

    @property
    def shown_rows(self) -> list[GridRow]:
        return [row for group in self.shown_groups for row in group.rows]

    def row_or_404(self, measure: str, part: str) -> GridRow:
        """The row where the measure with that slug is entered."""
        for row in self.rows:
            key = (row.measure.slug, row.series.breakdown.slug)
            if key == (measure, part) and row.other_place is None:
                return row
        raise Http404

    def with_row(self, changed: GridRow) -> Grid:
        """The same grid with one row that says why it was not saved."""
        return Grid([_with_row(group, changed) for group in self.groups], self.chosen, self.owners)

    def following(self, rows: Iterable[GridRow]) -> list[GridRow]:
        """Rows that show what is entered in `rows`: the same measure elsewhere, and what is computed from it."""
        entered = {row.measure.pk for row in rows}
        return [row for row in self.shown_rows if not row.is_entered and entered & row.sources]

    def totals(self, rows: Iterable[GridRow]) -> list[GridRow]:
        """Rows whose sum may have changed with `rows`."""
        parents = {row.measure.parent_id for row in rows}
        return [row for row in self.shown_rows if row.is_total and row.is_entered and row.measure.pk in parents]

    @property
    def counted(self) -> list[GridRow]:
        return [row for row in self.rows if row.is_counted]

    @property
    def missing_count(self) -> int:
        return sum(row.is_missing for row in self.counted)

    @property
    def overdue_count(self) -> int:
        return sum(row.is_overdue for row in self.counted)

    @property
    def is_editable(self) -> bool:
        return any(row.is_editable for row in self.rows)

    @property
    def awaits_values(self) -> bool:
        """Something closed can be entered all the same, since it was to come later."""
        return any(row.is_closed and row.is_editable for row in self.rows)

    @property
    def lead(self) -> str:
        """The sentence of state: how many have a value, and how many have a reason not to."""
        known = sum(row.has_value or row.is_hidden for row in self.counted)
        settled = sum(row.is_settled for row in self.counted)
        yours = "dina " if self.chosen.owner == MINE else ""
        reasons = f" och {settled} ett skäl till att det saknas" if settled else ""
        return f"{known} av {yours}{len(self.counted)} mätningar har ett värde{reasons}."


def read_grid(figures: Figures, chosen: GridFilter, today: datetime.date) -> Grid:
    """Read the grid as this user meets it."""
    lens = figures.lens
    every = places_of(lens.org_unit, lens.year)
    owners = {p.measure.owner_id: p.measure.owner for p in every if p.measure.owner is not None}
    places = [p for p in every if chosen.is_owned(p.measure, figures.access.positions)]
    components = _components(place.measure for place in places)
    wanted = [Wanted(p.measure, lens.org_unit.pk, p.goal_id, by_sex=chosen.by_sex) for p in places]
    extra = [Wanted(measure, lens.org_unit.pk) for parts in components.values() for measure in parts]
    years = lens.year.latest(YEARS_BEFORE + 1)
    found = read_wanted([*wanted, *extra], years, lens.year.kind)
    builder = _Builder(figures, chosen, today, _gaps(found, components))
    series = dict(zip((place.anchor for place in places), found, strict=False))
    groups = [
        GridGroup(heading, tuple(row for place in group for row in builder.rows(place, series[place.anchor])))
        for heading, group in by_heading(places)
    ]
    return Grid(groups, chosen, sorted(owners.values(), key=lambda position: position.title))


def _with_row(group: GridGroup, changed: GridRow) -> GridGroup:
    return replace(group, rows=tuple(changed if row.anchor == changed.anchor else row for row in group.rows))


def _components(measures: Iterable[Measure]) -> dict[int, list[Measure]]:
    """The parts that should add up to each measure, by its id."""
    components: dict[int, list[Measure]] = defaultdict(list)
    for part in Measure.objects.filter(parent__in={m.pk for m in measures}, part=Measure.Part.COMPONENT):
        components[part.parent_id or 0].append(part)
    return components


def _gaps(found: Iterable[MeasureSeries], components: Mapping[int, list[Measure]]) -> dict[int, Decimal | None]:
    """Total minus the sum of its parts, by the total's id; None while any of the values is unknown."""
    values = {series.measure.pk: series.main.latest.value for series in found}
    gaps: dict[int, Decimal | None] = {}
    for total, parts in components.items():
        known = [value for part in parts if (value := values[part.pk]) is not None]
        whole = values[total]
        gaps[total] = whole - sum(known) if whole is not None and len(known) == len(parts) else None
    return gaps


class _Builder:
    """Makes rows in the order of the page: the first place of a measure is where it is entered."""

    def __init__(
        self, figures: Figures, chosen: GridFilter, today: datetime.date, gaps: Mapping[int, Decimal | None]
    ) -> None:
        self.figures, self.chosen, self.today, self.gaps = figures, chosen, today, gaps
        self.first: dict[int, Place] = {}

    def rows(self, place: Place, found: MeasureSeries) -> list[GridRow]:
        whole = self._whole(place, found.main)
        if not self.chosen.by_sex or not whole.is_entered:
            return [whole]
        parts = [part for part in found.parts if _is_by_sex(part, found.main)]
        return [whole, *(self._part(place, part) for part in parts)]

    def _whole(self, place: Place, series: Series) -> GridRow:
        measure = place.measure
        entered = self.first.setdefault(measure.pk, place)
        row = replace(
            self._row(place, series),
            name=place.name,
            is_total=measure.pk in self.gaps,
            sum_gap=self.gaps.get(measure.pk),
            other_place=None if entered is place else OtherPlace(entered.short, entered.anchor),
        )
        overdue = measure.next_due is not None and measure.next_due < self.today
        return replace(row, is_overdue=overdue and row.is_missing and row.is_entered)

    def _part(self, place: Place, series: Series) -> GridRow:
        row = self._row(place, series)
        name = str(Sex(series.breakdown.sex).label).capitalize()
        return replace(row, anchor=f"{place.anchor}-{series.breakdown.slug}", name=name, is_part=True)

    def _row(self, place: Place, series: Series) -> GridRow:
        may_record = self.figures.may_record(place.measure)
        return GridRow(place.anchor, place.name, series, may_record, self.figures.is_closed)


def _is_by_sex(part: Series, main: Series) -> bool:
    """A part by sex alone, of the same kind of figure."""
    breakdown = part.breakdown
    same = (breakdown.kind, breakdown.age_group) == (main.breakdown.kind, AgeGroup.ALL)
    return same and breakdown.sex != Sex.TOTAL
