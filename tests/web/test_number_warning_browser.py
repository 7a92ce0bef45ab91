"""The question about a personnummer as a person meets it, in a browser."""

import pytest
from playwright.sync_api import Page, expect

from budget.models import VarianceComment
from goals.models import Activity, GoalComment
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.roles import Role
from kommunrapport.reports.models import Chapter
from tests.browser import assert_accessible, sign_in
from tests.budget.overview_world import make_namnd
from tests.factories import (
    create_chapter,
    create_member,
    create_municipality,
    create_org_unit,
    create_position,
)
from tests.goals.steering import activity_of, make_kommun
from tests.kept_numbers import ASKS, BOX, TEXT
from tests.reports.desk import create_report_of_unit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}


@pytest.fixture(params=[None, PHONE], ids=["desk", "phone"])
def screen(request, quiet_page) -> Page:
    if request.param:
        quiet_page.set_viewport_size(request.param)
    return quiet_page


def assert_asks(page: Page) -> None:
    """One question, whose box is not ticked, on a page that fits."""
    expect(page.get_by_text(ASKS)).to_be_visible()
    expect(page.get_by_label(BOX)).not_to_be_checked()
    assert_accessible(page)
    width, wanted = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert width <= wanted


def test_a_text_about_a_goal(screen, live_server):
    kommun = make_kommun()
    sign_in(screen, live_server, create_member(Role.CONTROLLER, kommun.ks))
    screen.goto(kommun.url("goal_detail", kommun.goal.pk))
    part = screen.locator(".text-part")

    part.get_by_role("textbox", name="Kommentar").press_sequentially(TEXT)
    part.get_by_role("button", name="Spara").click()
    assert_asks(screen)
    part.get_by_label(BOX).check()
    part.get_by_role("button", name="Spara").click()

    expect(part.locator(".saved[role=status]")).to_contain_text("Sparat ")
    assert GoalComment.objects.get().text == f"<p>{TEXT}</p>"
    expect(part.get_by_label(BOX)).to_have_count(0)


def test_the_remark_of_an_activity_is_saved_when_the_box_is_ticked(screen, live_server):
    kommun = make_kommun()
    enhet = create_org_unit(slug="naringsliv", kind=OrgUnit.Kind.UNIT, parent=kommun.ks)
    manager = create_member(Role.MANAGER, enhet)
    activity_of(create_position(org_unit=enhet, holder=manager), kommun, status="done")
    sign_in(screen, live_server, manager)
    screen.goto(kommun.url("activity_list", unit=enhet))
    row = screen.locator(".activity")

    row.get_by_text("Lägg till en anmärkning").click()
    row.get_by_label("Anmärkning").fill(TEXT)
    row.get_by_role("button", name="Spara anmärkningen").click()
    assert_asks(screen)
    row.get_by_label(BOX).check()

    expect(row.locator(".row-state")).to_contain_text("Sparat ")
    assert Activity.objects.get().remark == TEXT


def test_the_text_of_a_chapter(screen, live_server):
    unit = create_org_unit(slug="ks", kind=OrgUnit.Kind.EXECUTIVE_BOARD)
    chapter = create_chapter(report=create_report_of_unit(unit, slug="ks-2025"), heading="Året som gått")
    sign_in(screen, live_server, create_member(Role.CONTROLLER, unit))
    screen.goto(f"/2025/ks/rapporter/ks-2025/{chapter.pk}/")
    save = screen.get_by_role("button", name="Spara", exact=True)

    screen.get_by_role("textbox", name="Text", exact=True).press_sequentially(TEXT)
    save.click()
    assert_asks(screen)
    screen.get_by_label(BOX).check()
    save.click()

    expect(screen.locator("#sparat")).to_contain_text("Sparat ")
    assert Chapter.objects.get().text == f"<p>{TEXT}</p>"
    expect(screen.get_by_label(BOX)).to_have_count(0)


def test_the_answer_about_a_variance(screen, live_server):
    create_municipality()
    namnd = make_namnd()
    sign_in(screen, live_server, namnd.manager)
    screen.goto(namnd.url())
    screen.get_by_role("link", name="Kommentera Samhällsplanering").click()

    screen.get_by_label("Varför blev det så?").fill(TEXT)
    screen.get_by_label("Nej, engångshändelse").check()
    screen.get_by_label("Vad gör ni åt det?").fill("Inget.")
    screen.get_by_role("button", name="Spara kommentaren").click()
    assert_asks(screen)
    screen.get_by_label(BOX).check()
    screen.get_by_role("button", name="Spara kommentaren").click()

    expect(screen.get_by_role("link", name="Klar (kommentaren om Samhällsplanering)")).to_be_visible()
    assert VarianceComment.objects.get().reason == TEXT


def test_a_row_of_the_administration(screen, live_server):
    sign_in(screen, live_server, create_member(Role.ADMINISTRATOR))
    unit = create_org_unit(slug="service")
    screen.goto(f"/administration/enheter/{unit.pk}/")

    screen.get_by_label("Namn", exact=True).fill(TEXT)
    screen.get_by_role("button", name="Spara").click()
    assert_asks(screen)
    screen.get_by_label(BOX).check()
    screen.get_by_role("button", name="Spara").click()

    expect(screen.get_by_text(f"{TEXT}: sparat.")).to_be_visible()
