"""Putting figures into a text as a person does, in a browser."""

import pytest
from playwright.sync_api import Page, expect

from kommunrapport.measures.models import Observation
from kommunrapport.organisation.roles import Role
from kommunrapport.reports.models import Chapter
from kommunrapport.reports.readability import read_readability
from tests.browser import assert_accessible, sign_in
from tests.factories import create_chapter, create_member, create_org_unit
from tests.reports.desk import create_report_of_unit
from tests.reports.live.figures import NOJDA, create_nojda, data
from tests.reports.test_reports_browser import PASTE, PHONE, editor, save

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PROSE = (
    "Vi har bl.a. sett över organisationen, t.ex. inom skolan m.m. Därefter har verksamheten blivit mer "
    "sammanhållen än den var. Resultatet är 1 944,5 tkr bättre än väntat. Barnen är nöjda, och det är vi med."
)


@pytest.fixture
def chapter(live_server) -> Chapter:
    """A chapter to write in the report of a unit with a figure."""
    unit = create_org_unit(slug="ks", name="Kommunstyrelsen")
    create_nojda(unit)
    return create_chapter(report=create_report_of_unit(unit, slug="exempelby-2025"), heading="Året som gått", order=1)


def open_chapter(page: Page, live_server, chapter: Chapter) -> None:
    sign_in(page, live_server, create_member(Role.CONTROLLER, chapter.report.org_unit))
    page.goto(f"{live_server.url}/2025/ks/rapporter/exempelby-2025/{chapter.pk}/")


def insert_figure(page: Page) -> None:
    page.get_by_role("button", name="Infoga siffra").click()
    page.get_by_label("Sök siffra").fill("nöjda utfall 2025")
    expect(page.get_by_role("status").get_by_text("1 siffra.")).to_be_visible()
    page.get_by_role("button", name="43 procent").click()
    expect(editor(page)).to_contain_text("43 procent")
    expect(editor(page)).to_be_focused()


def stored(chapter: Chapter) -> str:
    return Chapter.objects.get(pk=chapter.pk).text


def test_a_figure_is_found_put_in_saved_and_follows_the_data(quiet_page, live_server, chapter):
    open_chapter(quiet_page, live_server, chapter)
    editor(quiet_page).click()
    quiet_page.keyboard.type("Nu är ")

    insert_figure(quiet_page)
    quiet_page.keyboard.type(" nöjda.")
    save(quiet_page)

    assert stored(chapter) == f"<p>Nu är {data(NOJDA, '43&nbsp;procent')} nöjda.</p>"
    expect(quiet_page.locator("#sida")).to_contain_text("Nu är 43 procent nöjda.")
    Observation.objects.filter(measure__slug="nojda").update(value=51)
    quiet_page.reload()
    expect(editor(quiet_page).locator(".live-figure")).to_have_text("51 procent")


def test_a_figure_is_taken_away_as_one_piece(quiet_page, live_server, chapter):
    open_chapter(quiet_page, live_server, chapter)
    editor(quiet_page).click()
    insert_figure(quiet_page)
    expect(editor(quiet_page).locator(".live-figure")).to_have_text("43 procent")

    quiet_page.keyboard.press("Backspace")

    expect(editor(quiet_page)).to_have_text("")


def test_what_is_pasted_says_what_it_is_here_and_what_is_unknown_says_that_it_is_missing(
    quiet_page, live_server, chapter
):
    open_chapter(quiet_page, live_server, chapter)
    editor(quiet_page).click()

    quiet_page.evaluate(PASTE, f"<p>Då {data(NOJDA, '31 procent')} och {data('a.b:1', '5 st')}.</p>")

    expect(editor(quiet_page).locator(".live-figure")).to_have_text(["43 procent", "[saknas]"])
    expect(quiet_page.locator("#id_text")).to_have_value(
        f"<p>Då {data(NOJDA, '43&nbsp;procent')} och {data('a.b:1', '[saknas]')}.</p>"
    )


@pytest.mark.parametrize("size", [{"width": 1440, "height": 900}, PHONE], ids=["screen", "phone"])
def test_the_dialog_is_accessible_and_gives_the_focus_back(quiet_page, live_server, chapter, size):
    quiet_page.set_viewport_size(size)
    open_chapter(quiet_page, live_server, chapter)
    editor(quiet_page).click()
    quiet_page.get_by_role("button", name="Infoga siffra").click()
    expect(quiet_page.get_by_role("button", name="43 procent").first).to_be_visible()

    assert_accessible(quiet_page)
    quiet_page.keyboard.press("Escape")

    expect(quiet_page.get_by_role("dialog")).to_have_count(0)
    expect(editor(quiet_page)).to_be_focused()


def test_how_hard_the_text_is_to_read_is_counted_while_it_is_written_as_when_it_is_shown(
    quiet_page, live_server, chapter
):
    open_chapter(quiet_page, live_server, chapter)
    editor(quiet_page).click()

    quiet_page.keyboard.insert_text(PROSE)

    said = read_readability(f"<p>{PROSE}</p>").sentence
    expect(quiet_page.locator("[data-readability]")).to_have_text(said)
    save(quiet_page)
    quiet_page.reload()
    expect(quiet_page.locator("[data-readability]")).to_have_text(said)
