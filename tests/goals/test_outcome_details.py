"""Registrera utfall: why a value is missing, and what prints beside it."""

from decimal import Decimal

import pytest

from kommunrapport.measures.models import Observation
from tests.factories import create_observation
from tests.goals.outcome_pages import HTMX, WHOLE, Desk, desk, goal_measure, lock, stored

pytestmark = pytest.mark.django_db

Status = Observation.Status


def send(at: Desk, measure, version: int = 0, *, htmx: bool = True, **fields):
    data = {f"om-{name}": value for name, value in fields.items()} | {"version": version}
    headers = HTMX if htmx else {"Accept": "text/html"}
    return at.post("outcome_missing", data, measure.slug, WHOLE, **headers)


def test_the_form_is_a_page_of_its_own_and_a_dialog(client):
    at = desk(client)
    url = at.url("outcome_missing", goal_measure(at.unit).slug, WHOLE)

    page, dialog = client.get(url), client.get(url, headers=HTMX)

    assert "<html" in page.text
    assert "<html" not in dialog.text
    assert "Ej mätt" in dialog.text


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"status": "not_measured"}, "Ej mätt"),
        ({"status": "expected", "expected_on": "2026-04"}, "Kommer apr 2026"),
        ({"status": "expected", "expected_text": "hösten 2026"}, "Kommer hösten 2026"),
        ({"status": "elsewhere"}, "Redovisas på annat håll"),
        ({"status": "not_applicable"}, "Ej aktuellt"),
    ],
)
def test_a_reason_stands_in_the_empty_cell(client, fields, shown):
    at = desk(client)
    measure = goal_measure(at.unit)

    response = send(at, measure, **fields)

    assert stored(measure).value is None
    assert f'placeholder="{shown}"' in response.text


def test_last_years_value_is_carried_forward_with_its_year(client):
    at = desk(client)
    measure = goal_measure(at.unit)
    create_observation(measure=measure, org_unit=at.unit, year=2024, value=Decimal(75))

    response = send(at, measure, status="carried_forward")

    outcome = stored(measure)
    assert (outcome.status, outcome.value, outcome.data_year) == (Status.CARRIED_FORWARD, 75, 2024)
    assert "Värdet för 2025 är från 2024." in response.text


def test_a_value_carried_twice_keeps_its_own_year(client):
    at = desk(client)
    measure = goal_measure(at.unit)
    create_observation(
        measure=measure, org_unit=at.unit, year=2024, status=Status.CARRIED_FORWARD, value=Decimal(75), data_year=2023
    )

    send(at, measure, status="carried_forward")

    assert stored(measure).data_year == 2023


def test_there_must_be_a_value_to_carry_forward(client):
    at = desk(client)
    measure = goal_measure(at.unit)

    response = send(at, measure, status="carried_forward")

    assert response.status_code == 200
    assert "Det finns inget värde för 2024 att använda." in response.text
    assert stored(measure) is None


def test_a_number_typed_over_a_reason_takes_the_reason_away(client):
    at = desk(client)
    measure = goal_measure(at.unit)
    send(at, measure, status="expected", expected_text="i vår", note="Enkäten är sen")

    at.save(measure, "71", 1)

    outcome = stored(measure)
    assert (outcome.status, outcome.expected_text, outcome.note) == (Status.FINAL, "", "Enkäten är sen")


def test_a_preliminary_value_stays_preliminary_when_it_is_corrected(client):
    at = desk(client)
    measure = goal_measure(at.unit)
    send(at, measure, status="preliminary", value="70")

    at.save(measure, "71", 1)

    assert stored(measure).status == Status.PRELIMINARY


def test_what_prints_beside_a_value_is_saved(client):
    at = desk(client)
    measure = goal_measure(at.unit, decimals=0)

    send(at, measure, status="final", value="53", comparison_value="57", comparison_label="medel", precision="1000")

    outcome = stored(measure)
    assert (outcome.comparison_value, outcome.comparison_label, outcome.precision) == (57, "medel", 1000)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Välj det som stämmer."),
        ({"status": "final"}, "Skriv värdet, eller välj varför det saknas."),
        ({"status": "final", "value": "1", "comparison_value": "57"}, "Skriv vad jämförelsen heter"),
        ({"status": "expected", "expected_on": "snart"}, "Skriv år och månad"),
        ({"status": "final", "value": "3,,1"}, "är inget tal"),
        ({"status": "not_measured", "value": "80"}, "Töm rutan, eller välj Det finns."),
    ],
)
def test_what_is_not_whole_is_refused_with_what_to_do(client, fields, sentence):
    at = desk(client)
    measure = goal_measure(at.unit)

    response = send(at, measure, htmx=False, **fields)

    assert response.status_code == 200
    assert sentence in response.text
    assert stored(measure) is None


def test_somebody_elses_save_is_told_about_and_can_be_replaced(client):
    at = desk(client)
    measure = goal_measure(at.unit)
    at.save(measure, "74")

    response = send(at, measure, status="not_measured")
    again = send(at, measure, 1, status="not_measured")

    assert response.status_code == 409
    assert "Där står nu 74" in response.text
    assert again.status_code == 200
    assert stored(measure).status == Status.NOT_MEASURED


def test_locked_figures_say_so_and_keep_the_form(client):
    at = desk(client)
    measure = goal_measure(at.unit)
    lock(at)

    response = send(at, measure, status="not_measured", note="Skrivet")

    assert "Låst för inmatning" in response.text
    assert 'value="Skrivet"' in response.text
    assert stored(measure) is None


def test_without_htmx_the_list_is_shown_again(client):
    at = desk(client)

    response = send(at, goal_measure(at.unit), htmx=False, status="not_measured")

    assert response.status_code == 302
    assert response.url == at.url()
