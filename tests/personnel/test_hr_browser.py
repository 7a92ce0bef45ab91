"""Reading figures of the staff in as a person does, in a browser, on a desk and on a phone."""

from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from kommunrapport.organisation.roles import Role
from personnel.models import SickLeave
from tests.browser import assert_accessible, sign_in
from tests.personnel.hr_desk import HrDesk, fill_in, stored

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}
FIGURES = {"Antal anställda": 120, "Ordinarie timmar": 200_000, "Sjuktimmar": 12_000}


@pytest.fixture
def desk(live_server) -> HrDesk:
    return HrDesk(Client(), Role.SUBJECT_OWNER, subject="personnel")


def is_well_made(page: Page) -> None:
    """Accessible, and no wider than the screen, on a desk and on a phone."""
    desk = page.viewport_size
    for size in (PHONE, desk):
        page.set_viewport_size(size)
        assert_accessible(page)
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def put_in(page: Page, path: Path) -> None:
    page.get_by_label("Fil", exact=True).set_input_files(path)
    page.get_by_role("button", name="Ladda upp filen").click()


def test_the_template_is_fetched_filled_in_looked_through_and_read_in(quiet_page, live_server, desk, tmp_path):
    page = quiet_page
    sign_in(page, live_server, desk.user)
    page.goto(f"{live_server.url}{desk.url()}")
    is_well_made(page)
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Hämta mall (.xlsx)").click()
    path = tmp_path / "ifylld.xlsx"
    path.write_bytes(
        fill_in(fetched.value.path().read_bytes(), {("Kommunstyrelsen", "totalt", "alla åldrar"): FIGURES})
    )

    put_in(page, path)
    expect(page.get_by_role("heading", name="Granska innan du läser in")).to_be_visible()
    is_well_made(page)
    page.get_by_role("button", name="Läs in 1 rad").click()

    expect(page.get_by_text("1 rad är inläst.")).to_be_visible()
    is_well_made(page)
    assert SickLeave.objects.get().sick_hours == 12_000


def test_refusals_are_told_so_that_everybody_can_read_them(quiet_page, live_server, desk, tmp_path):
    page = quiet_page
    sign_in(page, live_server, desk.user)
    for name, content, told in [
        ("folk.csv", "Personnummer;Lön\n850709-9805;1\n", "uppgifter om enskilda personer."),
        ("fel.csv", "Enhet;Från och med;Till och med;Kön;Antal\nx;y;z;å;1\n", "Filen är inte inläst."),
    ]:
        (tmp_path / name).write_text(content, encoding="utf-8")
        page.goto(f"{live_server.url}{desk.url()}")
        put_in(page, tmp_path / name)
        expect(page.get_by_role("alert")).to_contain_text(told)
        is_well_made(page)
    assert stored() == 0
