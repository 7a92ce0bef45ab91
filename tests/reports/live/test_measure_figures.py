"""Outcomes, changes and targets of measures as words."""

from decimal import Decimal

import pytest

from kommunrapport.measures.shown import HIDDEN
from kommunrapport.organisation.models import Occasion
from kommunrapport.reports.live.registry import find_figure
from kommunrapport.reports.scope import report_scope
from tests.factories import (
    create_goal,
    create_measure,
    create_observation,
    create_occasion,
    create_org_unit,
    create_report,
    create_target,
)
from tests.reports.live.figures import NOJDA, create_nojda, scope_of, words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("unit_of_measure", "decimals", "value", "expected"),
    [
        ("%", 0, "43", "43\u00a0procent"),
        ("%", 1, "5.25", "5,3\u00a0procent"),
        ("kWh/m²", 0, "118", "118\u00a0kWh/m²"),
        ("index", 0, "72", "72"),
        ("", 0, "1234", "1\u00a0234"),
    ],
)
def test_an_outcome_is_said_with_its_unit(unit_of_measure, decimals, value, expected):
    unit = create_org_unit()
    measure = create_measure(slug="nojda", measurement_unit=unit_of_measure, decimals=decimals)
    create_observation(measure=measure, org_unit=unit, value=Decimal(value))

    assert words(NOJDA, scope_of(unit)) == expected


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (40, 43, "3\u00a0procentenheter högre än 2024"),
        (44, 43, "1\u00a0procentenhet lägre än 2024"),
        (43, 43, "oförändrat sedan 2024"),
    ],
)
def test_the_change_since_the_year_before_is_said_in_words(before, now, expected):
    unit = create_org_unit()
    measure = create_nojda(unit, value=now)
    create_observation(measure=measure, org_unit=unit, year=2024, value=before)

    assert words("measures.change:nojda:value_total_all", scope_of(unit)) == expected


def test_there_is_no_change_without_the_year_before():
    unit = create_org_unit()
    create_nojda(unit)

    assert words("measures.change:nojda:value_total_all", scope_of(unit)) is None


def test_a_target_is_said_as_in_a_table():
    unit = create_org_unit()
    measure = create_nojda(unit)
    create_target(measure=measure, org_unit=unit, operator="at_most", value=45)

    assert words("measures.target:nojda:value_total_all", scope_of(unit)) == "högst 45\u00a0procent"


def test_a_target_that_a_goal_sets_is_a_figure_with_the_goals_name():
    unit = create_org_unit()
    measure, goal = create_nojda(unit), create_goal(coordinating_unit=unit)
    create_target(measure=measure, org_unit=unit, goal=goal, value=45)

    found = find_figure(f"measures.goal_target:nojda:value_total_all:{goal.pk}", scope_of(unit))

    assert (found.title, found.words) == (f"Nöjda kunder: målvärde för {goal}", "45\u00a0procent")


def test_the_common_target_is_no_figure_of_a_goal():
    unit = create_org_unit()
    measure, goal = create_nojda(unit), create_goal(coordinating_unit=unit)
    create_target(measure=measure, org_unit=unit, value=45)

    assert find_figure(f"measures.goal_target:nojda:value_total_all:{goal.pk}", scope_of(unit)) is None


def test_parts_are_figures_of_their_own():
    unit = create_org_unit()
    measure = create_nojda(unit)
    create_observation(measure=measure, org_unit=unit, sex="women", value=47)

    found = find_figure("measures.outcome:nojda:value_women_all", scope_of(unit))

    assert (found.title, found.words) == ("Nöjda kunder, kvinnor: utfall 2025", "47\u00a0procent")


def test_a_survey_that_too_few_answered_is_not_shown():
    unit = create_org_unit()
    measure = create_measure(slug="nojda", measurement_unit="%", least_answers=10)
    create_observation(measure=measure, org_unit=unit, value=43, answers=4)

    assert words(NOJDA, scope_of(unit)) == HIDDEN


def test_another_units_outcome_is_no_figure():
    create_nojda(create_org_unit())

    assert find_figure(NOJDA, scope_of()) is None


def test_a_plan_tells_of_the_year_before_it():
    unit = create_org_unit()
    create_nojda(unit)
    scope_of(unit)
    plan = create_report(org_unit=unit, occasion=create_occasion(year=2026, kind=Occasion.Kind.PLAN))

    assert words(NOJDA, report_scope(plan)) == "43\u00a0procent"
