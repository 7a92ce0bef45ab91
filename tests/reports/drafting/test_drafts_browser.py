"""Text that is typed and not saved comes back, whatever happens to the browser, the session or the server."""

import re
from contextlib import suppress

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Error, Page, expect

from kommunrapport.records.models import Draft
from kommunrapport.reports.models import Chapter
from tests.reports.drafting.desk import create_open_chapter, create_writer, editor, offer, open_chapter, save

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = ["Året", "blev", "bättre", "än", "väntat", "och", "fler", "elever", "nådde", "målen"]
KEPT = re.compile(r"Inte sparat\. Utkast sparat \d\d:\d\d")


@pytest.fixture
def chapter(live_server) -> Chapter:
    return create_open_chapter(text="<p>Vårt år.</p>")


def write(page: Page, live_server, chapter, user, count: int = 5) -> str:
    """Type so many words after what stands there; what the editor then says."""
    text = open_chapter(page, live_server, chapter, user)
    text.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" " + " ".join(WORDS[:count]))
    return f"Vårt år. {' '.join(WORDS[:count])}"


def kill_tab(page: Page) -> Page:
    """The tab dies on the spot, before anything reached the server; the browser goes on."""
    another = page.context.new_page()
    with suppress(Error):
        page.goto("chrome://crash", timeout=5000)
    return another


def close_browser(page: Page) -> None:
    """The whole browser goes, once the draft is on the server."""
    expect(page.locator("#sparat")).to_have_text(KEPT)
    page.context.close()


def expire_session(page: Page) -> Page:
    """The session ends while the user types, who then leaves the page to sign in again."""
    Session.objects.all().delete()
    page.keyboard.type("!")
    expect(page.locator("#besked")).to_contain_text("Du är utloggad. Det du skrev finns kvar här")
    page.on("dialog", lambda dialog: dialog.accept())
    page.keyboard.press("Backspace")
    return page


def lose_server(page: Page) -> Page:
    """The server goes away while the user types, and the page is closed before it is back."""
    page.context.set_offline(True)
    page.keyboard.type("!")
    expect(page.locator("#besked")).to_contain_text("Ingen kontakt med servern")
    page.keyboard.press("Backspace")
    page.close()
    page.context.set_offline(False)
    return page.context.new_page()


KILLS = [kill_tab, close_browser, expire_session, lose_server]


@pytest.mark.parametrize("count", [1, 3, 5, 7, 10])
@pytest.mark.parametrize("kill", KILLS, ids=lambda kill: kill.__name__)
def test_what_was_typed_comes_back_and_can_be_saved(page, new_context, live_server, chapter, kill, count):
    user = create_writer(chapter)
    expected = write(page, live_server, chapter, user, count)

    page = kill(page) or new_context().new_page()
    open_chapter(page, live_server, chapter, user)
    expect(offer(page)).to_contain_text("Du har text som inte är sparad")
    offer(page).get_by_role("link", name="Använd").click()

    expect(editor(page)).to_have_text(expected)
    save(page)
    expect(page.locator("#sparat")).to_have_text(re.compile(r"^\s*Sparat \d\d:\d\d\s*$"))
    assert Chapter.objects.get().text == f"<p>{expected}</p>"
    assert not Draft.objects.exists()
