"""Reading outcomes in as a person does, in a browser, on a desk and on a phone."""

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from tests.browser import assert_accessible, sign_in
from tests.factories import create_observation
from tests.goals.outcome_files import fill_in
from tests.goals.outcome_pages import desk, goal_measure, stored

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = [{"width": 390, "height": 844}, {"width": 1440, "height": 900}]


def is_well_made(page: Page) -> None:
    """Accessible, and no wider than the screen, on a desk and on a phone."""
    for size in SIZES:
        page.set_viewport_size(size)
        assert_accessible(page)
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def put_in(page: Page, content: bytes) -> None:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    file = {"name": "utfall.xlsx", "mimeType": kind, "buffer": content}
    page.get_by_label("Fil", exact=True).set_input_files(files=[file])
    page.get_by_role("button", name="Granska filen").click()


def test_outcomes_are_fetched_filled_in_looked_through_and_read_in(quiet_page, live_server):
    page, at = quiet_page, desk(Client())
    old, new = goal_measure(at.unit, slug="gammal", name="Nöjda elever"), goal_measure(at.unit, slug="ny")
    create_observation(measure=old, org_unit=at.unit, value=80)
    sign_in(page, live_server, at.user)
    page.goto(f"{live_server.url}{at.url()}")
    page.get_by_role("link", name="Läs in en fil").click()
    is_well_made(page)
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Hämta mall (.xlsx)").click()
    template = fetched.value.path().read_bytes()

    put_in(page, fill_in(template, {"gammal": {"Utfall": "mycket"}}))
    expect(page.get_by_role("heading", name="Att rätta")).to_be_visible()
    is_well_made(page)
    put_in(page, fill_in(template, {"gammal": {"Utfall": 85}, "ny": {"Utfall": 7, "Anmärkning": "Ny mätning."}}))
    expect(page.get_by_role("heading", name="Granska innan du läser in")).to_be_visible()
    is_well_made(page)
    page.get_by_role("button", name="Läs in 2 utfall").click()

    expect(page.get_by_text("2 utfall är inlästa.")).to_be_visible()
    assert (stored(old).value, stored(new).value) == (85, 7)
