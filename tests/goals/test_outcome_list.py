"""Registrera utfall: which rows stand on the page, and what they say."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kommunrapport.measures.models import Measure, MeasureList, MeasureListItem
from tests.factories import (
    create_goal,
    create_goal_measure,
    create_measure,
    create_observation,
    create_position,
    create_target,
)
from tests.goals.outcome_pages import desk, goal_measure

pytestmark = pytest.mark.django_db


def test_a_measure_in_two_goals_is_entered_under_the_first(client):
    at = desk(client)
    measure = goal_measure(at.unit, "4.5")
    create_goal_measure(goal=create_goal(coordinating_unit=at.unit, number="4.8"), measure=measure)

    page = at.get().text

    assert page.count('class="cell"') == 1
    assert "Registreras under 4.5" in page


def test_rows_stand_under_goals_then_lists_then_the_rest(client):
    at = desk(client)
    goal_measure(at.unit, name="I ett mål")
    items = MeasureList.objects.create(slug="nyckeltal", title="Nyckeltal")
    MeasureListItem.objects.create(measure_list=items, order=1, measure=create_measure(name="I en lista"))
    create_observation(measure=create_measure(name="Någon annanstans"), org_unit=at.unit)
    create_observation(measure=create_measure(name="Grannens"))

    page = at.get().text

    assert page.index("I ett mål") < page.index("Nyckeltal") < page.index("Övriga mätningar")
    assert page.index("Övriga mätningar") < page.index("Någon annanstans")
    assert "Grannens" not in page


def test_the_filter_on_me_shows_what_my_position_owns(client):
    at = desk(client)
    mine = create_position(org_unit=at.unit, holder=at.user)
    goal_measure(at.unit, name="Min mätning", owner=mine)
    goal_measure(at.unit, "4.6", name="Någon annans")

    page = at.get("?ansvarig=jag").text

    assert "Min mätning" in page
    assert "Någon annans" not in page
    assert "0 av dina 1 mätningar har ett värde" in page


def test_only_those_without_a_value_are_shown_when_asked_for(client):
    at = desk(client)
    create_observation(measure=goal_measure(at.unit, name="Klar mätning"), org_unit=at.unit)
    goal_measure(at.unit, "4.6", name="Tom mätning")

    page = at.get("?saknas=1").text

    assert "Tom mätning" in page
    assert "Klar mätning" not in page


def test_overdue_outcomes_are_counted_and_listed(client, time_machine):
    time_machine.move_to(datetime.datetime(2026, 1, 20, 12, tzinfo=datetime.UTC))
    at = desk(client)
    goal_measure(at.unit, name="Sen mätning", next_due=datetime.date(2026, 1, 19))
    goal_measure(at.unit, "4.6", name="I tid", next_due=datetime.date(2026, 1, 20))

    assert "1 utfall är försenat" in at.get().text
    assert "I tid" not in at.get("?forsenade=1").text


def test_a_total_that_differs_from_its_parts_says_by_how_much(client):
    at = desk(client)
    goal = create_goal(coordinating_unit=at.unit)
    total = create_measure(name="Totalt")
    parts = [create_measure(parent=total, part=Measure.Part.COMPONENT) for _ in range(2)]
    for measure in [*parts, total]:
        create_goal_measure(goal=goal, measure=measure)
    at.save(total, "1 620")
    at.save(parts[0], "500")
    assert "summan" not in at.get().text

    response = at.save(parts[1], "500")

    assert "620 mer än summan" in response.text


def test_the_year_before_and_the_target_decide_the_word(client):
    at = desk(client)
    measure = goal_measure(at.unit)
    create_observation(measure=measure, org_unit=at.unit, year=2024, value=Decimal(70))
    create_target(measure=measure, org_unit=at.unit, value=Decimal(75))

    assert "Når målet" in at.save(measure, "75").text
    assert "Bättre" in at.save(measure, "71", 1).text
    assert "Oförändrat" in at.save(measure, "70", 2).text
    assert "Sämre" in at.save(measure, "69", 3).text


def test_the_page_takes_the_same_queries_for_1_3_and_50_rows(client):
    at = desk(client)
    counts = []

    for number in range(50):
        measure = goal_measure(at.unit, str(number), owner=create_position(org_unit=at.unit))
        create_observation(measure=measure, org_unit=at.unit)
        create_target(measure=measure, org_unit=at.unit)
        if number in {0, 2, 49}:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                at.get("?kon=1")
            counts.append(len(queries))

    assert len(set(counts)) == 1
