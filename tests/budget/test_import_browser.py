"""Reading a file in as a person does, in a browser, with the background work done beside it."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from budget.models import LedgerEntry
from tests.browser import assert_accessible, sign_in
from tests.budget.desk import TABLE, Desk
from tests.budget_factories import create_area

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def desk(live_server, settings, tmp_path) -> Desk:
    settings.MEDIA_ROOT = tmp_path / "media"
    return Desk(Client())


@pytest.fixture
def file(tmp_path) -> Path:
    path = tmp_path / "huvudbok.csv"
    path.write_text(TABLE.replace("Stab;", "Staben;").replace(" (tkr)", ""), encoding="utf-8")
    return path


def put_in(page: Page, desk: Desk, file: Path) -> None:
    page.goto(desk.url())
    page.get_by_label("Fil", exact=True).set_input_files(file)
    page.get_by_role("button", name="Ladda upp filen").click()


def is_well_made(page: Page) -> None:
    """Accessible, and no wider than the screen, on a desk and on a phone."""
    desk = page.viewport_size
    for size in (PHONE, desk):
        page.set_viewport_size(size)
        assert_accessible(page)
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_a_file_is_put_in_mapped_mended_read_in_and_undone(quiet_page, live_server, desk, file):
    for name in ("Politik", "Stab"):
        create_area(org_unit=desk.unit, name=name)
    page = quiet_page
    sign_in(page, live_server, desk.user)
    put_in(page, desk, file)
    expect(page.get_by_text("I kö sedan")).to_be_visible()
    is_well_made(page)

    desk.work()  # the page asks by itself, and is another when the work is done
    expect(page.get_by_role("heading", name="Koppla kolumnerna")).to_be_visible()
    is_well_made(page)
    page.get_by_label("tusental kronor").check()
    page.get_by_label("Spara svaren till nästa fil").select_option("Som en ny källa")
    page.get_by_label("Den nya källans namn").fill("Huvudboken")
    page.get_by_role("button", name="Granska raderna").click()
    expect(page.get_by_text("I kö sedan")).to_be_visible()

    desk.work()
    expect(page.get_by_role("heading", name="Granska innan du läser in")).to_be_visible()
    expect(page.get_by_text("En rad behöver rättas")).to_be_visible()
    is_well_made(page)
    page.get_by_label("Staben", exact=True).select_option("Stab")
    page.get_by_role("button", name="Spara och granska igen").click()

    desk.work()
    page.get_by_role("button", name="Läs in 4 rader").click()
    expect(page.get_by_role("heading", name="Filen läses in")).to_be_visible()
    desk.work()
    expect(page.get_by_role("heading", name="Filen är inläst")).to_be_visible()
    is_well_made(page)
    assert LedgerEntry.objects.get(by_unit__name="Stab").amount == Decimal(21_000_500)

    page.get_by_role("link", name="Ångra inläsningen").click()
    is_well_made(page)
    page.get_by_role("button", name="Ångra inläsningen").click()
    expect(page.get_by_role("heading", name="Inläsningen är ångrad")).to_be_visible()
    assert not LedgerEntry.objects.exists()
    page.get_by_role("link", name="Inläsningar").click()
    expect(page.get_by_text("Ångrad", exact=True)).to_be_visible()
    is_well_made(page)


def test_without_script_the_page_is_fetched_anew_by_a_link(new_context, live_server, desk, file):
    context = new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server, desk.user)
    put_in(page, desk, file)
    desk.work()

    page.get_by_role("link", name="Uppdatera").click()
    page.get_by_label("tusental kronor").check()
    page.get_by_role("button", name="Granska raderna").click()
    desk.work()
    page.get_by_role("link", name="Uppdatera").click()
    page.get_by_role("button", name="Läs in 4 rader").click()
    desk.work()
    page.get_by_role("link", name="Uppdatera").click()

    expect(page.get_by_role("heading", name="Filen är inläst")).to_be_visible()


def test_a_hostile_file_is_refused_in_words(quiet_page, live_server, desk, tmp_path):
    file = tmp_path / "bomb.xlsx"
    file.write_bytes(b"PK\x03\x04" + b"\x00" * 2000)
    sign_in(quiet_page, live_server, desk.user)
    put_in(quiet_page, desk, file)
    desk.work()

    expect(quiet_page.get_by_role("heading", name="Filen kan inte läsas in")).to_be_visible()
    is_well_made(quiet_page)
    expect(quiet_page.get_by_role("link", name=re.compile("mall"))).to_be_visible()
