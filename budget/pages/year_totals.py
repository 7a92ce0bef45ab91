"""Årets belopp: budget and outcome of each area without parts, typed where no file brings them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.http import QueryDict

from budget.area_figures import total_of
from budget.models import BudgetArea, BudgetEntry, LedgerEntry
from budget.money import UNIT_PARAMETER, MoneyUnit, money_unit
from budget.pages.cells import Cell
from budget.pages.choices import GROUPING_PARAMETER, Choice, grouping_choices, unit_choices
from budget.placing import Places, read_places
from budget.services.year_totals import MONTHS, Entry, Stored
from kommunrapport.http import Lens

WHOLE_YEAR, EVENLY, LIKE_LAST_YEAR, AS_NOW = "helar", "jamnt", "som-forra-aret", "som-nu"
SPLITS = {
    WHOLE_YEAR: "Hela året",
    EVENLY: "Jämnt per månad",
    LIKE_LAST_YEAR: "Som utfallet förra året",
    AS_NOW: "Per månad som nu",
}

NOTHING = Stored(())


def shown_split(seen: str) -> str:
    """How a budget was divided when the page showed it, from what it named as stored: months are many rows."""
    return AS_NOW if "-" in seen else WHOLE_YEAR


@dataclass(frozen=True, slots=True)
class TotalRow:
    """An area. One with parts has no cells and is a heading. `pattern` is last year's outcome by month, if known."""

    area: BudgetArea
    depth: int
    budget: Cell | None = None
    outcome: Cell | None = None
    stored_budget: Stored = NOTHING
    pattern: tuple[Decimal, ...] = ()
    last_year: str = ""
    chosen_split: str = ""

    @property
    def anchor(self) -> str:
        return str(self.area.pk)

    @property
    def split_name(self) -> str:
        return f"fordelning-{self.area.pk}"

    @property
    def stored_split(self) -> str:
        return shown_split(self.stored_budget.seen)

    @property
    def splits(self) -> list[tuple[str, str, bool]]:
        """(value, words, whether it is chosen)"""
        offered = [WHOLE_YEAR, EVENLY, *([LIKE_LAST_YEAR] if self.pattern else [])]
        offered += [AS_NOW] if self.stored_split == AS_NOW else []
        chosen = self.chosen_split or self.stored_split
        return [(value, SPLITS[value], value == chosen) for value in offered]

    def with_refused(self, cells: Mapping[str, Cell], posted: QueryDict) -> TotalRow:
        """The row with those of `cells` that are its own, as they were typed."""
        if not any(cell.name in cells for cell in self.cells):
            return self
        return replace(
            self,
            budget=self.budget and cells.get(self.budget.name, self.budget),
            outcome=self.outcome and cells.get(self.outcome.name, self.outcome),
            chosen_split=posted.get(self.split_name, ""),
        )

    @property
    def cells(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in (self.budget, self.outcome) if cell)

    @property
    def errors(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.error)


@dataclass(frozen=True, slots=True)
class TotalsPage:
    """All areas of one grouping."""

    rows: tuple[TotalRow, ...]
    places: Places
    money: MoneyUnit
    grouping: str
    groupings: tuple[Choice, ...]
    units: tuple[Choice, ...]
    query: str

    @property
    def total_budget(self) -> str:
        return self.money.shown(total_of(row.budget.amount for row in self.rows if row.budget))

    @property
    def total_outcome(self) -> str:
        return self.money.shown(total_of(row.outcome.amount for row in self.rows if row.outcome))

    @property
    def lead(self) -> str:
        leaves = [row for row in self.rows if row.budget and row.outcome]
        without = sum(row.outcome.amount is None for row in leaves if row.outcome)
        if not leaves:
            return "Det finns inga områden att skriva belopp för."
        return f"{len(leaves) - without} av {len(leaves)} områden har ett utfall."

    def with_refused(self, cells: Iterable[Cell], posted: QueryDict) -> TotalsPage:
        """The page with what was typed and not saved."""
        by_name = {cell.name: cell for cell in cells}
        return replace(self, rows=tuple(row.with_refused(by_name, posted) for row in self.rows))


def read_totals(lens: Lens, query: QueryDict) -> TotalsPage:
    """The same queries for any number of areas."""
    places = read_places(lens.org_unit, lens.year)
    grouping = places.grouping(query.get(GROUPING_PARAMETER, ""))
    budget = _rows_by_area(BudgetEntry, places, grouping, int(lens.year))
    outcome = _rows_by_area(LedgerEntry, places, grouping, int(lens.year))
    before = _rows_by_area(LedgerEntry, places, grouping, lens.year - 1)
    every = [row.amount for found in (budget, outcome, before) for rows in found.values() for row in rows]
    money = money_unit(query.get(UNIT_PARAMETER, "")).fitting(every)
    rows = []
    for node in places.trees.get(grouping, ()):
        row = TotalRow(node.area, node.depth)
        if node.is_leaf:
            owner = places.owner_of_money(node.area).pk
            stored, booked = Stored(tuple(budget[node.area.pk])), Stored(tuple(outcome[node.area.pk]))
            row = replace(
                row,
                budget=_cell("budget", node.area, stored, owner, money),
                outcome=_cell("utfall", node.area, booked, owner, money, monthly=False),
                stored_budget=stored,
                pattern=_pattern(before[node.area.pk]),
                last_year=money.shown(total_of(entry.amount for entry in before[node.area.pk])),
            )
        rows.append(row)
    return TotalsPage(
        rows=tuple(rows),
        places=places,
        money=money,
        grouping=grouping,
        groupings=grouping_choices(query, places.trees, grouping),
        units=unit_choices(query, money),
        query=f"?{query.urlencode()}" if query else "",
    )


def _rows_by_area(
    model: type[BudgetEntry] | type[LedgerEntry], places: Places, grouping: str, year: int
) -> dict[int, list[Entry]]:
    """What is stored of each area; of the budget only what was first adopted."""
    place = f"by_{grouping}_id"
    rows: Any = model._default_manager.filter(
        replaced_by=None, org_unit__in=places.units.within, year=year, **{f"{place}__isnull": False}
    )
    if model is BudgetEntry:
        rows = rows.filter(kind=BudgetEntry.Kind.ORIGINAL)
    found: dict[int, list[Entry]] = defaultdict(list)
    for row in rows.select_related("batch").order_by("month", "pk"):
        found[getattr(row, place)].append(row)
    return found


def _pattern(rows: Sequence[Entry]) -> tuple[Decimal, ...]:
    """Twelve months with a sum; empty where the outcome is not known by month."""
    months: dict[int, Decimal] = defaultdict(Decimal)
    for row in rows:
        if row.month is None:
            return ()
        months[row.month] += row.amount
    return tuple(months[m] for m in MONTHS) if len(months) == len(MONTHS) and sum(months.values(), Decimal(0)) else ()


def _cell(word: str, area: BudgetArea, stored: Stored, owner: int, money: MoneyUnit, *, monthly: bool = True) -> Cell:
    return Cell(
        name=f"{word}-{area.pk}",
        label=word.capitalize(),
        amount=stored.amount,
        money=money,
        seen=stored.seen,
        why=_why(stored, owner, monthly=monthly),
    )


def _why(stored: Stored, owner: int, *, monthly: bool) -> str:
    """Why one typed amount can't take the place of what is stored; empty where it can."""
    by_month = ", per månad" if stored.is_monthly else ""
    files = list(dict.fromkeys(row.batch.file_name for row in stored.rows if row.batch))
    if files:
        return f"Inläst från {files[-1]}{by_month}"
    if any(row.org_unit_id != owner for row in stored.rows):
        return "Står på enheter under"
    if stored.is_spread:
        return "Fördelat även på en annan indelning"
    return "Står per månad" if stored.is_monthly and not monthly else ""
