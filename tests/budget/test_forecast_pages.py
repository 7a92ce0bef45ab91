"""Prognos: the history, entering a round, its sums while somebody types, and what only the controller does."""

import datetime
from decimal import Decimal

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from budget.models import Forecast, ForecastRound
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.roles import Role
from tests.budget.entering import HTMX, answer_for, cell
from tests.budget_factories import create_area, create_budget_entry, create_forecast
from tests.factories import create_org_unit, create_position

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(economy):
    """An open round where the school is said to cost 1 100 000 kr."""
    opened = economy.open_round()
    create_forecast(forecast_round=opened, area=economy.school, amount=Decimal(1_100_000))
    return opened


def text(response):
    return response.content.decode().replace("\u00a0", " ")


def typed(economy, school="1 100", library=""):
    first = cell(f"prognos-{economy.school.pk}", school, "1 100", "1")
    return first | cell(f"prognos-{economy.library.pk}", library, "", "0")


def said():
    return dict(Forecast.objects.filter(layer="unit").values_list("area__name", "amount"))


def test_the_list_tells_how_the_forecast_has_changed(client, economy, controller, found):
    later = economy.open_round(as_of=datetime.date(2025, 10, 31))
    create_forecast(forecast_round=later, area=economy.school, amount=Decimal(950_000))

    page = text(client.get(economy.url("forecast_list")))

    assert "Prognosen per 31 oktober 2025 visar ett överskott på 50 tkr." in page
    assert "Nettokostnad för året enligt varje prognos, tkr, 31 aug: 1 600, 31 okt: 1 450" in page
    assert "Prognos 31 augusti 2025" in page


def test_without_rounds_the_list_says_what_to_do(client, economy, controller):
    assertContains(client.get(economy.url("forecast_list")), "Öppna en prognos")


def test_a_forecast_is_saved(client, economy, controller, found):
    url = economy.url("forecast_round", found.pk)

    response = client.post(url, typed(economy, library="480,5"))

    assertRedirects(response, url)
    assert said() == {"Skolan": Decimal(1_100_000), "Biblioteket": Decimal(480_500)}
    assert "Prognosen visar ett underskott på 80,5 tkr. 2 av 2 områden har en prognos." in text(client.get(url))


def test_budget_outcome_and_earlier_forecasts_stand_beside(client, economy, controller, found):
    later = economy.open_round(as_of=datetime.date(2025, 10, 31))

    page = text(client.get(economy.url("forecast_round", later.pk)))

    for words in ("Utfall jan–okt 2025", "Prognos 31 augusti 2025", ">1 000</td>", ">1 100</td>"):
        assert words in page


def test_sums_follow_what_is_typed_and_nothing_is_saved(client, economy, controller, found):
    url = economy.url("forecast_totals", found.pk)

    answer = text(client.post(url, typed(economy, school="1 250", library="inget tal"), headers=HTMX))

    assert "Prognosen visar ett underskott på 250 tkr." in answer
    assert 'innerHTML:#total-0-summa">1 750</span>' in answer
    assert "<html" not in answer
    assert said() == {"Skolan": Decimal(1_100_000)}


def test_a_refused_forecast_costs_no_other(client, economy, controller, found):
    response = client.post(economy.url("forecast_round", found.pk), typed(economy, "elva", "480"))

    assertContains(response, "är inget tal")
    assertContains(response, 'value="elva"')
    assert said() == {"Skolan": Decimal(1_100_000), "Biblioteket": Decimal(480_000)}


def test_two_who_say_at_once_see_both_and_the_second_may_insist(client, economy, controller, found):
    url, stale = economy.url("forecast_round", found.pk), cell(f"prognos-{economy.school.pk}", "1 300", "", "0")

    assertContains(client.post(url, stale), "ändrade samtidigt till 1\u00a0100.", status_code=409)
    client.post(url, typed(economy, school="1 300"))

    assert said() == {"Skolan": Decimal(1_300_000)}


def test_a_manager_says_only_what_the_own_area_costs(client, economy, found):
    answer_for(economy, client, economy.library)
    url = economy.url("forecast_round", found.pk)
    assertNotContains(client.get(url), f'name="prognos-{economy.school.pk}"')

    client.post(url, typed(economy, "1", "480"))

    assert said() == {"Skolan": Decimal(1_100_000), "Biblioteket": Decimal(480_000)}
    assertNotContains(client.get(url), "Lås prognosen")


def test_a_manager_of_a_unit_below_sees_only_what_concerns_it(client, economy, found):
    enhet = create_org_unit(slug="enheten", kind=OrgUnit.Kind.UNIT, parent=economy.ks)
    chef = economy.sign_in(client, Role.MANAGER, enhet)
    economy.library.responsible = create_position(org_unit=enhet, holder=chef)
    economy.library.save()
    url = economy.url("forecast_round", found.pk, unit=enhet)

    page = client.get(url)
    client.post(url, typed(economy, "1", "480"))

    assertContains(page, "Biblioteket")
    assertNotContains(page, "Skolan")
    assert said()["Biblioteket"] == Decimal(480_000)


@pytest.mark.parametrize("role", [Role.READER, Role.SECRETARY, Role.POLITICIAN, Role.MANAGER])
def test_who_answers_for_nothing_reads_and_says_nothing(client, economy, found, role):
    economy.sign_in(client, role)
    url = economy.url("forecast_round", found.pk)

    assertNotContains(client.get(url), "<input class")
    assert client.post(url, typed(economy, "1")).status_code == 404
    assert client.post(economy.url("forecast_totals", found.pk)).status_code == 404


def test_a_neighbour_finds_no_round(client, economy, found):
    economy.sign_in(client, Role.CONTROLLER, economy.namnd)

    assert client.get(economy.url("forecast_round", found.pk)).status_code == 404
    for name in ("forecast_round", "round_lock", "round_reopen"):
        assert client.post(economy.url(name, found.pk, unit=economy.namnd)).status_code == 404


def test_a_round_is_opened_once(client, economy, controller):
    for _ in range(2):
        response = client.post(economy.url("round_create"), {"as_of": "2025-08-31", "token": "engång"})

    assertRedirects(response, economy.url("forecast_list"))
    assert ForecastRound.objects.count() == 1


def test_a_locked_round_is_text_until_it_is_opened_with_a_reason(client, economy, controller, found):
    url = economy.url("forecast_round", found.pk)
    client.post(economy.url("round_lock", found.pk), {"version": 1})
    assertContains(client.get(url), "Prognosen är låst sedan")
    assertNotContains(client.get(url), "<input class")

    response = client.post(url, typed(economy, "1 300"))
    assertContains(response, 'value="1 300"')
    assertContains(response, "Beloppet är inte sparat.")

    reopen = economy.url("round_reopen", found.pk)
    assertContains(client.post(reopen, {"version": 2, "reason": ""}), "Skriv varför prognosen öppnas igen.")
    client.post(reopen, {"version": 2, "reason": "Ny löneprognos"})
    assertContains(client.get(url), "Ny löneprognos")
    assertContains(client.get(url), "<input class")


def test_who_locks_after_somebody_else_is_told(client, economy, controller, found):
    for _ in range(2):
        response = client.post(economy.url("round_lock", found.pk), {"version": 1}, follow=True)

    assertContains(response, "Någon ändrade samtidigt.")


def test_the_administration_adjusts_with_a_reason(client, economy, controller, found):
    choose = client.get(economy.url("adjustment_create", found.pk), {"omrade": economy.school.pk})
    url = economy.url("adjustment_edit", found.pk, economy.school.pk)
    assertRedirects(choose, url)

    assertContains(client.post(url, {"version": 0, "amount": "-50 000"}), "Skriv varför förvaltningen justerar")
    client.post(url, {"version": 0, "amount": "-50 000", "reason": "Vakanser"})

    page = text(client.get(economy.url("forecast_round", found.pk)))
    assert "Förvaltningens justering" in page
    assert "Vakanser" in page
    assert "underskott på 50 tkr" in page

    client.post(url, {"version": 1, "amount": "", "reason": ""})
    assert not Forecast.objects.filter(layer="administration")


def test_an_area_with_parts_may_have_a_forecast_of_its_own(client, economy, controller, found):
    part = create_area(parent=economy.library, name="Bokbussen")
    create_budget_entry(area=part, amount=Decimal(200_000))
    url = economy.url("forecast_round", found.pk)
    assertContains(client.get(url), "Egen prognos i stället för summan")

    client.post(url, cell(f"prognos-{economy.library.pk}", "800", "", "0"))

    assert said()["Biblioteket"] == Decimal(800_000)
    assert "Prognosen visar ett underskott på 200 tkr. 2 av 2" in text(client.get(url))


@pytest.mark.parametrize("name", ["forecast_list", "forecast_round"])
def test_a_page_takes_the_same_queries_for_many_areas_and_rounds(
    client, economy, controller, found, name, django_assert_max_num_queries
):
    url = economy.url(name, *([found.pk] if name == "forecast_round" else []))
    client.get(url)
    with django_assert_max_num_queries(45) as few:
        client.get(url)
    for month in (2, 4, 6):
        earlier = economy.open_round(as_of=datetime.date(2025, month, 28))
        create_forecast(forecast_round=earlier, area=create_area(org_unit=economy.ks))

    with django_assert_max_num_queries(len(few)):
        client.get(url)
