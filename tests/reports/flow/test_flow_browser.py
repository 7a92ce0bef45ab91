"""The pages of a report's way in the browser, on a desk and on a phone, when there is most on them."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from kommunrapport.organisation.roles import Role
from kommunrapport.reports.models import Chapter
from tests.browser import assert_accessible, sign_in
from tests.reports.desk import desk
from tests.reports.flow.way import bring_to, print_version, send_out, take

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

SIZES = [(1440, 900), (390, 844)]


@pytest.fixture
def at(quiet_page, live_server):
    at = desk(Client(), Role.SECRETARY, text="<p>Det gick bra.</p>")
    sign_in(quiet_page, live_server, at.user)
    return at


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_pages_are_accessible_and_no_wider_than_the_screen(quiet_page, live_server, at, width, height):
    bring_to(at.report, "remitted", at.user)
    Chapter.objects.update(text="<p>Ändrat.</p>")
    quiet_page.set_viewport_size({"width": width, "height": height})

    for name in ("flow_detail", "flow_send_out"):
        quiet_page.goto(live_server.url + at.of_report(name))
        assert_accessible(quiet_page)
        assert not quiet_page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_the_page_shows_by_itself_that_the_pdf_is_made(quiet_page, live_server, at):
    version = take(at.report, "send_out", at.user).version
    quiet_page.goto(live_server.url + at.of_report("flow_detail"))
    expect(quiet_page.get_by_text("Den görs i bakgrunden, och syns här när den är klar.")).to_be_visible()
    assert_accessible(quiet_page)

    print_version(version)

    expect(quiet_page.get_by_text("Den görs i bakgrunden")).to_have_count(0)
    expect(quiet_page.get_by_role("link", name="Välj: Registrera beslut")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_a_decision_is_registered_from_the_page(quiet_page, live_server, at, width, height):
    send_out(at.report, at.user)
    quiet_page.set_viewport_size({"width": width, "height": height})
    quiet_page.goto(live_server.url + at.of_report("flow_detail"))
    quiet_page.get_by_role("link", name="Registrera beslut", exact=True).click()
    assert_accessible(quiet_page)

    quiet_page.get_by_label("Beslutsdatum").fill("2026-02-24")
    quiet_page.get_by_label("Paragraf").fill("§ 41")
    quiet_page.get_by_label("Beslutets lydelse").fill("Kommunstyrelsen godkänner årsredovisningen.")
    quiet_page.get_by_role("button", name="Registrera beslut").click()

    expect(quiet_page.get_by_text("Registrerade beslutet. Sparat")).to_be_visible()
    assert_accessible(quiet_page)
