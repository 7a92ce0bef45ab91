"""The internal budget against the frame, and the forecast against the budget."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Sum
from django.urls import reverse

from budget.area_figures import AreaFigures
from budget.checks.reading import kronor, operating_statements
from budget.models import Appropriation, BudgetEntry, CorrectionAction, Grouping
from kommunrapport.organisation.period import FULL_YEAR
from kommunrapport.quality.registry import Finding, Severity, rule
from kommunrapport.quality.scope import CheckScope


@rule("budget.frame", title="Ram och internbudget")
def undistributed_frames(scope: CheckScope) -> Iterator[Finding]:
    """The internal budget is the frame: what is not distributed, or distributed twice, is named."""
    frames = Appropriation.objects.filter(
        org_unit__in=scope.unit_ids, year=scope.year, kind=Appropriation.Kind.FRAME, amount__isnull=False
    )
    by_unit = dict(frames.values_list("org_unit").annotate(Sum("amount")).order_by())
    budgets = _budgets(scope)
    for unit_id, frame in by_unit.items():
        budget = budgets.get(unit_id)
        if budget is None or budget == frame:
            continue
        unit, left = scope.units[unit_id], frame - budget
        text = (
            f"{kronor(left)} av ramen är inte fördelat" if left > 0 else f"Internbudgeten är {kronor(-left)} över ramen"
        )
        yield Finding(
            key=f"{unit_id}-{scope.year}",
            severity=Severity.WARNING if left > 0 else Severity.ERROR,
            text=text,
            where=f"Budget {scope.year}, {unit.name}",
            url=reverse("budget:budget_register", args=[scope.year, unit.slug]),
            why=f"Ramen är {kronor(frame)} och internbudgeten {kronor(budget)}.",
            mend="Visa budgeten",
            org_unit_id=unit_id,
        )


def _budgets(scope: CheckScope) -> dict[int, Decimal]:
    """Each unit's operating budget as it was adopted, as it is divided by enhet, else by another grouping."""
    found: dict[int, Decimal] = {}
    for grouping in (Grouping.NATURE, Grouping.FIELD, Grouping.UNIT):
        rows = BudgetEntry.objects.current().filter(
            org_unit__in=scope.unit_ids, year=scope.year, kind=BudgetEntry.Kind.ORIGINAL
        )
        placed = rows.exclude(**{f"by_{grouping}": None}).values_list("org_unit")
        found |= dict(placed.annotate(Sum("amount")).order_by())
    return found


@rule("budget.deficit", title="Prognos med underskott")
def deficits_without_plan(scope: CheckScope) -> Iterator[Finding]:
    """A forecast deficit has an åtgärdsplan that covers it, until the year is booked and the outcome tells."""
    forecast = (found.total for found in operating_statements(scope) if found.total.forecast is not None)
    total = next(forecast, AreaFigures())
    if scope.occasion.kind == FULL_YEAR and total.outcome is not None:
        return
    deficit = -(total.forecast_variance or Decimal(0))
    if not scope.follows_up or deficit <= 0:
        return
    effects: dict[str, Decimal] = defaultdict(Decimal)
    actions = CorrectionAction.objects.filter(org_unit__in=scope.unit_ids, year=scope.year)
    for status, effect in actions.values_list("status", "effect_this_year"):
        effects[status] += effect
    planned = sum((effect for status, effect in effects.items() if status != "dropped"), Decimal(0))
    if planned >= deficit:
        return
    how = f"Åtgärderna ger {kronor(planned)} i år." if effects else "Det finns ingen åtgärdsplan."
    yield Finding(
        key=str(scope.org_unit.pk),
        severity=Severity.WARNING,
        text=f"Prognosen visar ett underskott på {kronor(deficit)} som inte är täckt",
        where=f"Prognos {scope.year}, {scope.org_unit.name}",
        url=reverse("budget:correction_plan", args=[scope.year, scope.org_unit.slug]),
        why=how,
        mend="Visa åtgärdsplanen",
        org_unit_id=scope.org_unit.pk,
    )
