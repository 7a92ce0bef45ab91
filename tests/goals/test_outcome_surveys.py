"""Registrera utfall: results of surveys, which are not shown until enough have answered."""

from decimal import Decimal

import pytest

from goals.facts import read_goal_facts
from goals.models import Goal
from tests.factories import create_scale, create_target
from tests.goals.outcome_pages import HTMX, WHOLE, desk, goal_measure, stored
from tests.measures.surveys import FEW, UNKNOWN, answered

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(client):
    return desk(client)


@pytest.fixture
def survey(at):
    return goal_measure(at.unit, name="HME", least_answers=7, decimals=1)


def details(at, measure, version: int, **fields):
    data = {"om-status": "final", **{f"om-{name}": value for name, value in fields.items()}, "version": version}
    return at.post("outcome_missing", data, measure.slug, WHOLE)


def test_what_is_typed_is_not_shown_until_it_is_said_how_many_answered(at, survey):
    response = at.save(survey, "73,4")

    assert stored(survey).value == Decimal("73.4")
    assert "73,4" not in response.text
    assert 'placeholder="Visas inte"' in response.text
    assert UNKNOWN in response.text


def test_a_hidden_value_is_typed_over(at, survey):
    answered(survey, at.unit, 6)

    response = at.save(survey, "80", 1)

    assert stored(survey).value == 80
    assert "73,4" not in response.text
    assert FEW in response.text


def test_how_many_answered_is_said_without_typing_the_value_again(at, survey):
    answered(survey, at.unit, None)

    response = details(at, survey, 1, answers="7")

    assert (stored(survey).value, stored(survey).answers) == (Decimal("73.4"), 7)
    assert 'value="73,4"' in response.text


def test_the_form_asks_for_answers_and_does_not_show_the_value(at, survey):
    answered(survey, at.unit, 6)

    page = at.client.get(at.url("outcome_missing", survey.slug, WHOLE)).text

    assert "Antal svar" in page
    assert "Värdet visas inte. Lämna tomt om det ska stå kvar." in page
    assert "73,4" not in page


def test_only_surveys_ask_for_answers(at):
    measure = goal_measure(at.unit)

    assert "Antal svar" not in at.client.get(at.url("outcome_missing", measure.slug, WHOLE)).text


@pytest.mark.parametrize("answers", ["-1", "99999999999", "sju"])
def test_answers_are_a_whole_number(at, survey, answers):
    details(at, survey, 0, value="80", answers=answers)

    assert stored(survey) is None


def test_undo_puts_back_how_many_answered(at, survey):
    details(at, survey, 0, value="80", answers="9")
    details(at, survey, 1, value="81", answers="5")

    at.post("outcome_undo", {"undo": f"{survey.slug}/{WHOLE}/2"})

    assert (stored(survey).value, stored(survey).answers) == (80, 9)


def test_who_is_late_does_not_see_what_the_other_wrote(at, survey):
    answered(survey, at.unit, 6)

    cell = at.save(survey, "80", 0)
    form = details(at, survey, 0, value="80", answers="9")

    for response in (cell, form):
        assert response.status_code == 409
        assert "Där står nu ett värde som inte visas" in response.text
        assert "73,4" not in response.text


def test_a_hidden_value_counts_as_entered(at, survey):
    answered(survey, at.unit, 6)

    assert "1 av 1 mätningar har ett värde." in at.get().text
    assert "HME" not in at.get("?saknas=1").text.split("<tbody", 1)[-1].split("</table")[0]


def test_the_hidden_value_of_a_year_is_not_carried_forward(at, survey):
    answered(survey, at.unit, 6, year=2024)

    response = at.post("outcome_missing", {"om-status": "carried_forward", "version": 0}, survey.slug, WHOLE, **HTMX)

    assert "Det finns inget värde för 2024 att använda." in response.text


def test_no_assessment_is_suggested_of_a_hidden_value(at, survey):
    create_scale()
    answered(survey, at.unit, 6)
    goal = Goal.objects.get()
    create_target(measure=survey, org_unit=at.unit, value=Decimal(70))

    suggestion = read_goal_facts([goal], at.occasion, [2024, 2025])[goal.pk].suggestion

    assert suggestion.meaning is None
    assert "HME: utfallet för 2025 visas inte." in suggestion.reasons
