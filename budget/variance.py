"""When a variance is good, and when it is so large that somebody has to explain it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from budget.amounts_read import LAST_MONTH
from budget.area_figures import AreaFigures, percent_of
from budget.figures import Statement
from budget.models import BudgetArea, VarianceThreshold
from budget.tree import AreaNode
from budget.units import units_around
from kommunrapport.organisation.models import OrgUnit


def is_favourable(variance: Decimal | None) -> bool | None:
    """Better than the budget, of income and cost alike; None for no variance. Says nothing about investments."""
    return None if not variance else variance > 0


def read_threshold(org_unit: OrgUnit) -> VarianceThreshold | None:
    """The unit's own threshold, else that of the nearest unit above, else the kommun's; None when nobody set one."""
    above = units_around(org_unit).above
    found = {threshold.org_unit_id: threshold for threshold in VarianceThreshold.objects.all()}
    units: list[int | None] = [org_unit.pk, *above, None]
    return next((found[unit] for unit in units if unit in found), None)


def is_beyond(variance: Decimal | None, budget: Decimal | None, threshold: VarianceThreshold | None) -> bool:
    """Whether the variance must be explained. Exactly at a limit is within it.

    Without a budget there is no share to compare, and the amount alone decides.
    """
    if variance is None or threshold is None:
        return False
    beyond_amount = abs(variance) > threshold.amount
    percent = percent_of(variance, budget)
    if percent is None:
        return beyond_amount
    beyond_percent = abs(percent) > threshold.percent
    if threshold.needs == VarianceThreshold.Needs.EITHER:
        return beyond_amount or beyond_percent
    return beyond_amount and beyond_percent


def compared(figures: AreaFigures, through_month: int) -> tuple[Decimal | None, Decimal | None]:
    """The variance that an occasion asks about, and the budget it is a share of.

    At the end of the year it is the outcome's. Before that it is the forecast's, or without a forecast the outcome's
    to date.
    """
    if through_month == LAST_MONTH:
        return figures.variance, figures.budget
    if figures.forecast is not None:
        return figures.forecast_variance, figures.budget
    return figures.variance_to_date, figures.budget_to_date


def to_explain(statement: Statement, threshold: VarianceThreshold | None) -> Iterator[BudgetArea]:
    """The areas without parts whose variance is beyond the threshold, in order."""
    for node in statement.nodes:
        if not node.parts and _needs_comment(node, statement.through_month, threshold):
            yield node.area


def _needs_comment(node: AreaNode, through_month: int, threshold: VarianceThreshold | None) -> bool:
    variance, budget = compared(node.figures, through_month)
    return is_beyond(variance, budget, threshold)
