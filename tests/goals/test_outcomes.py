"""Registrera utfall: one cell at a time, with and without htmx."""

from decimal import Decimal

import pytest
from django.urls import reverse

from kommunrapport.organisation.models import Submission
from kommunrapport.organisation.roles import Role, Subject
from tests.factories import (
    create_member,
    create_observation,
    create_org_unit,
)
from tests.goals.outcome_pages import HTMX, WHOLE, desk, goal_measure, lock, stored

pytestmark = pytest.mark.django_db


def test_a_cell_is_saved_and_answered_with_its_row(client):
    at = desk(client)
    measure = goal_measure(at.unit)

    response = at.save(measure, "71,5")

    assert stored(measure).value == Decimal("71.5")
    assert f'id="mal-{measure.goal_measures.get().goal_id}-{measure.pk}"' in response.text
    assert "<html" not in response.text
    assert "Sparat" in response.text


def test_without_htmx_the_list_is_shown_again_with_a_receipt(client):
    at = desk(client)
    measure = goal_measure(at.unit)

    response = client.post(at.url("outcome_edit", measure.slug, WHOLE), {"value": "71", "version": "0"}, follow=True)

    assert response.redirect_chain == [(at.url(), 302)]
    assert f"{measure.name}: 71" in response.text
    assert f"{measure.name}: 71" not in at.get().text


def test_a_unit_that_may_not_be_read_is_not_found(client):
    desk(client)
    neighbour = create_org_unit()

    assert client.get(reverse("goals:outcome_list", args=[2025, neighbour.slug])).status_code == 404


def test_another_units_row_is_not_found(client):
    at = desk(client)
    measure = goal_measure(create_org_unit())

    assert at.save(measure, "1").status_code == 404
    assert stored(measure) is None


def test_a_reader_sees_text_and_may_not_post(client):
    at = desk(client, Role.READER)
    measure = goal_measure(at.unit)
    create_observation(measure=measure, org_unit=at.unit, value=Decimal(71))

    page = at.get().text

    assert "71" in page
    assert 'class="cell"' not in page
    assert "#lock" not in page
    assert at.save(measure, "72", 1).status_code == 404
    assert (
        at.post("outcome_missing", {"om-status": "not_measured", "version": 1}, measure.slug, WHOLE).status_code == 404
    )
    assert at.post("outcome_paste", {"start": "x", "block": "1"}).status_code == 404
    assert at.post("outcome_undo", {"undo": f"{measure.slug}/{WHOLE}/1"}).status_code == 404


def test_who_oversees_sees_figures_only_when_they_are_locked(client):
    at = desk(client)
    board = create_org_unit(kind="executive_board")
    client.force_login(create_member(Role.POLITICIAN, board))
    Submission.objects.create(
        org_unit=at.unit, occasion=at.occasion, state="sent", changed_by=at.user, changed_at="2026-01-25T10:00:00Z"
    )

    assert at.get().status_code == 200
    assert client.get(reverse("goals:outcome_list", args=[2024, at.unit.slug])).status_code == 404


@pytest.mark.parametrize("typed", ["3,,1", "ej mätt", "-", "12.345", "101"])
def test_a_bad_number_is_kept_in_the_cell_and_changes_nothing(client, typed):
    at = desk(client)
    measure = goal_measure(at.unit, scale_maximum=Decimal(100))
    create_observation(measure=measure, org_unit=at.unit, value=Decimal(70))

    response = at.save(measure, typed, 1)

    assert response.status_code == 200
    assert f'value="{typed}"' in response.text
    assert "Värdet är inte sparat." in response.text
    assert stored(measure).value == 70


def test_words_for_a_missing_value_are_answered_with_where_to_write_them(client):
    at = desk(client)

    assert "tryck Alt+N" in at.save(goal_measure(at.unit), "ej mätt").text


def test_a_bad_number_without_htmx_is_the_whole_page(client):
    at = desk(client)
    measure = goal_measure(at.unit)

    response = client.post(at.url("outcome_edit", measure.slug, WHOLE), {"value": "3,,1", "version": "0"})

    assert response.status_code == 200
    assert "<html" in response.text
    assert 'value="3,,1"' in response.text


def test_the_second_to_save_is_told_both_values(client):
    at = desk(client)
    measure = goal_measure(at.unit, measurement_unit="%")
    at.save(measure, "74")

    response = at.save(measure, "76", 0)

    assert response.status_code == 409
    assert "Behåll 74\u00a0%" in response.text
    assert "Spara mitt 76" in response.text
    assert at.user.name in response.text
    assert stored(measure).value == 74


def test_a_conflict_without_htmx_is_a_page_and_is_resolved_there(client):
    at = desk(client)
    measure = goal_measure(at.unit)
    at.save(measure, "74")

    response = at.save(measure, "76", 0, Accept="text/html")
    at.save(measure, "76", 1, Accept="text/html")

    assert response.status_code == 409
    assert "<html" in response.text
    assert stored(measure).value == 76


def test_a_refused_cell_still_goes_by_the_version_that_was_seen(client):
    at = desk(client)
    measure = goal_measure(at.unit)
    at.save(measure, "74")

    response = at.save(measure, "7x", 0)

    assert 'name="version" value="0"' in response.text


def test_a_repeated_post_is_a_success_and_saves_once(client):
    at = desk(client)
    measure = goal_measure(at.unit)

    first, second = at.save(measure, "74"), at.save(measure, "74")

    assert first.status_code == second.status_code == 200
    assert stored(measure).version == 1


def test_locked_figures_are_text_with_a_padlock_and_a_reason(client):
    at = desk(client)
    measure = goal_measure(at.unit)
    lock(at)

    page = at.get().text
    answer = at.save(measure, "71")

    assert "Låst för inmatning sedan 25 januari 2026" in page
    assert 'class="cell"' not in page
    assert "locked-cell" in page
    assert "Låst för inmatning" in answer.text
    assert stored(measure) is None


@pytest.mark.parametrize("version", ["", "-1", "x", "99999999999999999999"])
def test_a_version_our_pages_never_send_is_refused(client, version):
    at = desk(client)
    measure = goal_measure(at.unit)

    assert at.save(measure, "1", version).status_code == 400
    assert stored(measure) is None


@pytest.mark.parametrize("year", [1989, 2101, 10**30])
def test_a_year_that_is_no_year_is_not_found(client, year):
    at = desk(client)

    assert client.get(reverse("goals:outcome_list", args=[year, at.unit.slug])).status_code == 404


def test_htmx_and_others_get_different_bodies_from_one_address(client):
    at = desk(client)

    assert "HX-Request" in at.save(goal_measure(at.unit), "1", **HTMX).headers["Vary"]


def test_women_and_men_have_rows_of_their_own(client):
    at = desk(client)
    measure = goal_measure(at.unit)

    page = at.get("?kon=1").text
    at.save(measure, "7,2", part="value_women_all")

    assert "Kvinnor" in page
    assert "Män" in page
    assert stored(measure, sex="women").value == Decimal("7.2")
    assert stored(measure, sex="total") is None


@pytest.mark.parametrize("part", ["value_women", "value_x_all", "nonsens"])
def test_a_part_that_does_not_exist_is_not_found(client, part):
    at = desk(client)

    assert at.save(goal_measure(at.unit), "1", part=part).status_code == 404


def test_a_subject_owner_enters_the_subjects_measures_in_any_unit(client):
    at = desk(client, Role.SUBJECT_OWNER, subject=Subject.PERSONNEL)
    own = goal_measure(at.unit, category=Subject.PERSONNEL)
    other = goal_measure(at.unit, "4.6")

    assert at.get().text.count('class="cell"') == 1
    assert at.save(own, "7").status_code == 200
    assert at.save(other, "7").status_code == 404
