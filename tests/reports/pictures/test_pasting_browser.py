"""Pasting in a browser, and pictures put into a text there."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.roles import Role
from kommunrapport.reports.models import Chapter
from kommunrapport.reports.rich_text import plain_text
from tests.browser import answers_form, assert_accessible, sign_in
from tests.factories import create_chapter, create_member, create_org_unit
from tests.reports.desk import create_report_of_unit
from tests.reports.pictures import clipboards, photos
from tests.writing_factories import create_picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASTE = """([html, picture]) => {
  const data = new DataTransfer();
  if (html) data.setData("text/html", html);
  if (picture) data.items.add(new File([Uint8Array.from(picture)], "skarmbild.png", {type: "image/png"}));
  const options = {clipboardData: data, bubbles: true, cancelable: true};
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", options));
}"""


@pytest.fixture
def chapter(quiet_page, live_server) -> Chapter:
    """An empty chapter, open in the browser of who writes it, with the cursor in it."""
    unit = create_org_unit(slug="ks", kind=OrgUnit.Kind.EXECUTIVE_BOARD)
    chapter = create_chapter(report=create_report_of_unit(unit), heading="Året som gått")
    sign_in(quiet_page, live_server, create_member(Role.CONTROLLER, unit))
    open_chapter(quiet_page, chapter)
    return chapter


def open_chapter(page: Page, chapter: Chapter) -> None:
    page.goto(f"/2025/ks/rapporter/{chapter.report.slug}/{chapter.pk}/")
    editor(page).click()


def editor(page: Page):
    return page.locator(".rich-text").get_by_role("textbox", name="Text", exact=True)


def paste(page: Page, html: str = "", picture: bytes = b"") -> None:
    page.evaluate(PASTE, [html, list(picture)])


def saved(page: Page, chapter: Chapter) -> str:
    with page.expect_response(answers_form(page)):
        page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.locator("#sparat")).to_contain_text(re.compile(r"Sparat \d\d:\d\d"))
    chapter.refresh_from_db()
    return chapter.text


@pytest.mark.parametrize("program", ["WORD", "OUTLOOK", "EXCEL", "GOOGLE"])
def test_what_is_pasted_says_the_same_letter_by_letter(quiet_page, chapter, program):
    paste(quiet_page, getattr(clipboards, program))

    text = saved(quiet_page, chapter)

    assert re.split("[\\n\\t]+", plain_text(text)) == getattr(clipboards, f"{program}_TEXT")
    assert not re.search("style|class|mso|<span|<o:", text)


def test_the_lists_and_headings_of_word_are_lists_and_headings(quiet_page, chapter):
    paste(quiet_page, clipboards.WORD)

    text = saved(quiet_page, chapter)

    below = "<ul><li><p>Göteborg</p></li><li><p>Malmö</p></li></ul>"
    assert f"<ul><li><p>Fler resor med tåg</p>{below}</li><li><p>Färre flyg</p></li></ul>" in text
    assert '<ol start="3"><li><p>Tredje</p></li><li><p>Fjärde</p></li></ol><h4>Minst</h4>' in text
    assert "<h2>Året i korthet</h2>" in text
    assert "<strong>4,5&nbsp;%</strong>" in text


@pytest.mark.parametrize(("program", "heads"), [("WORD", ["Slag", "2016"]), ("EXCEL", ["Nämnd", "Utfall", "Budget"])])
def test_the_first_row_of_a_table_is_its_head(quiet_page, chapter, program, heads):
    paste(quiet_page, getattr(clipboards, program))

    head, *rest = re.findall("<tr>.*?</tr>", saved(quiet_page, chapter))

    assert plain_text(head).split() == heads
    assert head.count("<th") == len(heads)
    assert "<th" not in "".join(rest)


def test_cells_that_span_columns_still_do(quiet_page, chapter):
    paste(quiet_page, clipboards.EXCEL)

    assert '<td colspan="2"' in saved(quiet_page, chapter)


def test_what_web_programs_say_by_style_is_kept_and_nothing_more_is_bold(quiet_page, chapter):
    paste(quiet_page, clipboards.GOOGLE)

    text = saved(quiet_page, chapter)

    assert "<p>Vanlig, <strong>fet</strong><em> och kursiv</em></p>" in text
    assert "<li><p>Ett</p><ul><li><p>Djupare</p></li></ul></li>" in text


@pytest.mark.parametrize(
    ("program", "said"),
    [("OUTLOOK", "En bild följde inte med. Ladda upp bilden"), ("GOOGLE", "2 bilder följde inte med. Ladda upp dem")],
)
def test_pictures_that_could_not_be_kept_are_told_of(quiet_page, chapter, program, said):
    paste(quiet_page, getattr(clipboards, program))

    notice = quiet_page.locator(".rich-text").get_by_role("alert")
    expect(notice).to_contain_text(f"{said} med Infoga bild.")
    assert "<img" not in saved(quiet_page, chapter)
    assert_accessible(quiet_page)
    notice.get_by_role("button", name="Stäng").click()
    expect(notice).to_have_count(0)


def test_what_is_copied_in_the_report_is_pasted_with_its_picture(quiet_page, chapter):
    picture = create_picture(report=chapter.report)

    paste(
        quiet_page,
        f'<p>Se</p><figure class="picture" data-picture="{picture.pk}"><img src="x"></figure>',
    )

    assert f'<figure data-picture="{picture.pk}"></figure>' in saved(quiet_page, chapter)
    expect(quiet_page.locator(".rich-text").get_by_role("alert")).to_have_count(0)


def test_a_picture_is_uploaded_with_its_words_and_stands_in_the_text(quiet_page, chapter, tmp_path: Path):
    (tmp_path / "torg.jpg").write_bytes(photos.from_telephone())
    quiet_page.keyboard.type("Före")

    quiet_page.get_by_role("button", name="Infoga bild").click()
    dialog = quiet_page.get_by_role("dialog", name="Infoga bild")
    dialog.get_by_label("Bild", exact=True).set_input_files(tmp_path / "torg.jpg")
    dialog.get_by_role("button", name="Ladda upp och infoga").click()
    expect(dialog).to_contain_text("Skriv vad bilden visar.")
    assert_accessible(quiet_page)
    dialog.get_by_label("Alternativtext").fill("Ett torg")
    dialog.get_by_role("button", name="Ladda upp och infoga").click()
    expect(editor(quiet_page).get_by_role("img", name="Ett torg")).to_be_visible()

    picture = chapter.report.pictures.get()
    assert saved(quiet_page, chapter) == f'<p>Före</p><figure data-picture="{picture.pk}"></figure>'


def test_a_picture_of_the_report_is_chosen_and_others_stay(quiet_page, chapter):
    first, second = (create_picture(report=chapter.report, alt_text=name) for name in ("Torget", "Parken"))
    Chapter.objects.update(text=f'<figure data-picture="{first.pk}"></figure>')
    open_chapter(quiet_page, chapter)
    editor(quiet_page).get_by_role("img", name="Torget").click()

    quiet_page.get_by_role("button", name="Infoga bild").click()
    quiet_page.get_by_role("button", name="Infoga bilden Parken").click()
    expect(editor(quiet_page).get_by_role("img", name="Parken")).to_be_visible()
    expect(editor(quiet_page)).to_be_focused()
    quiet_page.keyboard.type("Efter")

    keys = [f'<figure data-picture="{picture.pk}"></figure>' for picture in (first, second)]
    assert saved(quiet_page, chapter) == f"{''.join(keys)}<p>Efter</p>"


def test_a_pasted_screenshot_only_lacks_its_words(quiet_page, chapter):
    paste(quiet_page, picture=photos.png())

    dialog = quiet_page.get_by_role("dialog", name="Infoga bild")
    dialog.get_by_label("Alternativtext").fill("En skärmbild")
    dialog.get_by_role("button", name="Ladda upp och infoga").click()
    expect(editor(quiet_page).get_by_role("img", name="En skärmbild")).to_be_visible()

    assert saved(quiet_page, chapter).count("<figure") == 1


def test_the_picture_that_office_draws_of_words_is_not_asked_about(quiet_page, chapter):
    paste(quiet_page, "<p>Bara ord</p>", photos.png())

    assert saved(quiet_page, chapter) == "<p>Bara ord</p>"
    expect(quiet_page.get_by_role("dialog")).to_have_count(0)


def test_a_picture_of_another_report_says_so_in_the_editor(page, complaints, chapter):
    Chapter.objects.update(text='<p>Se</p><figure data-picture="999"></figure>')
    open_chapter(page, chapter)

    expect(editor(page)).to_contain_text("Bilden finns inte i den här rapporten.")
    complaints.clear()  # the file is not there
