"""Risk, plan, decision and uppsikt as people meet them, in a browser."""

import pytest
from playwright.sync_api import Page, expect

from internal_control.models import ControlPlan, Risk
from kommunrapport.organisation.roles import Role
from tests.browser import assert_accessible, settle, sign_in
from tests.control_factories import create_control_plan, create_control_test, create_planned_control
from tests.factories import create_member, create_municipality, create_position
from tests.internal_control.planning import make_board

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}
WIDTHS = pytest.mark.parametrize("viewport", [None, PHONE], ids=["desk", "phone"])


@pytest.fixture
def board():
    create_municipality()
    return make_board()


@pytest.fixture
def as_role(page, live_server, board):
    """Sign in somebody of the nämnd in the browser."""

    def sign_in_as(role, unit=None):
        sign_in(page, live_server, create_member(role, unit or board.namnd))

    return sign_in_as


def assert_fits(page: Page):
    page.evaluate("scrollTo(0, 0)")  # the band covers what is scrolled under it
    assert_accessible(page)
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


@WIDTHS
def test_a_year_of_internal_control_from_risk_to_uppsikt(quiet_page: Page, board, as_role, viewport):
    page = quiet_page
    page.set_viewport_size(viewport or {"width": 1440, "height": 900})
    as_role(Role.CONTROLLER)
    page.goto(board.url("overview"))
    page.get_by_role("link", name="Lägg till risk").first.click()
    page.get_by_label("Vad kan hända?").fill("Fel lön betalas ut")
    page.get_by_label("Slag av risk").select_option(label="personal och kompetens")
    page.get_by_label("3 Möjlig").check()
    page.get_by_label("3 Kännbar").check()
    page.get_by_label("Beslut").select_option(label="till kontrollplanen")
    assert_fits(page)
    page.get_by_role("button", name="Lägg till").click()
    expect(page.get_by_role("heading", name="Intern kontroll 2025")).to_be_visible()
    assert_fits(page)

    page.get_by_role("link", name="Planera kontroller").click()
    page.get_by_role("link", name="Planera kontroll av Fel lön betalas ut").click()
    page.get_by_label("Metod").fill("Stickprov")
    assert_fits(page)
    page.get_by_role("button", name="Lägg till").click()
    expect(page.get_by_text("En kontroll i planen.")).to_be_visible()
    assert_fits(page)

    page.context.clear_cookies()
    as_role(Role.SECRETARY)
    page.goto(board.url("plan"))
    page.get_by_role("link", name="Registrera beslut").click()
    page.get_by_label("Beslutsdatum").fill("2025-02-03")
    page.get_by_label("Paragraf").fill("§ 12")
    assert_fits(page)
    page.get_by_role("button", name="Registrera beslut").click()
    page.get_by_role("link", name="Översänd till kommunstyrelsen").click()
    assert_fits(page)
    page.get_by_role("button", name="Översänd").click()
    expect(page.get_by_text("Planen är översänd.")).to_be_visible()
    assert_fits(page)

    page.context.clear_cookies()
    as_role(Role.POLITICIAN, board.ks)
    page.goto(board.url("oversight", unit=board.ks))
    assert_fits(page)
    page.get_by_role("link", name="Vård & Omsorg").click()
    expect(page.get_by_text("Fel lön betalas ut").first).to_be_visible()
    assert_fits(page)


def test_moving_a_control_keeps_the_place_on_the_page(quiet_page: Page, board, as_role):
    for order, title in enumerate(["Attest", "Jäv", "Moms"]):
        board.control({"title": title}, order=order)
    as_role(Role.CONTROLLER)
    quiet_page.goto(board.url("plan"))

    quiet_page.get_by_role("button", name="Flytta upp: Moms").click()
    settle(quiet_page)

    rows = quiet_page.locator("#kontroller tbody th")
    expect(rows.nth(1)).to_contain_text("Moms")
    expect(quiet_page.get_by_role("button", name="Flytta upp: Moms")).to_be_focused()


def test_without_script_the_controls_are_moved_and_fetched(new_context, board, live_server):
    test = create_control_test(org_unit=board.namnd, title="Jäv")
    create_planned_control(plan=create_control_plan(org_unit=board.namnd, year=2024), control_test=test)
    board.control({"title": "Attest"}, order=1)
    page = new_context(java_script_enabled=False).new_page()
    sign_in(page, live_server, create_member(Role.CONTROLLER, board.namnd))
    page.goto(board.url("plan"))

    page.get_by_label("Jäv").check()
    page.get_by_role("button", name="Hämta de valda").click()
    page.get_by_role("button", name="Flytta upp: Jäv").click()

    titles = [control.control_test.title for control in ControlPlan.objects.get(year=2025).controls.all()]
    assert titles == ["Jäv", "Attest"]


@WIDTHS
def test_the_page_of_a_risk_is_accessible(quiet_page: Page, board, as_role, viewport):
    quiet_page.set_viewport_size(viewport or {"width": 1440, "height": 900})
    risk = board.risk(cause="Rutinen är inte känd.", owner=create_position(org_unit=board.namnd), is_confidential=True)
    board.control({"risk": risk}, outcome="serious", finding="Sju konton var öppna.")
    as_role(Role.CONTROLLER)
    for name in ("risk_detail", "risk_edit", "risk_history"):
        quiet_page.goto(board.url(name, risk.pk))
        assert_fits(quiet_page)
    assert Risk.objects.count() == 1
