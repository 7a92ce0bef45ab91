"""Registrera utfall: emptying a cell, and taking back."""

import pytest

from kommunrapport.measures.models import Observation
from tests.factories import create_observation
from tests.goals.outcome_pages import WHOLE, desk, goal_measure, stored

pytestmark = pytest.mark.django_db


def test_emptying_a_cell_clears_it_and_undo_puts_the_value_back(client):
    at = desk(client)
    measure = goal_measure(at.unit)
    at.save(measure, "74")

    cleared = at.save(measure, "", 1)
    assert stored(measure) is None
    assert "missing" in cleared.text
    at.post("outcome_undo", {"undo": f"{measure.slug}/{WHOLE}/0"})

    assert stored(measure).value == 74


def test_an_old_page_does_not_overwrite_what_came_back(client):
    at = desk(client)
    measure = goal_measure(at.unit)
    at.save(measure, "74")
    at.save(measure, "", 1)
    at.save(measure, "80")

    assert at.save(measure, "75", 1).status_code == 409
    assert stored(measure).value == 80


def test_saving_over_a_cleared_value_tells_that_it_was_cleared(client):
    at = desk(client)
    measure = goal_measure(at.unit)
    at.save(measure, "74")
    at.save(measure, "", 1)

    response = at.save(measure, "75", 1)

    assert response.status_code == 409
    assert "Behåll tomt" in response.text


def test_undo_stops_when_somebody_saved_since(client):
    at = desk(client)
    measure = goal_measure(at.unit)
    at.save(measure, "74")
    at.save(measure, "75", 1)

    response = at.post("outcome_undo", {"undo": f"{measure.slug}/{WHOLE}/1"})

    assert "har ändrats av någon annan" in response.text
    assert stored(measure).value == 75


def test_an_empty_cell_beside_a_reason_leaves_the_reason(client):
    at = desk(client)
    measure = goal_measure(at.unit)
    create_observation(measure=measure, org_unit=at.unit, value=None, status=Observation.Status.NOT_MEASURED)

    at.save(measure, "", 1)

    assert stored(measure).status == Observation.Status.NOT_MEASURED
