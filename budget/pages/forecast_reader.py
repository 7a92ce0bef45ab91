"""Reads one round of forecasts for one user, as it is stored or as it is being typed."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.http import QueryDict

from budget.figures import AreaRow, AreaRowKind, Statement
from budget.models import BudgetArea, Forecast, ForecastRound
from budget.money import UNIT_PARAMETER, MoneyUnit, money_unit
from budget.pages.cells import Cell
from budget.pages.choices import GROUPING_PARAMETER, grouping_choices, unit_choices
from budget.pages.forecast_entry import SUMS, EntryPage, EntryRow, balance_sentence
from budget.pages.words import span
from budget.placing import read_places
from budget.rights import answers_for, is_of_unit
from budget.rounds import RoundTrees, read_rounds
from budget.services.forecasts import round_lock_sentence
from budget.units import units_around
from kommunrapport.dates import format_date
from kommunrapport.measures.figures import Figures
from kommunrapport.organisation.roles import Capability

MOST_BEFORE = 2  # rounds before this one that stand beside it; all of them stand in the history


class EntryReader:
    """Reads one round for one user, as it is stored or as it is being typed."""

    def __init__(
        self, figures: Figures, rounds: Sequence[ForecastRound], chosen: ForecastRound, query: QueryDict
    ) -> None:
        self.figures, self.chosen, self.query = figures, chosen, query
        self.lens = figures.lens
        self.within = units_around(self.lens.org_unit).within
        self.is_whole = chosen.org_unit_id in self.within
        places = read_places(chosen.org_unit, int(self.lens.year))
        self.grouping = places.grouping(query.get(GROUPING_PARAMETER, ""))
        self.groupings = grouping_choices(query, places.trees, self.grouping)
        before = [r for r in rounds if r.as_of < chosen.as_of][-MOST_BEFORE:]
        self.statement: Statement
        self.statement, found = read_rounds([*before, chosen], self.lens.year, self.grouping)
        self.before, self.trees = found[:-1], found[-1]

    def read(self, today: datetime.date, typed: Mapping[int, Decimal | None] | None = None) -> EntryPage:
        """The page; with `typed` the sums are as if those forecasts were stored."""
        lock = self.figures.lock_sentence
        if not lock and not self.chosen.is_open(today):
            lock = round_lock_sentence(self.chosen)
        trees = self.trees.with_amounts(typed) if typed else self.trees
        money = money_unit(self.query.get(UNIT_PARAMETER, "")).fitting(f.amount for f in trees.stored.values())
        rows = [row for row in trees.rows if self._is_concerned(row)]
        return EntryPage(
            forecast_round=self.chosen,
            rows=tuple(self._row(row, money) for row in rows),
            columns=self._columns(),
            lead=self._lead(trees, money, today),
            lock=lock,
            administers=self._administers and not self.figures.is_closed,
            money=money,
            groupings=self.groupings,
            units=unit_choices(self.query, money),
            query=f"?{self.query.urlencode()}" if self.query else "",
            trees=trees,
        )

    @property
    def _administers(self) -> bool:
        return self.is_whole and self.figures.access.may(Capability.MANAGE_BUDGET, self.lens.org_unit.pk)

    def _is_concerned(self, row: AreaRow) -> bool:
        """Below the unit of the round only the areas that the unit, or the user, answers for; sums would say more."""
        if self.is_whole:
            return row.kind != AreaRowKind.OWN
        if row.area is None or row.kind != AreaRowKind.LEAF:
            return False
        return is_of_unit(self.figures.access, row.area, self.within)

    def _columns(self) -> tuple[str, ...]:
        year = int(self.lens.year)
        to_date = span(self.statement.through_month, year)
        earlier = (f"Prognos {format_date(trees.forecast_round.as_of)}" for trees in self.before)
        return (f"Utfall {year - 1}", f"Budget {year}", f"Utfall {to_date}", *earlier)

    def _row(self, row: AreaRow, money: MoneyUnit) -> EntryRow:
        figures = row.figures
        known = (figures.outcome_last_year, figures.budget, figures.outcome_to_date, *self._earlier(row))
        return EntryRow(
            row=row,
            known=tuple(map(money.shown, known)),
            rolled_up=money.shown(figures.forecast),
            variance=money.shown(figures.forecast_variance, plus=True),
            cell=self._cell(row, money),
        )

    def _earlier(self, row: AreaRow) -> list[Decimal | None]:
        """The forecasts of the row in the rounds before; of a leaf before adjustments, as in its own cell."""
        if row.kind == AreaRowKind.ADJUSTMENT:
            return [None for _ in self.before]
        if row.area is None:
            return [trees.expected for trees in self.before]
        found = [trees.node(row.area.pk) for trees in self.before]
        is_sum = row.kind in SUMS
        return [(n.figures.forecast if is_sum else n.unit_forecast) if n else None for n in found]

    def _cell(self, row: AreaRow, money: MoneyUnit) -> Cell | None:
        area = row.area
        if area is None or row.kind not in (AreaRowKind.LEAF, *SUMS):
            return None
        stored = self.trees.forecast_of(area.pk)
        if row.kind in SUMS and stored is None and not self._administers:
            return None
        return Cell(
            name=f"prognos-{area.pk}",
            label=row.label,
            amount=stored.amount if stored else None,
            money=money,
            seen=str(stored.version) if stored else "0",
            why=self._why(area, stored),
        )

    def _why(self, area: BudgetArea, stored: Forecast | None) -> str:
        """Why the forecast can't be typed by this user; empty where it can. A lock is told for itself."""
        if not answers_for(self.figures.access, area, self.lens.org_unit.pk):
            return "Lämnas av den som är ansvarig för området"
        return "Inläst från en fil" if stored and stored.batch_id else ""

    def _lead(self, trees: RoundTrees, money: MoneyUnit, today: datetime.date) -> str:
        covered, count = trees.covered
        is_open = self.chosen.cut_off and self.chosen.is_open(today)
        last_day = f" Lämnas senast {format_date(self.chosen.cut_off)}." if is_open and self.chosen.cut_off else ""
        outcome = f"{balance_sentence(trees, money)} " if self.is_whole and covered else ""
        return f"{outcome}{covered} av {count} områden har en prognos.{last_day}"
