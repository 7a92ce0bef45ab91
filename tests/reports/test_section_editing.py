"""The page of one section: its choices, and how it prints with them."""

from dataclasses import replace

import pytest
from pytest_django.asserts import assertContains

from kommunrapport.measures.models import MeasureList, MeasureListItem
from kommunrapport.records.saving import save_checked
from kommunrapport.reports.models import ChapterSection
from kommunrapport.reports.registry import SECTIONS
from kommunrapport.reports.section_pages import BROKEN, NOTHING
from tests.factories import (
    create_measure,
    create_observation,
    create_user,
)
from tests.reports.desk import desk
from tests.reports.section_desk import DRIFT, choices, create_economy, of_section, stored, with_section

pytestmark = pytest.mark.django_db


def test_choices_are_saved_and_the_page_shows_what_they_did(client):
    at = desk(client)
    create_economy(at)
    section = with_section(at)
    assertContains(client.get(of_section(at, section)), "Driftredovisning 2025 (tkr)")

    response = client.post(of_section(at, section), choices(unit="kr", title="Vår drift"), follow=True)

    assertContains(response, "Sparat")
    assertContains(response, "Vår drift 2025 (kr)")
    assert stored(section).params["unit"] == "kr"
    assert response.redirect_chain[0][0].endswith("#forhand")


def test_what_is_saved_is_what_the_reader_meets(client):
    at = desk(client)
    create_economy(at)
    section = with_section(at)

    client.post(of_section(at, section), choices(title="Vår drift", columns_0="outcome", columns_1="", columns_2=""))

    assertContains(client.get(at.of_report("report_read")), "Vår drift 2025 (tkr)")
    assert stored(section).params["columns"] == ["outcome"]


def test_a_list_of_measures_is_chosen_by_its_title(client):
    at = desk(client)
    measure = create_measure(name="Nöjda medborgare")
    made = MeasureList.objects.create(slug="nyckeltal", title="Nyckeltal")
    MeasureListItem.objects.create(measure_list=made, order=1, measure=measure)
    create_observation(measure=measure, org_unit=at.unit)
    section = with_section(at, "reports.measure_table")
    assertContains(client.get(of_section(at, section)), NOTHING)

    response = client.post(of_section(at, section), {"version": 1, "measure_list": "nyckeltal"}, follow=True)

    assertContains(response, "Nöjda medborgare")


def test_a_bad_choice_is_refused_and_nothing_is_saved(client):
    at = desk(client)
    section = with_section(at)

    response = client.post(of_section(at, section), choices(columns_1="budget"))

    assertContains(response, "Samma val står på två platser: Budget.")
    assert stored(section).version == 1


def test_two_who_choose_at_once_get_both_their_changes(client):
    at = desk(client)
    section = with_section(at)
    save_checked(ChapterSection, pk=section.pk, version=1, by=create_user(), params={"title": "Deras", "unit": "kr"})

    response = client.post(of_section(at, section), choices(title="Min", columns_0="forecast"))

    assert response.status_code == 409
    assertContains(response, "Någon annan sparade: Deras.", status_code=409)
    assertContains(response, 'value="Min"', status_code=409)
    assertContains(response, '<option value="kr" selected>', status_code=409)
    assertContains(response, 'name="version" value="2"', status_code=409)
    assert response.context["form"]["columns"].value() == ["forecast", "outcome", "variance"]


def test_the_form_of_two_is_saved_when_it_is_sent_again(client):
    at = desk(client)
    section = with_section(at)
    save_checked(ChapterSection, pk=section.pk, version=1, by=create_user(), params={"title": "Deras"})

    client.post(of_section(at, section), choices(title="Min", version="2"))

    assert stored(section).params["title"] == "Min"


@pytest.mark.parametrize("params", [{"decimals": "många"}, {"columns": 7}, {"title": None, "unit": ["kr"]}])
def test_stored_choices_of_another_kind_are_shown_as_the_defaults(client, params):
    at = desk(client)
    create_economy(at)
    section = with_section(at, **params)

    assertContains(client.get(of_section(at, section)), "Driftredovisning 2025 (tkr)")
    assertContains(client.get(at.of_chapter("section_list")), "Budget, utfall, avvikelse.")


def test_a_section_that_cannot_be_made_is_told_and_its_choices_can_be_changed(client, monkeypatch, caplog):
    at = desk(client)
    broken = replace(SECTIONS[DRIFT], build=lambda scope, params: 1 / 0)
    monkeypatch.setitem(SECTIONS, DRIFT, broken)
    section = with_section(at)

    response = client.post(of_section(at, section), choices(unit="kr"), follow=True)

    assertContains(response, BROKEN)
    assert stored(section).params["unit"] == "kr"
    assert "cannot be shown" in caplog.text


def test_a_section_with_nothing_to_choose_is_shown(client):
    at = desk(client)
    section = with_section(at, "goals.providers")

    assertContains(client.get(of_section(at, section)), "Här finns inget att välja.")
