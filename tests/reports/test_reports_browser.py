"""Writing and reading reports as a person does, in a browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.roles import Role
from kommunrapport.records.saving import save_checked
from kommunrapport.reports.models import Chapter, ChapterSection, Report
from tests.browser import answers_form, assert_accessible, settle, sign_in
from tests.factories import (
    create_chapter,
    create_goal,
    create_goal_measure,
    create_member,
    create_observation,
    create_org_unit,
    create_scale,
    create_target,
    create_template,
    create_user,
)
from tests.reports.desk import create_report_of_unit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}
PASTE = """(html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  const options = {clipboardData: data, bubbles: true, cancelable: true};
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", options));
}"""
FROM_WORD = (
    '<h1 style="color:red">Rubrik</h1><p class="MsoNormal" style="margin:0">Från <b>Word</b>.</p>'
    "<p class=MsoListParagraph style='mso-list:l0'><span style='mso-list:Ignore'>·&nbsp;</span>Ett</p>"
    "<p class=MsoListParagraph style='mso-list:l0'><span style='mso-list:Ignore'>·&nbsp;</span>Två</p>"
    "<p class=MsoListParagraph style='mso-list:l1'><span style='mso-list:Ignore'>1.&nbsp;</span>Tre</p>"
    "<table><tr><td>Tåg</td><td>12</td></tr></table>"
)


@pytest.fixture
def report(live_server) -> Report:
    """A report with a chapter to write, a goal with a measure, and a chapter of three levels."""
    unit = create_org_unit(slug="ks", name="Kommunstyrelsen", kind=OrgUnit.Kind.EXECUTIVE_BOARD)
    report = create_report_of_unit(unit, slug="exempelby-2025", template=create_template())
    first = create_chapter(report=report, heading="Året som gått", order=1, instruction="Högst en sida.")
    below = create_chapter(report=report, heading="Personal", parent=first, text="<p>Vi är <em>fler</em>.</p>")
    create_chapter(report=report, heading="Rekrytering", parent=below, text="<h3>Läget</h3><p>Gott.</p>")
    goal = create_goal(coordinating_unit=unit, title="Trygg kommun")
    measure = create_goal_measure(goal=goal).measure
    create_observation(measure=measure, org_unit=unit)
    create_target(measure=measure, org_unit=unit, goal=goal)
    create_scale()
    chapter = create_chapter(report=report, heading="", subject_key=f"goals.goal:{goal.pk}", order=2)
    ChapterSection.objects.create(chapter=chapter, key="goals.follow_up")
    ChapterSection.objects.create(chapter=first, key="goals.steering_model")
    return report


def writer(page: Page, live_server, report: Report, name: str = "Controller"):
    user = create_member(Role.CONTROLLER, report.org_unit)
    user.name = name
    user.save()
    sign_in(page, live_server, user)
    return user


def address(report: Report, chapter: Chapter | None = None) -> str:
    base = f"/2025/ks/rapporter/{report.slug}/"
    return f"{base}{chapter.pk}/" if chapter else base


def first(report: Report) -> Chapter:
    return report.chapters.get(heading="Året som gått")


def editor(page: Page):
    return page.locator(".rich-text").get_by_role("textbox", name="Text", exact=True)


def save(page: Page) -> None:
    with page.expect_response(answers_form(page)):
        page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.locator("#sparat")).to_have_text(re.compile(r"^\s*Sparat \d\d:\d\d\s*$"))


def test_a_text_is_written_saved_and_there_again(quiet_page, live_server, report):
    writer(quiet_page, live_server, report)
    quiet_page.goto(address(report, first(report)))

    editor(quiet_page).click()
    quiet_page.keyboard.type("Ett ")
    quiet_page.get_by_role("button", name="Fet").click()
    quiet_page.keyboard.type("bra")
    quiet_page.get_by_role("button", name="Fet").click()
    quiet_page.keyboard.type(" år.")
    expect(quiet_page.locator("#ord")).to_have_text("3")
    expect(quiet_page.locator("#sparat")).to_have_text("Ändrat, inte sparat")
    save(quiet_page)

    expect(quiet_page.locator("#lage")).to_have_text("Utkast")
    assert first(report).text == "<p>Ett <strong>bra</strong> år.</p>"
    quiet_page.reload()
    expect(editor(quiet_page).locator("strong")).to_have_text("bra")


def test_it_can_be_saved_again_and_again_without_a_new_page(quiet_page, live_server, report):
    writer(quiet_page, live_server, report)
    quiet_page.goto(address(report, first(report)))

    for word in ("Ett", "Ett två"):
        editor(quiet_page).fill(word)
        with quiet_page.expect_response(answers_form(quiet_page)) as answer:
            quiet_page.keyboard.press("Control+s")
        assert answer.value.status == 200
        expect(quiet_page.locator("#sparat")).to_have_text(re.compile("Sparat"))

    assert first(report).text == "<p>Ett två</p>"


def test_what_is_pasted_from_word_keeps_its_shape_and_nothing_else(quiet_page, live_server, report):
    writer(quiet_page, live_server, report)
    quiet_page.goto(address(report, first(report)))

    editor(quiet_page).click()
    quiet_page.evaluate(PASTE, FROM_WORD)
    save(quiet_page)

    text = first(report).text
    assert "<h2>Rubrik</h2><p>Från <strong>Word</strong>.</p><ul><li><p>Ett</p></li><li><p>Två</p></li></ul>" in text
    assert "<ol><li><p>Tre</p></li></ol><table>" in text
    assert ">Tåg<" in text
    assert "style" not in text
    assert "class" not in text


def test_a_table_and_a_link_are_made_with_the_buttons(quiet_page, live_server, report):
    writer(quiet_page, live_server, report)
    quiet_page.goto(address(report, first(report)))

    editor(quiet_page).click()
    quiet_page.keyboard.type("Läs mer")
    quiet_page.keyboard.press("Control+a")
    quiet_page.get_by_role("button", name="Länk").click()
    quiet_page.get_by_label("Adress").fill("exempelby.se")
    quiet_page.get_by_role("button", name="Sätt länken").click()
    expect(editor(quiet_page)).to_be_focused()
    quiet_page.keyboard.press("End")
    quiet_page.get_by_role("button", name="Tabell").click()
    quiet_page.get_by_role("button", name="Ta bort kolumn").click()
    quiet_page.get_by_role("button", name="Ny rad").click()
    save(quiet_page)

    text = first(report).text
    assert '<a href="https://exempelby.se"' in text
    assert (text.count("<tr>"), text.count("<th")) == (4, 2)


def test_the_buttons_are_reached_with_the_arrows(quiet_page, live_server, report):
    writer(quiet_page, live_server, report)
    quiet_page.goto(address(report, first(report)))

    quiet_page.get_by_role("button", name="Fet").focus()
    quiet_page.keyboard.press("ArrowRight")
    expect(quiet_page.get_by_role("button", name="Kursiv")).to_be_focused()
    quiet_page.keyboard.press("Tab")

    expect(editor(quiet_page)).to_be_focused()


def test_two_who_write_at_once_both_keep_their_words(new_context, live_server, report):
    pages = []
    for name in ("Första", "Andra"):
        page = new_context().new_page()
        writer(page, live_server, report, name)
        page.goto(address(report, first(report)))
        editor(page).fill(f"{name} skrev detta.")
        pages.append(page)

    for page in pages:
        with page.expect_response(answers_form(page)):  # the second after the first
            page.get_by_role("button", name="Spara", exact=True).click()

    conflict = pages[1].locator(".text-conflict")
    expect(conflict).to_contain_text("Första sparade kapitlet medan du skrev")
    expect(conflict).to_contain_text("Andra skrev detta.")
    assert first(report).text == "<p>Första skrev detta.</p>"
    pages[1].evaluate("scrollTo(0, 0)")  # the band would lie over other buttons
    assert_accessible(pages[1])
    pages[1].get_by_role("button", name="Spara min text i stället").click()
    expect(editor(pages[1])).to_have_text("Andra skrev detta.")
    assert first(report).text == "<p>Andra skrev detta.</p>"


def test_leaving_with_unsaved_words_is_asked_about(quiet_page, live_server, report):
    writer(quiet_page, live_server, report)
    quiet_page.goto(address(report, first(report)))
    asked = []
    quiet_page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    editor(quiet_page).click()
    quiet_page.keyboard.type("Osparat")
    quiet_page.get_by_role("link", name="Läs rapporten").click()
    quiet_page.wait_for_url(re.compile("/las/"))

    assert asked == ["beforeunload"]


def test_leaving_two_texts_before_one_is_chosen_is_asked_about(page, live_server, report):
    writer(page, live_server, report)
    page.goto(address(report, first(report)))
    editor(page).fill("Mycket arbete")
    save_checked(Chapter, pk=first(report).pk, version=1, by=create_user(), text="<p>Deras.</p>")
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("medan du skrev")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    page.get_by_role("link", name="Läs rapporten").click()
    page.wait_for_url(re.compile("/las/"))

    assert asked == ["beforeunload"]


def test_after_signing_in_again_in_another_tab_the_text_is_saved(page, live_server, report):
    writer(page, live_server, report)
    page.goto(address(report, first(report)))
    editor(page).fill("Mycket arbete")
    page.context.add_cookies([{"name": "csrftoken", "value": "x" * 32, "url": live_server.url}])

    save(page)

    assert first(report).text == "<p>Mycket arbete</p>"


def test_who_was_signed_out_while_writing_keeps_the_text(page, live_server, report):
    writer(page, live_server, report)
    page.goto(address(report, first(report)))
    editor(page).fill("Mycket arbete")
    settle(page)  # what the page fetches would be refused too
    page.context.clear_cookies()
    page.get_by_role("button", name="Spara", exact=True).click()

    expect(page.get_by_role("alert")).to_contain_text("Det du skrev finns kvar")
    expect(page.locator("#sparat")).to_have_text("Inte sparat")
    expect(editor(page)).to_have_text("Mycket arbete")


def test_without_script_the_text_is_written_in_a_plain_field(new_context, live_server, report):
    page = new_context(java_script_enabled=False).new_page()
    writer(page, live_server, report)
    page.goto(address(report, first(report)))

    page.get_by_label("Text", exact=True).fill("Ett.\n\nTvå.")
    page.get_by_role("button", name="Spara och markera som klart").click()

    expect(page.locator("#lage")).to_have_text("Klar")
    assert first(report).text == "<p>Ett.</p>\n\n<p>Två.</p>"


@pytest.mark.parametrize("viewport", [None, PHONE], ids=["desk", "phone"])
def test_every_page_is_accessible_and_none_is_wider_than_the_screen(quiet_page, live_server, report, viewport):
    writer(quiet_page, live_server, report)
    if viewport:
        quiet_page.set_viewport_size(viewport)
    chapters = [address(report, chapter) for chapter in report.chapters.all()]
    base, chapter = address(report), chapters[0]
    for path in [
        "/2025/ks/rapporter/",
        "/2025/ks/rapporter/ny/",
        *chapters,
        f"{chapter}rubrik/",
        f"{base}nytt-kapitel/",
        f"{base}las/",
    ]:
        quiet_page.goto(path)
        assert_accessible(quiet_page)
        width = quiet_page.evaluate("document.documentElement.scrollWidth")
        assert width <= quiet_page.viewport_size["width"], path
