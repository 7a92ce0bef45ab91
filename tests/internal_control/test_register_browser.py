"""Reading a register in as a person does, in a browser, on a desk and on a phone."""

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from internal_control.models import Risk
from tests.browser import assert_accessible, sign_in
from tests.control_factories import create_risk, create_risk_rating
from tests.internal_control.register_files import RegisterDesk, fill_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = [{"width": 390, "height": 844}, {"width": 1440, "height": 900}]
NEW = {"Risk": "Fel lön", "Slag av risk": "ekonomi och redovisning", "Sannolikhet": 3, "Konsekvens": 4}


def is_well_made(page: Page) -> None:
    """Accessible, and no wider than the screen, on a desk and on a phone."""
    for size in SIZES:
        page.set_viewport_size(size)
        assert_accessible(page)
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def put_in(page: Page, content: bytes) -> None:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    file = {"name": "register.xlsx", "mimeType": kind, "buffer": content}
    page.get_by_label("Fil", exact=True).set_input_files(files=[file])
    page.get_by_role("button", name="Granska filen").click()


def test_a_register_is_fetched_filled_in_looked_through_and_read_in(quiet_page, live_server):
    page, at = quiet_page, RegisterDesk(Client())
    create_risk_rating(risk=create_risk(org_unit=at.unit, number=1, title="Avbrott"))
    sign_in(page, live_server, at.user)
    page.goto(f"{live_server.url}{at.url('overview')}")
    page.get_by_role("link", name="Läs in en fil").click()
    is_well_made(page)
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Hämta mall (.xlsx)").click()
    template = fetched.value.path().read_bytes()

    put_in(page, fill_in(template, {"Risker": [NEW | {"Sannolikhet": 9}]}, {}))
    expect(page.get_by_role("heading", name="Att rätta")).to_be_visible()
    is_well_made(page)
    put_in(page, fill_in(template, {"Risker": [NEW]}, {"Risker": {1: {"Konsekvens": 4}}}))
    expect(page.get_by_role("heading", name="Granska innan du läser in")).to_be_visible()
    is_well_made(page)
    page.get_by_role("button", name="Läs in 2 rader").click()

    expect(page.get_by_text("2 rader är inlästa.")).to_be_visible()
    assert [risk.title for risk in Risk.objects.all()] == ["Avbrott", "Fel lön"]
