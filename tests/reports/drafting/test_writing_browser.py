"""Two who write at once, and what the page says of drafts, in a browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from goals.models import GoalComment
from kommunrapport.records.drafts import keep_draft
from kommunrapport.records.models import Draft
from kommunrapport.records.saving import save_checked
from kommunrapport.reports.drafting.offers import chapter_target
from kommunrapport.reports.models import Chapter
from tests.browser import assert_accessible, assert_quiet, sign_in, watch
from tests.factories import create_comment_kind, create_goal, create_user
from tests.reports.drafting.desk import create_open_chapter, create_writer, editor, offer, open_chapter, save

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BASE = "<p>Året var bra.</p><p>Andelen var 43 procent.</p>"
KEPT = re.compile(r"Inte sparat\. Utkast sparat \d\d:\d\d")
SIZES = [{"width": 1440, "height": 900}, {"width": 390, "height": 844}]
LEFT_IN_THE_BROWSER = "Object.keys(localStorage).filter((key) => key.startsWith('utkast:')).length"


@pytest.fixture
def chapter(live_server) -> Chapter:
    return create_open_chapter(text=BASE)


def store(chapter: Chapter, text: str) -> None:
    other = create_user()
    other.name = "Verksamhetschefen"
    other.save()
    save_checked(Chapter, pk=chapter.pk, version=chapter.version, by=other, text=text)


def meet(page: Page, live_server, chapter: Chapter) -> None:
    """The user and another change the same number, and each another paragraph; the user saves last."""
    text = open_chapter(page, live_server, chapter, create_writer(chapter))
    store(chapter, BASE.replace("bra", "mycket bra").replace("43", "44"))
    text.click()
    page.keyboard.press("Control+End")
    for _ in range(len(" procent.")):
        page.keyboard.press("ArrowLeft")
    page.keyboard.press("Backspace")
    page.keyboard.type("5")
    page.keyboard.press("Control+End")
    page.keyboard.type(" Mer kommer.")
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_role("heading", name="Verksamhetschefen sparade kapitlet medan du skrev")).to_be_visible()


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def test_a_merged_text_is_adjusted_and_saved(page, live_server, chapter):
    meet(page, live_server, chapter)
    expect(editor(page)).to_contain_text("[[Sparat: 44]] [[Ditt: 45]] procent. Mer kommer.")

    editor(page).fill("Året var mycket bra. Andelen var 45 procent. Mer kommer.")
    page.get_by_role("button", name="Spara den sammanslagna texten").click()

    expect(page.locator("#sparat")).to_contain_text("Sparat")
    assert Chapter.objects.get().text == "<p>Året var mycket bra. Andelen var 45 procent. Mer kommer.</p>"
    assert not Draft.objects.exists()


def test_an_editor_that_comes_later_prints_no_warning(page, live_server, chapter):
    complaints = watch(page)

    meet(page, live_server, chapter)
    expect(editor(page)).to_be_visible()

    assert_quiet([said for said in complaints if "409" not in said])  # the refusal itself, which htmx shows


def test_styles_that_a_browser_extension_left_do_not_trip_a_save(quiet_page, live_server, chapter):
    open_chapter(quiet_page, live_server, chapter, create_writer(chapter)).fill("Mycket arbete")
    quiet_page.evaluate("for (const field of document.querySelectorAll('input')) field.style.color = 'red'")

    save(quiet_page)

    expect(quiet_page.locator("#sparat")).to_contain_text(re.compile(r"^\s*Sparat"))


def test_who_keeps_the_stored_text_still_has_the_own_as_a_draft(page, live_server, chapter):
    meet(page, live_server, chapter)

    page.get_by_role("link", name="Behåll den sparade texten").click()

    expect(offer(page)).to_be_visible()
    offer(page).get_by_text("Visa vad som skiljer").click()
    expect(offer(page)).to_contain_text("Mer kommer.")
    offer(page).get_by_role("button", name="Kasta").click()
    expect(offer(page)).to_have_count(0)
    assert not Draft.objects.exists()
    assert "44 procent" in Chapter.objects.get().text


@pytest.mark.parametrize("size", SIZES, ids=["desk", "phone"])
def test_the_page_of_two_texts_is_accessible(page, live_server, chapter, size):
    page.set_viewport_size(size)
    meet(page, live_server, chapter)
    page.evaluate("scrollTo(0, 0)")

    assert_accessible(page)
    assert fits(page)


@pytest.mark.parametrize("size", SIZES, ids=["desk", "phone"])
def test_an_offered_draft_is_accessible(quiet_page, live_server, chapter, size):
    user = create_writer(chapter)
    text = BASE.replace("bra", "uselt")
    keep_draft(by=user, target=chapter_target(chapter.pk), field="text", text=text, base_version=1)
    quiet_page.set_viewport_size(size)
    open_chapter(quiet_page, live_server, chapter, user)
    offer(quiet_page).get_by_text("Visa vad som skiljer").click()

    assert_accessible(quiet_page)
    assert fits(quiet_page)


def test_what_is_typed_while_a_draft_is_offered_does_not_replace_it(quiet_page, live_server, chapter):
    user = create_writer(chapter)
    keep_draft(by=user, target=chapter_target(chapter.pk), field="text", text="<p>I går</p>", base_version=1)
    open_chapter(quiet_page, live_server, chapter, user).fill("I dag")
    expect(quiet_page.locator("#sparat")).to_have_text(KEPT)

    assert set(Draft.objects.values_list("text", flat=True)) == {"<p>I går</p>", "<p>I dag</p>"}


def test_the_browser_keeps_no_text_that_the_server_has(quiet_page, live_server, chapter):
    text = open_chapter(quiet_page, live_server, chapter, create_writer(chapter))
    text.fill("Mycket arbete")
    assert quiet_page.evaluate(LEFT_IN_THE_BROWSER) == 1

    save(quiet_page)
    expect(quiet_page.locator("#sparat")).to_contain_text(re.compile(r"^\s*Sparat"))

    assert quiet_page.evaluate(LEFT_IN_THE_BROWSER) == 0


def test_who_signs_out_leaves_no_text_in_the_browser(page, live_server, chapter):
    page.on("dialog", lambda dialog: dialog.accept())
    page.route("**/utkast/", lambda route: route.abort())
    open_chapter(page, live_server, chapter, create_writer(chapter)).fill("Hemligt")
    page.get_by_role("button", name="Controllern").click()
    page.locator("#konto").get_by_role("button", name="Logga ut").click()
    page.wait_for_url("**/logga-in/**")

    assert page.evaluate("localStorage.length") == 0


def test_a_text_about_a_goal_comes_back_too(quiet_page, live_server, chapter):
    goal, kind = create_goal(coordinating_unit=chapter.report.org_unit), create_comment_kind(name="Analys")
    sign_in(quiet_page, live_server, create_writer(chapter))
    quiet_page.goto(f"/2025/ks/mal/{goal.pk}/")
    text = quiet_page.locator(".rich-text").get_by_role("textbox", name=kind.name)
    text.fill("Det gick bra")
    expect(quiet_page.locator("[data-draft-state]")).to_have_text(KEPT)
    quiet_page.on("dialog", lambda dialog: dialog.accept())
    quiet_page.reload()

    offer(quiet_page).get_by_role("link", name="Använd").click()
    expect(text).to_have_text("Det gick bra")
    quiet_page.get_by_role("button", name=f"Spara {kind.name}").click()

    expect(quiet_page.locator(".text-part .saved")).to_contain_text("Sparat")
    assert GoalComment.objects.get().text == "<p>Det gick bra</p>"
    assert not Draft.objects.exists()


def test_two_in_one_chapter_see_each_other(new_context, live_server, chapter):
    pages = [new_context().new_page() for _ in range(2)]
    for page, name in zip(pages, ["Controllern", "Chefen"], strict=True):
        open_chapter(page, live_server, chapter, create_writer(chapter, name))
        page.wait_for_load_state("networkidle")

    sentence = re.compile(r"Controllern har också kapitlet öppet sedan \d\d:\d\d")
    expect(pages[1].locator(".presence")).to_have_text(sentence)
