"""The page of the staff in a browser, on a desk and on a phone."""

import datetime

import pytest
from playwright.sync_api import expect

from kommunrapport.organisation.roles import Role
from tests.browser import assert_accessible, sign_in
from tests.factories import create_member
from tests.personnel.staff_world import add_sick_leave, make_staff, make_unit
from tests.personnel_factories import create_sick_leave

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SIZES = pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)], ids=["desk", "phone"])


def open_page(page, live_server, staff, width, height):
    page.set_viewport_size({"width": width, "height": height})
    sign_in(page, live_server, create_member(Role.SUBJECT_OWNER, staff.org_unit, subject="personnel"))
    page.goto(staff.url())


@SIZES
def test_the_page_is_accessible_with_everything_on_it(quiet_page, live_server, width, height):
    staff = make_staff()
    add_sick_leave(staff.org_unit, denominator="agreed_time", population_note="Timavlönade ingår inte")
    for month in (10, 11):
        last = datetime.date(2025, month, 1) - datetime.timedelta(days=1)
        create_sick_leave(org_unit=staff.org_unit, from_date=datetime.date(2024, month, 1), to_date=last)
    open_page(quiet_page, live_server, staff, width, height)

    quiet_page.get_by_text("Visa tolv månader i taget som tabell").click()

    assert_accessible(quiet_page)
    assert not quiet_page.evaluate("document.documentElement.scrollWidth > innerWidth")


@SIZES
def test_an_empty_page_leads_to_reading_in(quiet_page, live_server, width, height):
    open_page(quiet_page, live_server, make_unit(), width, height)

    expect(quiet_page.get_by_text("HR har inte lämnat uppgifter.")).to_be_visible()
    assert_accessible(quiet_page)
    quiet_page.get_by_role("link", name="Läs in personaluppgifter").click()
    expect(quiet_page).to_have_url(f"{live_server.url}/2025/ks/personal/inlasning/")


def test_five_years_are_shown_at_once(quiet_page, live_server):
    open_page(quiet_page, live_server, make_staff(), 1440, 900)

    quiet_page.get_by_label("Visa").select_option("5 år")

    expect(quiet_page.get_by_role("columnheader", name="2021").first).to_be_visible()
    expect(quiet_page).to_have_url(f"{live_server.url}/2025/ks/personal/?ar=5")
