"""Figures of the economy that a text can hold: what each area cost, its budget, and how it stands against it.

Net costs of the report's unit and year. At a part of the year the outcome is held against the budget to date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from budget.area_figures import AreaFigures
from budget.models import BudgetArea, Grouping
from budget.presentation import Presentation, Sign
from budget.sections.choices import unit_name
from budget.sections.reading import statement_of
from budget.tree import AreaNode
from kommunrapport.numbers import NO_BREAK_SPACE
from kommunrapport.organisation.period import FULL_YEAR
from kommunrapport.reports.live.registry import Figure, live_figure
from kommunrapport.reports.scope import ReportScope

TOTAL = "total"
# The ways an amount can be written, the usual one first. Income is said without minus.
WAYS = tuple(
    Presentation(unit, decimals, income_positive=True) for unit, decimals in (("tkr", 0), ("tkr", 1), ("mnkr", 1))
)
_GROUPINGS = (Grouping.UNIT, Grouping.FIELD, Grouping.NATURE)


@dataclass(frozen=True, slots=True)
class _Row:
    """An area, or the whole unit, as figures are of it. `sign` is that of its amounts."""

    key: str
    name: str
    figures: AreaFigures
    sign: Sign = Sign.COST


type _Amount = Callable[[AreaFigures], Decimal | None]


@live_figure("budget.variance", title="avvikelse mot budget")
def variances(scope: ReportScope) -> Iterator[Figure]:
    """ "947,5 tkr bättre än budget": budget less outcome, of income and cost alike."""
    is_whole = scope.year.kind == FULL_YEAR
    yield from _against_budget(scope, lambda found: found.variance if is_whole else found.variance_to_date)


@live_figure("budget.forecast_variance", title="prognos mot budget")
def forecast_variances(scope: ReportScope) -> Iterator[Figure]:
    """ "12 tkr sämre än budget", as the whole year is forecast."""
    yield from _against_budget(scope, lambda found: found.forecast_variance)


@live_figure("budget.outcome", title="utfall")
def outcomes(scope: ReportScope) -> Iterator[Figure]:
    """ "12 345 tkr"."""
    is_whole = scope.year.kind == FULL_YEAR
    yield from _amounts(scope, lambda found: found.outcome if is_whole else found.outcome_to_date)


@live_figure("budget.budget", title="budget")
def budgets(scope: ReportScope) -> Iterator[Figure]:
    """The budget of the whole year with its changes."""
    yield from _amounts(scope, lambda found: found.budget)


def _against_budget(scope: ReportScope, amount: _Amount) -> Iterator[Figure]:
    for row in _rows(scope):
        variance = amount(row.figures)
        for way in WAYS:
            words = None if variance is None else _variance_words(variance, way, scope)
            yield Figure(_args(row, way), row.name, words)


def _variance_words(variance: Decimal, way: Presentation, scope: ReportScope) -> str:
    """In words, and "enligt budget" where nothing is left of it as it is rounded."""
    if not way.rounded(variance):
        return "enligt budget"
    return f"{_with_unit(way.amount(abs(variance)), way, scope)} {'bättre' if variance > 0 else 'sämre'} än budget"


def _amounts(scope: ReportScope, amount: _Amount) -> Iterator[Figure]:
    for row in _rows(scope):
        found = amount(row.figures)
        for way in WAYS:
            words = None if found is None else _with_unit(way.amount(found, row.sign), way, scope)
            yield Figure(_args(row, way), row.name, words)


def _with_unit(number: str, way: Presentation, scope: ReportScope) -> str:
    return f"{number}{NO_BREAK_SPACE}{unit_name(way.unit, scope.labels)}"


def _args(row: _Row, way: Presentation) -> tuple[str, ...]:
    return (row.key, way.unit, str(way.decimals))


def _rows(scope: ReportScope) -> list[_Row]:
    """The unit as a whole, as its first division with areas says, and the areas of every division."""
    return scope.memo("live.budget", lambda: list(_read(scope)))


def _read(scope: ReportScope) -> Iterator[_Row]:
    statements = [statement_of(scope, grouping) for grouping in _GROUPINGS]
    divided = next((statement for statement in statements if statement.roots), None)
    if divided:
        yield _Row(TOTAL, f"{scope.org_unit}, totalt", divided.total)
    for statement in statements:
        yield from _of_nodes(statement.roots)


def _of_nodes(nodes: Iterable[AreaNode], nature: str = "") -> Iterator[_Row]:
    for node in nodes:
        inherited = node.area.nature or nature
        sign = Sign.INCOME if inherited == BudgetArea.Nature.INCOME else Sign.COST
        yield _Row(str(node.area.pk), node.area.name, node.figures, sign)
        yield from _of_nodes(node.parts, inherited)
