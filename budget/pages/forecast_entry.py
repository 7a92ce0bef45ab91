"""One round of forecasts: each area with what is known of it, and what it is thought to cost in the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from budget.figures import AreaRow, AreaRowKind
from budget.models import BudgetArea, ForecastRound, Grouping
from budget.money import MoneyUnit
from budget.pages.cells import Cell
from budget.pages.choices import Choice
from budget.rounds import RoundTrees
from kommunrapport.dates import format_date

SUMS = (AreaRowKind.SUM, AreaRowKind.TOTAL)


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A row of the form. `known` are the amounts beside the forecast, `variance` budget less forecast.

    A sum has its forecast as text in `rolled_up`, and a cell only where one may be set in its place.
    """

    row: AreaRow
    known: tuple[str, ...]
    rolled_up: str
    variance: str
    cell: Cell | None

    @property
    def anchor(self) -> str:
        """Names the row for labels and for what htmx fills."""
        return f"{self.row.kind}-{self.row.area.pk if self.row.area else 0}"

    @property
    def label_id(self) -> str:
        return f"{self.anchor}-namn"

    @property
    def own_label_id(self) -> str:
        return f"{self.anchor}-eget"

    @property
    def is_heading(self) -> bool:
        return self.row.kind == AreaRowKind.HEADING

    @property
    def is_sum(self) -> bool:
        return self.row.kind in SUMS

    @property
    def is_adjustment(self) -> bool:
        return self.row.kind == AreaRowKind.ADJUSTMENT


@dataclass(frozen=True, slots=True)
class EntryPage:
    """What the page shows. `administers` is who locks, opens and adjusts the round; `lock` says why it is closed."""

    forecast_round: ForecastRound
    rows: tuple[EntryRow, ...]
    columns: tuple[str, ...]
    lead: str
    lock: str
    administers: bool
    money: MoneyUnit
    groupings: tuple[Choice, ...]
    units: tuple[Choice, ...]
    query: str
    trees: RoundTrees

    @property
    def is_incomplete(self) -> bool:
        """Whether some area has a forecast and another has none, so that sums need a word."""
        covered, count = self.trees.covered
        return 0 < covered < count

    @property
    def width(self) -> int:
        """How many columns stand after the name."""
        return len(self.columns) + 2

    @property
    def openings(self) -> list[str]:
        """Each time the round was opened again: when, by whom and why."""
        lines = self.forecast_round.history.exclude(history_change_reason=None).select_related("history_user")
        return [f"{format_date(h.history_date)} av {h.history_user}: {h.history_change_reason}" for h in lines]

    @property
    def cells(self) -> dict[int, Cell]:
        """What the user may type, by area."""
        return {row.row.area.pk: row.cell for row in self.rows if row.cell and row.row.area and not row.cell.why}

    @property
    def area_of(self) -> dict[int, BudgetArea]:
        return {row.row.area.pk: row.row.area for row in self.rows if row.row.area}

    def with_refused(self, cells: Mapping[str, Cell]) -> EntryPage:
        """The page with what was typed and not saved."""
        rows = (replace(row, cell=cells.get(row.cell.name, row.cell)) if row.cell else row for row in self.rows)
        return replace(self, rows=tuple(rows))


def balance_sentence(trees: RoundTrees, money: MoneyUnit, subject: str = "Prognosen") -> str:
    """Whether the forecast keeps the budget. An investment that costs less is nothing good, only less."""
    variance = trees.variance
    if not variance:
        return f"{subject} är lika stor som budgeten."
    if trees.grouping == Grouping.PROJECT:
        return f"{subject} är {money.with_name(abs(variance))} {'lägre' if variance > 0 else 'högre'} än budgeten."
    word = "överskott" if variance > 0 else "underskott"
    return f"{subject} visar ett {word} på {money.with_name(abs(variance))}."
