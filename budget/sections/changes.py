"""From the budget as it was adopted to the final one: each change with its decision."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from budget.area_figures import total_of
from budget.figures import Statement
from budget.models import BudgetArea, BudgetEntry
from budget.presentation import DOES_NOT_ADD_UP, Addition, Presentation, rounding_shows
from budget.sections.choices import FIRST_HEADS, GROUPING, MoneyChoices
from budget.sections.reading import grouping_of, is_of_area, statement_of
from budget.units import units_around
from kommunrapport.dates import format_date
from kommunrapport.reports.blocks import Cell, Column, Footnote, Row, RowKind, Table
from kommunrapport.reports.registry import section
from kommunrapport.reports.scope import ReportScope

NO_DECISION = "beslut saknas"


@dataclass(frozen=True, slots=True)
class ChangesChoices(MoneyChoices):
    """The changes of one grouping; a change stands in each grouping that it is placed in."""

    title: str = field(default="Budgetändringar", metadata={"label": "Tabellens rubrik"})
    grouping: str = field(default="unit", metadata=GROUPING)


@dataclass(frozen=True, slots=True)
class ChangesReport:
    """The table; None when there is no budget."""

    table: Table | None


@dataclass(frozen=True, slots=True)
class _Change:
    """One decision about one area: what its months have in common."""

    decided_on: datetime.date | None
    decided_by: str
    paragraph: str
    kind: str
    description: str
    financing: str
    one_off: bool
    area: int

    @property
    def label(self) -> str:
        name = self.description or str(BudgetEntry.Kind(self.kind).label).capitalize()
        return f"{name} (engångsbelopp)" if self.one_off else name

    @property
    def decision(self) -> Cell:
        """Who, when and which paragraph."""
        if not self.decided_by or not self.decided_on:
            return Cell(NO_DECISION, missing=True)
        decided_by = f"{self.decided_by[:1].upper()}{self.decided_by[1:]}"
        said = [f"{decided_by} {format_date(self.decided_on)}", self.paragraph]
        return Cell(", ".join(part for part in said if part))


@section("budget.changes", title="Budgetändringar", params=ChangesChoices)
def changes(scope: ReportScope, params: ChangesChoices) -> ChangesReport:
    """The original budget, the changes in the order they were decided, and their sum: the final budget."""
    statement = statement_of(scope, grouping_of(scope, params.grouping))
    areas = _areas(scope, statement)
    original = total_of(node.own.original for node in statement.nodes if node.area.pk in areas)
    found = _read(scope, statement.grouping, areas)
    if original is None and not found:
        return ChangesReport(None)
    shown, year = params.presentation, int(scope.year)
    total = total_of([original, *found.values()])
    rows = [Row((Cell(f"Ursprunglig budget {year}"), Cell(""), Cell(""), shown.amount_cell(original)))]
    rows += [_row(change, amount, areas, shown) for change, amount in found.items()]
    cells = (Cell(f"Budget {year}"), Cell(""), Cell(""), shown.amount_cell(total))
    rows.append(Row(cells, RowKind.TOTAL, sum_of=tuple(range(len(rows)))))
    columns = (
        Column("Ändring"),
        Column(FIRST_HEADS[statement.grouping]),
        Column("Beslut"),
        Column("Belopp", numeric=True, this_year=True),
    )
    addition = Addition(total, (original, *found.values()))
    source = DOES_NOT_ADD_UP if rounding_shows([addition], shown) else ""
    return ChangesReport(Table(columns, tuple(rows), params.caption(scope), source))


def _areas(scope: ReportScope, statement: Statement) -> Mapping[int, BudgetArea]:
    """All areas of the statement, or those of the chapter's area."""
    if not is_of_area(scope):
        return {found.area.pk: found.area for found in statement.nodes}
    node = statement.node(scope.subject_id or 0)
    return {found.area.pk: found.area for found in node.below()} if node else {}


def _read(scope: ReportScope, grouping: str, areas: Iterable[int]) -> dict[_Change, Decimal]:
    """The changes in the order of their decisions, those without one last. Months are added up."""
    place = f"by_{grouping}_id"
    entries = BudgetEntry.objects.current().filter(
        year=int(scope.year),
        kind__in=BudgetEntry.CHANGES,
        org_unit__in=units_around(scope.org_unit).within,
        **{f"{place}__in": list(areas)},
    )
    found: dict[_Change, Decimal] = defaultdict(Decimal)
    for entry in entries.order_by("pk"):
        found[_change(entry, getattr(entry, place))] += entry.amount
    return dict(sorted(found.items(), key=lambda pair: pair[0].decided_on or datetime.date.max))


def _change(entry: BudgetEntry, area: int) -> _Change:
    return _Change(
        decided_on=entry.decided_on,
        decided_by=entry.decided_by,
        paragraph=entry.paragraph,
        kind=entry.kind,
        description=entry.description,
        financing=entry.financing,
        one_off=entry.one_off,
        area=area,
    )


def _row(change: _Change, amount: Decimal, areas: Mapping[int, BudgetArea], shown: Presentation) -> Row:
    notes = (Footnote(f"Finansieras av {change.financing}."),) if change.financing else ()
    cells = (
        Cell(change.label, footnotes=notes),
        Cell(areas[change.area].name),
        change.decision,
        shown.amount_cell(amount),
    )
    return Row(cells)
