"""What the unit is given and asked to save: frames, financing by others, satsningar and effektiviseringskrav."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from budget.area_figures import total_of
from budget.models import Appropriation
from budget.presentation import DOES_NOT_ADD_UP, Addition, Presentation, rounding_shows
from budget.sections.choices import DECIMALS, UNIT, MoneyChoices, unit_name
from budget.sections.trimming import without_empty
from kommunrapport.reports.blocks import Cell, Column, Footnote, Row, RowKind, Table, group_row
from kommunrapport.reports.registry import section
from kommunrapport.reports.scope import ReportScope

Kind = Appropriation.Kind
_HEADINGS = {Kind.FRAME: "Ramar", Kind.INTERNAL_FINANCING: "Finansiering av andra"}


@dataclass(frozen=True, slots=True)
class AppropriationChoices(MoneyChoices):
    """Frames and financing, as decisions list them."""

    title: str = field(default="Ekonomiska ramar", metadata={"label": "Tabellens rubrik"})
    unit: str = field(default="mnkr", metadata=UNIT)
    decimals: int = field(default=1, metadata=DECIMALS)
    with_sum: bool = field(default=False, metadata={"label": "Visa summor"})
    with_decision: bool = field(default=False, metadata={"label": "Visa beslut"})


@dataclass(frozen=True, slots=True)
class AppropriationReport:
    """A table; None when nothing is written for the year."""

    table: Table | None


@section("budget.appropriations", title="Ramar och finansiering", params=AppropriationChoices)
def appropriations(scope: ReportScope, params: AppropriationChoices) -> AppropriationReport:
    """The frames of the year, and what others pay for, each with who pays and what is left out."""
    found = list(
        Appropriation.objects.filter(org_unit=scope.org_unit, year=int(scope.year), kind__in=_HEADINGS).order_by(
            "order", "pk"
        )
    )
    if not found:
        return AppropriationReport(None)
    columns = _Columns(any(row.financier for row in found), params.with_decision and any(row.decision for row in found))
    rows: list[Row] = []
    kinds = [kind for kind in _HEADINGS if any(row.kind == kind for row in found)]
    for kind in kinds:
        rows += _group(kind, [row for row in found if row.kind == kind], columns, params, len(rows), len(kinds) > 1)
    source = DOES_NOT_ADD_UP if params.with_sum and _is_uneven(found, params.presentation) else ""
    heads = columns.heads(f"Belopp {int(scope.year)}")
    return AppropriationReport(Table(heads, tuple(rows), params.caption(scope), source))


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which of the columns beside name and amount have something in them."""

    financier: bool
    decision: bool

    def heads(self, amount: str) -> tuple[Column, ...]:
        texts = [*(["Betalas av"] if self.financier else []), *(["Beslut"] if self.decision else [])]
        return (Column("Anslag"), *(Column(text) for text in texts), Column(amount, numeric=True, this_year=True))

    def cells(self, row: Appropriation) -> list[Cell]:
        texts = [*([row.financier] if self.financier else []), *([row.decision] if self.decision else [])]
        return [Cell(text) for text in texts]

    @property
    def width(self) -> int:
        return 2 + self.financier + self.decision


def _group(
    kind: Kind,
    found: Sequence[Appropriation],
    columns: _Columns,
    params: AppropriationChoices,
    before: int,
    with_heading: bool,
) -> list[Row]:
    rows = [group_row(_HEADINGS[kind], columns.width)] if with_heading else []
    first = before + len(rows)
    rows += [_row(row, columns, params.presentation) for row in found]
    if params.with_sum and len(found) > 1:
        total = params.presentation.amount_cell(total_of(row.amount for row in found))
        blank = [Cell("")] * (columns.width - 2)
        numbers = tuple(range(first, first + len(found)))
        rows.append(Row((Cell("Summa"), *blank, total), RowKind.SUBTOTAL, sum_of=numbers))
    return rows


def _row(row: Appropriation, columns: _Columns, shown: Presentation) -> Row:
    """What is left out of an anslag is a note on its name."""
    notes = (Footnote(row.scope_note),) if row.scope_note else ()
    return Row((Cell(row.label, footnotes=notes), *columns.cells(row), shown.amount_cell(row.amount)))


def _is_uneven(found: Sequence[Appropriation], shown: Presentation) -> bool:
    groups = [tuple(row.amount for row in found if row.kind == kind) for kind in _HEADINGS]
    return rounding_shows([Addition(total_of(group), group) for group in groups], shown)


@dataclass(frozen=True, slots=True)
class EarmarkedChoices(MoneyChoices):
    """Satsningar over years."""

    title: str = field(default="Satsningar", metadata={"label": "Tabellens rubrik"})
    unit: str = field(default="mnkr", metadata=UNIT)
    decimals: int = field(default=1, metadata=DECIMALS)


@section("budget.earmarked", title="Satsningar", params=EarmarkedChoices)
def earmarked(scope: ReportScope, params: EarmarkedChoices) -> AppropriationReport:
    """Each satsning that goes on this year, with its years and the whole sum, over the years of the report."""
    rows = Appropriation.objects.filter(
        org_unit=scope.org_unit, year__in=[int(year) for year in scope.years], kind=Kind.EARMARKED
    )
    named: dict[str, dict[int, Appropriation]] = {}
    for row in rows.order_by("order", "pk"):
        named.setdefault(row.label, {})[row.year] = row
    going = [years for years in named.values() if _goes_on(years, int(scope.year))]
    if not going:
        return AppropriationReport(None)
    years = [int(y) for y in scope.years if any(row and row.amount is not None for row in _of_year(going, int(y)))]
    columns = (
        Column("Satsning"),
        Column("Period"),
        Column("Hela perioden", numeric=True),
        *(Column(str(year), True, year == int(scope.year)) for year in years),
    )
    table_rows = tuple(_earmarked_row(of_years, years, params.presentation) for of_years in going)
    caption = f"{params.title} ({unit_name(params.presentation.unit, scope.labels)})"
    return AppropriationReport(without_empty(Table(columns, table_rows, caption), (1, 2)))


def _of_year(going: Sequence[dict[int, Appropriation]], year: int) -> list[Appropriation | None]:
    return [years.get(year) for years in going]


def _goes_on(years: dict[int, Appropriation], year: int) -> bool:
    return year in years or any((row.period_from or year + 1) <= year <= (row.period_to or 0) for row in years.values())


def _earmarked_row(of_years: dict[int, Appropriation], years: Sequence[int], shown: Presentation) -> Row:
    """The latest year's row says what holds for the whole period."""
    latest = of_years[max(of_years)]
    amounts: list[Decimal | None] = [of_years[year].amount if year in of_years else None for year in years]
    notes = (Footnote(latest.scope_note),) if latest.scope_note else ()
    period = f"{latest.period_from}–{latest.period_to}" if latest.period_from else str(latest.year)
    return Row(
        (
            Cell(latest.label, footnotes=notes),
            Cell(period),
            shown.amount_cell(latest.period_amount),
            *(shown.amount_cell(amount) for amount in amounts),
        )
    )
