"""Budget against outcome: by area, and by nature with the frame and the result."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from budget.explanations_read import Explanation
from budget.figures import AreaRow
from budget.models import Grouping
from budget.presentation import Presentation
from budget.results import read_result
from budget.sections.choices import COLUMNS, FIRST_HEADS, GROUPING, NARROW, VarianceChoices, detail
from budget.sections.reading import explanations, grouping_of, rows_of, statement_of
from budget.statement_columns import known_columns
from budget.statement_table import TableForm, statement_table
from kommunrapport.reports.blocks import Table
from kommunrapport.reports.registry import section
from kommunrapport.reports.scope import ReportScope


@dataclass(frozen=True, slots=True)
class StatementChoices(VarianceChoices):
    """What a statement shows and how."""

    columns: tuple[str, ...] = field(default=("budget", "outcome", "variance"), metadata=COLUMNS)
    income_positive: bool = field(default=False, metadata=detail("Intäkter utan minus"))
    cost_negative: bool = field(default=False, metadata=detail("Kostnader med minus"))
    short_heads: bool = field(default=False, metadata=detail("Kolumnrubriker utan år"))
    with_comments: bool = field(default=True, metadata={"label": "Visa kommentarer till avvikelser"})
    with_result: bool = field(default=False, metadata={"label": "Visa tilldelad ram och resultat"})

    @property
    def signed(self) -> Presentation:
        """The presentation with the signs of income and cost."""
        return replace(self.presentation, income_positive=self.income_positive, cost_negative=self.cost_negative)


@dataclass(frozen=True, slots=True)
class OperatingChoices(StatementChoices):
    """The operating statement by area."""

    title: str = field(default="Driftredovisning", metadata={"label": "Tabellens rubrik"})
    grouping: str = field(default=Grouping.UNIT.value, metadata=GROUPING)


@dataclass(frozen=True, slots=True)
class NatureChoices(StatementChoices):
    """The statement by nature."""

    title: str = field(default="Intäkter och kostnader", metadata={"label": "Tabellens rubrik"})
    with_result: bool = field(default=True, metadata={"label": "Visa tilldelad ram och resultat"})


@dataclass(frozen=True, slots=True)
class StatementReport:
    """A table and what is said under it; the table is None when the unit has no areas."""

    table: Table | None
    explanations: tuple[Explanation, ...] = ()


@section("budget.operating_statement", title="Driftredovisning", params=OperatingChoices)
def operating_statement(scope: ReportScope, params: OperatingChoices) -> StatementReport:
    """Budget and outcome by enhet or verksamhetsområde; in the chapter of an area, that area's."""
    return _statement(scope, params, grouping_of(scope, params.grouping))


@section("budget.by_nature", title="Intäkter och kostnader", params=NatureChoices)
def by_nature(scope: ReportScope, params: NatureChoices) -> StatementReport:
    """Income, cost and net cost, and below them the frame and the result."""
    return _statement(scope, params, Grouping.NATURE)


def _statement(scope: ReportScope, params: StatementChoices, grouping: str) -> StatementReport:
    statement = statement_of(scope, grouping)
    rows = statement.rows if grouping == Grouping.NATURE else rows_of(scope, statement)
    if not rows:
        return StatementReport(None)
    # A frame is the whole unit's, never an area's.
    with_result = params.with_result and rows is statement.rows
    result = read_result(statement, scope.org_unit) if with_result else None
    table = statement_table(statement, _form(scope, params, grouping), rows, result)
    return StatementReport(table, _explanations(scope, rows) if params.with_comments else ())


def _form(scope: ReportScope, params: StatementChoices, grouping: str) -> TableForm:
    columns = known_columns(params.columns)
    return TableForm(
        columns=columns,
        presentation=params.signed,
        first=FIRST_HEADS[grouping],
        caption=params.caption(scope),
        short_heads=params.short_heads,
        wide=len(columns) > NARROW,
    )


def _explanations(scope: ReportScope, rows: tuple[AreaRow, ...]) -> tuple[Explanation, ...]:
    areas = list({row.area.pk: row.area for row in rows if row.area}.values())
    return explanations(scope, areas)
