"""Deviations beyond the kommun's threshold that nobody has explained."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from budget.checks.reading import kronor, operating_statements
from budget.models import VarianceComment
from budget.variance import compared, read_threshold, to_explain
from kommunrapport.quality.registry import Finding, Severity, rule
from kommunrapport.quality.scope import CheckScope


@rule("budget.explanations", title="Avvikelser mot budget")
def unexplained_variances(scope: CheckScope) -> Iterator[Finding]:
    """A warning for each, at the occasions that follow up."""
    statement = next(operating_statements(scope), None)
    if not scope.follows_up or statement is None:
        return
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
            url=f"{reverse('budget:area_detail', args=[scope.year, unit.slug, area.pk])}#kommentar",
            why=f"Avvikelsen är {kronor(variance)}, över kommunens gräns.",
            mend="Kommentera",
            org_unit_id=unit.pk,
        )
