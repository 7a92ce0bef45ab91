"""Deviations beyond the kommun's threshold that nobody has explained."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from budget.checks.reading import kronor, statement_of
from budget.models import Grouping, VarianceComment
from budget.variance import compared, read_threshold, to_explain
from kommunrapport.quality.registry import Finding, Severity, rule
from kommunrapport.quality.scope import CheckScope


@rule("budget.explanations", title="Avvikelser mot budget")
def unexplained_variances(scope: CheckScope) -> Iterator[Finding]:
    """A warning for each, at the occasions that follow up."""
    if not scope.follows_up:
        return
    statement = statement_of(scope, Grouping.UNIT)
    commented = set(
        VarianceComment.objects.filter(occasion=scope.occasion, org_unit__in=scope.unit_ids).values_list(
            "area", flat=True
        )
    )
    for area in to_explain(statement, read_threshold(scope.org_unit)):
        node = statement.node(area.pk)
        if area.pk in commented or node is None:
            continue
        variance, _ = compared(node.figures, statement.through_month)
        unit = scope.units.get(area.org_unit_id, scope.org_unit)
        yield Finding(
            key=f"{area.pk}-{scope.occasion.pk}",
            severity=Severity.WARNING,
            text=f"Avvikelsen för {area.name} är inte förklarad",
            where=f"Ekonomi, {unit.name}",
            url=reverse("budget:variance_comment", args=[scope.year, unit.slug, area.pk]),
            why=f"Avvikelsen är {kronor(variance)}, över kommunens gräns.",
            mend="Kommentera",
            org_unit_id=unit.pk,
        )
