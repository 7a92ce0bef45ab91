"""Entering a forecast as a person meets it, in a browser."""

from decimal import Decimal

import pytest
from playwright.sync_api import expect

from budget.models import Forecast
from kommunrapport.organisation.roles import Role
from tests.browser import assert_accessible, sign_in
from tests.budget.entering import make_economy
from tests.budget_factories import create_area, create_budget_entry, create_forecast
from tests.factories import create_member, create_municipality

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def kommun(page, live_server):
    """An economy with a part below the library, an open round, and its controller signed in."""
    create_municipality()
    economy = make_economy()
    create_budget_entry(area=create_area(parent=economy.library, name="Bokbussen"), amount=Decimal(200_000))
    sign_in(page, live_server, create_member(Role.CONTROLLER, economy.ks))
    return economy


def test_the_sums_follow_while_somebody_types_and_it_is_saved_at_the_end(kommun, quiet_page):
    url = kommun.url("forecast_round", kommun.open_round().pk)
    quiet_page.goto(url)
    school = quiet_page.get_by_role("textbox", name="Skolan")

    school.fill("1 250")
    school.press("Tab")
    expect(quiet_page.locator("#total-0-summa")).to_have_text("1\u00a0950")
    expect(quiet_page.locator("#lage")).to_contain_text("underskott på 250 tkr")
    expect(quiet_page.locator("#andrat")).to_have_text("Ändrat, inte sparat")
    assert not Forecast.objects.exists()
    assert_accessible(quiet_page)

    quiet_page.get_by_role("button", name="Spara prognosen").click()
    expect(quiet_page.get_by_text("En prognos är ändrad. Sparat")).to_be_visible()
    assert Forecast.objects.get().amount == Decimal(1_250_000)


@pytest.mark.parametrize("viewport", [None, PHONE], ids=["desk", "phone"])
def test_what_is_refused_stands_in_its_cell_and_says_why(kommun, quiet_page, viewport):
    found = kommun.open_round()
    create_forecast(forecast_round=found, area=kommun.school, layer="administration", reason="Vakanser")
    if viewport:
        quiet_page.set_viewport_size(viewport)
    quiet_page.goto(kommun.url("forecast_round", found.pk))

    quiet_page.get_by_role("textbox", name="Skolan").fill("elva")
    quiet_page.get_by_role("button", name="Spara prognosen").click()

    expect(quiet_page.get_by_role("alert")).to_contain_text("”elva” är inget tal")
    expect(quiet_page.get_by_role("textbox", name="Skolan")).to_have_value("elva")
    assert_accessible(quiet_page)
    assert quiet_page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_script_the_page_is_a_form(kommun, new_context, live_server, page):
    found = kommun.open_round()
    context = new_context(java_script_enabled=False)
    context.add_cookies(page.context.cookies())
    plain = context.new_page()
    plain.goto(kommun.url("forecast_round", found.pk))

    plain.get_by_role("textbox", name="Skolan").fill("1 250")
    plain.get_by_role("button", name="Spara prognosen").click()

    assert Forecast.objects.get().amount == Decimal(1_250_000)


def test_the_amounts_of_the_year_are_typed_on_a_phone(kommun, quiet_page):
    quiet_page.set_viewport_size(PHONE)
    quiet_page.goto(kommun.url("year_totals"))

    quiet_page.get_by_role("textbox", name="Skolan Utfall").fill("980")
    assert_accessible(quiet_page)
    quiet_page.get_by_role("button", name="Spara").click()

    expect(quiet_page.get_by_text("Ett belopp är ändrat. Sparat")).to_be_visible()
    expect(quiet_page.get_by_role("textbox", name="Skolan Utfall")).to_have_value("980")
