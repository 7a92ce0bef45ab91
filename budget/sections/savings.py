"""Effektiviseringskrav: what is to be saved, what was, and what is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from budget.area_figures import total_of
from budget.models import Appropriation
from budget.presentation import DOES_NOT_ADD_UP, Addition, Presentation, rounding_shows
from budget.sections.appropriations import AppropriationReport
from budget.sections.choices import DECIMALS, UNIT, MoneyChoices
from budget.sections.trimming import without_empty
from kommunrapport.reports.blocks import Cell, Column, Row, RowKind, Table
from kommunrapport.reports.registry import section
from kommunrapport.reports.scope import ReportScope


@dataclass(frozen=True, slots=True)
class SavingsChoices(MoneyChoices):
    """How the table is called and printed."""

    title: str = field(default="Effektiviseringskrav", metadata={"label": "Tabellens rubrik"})
    unit: str = field(default="mnkr", metadata=UNIT)
    decimals: int = field(default=1, metadata=DECIMALS)


@section("budget.savings", title="Effektiviseringskrav", params=SavingsChoices)
def savings(scope: ReportScope, params: SavingsChoices) -> AppropriationReport:
    """One row for each krav with what was saved, what is left and how it went; a sum when there are several."""
    found = list(
        Appropriation.objects.filter(
            org_unit=scope.org_unit, year=int(scope.year), kind=Appropriation.Kind.EFFICIENCY
        ).order_by("order", "pk")
    )
    if not found:
        return AppropriationReport(None)
    shown, year = params.presentation, int(scope.year)
    rows = [_row(shown, row.label, row.amount, row.achieved, left_of(row), row.follow_up) for row in found]
    columns = [Column("Krav"), Column(f"Krav {year}", numeric=True), Column(f"Utfall {year}", True, this_year=True)]
    columns += [Column("Kvar", numeric=True, difference_of=(1, 2)), Column("Uppföljning")]
    if len(found) > 1:
        row = _row(shown, "Summa", *_totals(found), "")
        rows.append(Row(row.cells, RowKind.TOTAL, sum_of=tuple(range(len(found)))))
    source = DOES_NOT_ADD_UP if rounding_shows(_additions(found), shown) else ""
    table = Table(tuple(columns), tuple(rows), params.caption(scope), source)
    return AppropriationReport(without_empty(table, (2, 3, 4)))


def left_of(row: Appropriation) -> Decimal | None:
    """What is still to be saved; None before anything is said of the outcome."""
    return None if row.amount is None or row.achieved is None else row.amount - row.achieved


def _totals(found: Sequence[Appropriation]) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Krav, outcome and what is left of all of them: what nothing is said of is not saved."""
    asked, achieved = total_of(row.amount for row in found), total_of(row.achieved for row in found)
    return asked, achieved, None if asked is None or achieved is None else asked - achieved


def _row(
    shown: Presentation,
    label: str,
    asked: Decimal | None,
    achieved: Decimal | None,
    left: Decimal | None,
    text: str,
) -> Row:
    return Row((Cell(label), *(shown.amount_cell(amount) for amount in (asked, achieved, left)), Cell(text)))


def _additions(found: Sequence[Appropriation]) -> list[Addition]:
    """What a reader can add up: down to the sum, and along each row."""
    asked, achieved, left = _totals(found)
    parts = [(asked, [r.amount for r in found]), (achieved, [r.achieved for r in found])]
    parts.append((left, [left_of(r) for r in found]))
    down = [Addition(total, tuple(amounts)) for total, amounts in parts] if len(found) > 1 else []
    return [*down, *(Addition(left_of(r), (r.amount, -r.achieved)) for r in found if r.achieved is not None)]
