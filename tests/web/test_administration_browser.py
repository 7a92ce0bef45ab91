"""Signing in and administering as a person does, in a browser."""

import pytest
from django.core.cache import cache

from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.roles import Role
from tests.browser import assert_accessible, sign_in
from tests.factories import create_member, create_occasion, create_org_unit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def administrator(page, live_server):
    user = create_member(Role.ADMINISTRATOR)
    create_occasion()
    sign_in(page, live_server, user)
    return user


@pytest.mark.parametrize("viewport", [None, PHONE], ids=["desk", "phone"])
def test_the_page_to_sign_in_is_accessible_also_when_it_refuses(quiet_page, viewport):
    cache.clear()
    if viewport:
        quiet_page.set_viewport_size(viewport)
    quiet_page.goto("/logga-in/")
    assert_accessible(quiet_page)

    quiet_page.get_by_label("E-postadress").fill("chef@kommun.example")
    quiet_page.get_by_label("Lösenord").fill("fel")
    quiet_page.get_by_role("button", name="Logga in").click()

    assert "hör inte ihop" in quiet_page.get_by_role("alert").inner_text()
    assert_accessible(quiet_page)


@pytest.mark.parametrize("viewport", [None, PHONE], ids=["desk", "phone"])
def test_a_list_a_form_and_its_history_are_accessible(administrator, quiet_page, viewport):
    if viewport:
        quiet_page.set_viewport_size(viewport)
    quiet_page.goto("/administration/enheter/")
    assert_accessible(quiet_page)

    quiet_page.locator("tbody a").first.click()
    assert_accessible(quiet_page)
    quiet_page.get_by_label("Namn", exact=True).fill("Nytt namn")
    quiet_page.get_by_role("button", name="Spara").click()

    quiet_page.get_by_role("link", name="Nytt namn").click()
    quiet_page.get_by_role("link", name="Historik").click()
    assert_accessible(quiet_page)


def test_who_was_second_chooses_whose_words_stay(administrator, page):
    unit = create_org_unit(name="Först")
    other = page.context.new_page()
    for tab in (other, page):
        tab.goto(f"/administration/enheter/{unit.pk}/")
    for tab, name in ((other, "Deras"), (page, "Mitt")):
        tab.get_by_label("Namn", exact=True).fill(name)
        tab.get_by_role("button", name="Spara").click()
    assert_accessible(page)

    page.get_by_role("button", name="Spara mitt").click()

    page.wait_for_url("**/administration/enheter/")
    assert OrgUnit.objects.get(pk=unit.pk).name == "Mitt"
