"""Counts of goals and activities that a text can hold."""

import pytest

from goals.models import GoalAssessment
from tests.factories import create_activity, create_goal, create_org_unit, create_scale
from tests.reports.live.figures import scope_of, words

pytestmark = pytest.mark.django_db


def test_goals_are_counted_by_their_assessment():
    unit = create_org_unit()
    scale = create_scale()
    scope = scope_of(unit)
    goals = [create_goal(coordinating_unit=unit) for _ in range(3)]
    for goal in goals[:2]:
        level = next(level for level in scale if level.meaning == "reached")
        GoalAssessment.objects.create(goal=goal, occasion=scope.occasion, level=level)

    assert words("goals.assessed:reached", scope) == "2 av 3\u00a0mål"


def test_before_any_goal_is_assessed_there_is_no_count():
    unit = create_org_unit()
    create_scale()
    create_goal(coordinating_unit=unit)

    assert words("goals.assessed:reached", scope_of(unit)) is None


def test_activities_are_counted_by_where_they_stand():
    unit = create_org_unit()
    for status in ("done", "done", "ongoing"):
        create_activity(org_unit=unit, status=status)
    create_activity(status="done")  # of another unit

    assert words("goals.activities:done", scope_of(unit)) == "2 av 3\u00a0aktiviteter"


def test_without_activities_there_is_no_count():
    assert words("goals.activities:done", scope_of()) is None
