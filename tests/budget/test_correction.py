"""Åtgärdsplan: opened by a deficit, summed against it, and followed up until it is gone."""

import datetime
from decimal import Decimal

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from budget.models import CorrectionAction, CorrectionFollowUp
from budget.services.correction import add_correction_action, change_correction_action, follow_up_correction
from kommunrapport.organisation.roles import Role
from kommunrapport.records.saving import Conflict, Locked
from tests.budget_factories import create_correction_action, create_correction_follow_up, create_forecast
from tests.factories import create_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def deficit(economy):
    """A round where the school is 200 000 kr over its budget."""
    found = economy.open_round()
    create_forecast(forecast_round=found, area=economy.school, amount=Decimal(1_200_000))
    return found


def shown(client, economy):
    return client.get(economy.url("correction_plan")).content.decode().replace("\u00a0", " ")


def plan(**fields):
    return {"text": "Vakanser hålls öppna", "effect_this_year": "150 000", "status": "planned"} | fields


def test_without_a_deficit_there_is_nothing_to_plan(client, economy, controller):
    assert "Ingen prognos är gjord ännu." in shown(client, economy)
    create_forecast(forecast_round=economy.open_round(), area=economy.school, amount=Decimal(900_000))

    page = shown(client, economy)

    assert "Prognosen per 31 augusti 2025 visar inget underskott." in page
    assert "Lägg till åtgärd" not in page


def test_a_deficit_opens_the_plan(client, economy, controller, deficit):
    page = shown(client, economy)

    assert "visar ett underskott på 200 tkr. Ingen åtgärd är beslutad ännu." in page
    assert "Lägg till åtgärd" in page


def test_the_effects_are_summed_against_the_deficit(client, economy, controller, deficit):
    create_correction_action(org_unit=economy.ks, effect_this_year=Decimal(150_000))
    create_correction_action(org_unit=economy.ks, effect_this_year=Decimal(90_000), status="dropped")
    assert "underskott på 200 tkr. 50 tkr återstår." in shown(client, economy)

    create_correction_action(org_unit=economy.ks, effect_this_year=Decimal(60_000))

    assert "Åtgärderna täcker underskottet." in shown(client, economy)


def test_an_action_is_added_once_and_changed(client, economy, controller, deficit):
    for _ in range(2):
        response = client.post(economy.url("correction_create"), plan(token="engång"))
    assertRedirects(response, economy.url("correction_plan"))
    action = CorrectionAction.objects.get()

    client.post(economy.url("correction_edit", action.pk), plan(version=1, status="done"))

    action.refresh_from_db()
    assert (action.status, action.effect_this_year, action.order) == ("done", Decimal(150_000), 1)


def test_two_who_change_at_once_see_both(client, economy, controller, deficit):
    url = economy.url("correction_edit", create_correction_action(org_unit=economy.ks).pk)
    client.post(url, plan(version=1, text="Inköpsstopp"))

    response = client.post(url, plan(version=1, text="Färre konsulter"))

    assertContains(response, "Inköpsstopp", status_code=409)
    assertContains(response, "Färre konsulter", status_code=409)


def test_an_action_is_followed_up_at_each_round(client, economy, controller, deficit):
    action = create_correction_action(org_unit=economy.ks)
    url = economy.url("correction_follow_up", action.pk)
    assert "Inte uppföljd per 31 augusti 2025." in shown(client, economy)

    client.post(url, {"version": 0, "text": "Enligt plan", "effect": "40 000"})
    later = economy.open_round(as_of=datetime.date(2025, 10, 31))
    create_forecast(forecast_round=later, area=economy.school, amount=Decimal(1_100_000))

    page = shown(client, economy)
    assert "Enligt plan Effekt hittills: 40 tkr." in page
    assert "Inte uppföljd per 31 oktober 2025." in page
    client.post(url, {"version": 0, "text": "Nästan klart", "effect": ""})
    assert CorrectionFollowUp.objects.count() == 2


def test_without_rounds_there_is_nothing_to_follow_up_at(client, economy, controller):
    action = create_correction_action(org_unit=economy.ks)

    assert client.get(economy.url("correction_follow_up", action.pk)).status_code == 404


def test_readers_see_the_plan_without_buttons(client, economy, deficit):
    action = create_correction_action(org_unit=economy.ks)
    economy.sign_in(client, Role.READER)

    assertNotContains(client.get(economy.url("correction_plan")), "Lägg till åtgärd")
    for name, args in [("correction_create", []), ("correction_edit", [action.pk])]:
        assert client.get(economy.url(name, *args)).status_code == 404


def test_a_neighbour_finds_nothing(client, economy, deficit):
    action = create_correction_action(org_unit=economy.ks)
    economy.sign_in(client, Role.CONTROLLER, economy.namnd)

    assert client.get(economy.url("correction_plan")).status_code == 404
    for name in ("correction_edit", "correction_follow_up"):
        assert client.post(economy.url(name, action.pk, unit=economy.namnd)).status_code == 404


def test_a_locked_year_takes_nothing(economy, deficit):
    action, by = create_correction_action(org_unit=economy.ks), create_user()
    economy.lock()

    for act in [
        lambda: add_correction_action(org_unit=economy.ks, year=2025, token="a", by=by, text="Ny"),
        lambda: change_correction_action(pk=action.pk, version=1, by=by, status="done"),
        lambda: follow_up_correction(action=action, forecast_round=deficit, text="x", effect=None, version=0, by=by),
    ]:
        with pytest.raises(Locked):
            act()


def test_a_follow_up_says_nothing_over_somebody_elses(economy, deficit):
    said = create_correction_follow_up(
        action=create_correction_action(org_unit=economy.ks), forecast_round=deficit, text="Enligt plan"
    )
    given = {"action": said.action, "forecast_round": deficit, "effect": None, "by": create_user()}

    with pytest.raises(Conflict):
        follow_up_correction(text="Sent", version=0, **given)
    follow_up_correction(text="Sent", version=1, **given)


def test_the_plan_takes_the_same_queries_for_many_actions(
    client, economy, controller, deficit, django_assert_max_num_queries
):
    create_correction_action(org_unit=economy.ks)
    client.get(economy.url("correction_plan"))
    with django_assert_max_num_queries(45) as few:
        client.get(economy.url("correction_plan"))
    for _ in range(3):
        create_correction_follow_up(action=create_correction_action(org_unit=economy.ks), forecast_round=deficit)

    with django_assert_max_num_queries(len(few) + 1):  # the first follow-up brings its round
        client.get(economy.url("correction_plan"))
