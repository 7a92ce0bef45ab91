"""The dialogue about a variance as a person meets it, in a browser."""

import pytest
from playwright.sync_api import expect

from budget.models import VarianceComment
from tests.browser import assert_accessible, sign_in
from tests.budget.overview_world import make_namnd
from tests.budget_factories import create_variance_comment
from tests.factories import create_municipality

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}
WIDTHS = pytest.mark.parametrize("viewport", [None, PHONE], ids=["desk", "phone"])


@pytest.fixture
def namnd(page, live_server):
    create_municipality()
    namnd = make_namnd()
    sign_in(page, live_server, namnd.manager)
    return namnd


def fill(page):
    page.get_by_label("Varför blev det så?").fill("Konsulter ersatte.")
    page.get_by_label("Nej, engångshändelse").check()
    page.get_by_label("Vad gör ni åt det?").fill("Två tjänster är tillsatta.")


@WIDTHS
def test_a_variance_is_explained_below_its_row(quiet_page, namnd, viewport):
    page = quiet_page
    if viewport:
        page.set_viewport_size(viewport)
    page.goto(namnd.url())
    page.get_by_role("link", name="Kommentera Samhällsplanering").click()
    expect(page.get_by_label("Varför blev det så?")).to_be_visible()
    assert_accessible(page)
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")

    fill(page)
    page.get_by_role("button", name="Spara kommentaren").click()

    expect(page.get_by_role("link", name="Klar (kommentaren om Samhällsplanering)")).to_be_focused()
    expect(page.get_by_label("Varför blev det så?")).to_have_count(0)
    expect(page.locator("#laget")).not_to_contain_text("behöver en kommentar")
    assert VarianceComment.objects.get().action == "Två tjänster är tillsatta."
    assert_accessible(page)


def test_the_questions_are_closed_again(quiet_page, namnd):
    quiet_page.goto(namnd.url())
    quiet_page.get_by_role("link", name="Kommentera Samhällsplanering").click()

    quiet_page.get_by_role("link", name="Stäng").click()

    expect(quiet_page.get_by_label("Varför blev det så?")).to_have_count(0)


def test_two_who_answer_at_once_choose_in_the_row(page, complaints, namnd):
    page.goto(namnd.url())
    page.get_by_role("link", name="Kommentera Samhällsplanering").click()
    fill(page)
    create_variance_comment(area=namnd.planning, occasion=namnd.occasion, reason="Deras skäl.", duration="lasting")

    page.get_by_role("button", name="Spara kommentaren").click()
    expect(page.get_by_text("Deras skäl.")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Spara mitt").click()

    expect(page.get_by_text("Kommentaren är sparad.")).to_be_visible()
    assert VarianceComment.objects.get().reason == "Konsulter ersatte."


@WIDTHS
def test_the_page_of_an_area_is_accessible(quiet_page, namnd, viewport):
    if viewport:
        quiet_page.set_viewport_size(viewport)
    quiet_page.goto(namnd.url(f"{namnd.planning.pk}/"))

    assert_accessible(quiet_page)
    assert not quiet_page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_more_years_are_shown_at_once(quiet_page, namnd):
    quiet_page.goto(namnd.url())

    years = quiet_page.get_by_label("Jämför med")
    years.focus()

    years.select_option("3")

    expect(quiet_page.get_by_role("columnheader", name="Utfall 2022")).to_be_visible()
    expect(years).to_be_focused()
