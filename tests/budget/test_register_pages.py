"""The budget register: what is shown, and adding, changing and removing a change."""

import datetime
from decimal import Decimal

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from budget.models import BudgetEntry
from kommunrapport.organisation.roles import Role
from tests.budget_factories import create_appropriation, create_area, create_budget_entry

pytestmark = pytest.mark.django_db


def shown(client, economy, query=""):
    """The page with ordinary spaces in its numbers."""
    return client.get(economy.url("budget_register") + query).content.decode().replace("\u00a0", " ")


def change(economy, **fields):
    form = {"kind": "supplementary", "amount": "250 000", "by_unit": economy.school.pk, "financing": "Reserven"}
    return form | fields


def changed(economy, **fields):
    defaults = {"kind": "supplementary", "amount": Decimal(250_000), "financing": "Reserven"}
    return create_budget_entry(area=economy.school, **defaults | fields)


def transferred(economy):
    sides = [(economy.school, Decimal(-100_000)), (economy.library, Decimal(100_000))]
    return [create_budget_entry(area=a, kind="reallocation", amount=x, transfer="t") for a, x in sides]


def test_the_final_budget_is_the_original_and_its_changes(client, economy, controller):
    changed(economy, decided_by="Fullmäktige", decided_on=datetime.date(2025, 3, 12), paragraph="§ 45")

    page = shown(client, economy)

    for amount in ("1 000", "+250", "1 250", "1 750"):
        assert f">{amount}</td>" in page
    assert "Fullmäktige, 12 mars 2025, § 45" in page
    assert "Finansieras av: Reserven" in page


def test_amounts_are_seen_in_kronor_too(client, economy, controller):
    assert "1 000 000" in shown(client, economy, "?enhet=kr")


def test_what_is_not_distributed_of_the_frame_is_named(client, economy, controller):
    create_appropriation(org_unit=economy.ks, amount=Decimal(2_151_000))
    assert "651 tkr av ramen är inte fördelat." in shown(client, economy)

    economy.library.is_undistributed = True
    economy.library.save()
    assert "Av budgeten är 500 tkr avsatt som ofördelat." in shown(client, economy)


def test_more_than_the_frame_is_said(client, economy, controller):
    create_appropriation(org_unit=economy.ks, amount=Decimal(1_400_000))

    assert "Budgeten är 100 tkr större än ramen." in shown(client, economy)


def test_a_transfer_is_one_act(client, economy, controller):
    transferred(economy)

    page = shown(client, economy)

    assert "Från Skolan till Biblioteket" in page
    assert "En ändring är gjord" in page
    assert "En ändring saknar beslut." in page


def test_a_change_is_added_once(client, economy, controller):
    for _ in range(2):
        response = client.post(economy.url("change_create"), change(economy, token="engång"))

    assertRedirects(response, economy.url("budget_register"))
    entry = BudgetEntry.objects.get(kind="supplementary")
    assert (entry.amount, entry.by_unit) == (Decimal(250_000), economy.school)


def test_a_refused_change_says_why_and_keeps_what_was_written(client, economy, controller):
    url = economy.url("change_create")

    response = client.post(url, change(economy, token="a", financing="", description="Val"))
    assertContains(response, "Skriv hur tilläggsanslaget finansieras.")
    assertContains(response, 'value="Val"')
    assertContains(client.post(url, change(economy, token="b", amount="3,,1")), "är inget tal")
    assertContains(client.post(url, change(economy, token="c", amount="1,234")), "kan läsas på två sätt")
    assertContains(client.post(url, change(economy, token="d", amount="0,005")), "delar av öre")
    assertContains(client.post(url, change(economy, token="e", amount="1000000000000")), "för stort")
    assert not BudgetEntry.objects.filter(kind="supplementary")


def test_areas_of_others_are_not_offered(client, economy, controller):
    stranger = create_area(org_unit=economy.namnd, name="Vården")

    assertNotContains(client.get(economy.url("change_create")), "Vården")
    client.post(economy.url("change_create"), change(economy, token="a", by_unit=stranger.pk))
    assert not BudgetEntry.objects.filter(kind="supplementary")


def test_a_transfer_is_made_and_changed_as_one(client, economy, controller):
    form = {"kind": "reallocation", "source": economy.school.pk, "target": economy.library.pk, "token": "a"}
    client.post(economy.url("transfer_create"), form | {"amount": "100 000"})
    received = BudgetEntry.objects.get(amount=100_000)

    client.post(economy.url("change_edit", received.pk), {"amount": "80 000", "version": 1})

    amounts = BudgetEntry.objects.filter(kind="reallocation").values_list("amount", flat=True)
    assert sorted(amounts) == [Decimal(-80_000), Decimal(80_000)]


def test_a_transfer_that_cannot_be_says_why(client, economy, controller):
    form = {"kind": "reallocation", "amount": "1", "source": economy.school.pk, "target": economy.school.pk}

    response = client.post(economy.url("transfer_create"), form | {"token": "a"})

    assertContains(response, "Välj ett annat område")


def test_two_who_change_at_once_see_both(client, economy, controller):
    entry = changed(economy)
    url = economy.url("change_edit", entry.pk)
    client.post(url, change(economy, version=1, amount="300 000"))

    response = client.post(url, change(economy, version=1, amount="400 000"))

    assertContains(response, "300\u00a0000", status_code=409)
    assertContains(response, "400\u00a0000", status_code=409)


def test_a_change_is_removed_after_a_question(client, economy, controller):
    _given, received = transferred(economy)
    url = economy.url("change_remove", received.pk)
    assertContains(client.get(url), "Båda områdena får tillbaka")

    assert client.post(url, {"version": 7}).status_code == 409
    assertRedirects(client.post(url, {"version": 1}), economy.url("budget_register"))

    assert not BudgetEntry.objects.filter(kind="reallocation")


def test_what_a_file_brought_and_the_giving_side_are_not_edited(client, economy, controller):
    given, _ = transferred(economy)
    original = BudgetEntry.objects.filter(kind="original").first()

    for entry in (given, original):
        assert client.get(economy.url("change_edit", entry.pk)).status_code == 404


def test_readers_see_the_register_without_buttons(client, economy):
    entry = changed(economy)
    economy.sign_in(client, Role.READER)

    assertNotContains(client.get(economy.url("budget_register")), "Lägg till budgetändring")
    for name, args in [("change_create", []), ("transfer_create", []), ("change_edit", [entry.pk])]:
        assert client.get(economy.url(name, *args)).status_code == 404


def test_a_neighbour_finds_nothing(client, economy):
    entry = changed(economy)
    economy.sign_in(client, Role.CONTROLLER, economy.namnd)

    assert client.get(economy.url("budget_register")).status_code == 404
    for name in ("change_edit", "change_remove"):
        assert client.post(economy.url(name, entry.pk, unit=economy.namnd)).status_code == 404


def test_a_locked_year_says_why(client, economy, controller):
    economy.lock()

    assertContains(client.get(economy.url("budget_register")), "Låst för inmatning")
    response = client.post(economy.url("change_create"), change(economy, token="a"))
    assertContains(response, "Låst för inmatning")
    assert not BudgetEntry.objects.filter(kind="supplementary")


def test_the_page_takes_the_same_queries_for_many_changes(client, economy, controller, django_assert_max_num_queries):
    changed(economy)
    client.get(economy.url("budget_register"))
    with django_assert_max_num_queries(40) as few:
        client.get(economy.url("budget_register"))
    for number in range(3):
        changed(economy, paragraph=f"§ {number}")
        create_budget_entry(area=create_area(org_unit=economy.ks))

    with django_assert_max_num_queries(len(few)):
        client.get(economy.url("budget_register"))
