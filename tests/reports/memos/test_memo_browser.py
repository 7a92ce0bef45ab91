"""Writing a memo as a person does, with script and without."""

import pytest
from playwright.sync_api import Page, expect

from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.roles import Role
from kommunrapport.reports.models import Memo, Report
from tests.browser import assert_accessible, settle, sign_in
from tests.factories import create_member, create_org_unit
from tests.reports.desk import create_report_of_unit
from tests.writing_factories import create_memo, create_memo_instance

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

URL = "/2025/ks/rapporter/exempelby-2025/skrivelse/"
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def report(live_server) -> Report:
    unit = create_org_unit(slug="ks", name="Kommunstyrelsen", kind=OrgUnit.Kind.EXECUTIVE_BOARD)
    return create_report_of_unit(unit, slug="exempelby-2025")


def open_form(page: Page, live_server, report: Report) -> None:
    sign_in(page, live_server, create_member(Role.CONTROLLER, report.org_unit))
    page.goto(f"{live_server.url}{URL}")
    page.get_by_role("link", name="Skriv", exact=True).click()


def proposals(page: Page):
    return page.get_by_role("group", name="Förslag till beslut")


def add_moved_row(page: Page) -> None:
    """A second proposal, moved first."""
    proposals(page).get_by_role("button", name="Lägg till rad").click()
    proposals(page).get_by_label("Rad 2", exact=True).fill("Nämnden tackar.")
    proposals(page).get_by_role("button", name="Upp med rad 2").click()


def test_rows_are_added_and_moved_and_enter_saves(quiet_page, live_server, report):
    open_form(quiet_page, live_server, report)
    quiet_page.get_by_label("Bakgrund").fill("Året är slut.")
    add_moved_row(quiet_page)

    asked = []
    quiet_page.on("dialog", lambda dialog: asked.append(dialog.type) or dialog.accept())
    expect(proposals(quiet_page).get_by_label("Rad 1", exact=True)).to_be_focused()
    assert_accessible(quiet_page)
    quiet_page.keyboard.press("Enter")

    expect(quiet_page.locator(".memo-proposals li").first).to_have_text("Nämnden tackar.")
    assert Memo.objects.get().background == "Året är slut."
    assert not asked  # of leaving without saving


def test_the_same_works_without_script(new_context, live_server, report):
    page = new_context(java_script_enabled=False).new_page()
    open_form(page, live_server, report)
    page.get_by_label("Bakgrund").fill("Året är slut.")
    add_moved_row(page)
    page.get_by_role("button", name="Spara").last.click()

    expect(page.locator(".memo-proposals li").first).to_have_text("Nämnden tackar.")
    expect(page.get_by_text("Året är slut.")).to_be_visible()


def test_the_pages_of_a_memo_are_accessible_and_fit_a_phone(quiet_page, live_server, report):
    memo = create_memo(report=report, signatures="Kim Berg, Controller")
    for order, body in enumerate(["Kommunstyrelsens arbetsutskott", "Kommunstyrelsen"], start=1):
        create_memo_instance(memo=memo, order=order, body=body, paragraph="§ 12", outcome="Tillstyrker förslaget.")
    sign_in(quiet_page, live_server, create_member(Role.CONTROLLER, report.org_unit))
    quiet_page.set_viewport_size(PHONE)
    for place in ("", "skriv/", "diarienummer/", "instanser/ny/"):
        quiet_page.goto(f"{live_server.url}{URL}{place}")
        settle(quiet_page)
        assert_accessible(quiet_page)
        assert quiet_page.evaluate("document.documentElement.scrollWidth <= innerWidth"), place
