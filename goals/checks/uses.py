"""Which measures the units' goals are followed by."""

from __future__ import annotations

from collections.abc import Iterator

from goals.checks.reading import facts_of_units
from kommunrapport.measures.in_use import measures_used_by
from kommunrapport.measures.series import Wanted
from kommunrapport.quality.scope import CheckScope


@measures_used_by
def goal_measures(scope: CheckScope) -> Iterator[Wanted]:
    """The measures of the goals that the units coordinate; what is told elsewhere is also measured there."""
    for facts in facts_of_units(scope).values():
        if not facts.goal.reported_elsewhere:
            for followed in facts.measures:
                yield Wanted(followed.series.measure, facts.goal.coordinating_unit_id, facts.goal.pk)
