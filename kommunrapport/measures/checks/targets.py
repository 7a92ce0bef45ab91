"""Targets that ask for less than the year before gave."""

from __future__ import annotations

from collections.abc import Iterator

from kommunrapport.measures.checks.places import measure_place, measure_url
from kommunrapport.measures.comparing import weaker_target
from kommunrapport.measures.in_use import measures_over_the_year
from kommunrapport.measures.models import Sex, Target
from kommunrapport.measures.series import Series
from kommunrapport.quality.registry import Finding, Severity, rule
from kommunrapport.quality.scope import CheckScope


@rule("measures.target", title="Målvärden")
def weak_targets(scope: CheckScope) -> Iterator[Finding]:
    """A target weaker than last year's outcome, in the direction that is better for the measure."""
    found: dict[int, tuple[int, Series, Target]] = {}
    for wanted, whole in measures_over_the_year(scope):
        for series in whole.all:
            if series.target and weaker_target(series):
                found.setdefault(series.target.pk, (wanted.org_unit_id, series, series.target))
    for org_unit_id, series, target in found.values():
        yield Finding(
            key=f"{series.measure.slug}:{target.goal_id or 0}:{series.breakdown.slug}",
            severity=Severity.WARNING,
            text=f"Målvärdet för {_named(series)} är svagare än förra årets utfall",
            where=measure_place(scope, org_unit_id),
            url=measure_url(scope, series.measure, org_unit_id),
            why=weaker_target(series),
            mend="Ändra målvärdet",
            org_unit_id=org_unit_id,
        )


def _named(series: Series) -> str:
    sex = series.breakdown.sex
    return series.measure.name if sex == Sex.TOTAL else f"{series.measure.name} ({Sex(sex).label})"
