"""What the rules read of goals, once for them all."""

from __future__ import annotations

from goals.facts import GoalFacts, read_goal_facts
from goals.models import Goal
from kommunrapport.quality.scope import CheckScope


def facts_of_units(scope: CheckScope) -> dict[int, GoalFacts]:
    """What is known of the goals of the year that the units coordinate, by goal id."""

    def read() -> dict[int, GoalFacts]:
        goals = Goal.objects.valid_in(scope.year).filter(coordinating_unit__in=scope.unit_ids)
        years = [scope.occasion.year - 1, scope.occasion.year]
        return read_goal_facts(list(goals.select_related("level")), scope.occasion, years)

    return scope.memo("goal facts of units", read)
