"""Outcomes over years beside their targets."""

from decimal import Decimal

import pytest

from kommunrapport.measures.series import Breakdown, Wanted, read_series, read_wanted
from tests.factories import (
    create_goal,
    create_measure,
    create_observation,
    create_org_unit,
    create_target,
)

pytestmark = pytest.mark.django_db
YEARS = [2023, 2024, 2025]


def test_every_year_asked_for_has_a_point_the_latest_last():
    outcome = create_observation(year=2024, value=Decimal(70))

    (found,) = read_series([(outcome.measure, None)], outcome.org_unit, YEARS)

    assert [(p.year, p.value) for p in found.main.points] == [(2023, None), (2024, 70), (2025, None)]
    assert found.main.latest.shown == "uppgift saknas"
    assert found.main.previous.value == 70


def test_a_single_year_has_no_previous():
    outcome = create_observation()

    (found,) = read_series([(outcome.measure, None)], outcome.org_unit, [2025])

    assert found.main.previous is None


def test_other_units_and_other_occasions_are_left_out():
    outcome = create_observation(value=Decimal(1))
    create_observation(measure=outcome.measure, value=Decimal(2))
    create_observation(measure=outcome.measure, org_unit=outcome.org_unit, part="half_year", value=Decimal(3))

    (found,) = read_series([(outcome.measure, None)], outcome.org_unit, YEARS)

    assert found.main.latest.value == 1


def test_the_goals_own_target_wins_over_the_common_one():
    measure, unit, goal = create_measure(), create_org_unit(), create_goal()
    create_target(measure=measure, org_unit=unit, value=Decimal(65))
    create_target(measure=measure, org_unit=unit, value=Decimal(68), goal=goal)

    of_goal, common = read_series([(measure, goal.pk), (measure, None)], unit, YEARS)

    assert (of_goal.main.target.value, common.main.target.value) == (68, 65)


def test_another_years_target_is_left_out():
    target = create_target(year=2024)

    (found,) = read_series([(target.measure, None)], target.org_unit, YEARS)

    assert found.main.target is None
    assert found.main.shown_target == "–"


def test_parts_by_sex_stand_after_the_whole():
    outcome = create_observation(value=Decimal("7.0"))
    for sex in ("men", "women"):
        create_observation(measure=outcome.measure, org_unit=outcome.org_unit, sex=sex)

    (found,) = read_series([(outcome.measure, None)], outcome.org_unit, YEARS)

    assert [s.breakdown.sex for s in found.all] == ["total", "women", "men"]


def test_a_whole_that_nobody_entered_has_no_value():
    outcome = create_observation(sex="women")

    (found,) = read_series([(outcome.measure, None)], outcome.org_unit, YEARS)

    assert found.main.breakdown == Breakdown()
    assert found.main.latest.value is None
    assert [s.breakdown.sex for s in found.parts] == ["women"]


def test_women_and_men_are_there_when_asked_for():
    measure, unit = create_measure(), create_org_unit()
    create_target(measure=measure, org_unit=unit, sex="women")

    (found,) = read_wanted([Wanted(measure, unit.pk, by_sex=True)], YEARS)

    assert [s.breakdown.sex for s in found.parts] == ["women", "men"]
    assert found.parts[0].target is not None


def test_a_derived_measure_is_computed_and_unknown_without_both_parts():
    whole, part = create_observation(value=Decimal(100)), create_observation(value=Decimal(0))
    part.org_unit = whole.org_unit
    part.save()
    measure = create_measure(formula="difference", first=whole.measure, second=part.measure)

    (found,) = read_series([(measure, None)], whole.org_unit, YEARS)

    assert [p.value for p in found.main.points] == [None, None, 100]


def test_a_breakdown_is_read_back_from_its_address():
    breakdown = Breakdown("share", "women", "-29")

    assert Breakdown.from_slug(breakdown.slug) == breakdown


@pytest.mark.parametrize("slug", ["", "value_total", "a_b_c_d", "x_total_all", "value_x_all", "value_total_x"])
def test_what_is_no_breakdown_is_refused(slug):
    with pytest.raises(ValueError):
        Breakdown.from_slug(slug)


@pytest.mark.parametrize("rows", [1, 3, 50])
def test_reading_takes_two_queries_for_any_number_of_measures(django_assert_num_queries, rows):
    unit = create_org_unit()
    measures = [create_observation(org_unit=unit).measure for _ in range(rows)]

    with django_assert_num_queries(2):
        read_series([(m, None) for m in measures], unit, YEARS)
