"""What is typed in the forms round a report comes back too, and what was saved does not."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from kommunrapport.organisation.models import User
from kommunrapport.organisation.roles import Role
from kommunrapport.records.models import Draft
from kommunrapport.reports.models import Chapter
from tests.browser import assert_accessible, settle, sign_in
from tests.factories import create_member
from tests.reports.drafting.desk import create_open_chapter, offer
from tests.reports.drafting.test_drafts_browser import kill_tab
from tests.reports.flow.way import send_out
from tests.writing_factories import create_comment, create_memo

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KEPT = re.compile(r"Inte sparat\. Utkast sparat \d\d:\d\d")
WORDS = "Siffran på sidan tre stämmer inte.\n\nSe över den."
LEFT_IN_THE_BROWSER = "Object.keys(localStorage).filter((key) => key.startsWith('utkast:')).length"


@dataclass(frozen=True)
class Place:
    """A form: its address below the report's, its field, and its button. `is_once`: it is gone when it is saved."""

    address: str
    field: str
    button: str
    prepare: Callable[[Chapter, User], object] = lambda chapter, user: None
    fill: Callable[[Page], object] = lambda page: None
    inside: str = "main"
    is_once: bool = False
    role: Role = Role.SECRETARY

    def open(self, page: Page, live_server) -> Locator:
        page.goto(f"{live_server.url}/2025/ks/rapporter/exempelby-2025/{self.address}")
        settle(page)
        if self.field == "Svar":
            page.locator(self.inside).locator("summary", has_text="Svara").click()
        return page.locator(self.inside).get_by_label(self.field, exact=True)


def _decide(page: Page) -> None:
    page.get_by_label("Beslutsdatum").fill("2026-02-24")
    page.get_by_label("Paragraf").fill("§ 41")


PLACES = {
    "a comment": Place(
        "kommentarer/",
        "Kommentar",
        "Spara kommentaren",
        fill=lambda page: page.get_by_label("Kapitel").select_option(label="1 Året som gått"),
    ),
    "an answer": Place(
        "kommentarer/",
        "Svar",
        "Spara svaret",
        prepare=lambda chapter, user: create_comment(chapter=chapter),
        inside="main .conversation",
    ),
    "a decision": Place(
        "beslut/",
        "Beslutets lydelse",
        "Registrera beslut",
        prepare=lambda chapter, user: send_out(chapter.report, user),
        fill=_decide,
        is_once=True,
    ),
    "a memo": Place(
        "skrivelse/skriv/",
        "Bakgrund",
        "Spara",
        prepare=lambda chapter, user: create_memo(report=chapter.report),
        role=Role.CONTROLLER,
    ),
}


@pytest.fixture
def chapter(live_server) -> Chapter:
    return create_open_chapter(text="<p>Året var bra.</p>")


@pytest.fixture(params=PLACES.values(), ids=PLACES.keys())
def place(request) -> Place:
    return request.param


@pytest.fixture
def user(chapter, place) -> User:
    user = create_member(place.role, chapter.report.org_unit)
    place.prepare(chapter, user)
    return user


def press(page: Page, place: Place) -> None:
    """Save, and wait for the page after."""
    with page.expect_navigation():
        page.locator(place.inside).get_by_role("button", name=place.button, exact=True).last.click()


def assert_nothing_is_offered(page: Page, place: Place, live_server) -> None:
    assert not Draft.objects.exists()
    if place.is_once:
        return
    place.open(page, live_server)
    page.wait_for_load_state("networkidle")
    expect(offer(page)).to_have_count(0)
    assert not Draft.objects.exists()
    assert page.evaluate(LEFT_IN_THE_BROWSER) == 0


def test_what_was_typed_comes_back_when_the_tab_dies(page, live_server, user, place):
    sign_in(page, live_server, user)
    place.open(page, live_server).fill(WORDS)
    expect(page.get_by_text(KEPT)).to_be_visible()

    page = kill_tab(page)
    field = place.open(page, live_server)
    expect(offer(page)).to_contain_text("Du har text som inte är sparad")
    assert_accessible(page)
    offer(page).get_by_role("link", name="Använd").click()

    expect(field).to_have_value(WORDS)
    place.fill(page)
    press(page, place)
    assert_nothing_is_offered(page, place, live_server)


def test_what_was_saved_at_once_is_not_offered(page, live_server, user, place):
    sign_in(page, live_server, user)
    field = place.open(page, live_server)
    place.fill(page)
    field.fill(WORDS)

    press(page, place)

    assert_nothing_is_offered(page, place, live_server)
