"""Sums and deviations as a source printed them, against what is stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, Sum
from django.urls import reverse

from budget.checks.reading import kronor
from budget.models import PLACES, BudgetArea, BudgetEntry, ControlValue, Figure, Forecast, LedgerEntry
from kommunrapport.quality.registry import Finding, Severity, rule
from kommunrapport.quality.scope import CheckScope
from kommunrapport.quality.tolerance import row_tolerance, sum_tolerance

type Amounts = dict[tuple[str, int, str, int], Decimal]

_VARIANCES = {Figure.VARIANCE: Figure.OUTCOME, Figure.FORECAST_VARIANCE: Figure.FORECAST}


@rule("budget.printed", title="Tryckta summor")
def printed_sums(scope: CheckScope) -> Iterator[Finding]:
    """A printed sum or deviation that is not what its parts give: an error, or a remark when rounding explains it."""
    values = list(
        ControlValue.objects.in_force()
        .filter(org_unit__in=scope.unit_ids, year__lte=scope.year, year__gte=scope.year - 1)
        .prefetch_related(Prefetch("parts", BudgetArea.objects.only("pk", "grouping")))
    )
    amounts = _read_amounts(values)
    rows = _by_row(values)
    for value in values:
        computed = _computed(value, amounts, rows[_row_of(value)])
        if computed is None or computed == value.amount:
            continue
        yield _finding(scope, value, computed, _allowed(value, rows[_row_of(value)]))


def _row_of(value: ControlValue) -> tuple[object, ...]:
    """The row of the source it stands on: there budget, outcome and deviation belong together."""
    parts = tuple(sorted(part.pk for part in value.parts.all()))
    return value.batch_id, value.label, value.year, parts


def _by_row(values: Iterable[ControlValue]) -> dict[tuple[object, ...], dict[str, ControlValue]]:
    rows: dict[tuple[object, ...], dict[str, ControlValue]] = defaultdict(dict)
    for value in values:
        rows[_row_of(value)][value.figure] = value
    return rows


def _computed(value: ControlValue, amounts: Amounts, row: dict[str, ControlValue]) -> Decimal | None:
    """What the value should be; None where nothing is stored to tell by."""
    if value.figure not in _VARIANCES:
        return _sum(value, value.figure, amounts)
    compared = _VARIANCES[Figure(value.figure)]
    # A deviation belongs to the budget and outcome printed beside it, also where these are wrong themselves.
    printed = next((row[figure] for figure in (Figure.BUDGET, Figure.ORIGINAL) if figure in row), None)
    budget = printed.amount if printed else _sum(value, Figure.BUDGET, amounts)
    spent = row[compared].amount if compared in row else _sum(value, compared, amounts)
    return None if spent is None else (budget or Decimal(0)) - spent


def _sum(value: ControlValue, figure: str, amounts: Amounts) -> Decimal | None:
    as_of = value.as_of.isoformat() if value.as_of and figure == Figure.FORECAST else ""
    found = [amounts.get((figure, value.year, as_of, part.pk)) for part in value.parts.all()]
    known = [amount for amount in found if amount is not None]
    return sum(known, Decimal(0)) if known else None


def _allowed(value: ControlValue, row: dict[str, ControlValue]) -> Decimal:
    if value.figure in _VARIANCES:
        is_beside_printed = {Figure.ORIGINAL, Figure.BUDGET} & set(row) or value.addends == 1
        # Without printed sums beside it, each part brings the rounding of a budget and an outcome.
        return row_tolerance(value.step) if is_beside_printed else value.step * (2 * value.addends + 1) / 2
    return sum_tolerance(value.step, value.addends)


def _read_amounts(values: Iterable[ControlValue]) -> Amounts:
    """Stored amounts by figure, year, day of forecast and area, for the parts of all values."""
    parts = {part.pk for value in values for part in value.parts.all()}
    years = {value.year for value in values}
    amounts: Amounts = {}
    for place in PLACES:
        own = {f"{place}__in": parts, "year__in": years}
        budget = BudgetEntry.objects.current().filter(**own)
        sets: list[tuple[str, Any]] = [
            (Figure.OUTCOME, LedgerEntry.objects.current().filter(**own)),
            (Figure.ORIGINAL, budget.filter(kind=BudgetEntry.Kind.ORIGINAL)),
            (Figure.CHANGE, budget.exclude(kind=BudgetEntry.Kind.ORIGINAL)),
            (Figure.BUDGET, budget),
        ]
        for figure, rows in sets:
            for year, area, amount in rows.values_list("year", place).annotate(Sum("amount")).order_by():
                amounts[figure, year, "", area] = amount
    forecasts = Forecast.objects.current().filter(area__in=parts, layer=Forecast.Layer.UNIT)
    for year, as_of, area, amount in forecasts.values_list(
        "forecast_round__year", "forecast_round__as_of", "area", "amount"
    ):
        amounts[Figure.FORECAST, year, as_of.isoformat(), area] = amount
    return amounts


def _finding(scope: CheckScope, value: ControlValue, computed: Decimal, allowed: Decimal) -> Finding:
    difference = abs(computed - value.amount)
    is_rounding = difference <= allowed
    what = f"{value.get_figure_display()} {value.year}".capitalize()
    why = f"Tryckt är {kronor(value.amount)}, uträknat är {kronor(computed)}. Skillnaden är {kronor(difference)}"
    unit = scope.units[value.org_unit_id]
    return Finding(
        key=str(value.pk),
        severity=Severity.INFO if is_rounding else Severity.ERROR,
        text=f"{value.label}: {what} stämmer inte med delarna",
        where=value.place or f"Ekonomi, {unit.name}",
        url=reverse("budget:overview", args=[scope.year, unit.slug]),
        why=f"{why}, vilket avrundning förklarar." if is_rounding else f"{why}.",
        mend="Visa ekonomin",
        org_unit_id=unit.pk,
    )
