"""Registrera utfall in a browser: the keyboard alone, two people at once, and the rules of accessibility."""

import re
from decimal import Decimal

import pytest
from playwright.sync_api import Route, expect

from kommunrapport.measures.models import Observation
from kommunrapport.organisation.models import OrgUnit, User
from tests.browser import assert_accessible, assert_quiet, watch
from tests.factories import create_member, create_municipality, create_observation, create_occasion, create_org_unit
from tests.goals.outcome_browser import cell, measures, open_grid, paste, values, wait_for_saves

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def unit() -> OrgUnit:
    create_municipality()
    create_occasion(year=2025)
    return create_org_unit(slug="ks", name="Kommunstyrelsen")


@pytest.fixture
def controller(unit) -> User:
    return create_member(org_unit=unit)


def test_ten_outcomes_are_filled_by_keyboard_alone(quiet_page, live_server, unit, controller):
    made = measures(unit, 10)
    open_grid(quiet_page, live_server, controller)

    while not quiet_page.evaluate("document.activeElement.matches('.cell')"):
        quiet_page.keyboard.press("Tab")
        if quiet_page.evaluate("document.activeElement.id") == "rutnat":
            quiet_page.keyboard.press("Tab")
            quiet_page.keyboard.press("ArrowRight")
    for number in range(10):
        quiet_page.keyboard.type(f"{number},5")
        quiet_page.keyboard.press("Enter")
    wait_for_saves(quiet_page, 10)

    assert values(made) == [Decimal(number) + Decimal("0.5") for number in range(10)]
    expect(quiet_page.locator("#sparat")).to_contain_text(re.compile(r"Sparat \d\d:\d\d"))


def test_the_cell_one_has_moved_on_to_is_not_disturbed(quiet_page, live_server, unit, controller):
    first, second = measures(unit, 2)
    open_grid(quiet_page, live_server, controller)

    cell(quiet_page, first).focus()
    quiet_page.keyboard.type("71")
    quiet_page.keyboard.press("Enter")
    quiet_page.keyboard.type("8")
    wait_for_saves(quiet_page, 1)
    quiet_page.keyboard.type("2")

    expect(cell(quiet_page, second)).to_be_focused()
    expect(cell(quiet_page, second)).to_have_value("82")


def test_what_is_typed_while_the_answer_is_on_its_way_stays(quiet_page, live_server, unit, controller):
    (first, _) = made = measures(unit, 2)
    open_grid(quiet_page, live_server, controller)
    held: list[Route] = []
    quiet_page.route("**/value_total_all/", lambda route: held.append(route))

    cell(quiet_page, first).focus()
    quiet_page.keyboard.type("71")
    with quiet_page.expect_request("**/value_total_all/"):
        quiet_page.keyboard.press("Enter")
    quiet_page.keyboard.press("ArrowUp")
    quiet_page.keyboard.type("72")
    held[0].continue_()
    wait_for_saves(quiet_page, 1)
    quiet_page.unroute("**/value_total_all/")
    expect(cell(quiet_page, first)).to_have_value("72")
    quiet_page.keyboard.type("5")
    quiet_page.keyboard.press("Enter")
    expect(cell(quiet_page, first)).to_have_attribute("data-stored", "725")

    assert values(made)[0] == 725


def test_keys_move_edit_and_undo(quiet_page, live_server, unit, controller):
    first, second, third = made = measures(unit, 3)
    open_grid(quiet_page, live_server, controller)

    cell(quiet_page, first).focus()
    quiet_page.keyboard.type("71")
    quiet_page.keyboard.press("ArrowDown")
    expect(cell(quiet_page, second)).to_be_focused()
    quiet_page.keyboard.press("Tab")
    expect(cell(quiet_page, third)).to_be_focused()
    quiet_page.keyboard.press("Shift+Tab")
    quiet_page.keyboard.press("Shift+Enter")
    expect(cell(quiet_page, first)).to_be_focused()
    wait_for_saves(quiet_page, 1)

    quiet_page.keyboard.press("F2")
    quiet_page.keyboard.type("5")
    expect(cell(quiet_page, first)).to_have_value("715")
    quiet_page.keyboard.press("Escape")
    expect(cell(quiet_page, first)).to_have_value("71")
    quiet_page.keyboard.press("Escape")
    expect(quiet_page.locator("#rutnat")).to_be_focused()

    cell(quiet_page, second).click()
    quiet_page.keyboard.press("Control+z")
    wait_for_saves(quiet_page, 0)
    assert values(made) == [None, None, None]


def test_typing_in_a_cell_replaces_what_stands_there_however_one_came(quiet_page, live_server, unit, controller):
    first, _ = made = measures(unit, 2)
    create_observation(measure=first, org_unit=unit, value=Decimal(70))
    open_grid(quiet_page, live_server, controller)

    cell(quiet_page, first).click()
    quiet_page.keyboard.type("71")
    quiet_page.keyboard.press("Enter")
    expect(cell(quiet_page, first)).to_have_attribute("data-stored", "71")

    assert values(made)[0] == 71


def test_a_bad_number_stays_in_its_cell_with_what_to_do(quiet_page, live_server, unit, controller):
    first, _ = made = measures(unit, 2)
    open_grid(quiet_page, live_server, controller)

    cell(quiet_page, first).focus()
    quiet_page.keyboard.type("3,,1")
    quiet_page.keyboard.press("Enter")

    expect(quiet_page.get_by_role("alert")).to_contain_text("”3,,1” är inget tal.")
    expect(cell(quiet_page, first)).to_have_value("3,,1")
    assert_accessible(quiet_page)
    quiet_page.keyboard.press("ArrowUp")
    quiet_page.keyboard.type("3,1")
    quiet_page.keyboard.press("Enter")
    wait_for_saves(quiet_page, 1)
    expect(quiet_page.get_by_role("alert")).to_have_count(0)
    assert values(made) == [Decimal("3.1"), None]


def test_a_block_is_pasted_and_taken_back(quiet_page, live_server, unit, controller):
    made = measures(unit, 4)
    open_grid(quiet_page, live_server, controller)

    cell(quiet_page, made[0]).focus()
    paste(quiet_page, "1\r\n2,5\r\nx\r\n")
    expect(quiet_page.locator("#kvitto")).to_contain_text("2 värden inklistrade, 1 behöver rättas.")
    assert values(made) == [1, Decimal("2.5"), None, None]
    expect(cell(quiet_page, made[0])).to_be_focused()

    quiet_page.keyboard.press("Control+z")
    expect(quiet_page.locator("#kvitto")).to_contain_text("Ångrat")
    assert values(made) == [None, None, None, None]


def test_why_a_value_is_missing_is_written_with_alt_n(quiet_page, live_server, unit, controller):
    first, _ = measures(unit, 2)
    open_grid(quiet_page, live_server, controller)

    cell(quiet_page, first).focus()
    quiet_page.keyboard.press("Alt+n")
    dialog = quiet_page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    assert_accessible(quiet_page)
    dialog.get_by_label("Ej mätt").check()
    dialog.get_by_role("button", name="Spara").click()

    expect(dialog).to_be_hidden()
    expect(cell(quiet_page, first)).to_have_attribute("placeholder", "Ej mätt")
    expect(cell(quiet_page, first)).to_be_focused()


def test_two_people_save_the_same_outcome_and_the_second_is_told(new_context, live_server, unit, controller):
    made = measures(unit, 2)
    pages, complaints = [], []
    for user in (controller, create_member(org_unit=unit)):
        page = new_context().new_page()
        complaints.append(watch(page))
        open_grid(page, live_server, user)
        pages.append(page)

    for page, number in zip(pages, ("74", "76"), strict=True):
        cell(page, made[0]).focus()
        page.keyboard.type(number)
        page.keyboard.press("Enter")
        expect(page.locator("#sparat, [role=alert]").filter(has_text=re.compile("Sparat|ändrade"))).to_have_count(1)

    second = pages[1]
    assert values(made)[0] == 74
    expect(second.get_by_role("alert")).to_contain_text("Där står nu 74, och du skrev 76.")
    assert_accessible(second)
    second.get_by_role("button", name="Spara mitt 76").click()
    expect(second.get_by_role("alert")).to_have_count(0)
    assert values(made)[0] == 76
    assert_quiet(complaints[0])
    assert all("409" in complaint for complaint in complaints[1])


def test_the_first_ones_value_can_be_kept(page, live_server, unit, controller):
    made = measures(unit, 2)
    open_grid(page, live_server, controller)
    create_observation(measure=made[0], org_unit=unit, value=Decimal(74))

    cell(page, made[0]).focus()
    page.keyboard.type("76")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Behåll 74").click()

    expect(cell(page, made[0])).to_have_value("74")
    assert values(made)[0] == 74


def test_it_works_without_script(new_context, live_server, unit, controller):
    made = measures(unit, 2)
    page = new_context(java_script_enabled=False).new_page()
    open_grid(page, live_server, controller)

    page.locator(".cell").first.fill("71")
    page.get_by_role("button", name=f"Spara {made[0].name}").click()

    expect(page.locator("#kvitto")).to_contain_text(f"{made[0].name}: 71")
    page.get_by_role("button", name="Ångra").click()
    expect(page.locator("#kvitto")).to_contain_text("Ångrat")
    assert values(made) == [None, None]


@pytest.mark.parametrize("width", [1440, 390])
def test_no_rule_of_accessibility_is_broken(quiet_page, live_server, unit, controller, width):
    made = measures(unit, 3)
    create_observation(measure=made[0], org_unit=unit, value=None, status=Observation.Status.NOT_MEASURED)
    quiet_page.set_viewport_size({"width": width, "height": 900})
    open_grid(quiet_page, live_server, controller)
    assert_accessible(quiet_page)

    for path in (f"matningar/{made[0].slug}", f"utfall/{made[0].slug}/value_total_all/varfor"):
        quiet_page.goto(f"/2025/ks/{path}/")
        assert_accessible(quiet_page)
    assert quiet_page.evaluate("document.documentElement.scrollWidth") <= width
