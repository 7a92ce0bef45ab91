"""Registrera utfall: a block from a spreadsheet, and taking it back."""

import re
from decimal import Decimal

import pytest

from kommunrapport.measures.models import Observation
from tests.factories import create_goal, create_goal_measure, create_measure
from tests.goals.outcome_pages import Desk, desk, goal_measure, lock, stored

pytestmark = pytest.mark.django_db


def rows(at: Desk, count: int):
    """Measures under one goal, and the anchors of their rows."""
    goal = create_goal(coordinating_unit=at.unit)
    measures = [create_measure() for _ in range(count)]
    for order, measure in enumerate(measures):
        create_goal_measure(goal=goal, measure=measure, order=order)
    return measures, [f"mal-{goal.pk}-{measure.pk}" for measure in measures]


def paste(at: Desk, anchors: list[str], block: str, start: int = 0, versions: list[int] | None = None):
    data = {"start": anchors[start], "block": block, "anchor": anchors, "version": versions or [0] * len(anchors)}
    return at.post("outcome_paste", data)


def test_a_block_fills_the_cells_below(client):
    at = desk(client)
    measures, anchors = rows(at, 3)

    response = paste(at, anchors, "1 234,5\r\n2.5\r\n-3\r\n")

    assert [stored(m).value for m in measures] == [Decimal("1234.5"), Decimal("2.5"), -3]
    assert "3 värden inklistrade." in response.text


def test_it_starts_where_the_cursor_is(client):
    at = desk(client)
    measures, anchors = rows(at, 3)

    paste(at, anchors, "7", start=1)

    assert [bool(stored(m)) for m in measures] == [False, True, False]


def test_cells_that_fail_keep_their_text_and_the_rest_is_saved(client):
    at = desk(client)
    measures, anchors = rows(at, 3)

    response = paste(at, anchors, "1\n3,,1\n3")

    assert [bool(stored(m)) for m in measures] == [True, False, True]
    assert "2 värden inklistrade, 1 behöver rättas." in response.text
    assert 'value="3,,1"' in response.text


def test_what_does_not_fit_is_counted(client):
    at = desk(client)
    _, anchors = rows(at, 2)

    assert "2 värden inklistrade, 3 värden fick inte plats." in paste(at, anchors, "1\t9\n2\n3\n4").text


def test_empty_cells_change_nothing_and_are_counted(client):
    at = desk(client)
    measures, anchors = rows(at, 3)
    at.save(measures[1], "5")

    response = paste(at, anchors, "1\n\n3", versions=[0, 1, 0])

    assert stored(measures[1]).value == 5
    assert "1 tom ruta ändrade inget" in response.text


def test_locked_cells_are_skipped_and_counted(client):
    at = desk(client)
    measures, anchors = rows(at, 1)
    again = create_goal_measure(goal=create_goal(coordinating_unit=at.unit), measure=measures[0])
    last = goal_measure(at.unit, "99")

    response = paste(at, [*anchors, f"mal-{last.goal_measures.get().goal_id}-{last.pk}"], "1\n2\n3")

    assert again.measure == measures[0]
    assert (stored(measures[0]).value, stored(last).value) == (1, 3)
    assert "1 låst ruta hoppades över" in response.text


def test_a_value_that_somebody_saved_meanwhile_is_not_overwritten(client):
    at = desk(client)
    measures, anchors = rows(at, 2)
    at.save(measures[0], "74")

    response = paste(at, anchors, "76\n2")

    assert response.status_code == 409
    assert stored(measures[0]).value == 74
    assert stored(measures[1]).value == 2
    assert "Behåll 74" in response.text


def test_a_block_can_be_taken_back_at_once(client):
    at = desk(client)
    measures, anchors = rows(at, 2)
    at.save(measures[0], "70")
    response = paste(at, anchors, "71\n72", versions=[1, 0])

    at.post("outcome_undo", {"undo": re.findall(r'name="undo" value="([^"]+)"', response.text)})

    assert stored(measures[0]).value == 70
    assert stored(measures[1]) is None


@pytest.mark.parametrize("start", ["", "mal-0-0", "<b>"])
def test_a_block_for_no_row_saves_nothing(client, start):
    at = desk(client)
    rows(at, 1)

    response = at.post("outcome_paste", {"start": start, "block": "1"})

    assert response.status_code == 200
    assert Observation.objects.count() == 0


def test_a_block_into_locked_figures_saves_nothing(client):
    at = desk(client)
    measures, anchors = rows(at, 1)
    lock(at)

    assert "1 låst ruta hoppades över" in paste(at, anchors, "1").text
    assert stored(measures[0]) is None


@pytest.mark.parametrize("undo", ["x", "a/b", "a/b/c", "a/b/-1"])
def test_an_undo_our_pages_never_send_is_refused(client, undo):
    at = desk(client)

    assert at.post("outcome_undo", {"undo": undo}).status_code == 400
