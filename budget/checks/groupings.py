"""The same money divided in several ways must be the same money."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.urls import reverse

from budget.checks.reading import GROUPING_WORDS, kronor, statement_of
from budget.forms.overview import WORDS
from budget.models import OPERATING, BudgetEntry, Grouping, LedgerEntry
from kommunrapport.quality.registry import Finding, Severity, rule
from kommunrapport.quality.scope import CheckScope

_MODELS: list[tuple[str, Any]] = [("budgeten", BudgetEntry), ("utfallet", LedgerEntry)]


@rule("budget.groupings", title="Indelningar av samma pengar")
def groupings_that_differ(scope: CheckScope) -> Iterator[Finding]:
    """Budget and outcome are the same whether divided by enhet, by verksamhetsområde or by slag."""
    years = [int(scope.year) - 1, int(scope.year)]
    for word, model in _MODELS:
        totals: dict[tuple[int, int], dict[str, Decimal]] = {}
        for grouping in OPERATING:
            rows = model.objects.current().filter(org_unit__in=scope.unit_ids, year__in=years)
            placed = rows.exclude(**{f"by_{grouping}": None}).values_list("org_unit", "year")
            for unit, year, amount in placed.annotate(Sum("amount")).order_by():
                totals.setdefault((unit, year), {})[grouping] = amount
        for (unit, year), found in totals.items():
            yield from _differences(scope, unit, year, word, found)


def _differences(scope: CheckScope, unit_id: int, year: int, word: str, found: dict[str, Decimal]) -> Iterator[Finding]:
    (first, amount), *others = found.items()
    unit = scope.units[unit_id]
    for grouping, other in others:
        if other == amount:
            continue
        one, two = GROUPING_WORDS[Grouping(first)], GROUPING_WORDS[Grouping(grouping)]
        yield Finding(
            key=f"{unit_id}-{year}-{word}-{grouping}",
            severity=Severity.ERROR,
            text=f"{word.capitalize()} {year} är olika efter {one} och efter {two}",
            where=f"Ekonomi, {unit.name}",
            url=f"{reverse('budget:overview', args=[scope.year, unit.slug])}?indelning={WORDS[Grouping(grouping)]}",
            why=f"Efter {one} är summan {kronor(amount)}, efter {two} {kronor(other)}.",
            mend="Jämför",
            org_unit_id=unit_id,
        )


@rule("budget.missing_budget", title="Utfall utan budget")
def outcomes_without_budget(scope: CheckScope) -> Iterator[Finding]:
    """What is booked where nothing was budgeted must be comparable with fullmäktige's budget."""
    for grouping in (Grouping.UNIT, Grouping.FIELD, Grouping.PROJECT):
        for node in statement_of(scope, grouping).nodes:
            if node.own.outcome and node.own.budget is None:
                unit_id = node.area.org_unit_id if node.area.org_unit_id in scope.units else scope.org_unit.pk
                unit = scope.units[unit_id]
                yield Finding(
                    key=f"{node.area.pk}-{scope.year}",
                    severity=Severity.WARNING,
                    text=f"{node.area.name} har ett utfall men ingen budget",
                    where=f"Ekonomi, {unit.name}",
                    url=reverse("budget:area_detail", args=[scope.year, unit.slug, node.area.pk]),
                    why=f"Utfallet {scope.year} är {kronor(node.own.outcome)}.",
                    mend="Visa området",
                    org_unit_id=unit_id,
                )
