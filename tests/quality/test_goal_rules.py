"""Rules about goals, activities and directives."""

import datetime

import pytest

from goals.models import DirectiveFollowUp, GoalAssessment, GoalComment
from kommunrapport.quality.registry import Severity
from tests.factories import (
    create_activity,
    create_comment_kind,
    create_directive,
    create_goal,
    create_goal_measure,
    create_measure,
    create_observation,
    create_org_unit,
    create_scale,
    create_target,
)
from tests.quality.checks import found_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def scale(unit, occasion):
    """Nått, På rätt väg and Inte nått."""
    return create_scale()


@pytest.fixture
def goal(unit):
    return create_goal(coordinating_unit=unit, number="4.1", title="Inflytande")


def _measured(goal, value, target=90):
    """A measure of the goal, so that a suggestion can be made."""
    measure = create_measure()
    create_goal_measure(goal=goal, measure=measure)
    create_target(measure=measure, org_unit=goal.coordinating_unit, value=target)
    return create_observation(measure=measure, org_unit=goal.coordinating_unit, value=value)


def _assessed(goal, occasion, level, **fields):
    return GoalAssessment.objects.create(goal=goal, occasion=occasion, level=level, **fields)


class TestAssessments:
    def test_another_assessment_than_the_measures_give_needs_a_motivation(self, unit, occasion, scale, goal):
        _measured(goal, 95)
        _assessed(goal, occasion, scale[2])

        (finding,) = found_by("goals.assessment", unit)

        assert finding.severity == Severity.ERROR
        assert finding.text == "Mål 4.1 Inflytande är bedömt som Inte nått, men mätningarna ger Nått"

    def test_a_motivation_is_enough_while_the_outcomes_are_the_same(self, unit, occasion, scale, goal):
        _measured(goal, 95)
        _assessed(goal, occasion, scale[2], suggested=scale[0], motivation="Frågan ställdes till få.")

        assert found_by("goals.assessment", unit) == []

    def test_outcomes_that_changed_since_overtake_the_motivation(self, unit, occasion, scale, goal):
        _measured(goal, 95)
        _assessed(goal, occasion, scale[1], suggested=scale[2], motivation="Vi är nära.")

        (finding,) = found_by("goals.assessment", unit)

        assert finding.severity == Severity.WARNING
        assert finding.why.startswith("Utfallen har ändrats sedan bedömningen, då förslaget var Inte nått.")

    def test_an_assessment_that_the_outcomes_now_agree_with_is_silent(self, unit, occasion, scale, goal):
        _measured(goal, 95)
        _assessed(goal, occasion, scale[0], suggested=scale[2], motivation="Vi är nära.")

        assert found_by("goals.assessment", unit) == []


class TestNotAssessed:
    @pytest.mark.parametrize(("day", "count"), [("2026-01-25", 0), ("2026-01-26", 1)])
    def test_a_goal_is_assessed_when_the_units_last_day_has_passed(self, unit, scale, goal, day, count):
        found = found_by("goals.not_assessed", unit, today=datetime.date.fromisoformat(day))

        assert [f.severity for f in found] == [Severity.ERROR] * count

    def test_of_a_goal_below_another_it_is_a_warning(self, unit, scale, goal):
        create_goal(coordinating_unit=unit, parent=create_goal(), number="4.1.1")

        found = found_by("goals.not_assessed", unit)

        assert [f.severity for f in found] == [Severity.ERROR, Severity.WARNING]

    def test_a_kommun_without_a_scale_assesses_nothing(self, unit, occasion, goal):
        assert found_by("goals.not_assessed", unit) == []

    def test_what_is_told_elsewhere_is_assessed_there(self, unit, scale):
        create_goal(coordinating_unit=unit, reported_elsewhere="bolagets årsredovisning")

        assert found_by("goals.not_assessed", unit) == []


class TestTexts:
    def test_a_goal_that_nobody_has_written_of_is_told(self, unit, occasion, goal):
        create_comment_kind()

        assert [f.text for f in found_by("goals.text", unit)] == ["Mål 4.1 Inflytande har ingen text"]

    def test_with_a_text_it_is_silent(self, unit, occasion, goal):
        kind = create_comment_kind()
        GoalComment.objects.create(goal=goal, org_unit=unit, occasion=occasion, kind=kind, text="<p>Vi har.</p>")

        assert found_by("goals.text", unit) == []


class TestActivities:
    @pytest.mark.parametrize(
        ("fields", "count"),
        [
            ({"due_on": "2025-10-31"}, 1),
            ({"due_on": "2026-06-01"}, 0),
            ({}, 1),  # the year has passed
            ({"status": "ongoing", "due_on": "2025-10-31"}, 0),
            ({"unfinished_reason": "Ingen tid", "due_on": "2025-10-31"}, 0),
        ],
    )
    def test_somebody_says_how_it_went_when_its_day_has_passed(self, unit, occasion, goal, fields, count):
        create_activity(goal=goal, org_unit=unit, **fields)

        assert len(found_by("goals.activities", unit)) == count

    def test_activities_of_units_below_are_found_and_link_to_their_page(self, unit, occasion, goal):
        below = create_org_unit(slug="naringsliv", parent=unit)
        activity = create_activity(goal=goal, org_unit=below)

        (finding,) = found_by("goals.activities", unit)

        assert finding.url == f"/2025/naringsliv/aktiviteter/#aktivitet-{activity.pk}"


class TestDirectives:
    @pytest.mark.parametrize(("report_by", "count"), [("2026-05-31", 1), ("2026-06-01", 0), (None, 0)])
    def test_a_directive_is_followed_up_by_its_day(self, unit, occasion, report_by, count):
        create_directive(addressed=unit, report_by=report_by)

        assert len(found_by("goals.directives", unit)) == count

    def test_a_status_is_an_answer(self, unit, occasion):
        directive = create_directive(addressed=unit, report_by="2025-10-01")
        DirectiveFollowUp.objects.create(directive=directive, org_unit=unit, occasion=occasion, status="ongoing")

        assert found_by("goals.directives", unit) == []

    def test_what_goes_to_all_goes_to_each_namnd_below_too(self, unit, occasion):
        create_org_unit(kind="committee", parent=unit)
        create_org_unit(kind="unit", parent=unit)
        create_directive(addresses_all=True, report_by="2025-10-01")

        assert len(found_by("goals.directives", unit)) == 2
