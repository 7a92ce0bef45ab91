"""Ram och anslag: what the unit is given, by whom, and what it is asked to save."""

from decimal import Decimal

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from budget.models import Appropriation
from budget.services.appropriations import add_appropriation, change_appropriation, remove_appropriation
from kommunrapport.organisation.roles import Role
from kommunrapport.records.saving import Conflict, Locked
from tests.budget_factories import create_appropriation
from tests.factories import create_org_unit, create_user

pytestmark = pytest.mark.django_db


def given(economy, **fields):
    return create_appropriation(org_unit=economy.ks, **{"amount": Decimal(171_700_000)} | fields)


def shown(client, economy):
    return client.get(economy.url("appropriation_list")).content.decode().replace("\u00a0", " ")


def test_each_kind_has_its_rows_and_sum(client, economy, controller):
    given(economy)
    given(economy, amount=Decimal(134_400_000), scope_note="Utan AFA-medel")
    given(economy, kind="internal_financing", financier="Skolnämnden")

    page = shown(client, economy)

    assert "Ramen är 306 100 tkr." in page
    assert ">306 100</td>" in page
    assert "Utan AFA-medel" in page
    assert "Betalas av Skolnämnden." in page


def test_a_satsning_is_seen_over_its_years(client, economy, controller):
    years = {"period_from": 2024, "period_to": 2026, "period_amount": Decimal(200_000_000)}
    given(economy, kind="earmarked", label="Digitalisering", amount=Decimal(60_000_000), **years)
    given(economy, kind="earmarked", label="digitalisering", year=2024, amount=Decimal(50_000_000))

    page = shown(client, economy)

    assert "2024–2026, 200 000 i allt" in page
    assert "Andra år: 2024: 50 000" in page


def test_a_demand_to_save_says_what_is_left(client, economy, controller):
    given(economy, kind="efficiency", amount=Decimal(298_000))
    assert "Effektiviseringskravet är 298 tkr." in shown(client, economy)

    given(economy, kind="efficiency", amount=Decimal(100_000), achieved=Decimal(60_000))

    page = shown(client, economy)
    assert "Av effektiviseringskravet på 398 tkr är 60 tkr genomfört." in page
    assert ">40</td>" in page


def test_a_unit_without_its_own_frame_shows_those_below(client, economy, controller):
    below = create_org_unit(kind="administration", parent=economy.ks)
    create_appropriation(org_unit=below, amount=Decimal(41_651_000))
    assert "Ramen är 41 651 tkr." in shown(client, economy)

    given(economy)

    assert "Ramen är 171 700 tkr." in shown(client, economy)


@pytest.mark.parametrize("kind", Appropriation.Kind.values)
def test_an_amount_of_each_kind_is_added_once(client, economy, controller, kind):
    for _ in range(2):
        form = {"label": "Verksamhet", "amount": "171 700 000", "token": "engång"}
        response = client.post(economy.url("appropriation_create", kind), form)

    assertRedirects(response, economy.url("appropriation_list"))
    assert Appropriation.objects.get().kind == kind


def test_a_satsning_has_an_amount_of_the_year_or_of_the_period(client, economy, controller):
    url = economy.url("appropriation_create", "earmarked")

    assertContains(client.post(url, {"label": "IT", "token": "a"}), "Skriv årets belopp")
    client.post(url, {"label": "IT", "token": "b", "period_amount": "200 000 000"})

    assert Appropriation.objects.get().amount is None


def test_an_unknown_kind_is_not_found(client, economy, controller):
    assert client.get(economy.url("appropriation_create", "gava")).status_code == 404


def test_an_amount_is_changed_and_two_see_both(client, economy, controller):
    url = economy.url("appropriation_edit", given(economy).pk)
    form = {"label": "Ram", "version": 1}
    client.post(url, form | {"amount": "170 000 000"})

    response = client.post(url, form | {"amount": "160 000 000"})

    assertContains(response, "170\u00a0000\u00a0000", status_code=409)
    assertContains(response, "160\u00a0000\u00a0000", status_code=409)


def test_an_amount_is_removed_after_a_question(client, economy, controller):
    url = economy.url("appropriation_remove", given(economy).pk)
    assertContains(client.get(url), "Historiken finns kvar.")

    client.post(url, {"version": 1})

    assert not Appropriation.objects.exists()
    assert Appropriation.history.filter(history_type="-").exists()


def test_readers_and_neighbours_write_nothing(client, economy):
    found = given(economy)
    economy.sign_in(client, Role.READER)
    assertNotContains(client.get(economy.url("appropriation_list")), "Lägg till ram")
    assert client.get(economy.url("appropriation_edit", found.pk)).status_code == 404

    economy.sign_in(client, Role.CONTROLLER, economy.namnd)
    for name in ("appropriation_edit", "appropriation_remove"):
        assert client.post(economy.url(name, found.pk, unit=economy.namnd)).status_code == 404


def test_a_locked_year_takes_nothing(economy):
    found, by = given(economy), create_user()
    economy.lock()

    for act in [
        lambda: add_appropriation(org_unit=economy.ks, year=2025, token="a", by=by, label="Ny", amount=Decimal(1)),
        lambda: change_appropriation(pk=found.pk, version=1, by=by, label="Ny"),
        lambda: remove_appropriation(pk=found.pk, version=1, by=by),
    ]:
        with pytest.raises(Locked):
            act()


def test_what_somebody_changed_is_not_removed_unseen(economy):
    found, by = given(economy), create_user()
    change_appropriation(pk=found.pk, version=1, by=by, label="Ny")

    with pytest.raises(Conflict):
        remove_appropriation(pk=found.pk, version=1, by=by)
