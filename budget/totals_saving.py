"""What was typed on Årets belopp, saved area by area: each amount is saved whole or not at all, and says so."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.http import QueryDict

from budget.models import BudgetEntry, LedgerEntry
from budget.pages.cells import Cell
from budget.pages.year_totals import AS_NOW, EVENLY, LIKE_LAST_YEAR, TotalRow, TotalsPage, shown_split
from budget.services.year_totals import even_months, months_like, record_year_total
from kommunrapport.organisation.models import User
from kommunrapport.records.saving import Conflict, Locked

NO_PATTERN = "Förra årets utfall finns inte per månad. Välj jämnt per månad i stället."


@dataclass(frozen=True, slots=True)
class TotalsSaver:
    """One save of the page."""

    page: TotalsPage
    posted: QueryDict
    year: int
    by: User

    def save(self) -> tuple[int, list[Cell], list[Cell]]:
        """(how many amounts were saved, the cells that were refused, the cells somebody else changed)"""
        saved = 0
        refused: list[Cell] = []
        clashed: list[Cell] = []
        for row in self.page.rows:
            for cell in row.cells:
                typed = self._typed(row, cell)
                if typed is None:
                    continue
                try:
                    self._record(row, cell, typed)
                except Conflict as conflict:
                    clashed.append(cell.clashed(typed, conflict))
                except (Locked, ValidationError) as refusal:
                    words = refusal.sentence if isinstance(refusal, Locked) else refusal
                    refused.append(cell.refused(typed, words, cell.seen_in(self.posted)))
                else:
                    saved += 1
        return saved, refused, clashed

    def _typed(self, row: TotalRow, cell: Cell) -> str | None:
        """What to save; None where neither the amount nor how it is divided was touched."""
        if cell.name not in self.posted:
            return None  # an area that came after the page was shown
        typed = cell.typed_in(self.posted)
        touched = cell is row.budget and not cell.why and self._split(row) != self._shown_split(cell)
        return self.posted.get(cell.name, "").strip() if typed is None and touched else typed

    def _split(self, row: TotalRow) -> str:
        return self.posted.get(row.split_name, row.stored_split)

    def _shown_split(self, cell: Cell) -> str:
        return shown_split(cell.seen_in(self.posted))

    def _record(self, row: TotalRow, cell: Cell, typed: str) -> None:
        amount = cell.read(typed)
        is_budget = cell is row.budget
        record_year_total(
            model=BudgetEntry if is_budget else LedgerEntry,
            area=row.area,
            org_unit=self.page.places.owner_of_money(row.area),
            year=self.year,
            amounts=[] if amount is None else self._months(row, amount) if is_budget else [amount],
            seen=cell.seen_in(self.posted),
            by=self.by,
        )

    def _months(self, row: TotalRow, amount: Decimal) -> list[Decimal]:
        """The amount as it is divided over the year; a single one for the whole year. Raises ValidationError."""
        match self._split(row):
            case split if split == EVENLY:
                return even_months(amount)
            case split if split == LIKE_LAST_YEAR:
                if not row.pattern:
                    raise ValidationError(NO_PATTERN)
                return months_like(amount, row.pattern)
            case split if split == AS_NOW and row.stored_budget.is_monthly:
                return _as_now(row, amount)
        return [amount]


def _as_now(row: TotalRow, amount: Decimal) -> list[Decimal]:
    """In the proportions that are stored; evenly where they say nothing."""
    stored = {entry.month: entry.amount for entry in row.stored_budget.rows}
    pattern = [stored.get(month, Decimal(0)) for month in range(1, 13)]
    if amount == row.stored_budget.amount:
        return pattern
    return months_like(amount, pattern) if sum(pattern) else even_months(amount)
