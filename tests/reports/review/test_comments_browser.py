"""Commenting on marked words in a browser: in what is read, beside the editor, with keyboard and on a phone."""

import pytest
from playwright.sync_api import Page, expect

from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.roles import Role
from kommunrapport.reports.models import Chapter, Report, ReviewComment
from tests.browser import assert_accessible, assert_quiet, settle, sign_in, watch
from tests.factories import create_chapter, create_member, create_org_unit
from tests.reports.desk import create_report_of_unit
from tests.writing_factories import create_comment, resolve

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}
TEXT = "<p>Kön är <em>lång</em>. Vi är fler.</p><p>Kön är <em>kort</em>are. Vi är färre.</p>"
# Marks the words from the first place of one text node to the end of another, as a reader does with mouse or finger.
MARK = """([inside, first, last]) => {
  const walker = document.createTreeWalker(document.querySelector(inside), NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let from = null;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!from && node.data.includes(first)) range.setStart(from = node, node.data.indexOf(first));
    if (from && node.data.includes(last)) { range.setEnd(node, node.data.indexOf(last) + last.length); break; }
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@pytest.fixture
def report(live_server) -> Report:
    unit = create_org_unit(slug="ks", name="Kommunstyrelsen", kind=OrgUnit.Kind.EXECUTIVE_BOARD)
    report = create_report_of_unit(unit, slug="exempelby-2025")
    above = create_chapter(report=report, heading="Året som gått", order=1, text="<p>Vi är många.</p>")
    create_chapter(report=report, heading="Personal", parent=above, text=TEXT, status="ready")
    return report


@pytest.fixture
def chapter(report) -> Chapter:
    return Chapter.objects.get(heading="Personal")


def visit(page: Page, live_server, report: Report, address: str, role: str = Role.CONTROLLER) -> list[str]:
    """The page as somebody of the unit sees it, and what the browser complains about."""
    sign_in(page, live_server, create_member(role, report.org_unit))
    complaints = watch(page)
    page.goto(f"{live_server.url}/2025/ks/rapporter/{report.slug}/{address}")
    settle(page)
    return complaints


def test_marked_words_are_commented_on_while_reading(page: Page, live_server, report, chapter):
    complaints = visit(page, live_server, report, "las/", Role.POLITICIAN)

    page.evaluate(MARK, [f"#k{chapter.pk}", "kort", "färre"])
    page.get_by_role("button", name="Kommentera det markerade").click()
    assert_accessible(page)
    page.get_by_role("textbox", name="Kommentar", exact=True).fill("Hur mycket kortare?")
    page.get_by_role("button", name="Spara kommentaren").click()

    expect(page.get_by_role("complementary").get_by_text("Hur mycket kortare?")).to_be_visible()
    expect(page.locator("mark.commented")).to_have_text(["kort", "are. Vi är färre"])
    made = ReviewComment.objects.get()
    assert (made.quote, made.before[-7:], made.after.strip()) == ("kortare. Vi är färre", "Kön är ", ".")
    assert_accessible(page)
    assert_quiet(complaints)


def test_of_words_that_stand_twice_those_that_were_meant_are_marked(page: Page, live_server, report, chapter):
    create_comment(chapter=chapter, quote="Vi är", before="Kön är kortare. ", after=" färre.")

    visit(page, live_server, report, "las/")

    expect(page.locator(f"#k{chapter.pk} p").nth(0).locator("mark")).to_have_count(0)
    expect(page.locator(f"#k{chapter.pk} p").nth(1).locator("mark")).to_have_text("Vi är")


def test_words_and_comment_lead_to_each_other_by_keyboard(page: Page, live_server, report, chapter):
    comment = create_comment(chapter=chapter, quote="Kön är lång")
    visit(page, live_server, report, "las/")

    page.get_by_role("link", name=f"Till kommentaren av {comment.author}").press("Enter")
    expect(page).to_have_url(f"{page.url.split('#')[0]}#kommentar-{comment.pk}")
    page.get_by_role("link", name="Kön är lång").press("Enter")
    expect(page.locator("mark:target")).to_have_text("Kön är ")


def test_what_is_resolved_is_not_marked(page: Page, live_server, report, chapter):
    resolve(create_comment(chapter=chapter, quote="Kön är lång"), create_member(org_unit=report.org_unit))

    visit(page, live_server, report, "las/")

    expect(page.locator("mark")).to_have_count(0)


def test_beside_the_editor_the_text_stays_while_a_comment_is_answered_and_resolved(
    page: Page, live_server, report, chapter
):
    complaints = visit(page, live_server, report, f"{chapter.pk}/")
    page.get_by_role("textbox", name="Text", exact=True).press_sequentially("Inte sparat. ")

    page.evaluate(MARK, ["#sida", "lång", "fler"])
    page.get_by_role("button", name="Kommentera det markerade").click()
    page.get_by_role("textbox", name="Kommentar", exact=True).fill("Jämför med i fjol.")
    page.get_by_role("button", name="Spara kommentaren").click()
    expect(page.locator("#sida mark").first).to_have_text("lång")
    page.locator(".conversation summary").click()
    page.get_by_role("textbox", name="Svar").fill("Det gör vi.")
    page.get_by_role("button", name="Spara svaret").click()
    expect(page.get_by_text("Det gör vi.")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Markera som löst").click()

    expect(page.get_by_text("Löst av")).to_be_visible()
    expect(page.locator("#sida mark")).to_have_count(0)
    expect(page.get_by_role("textbox", name="Text", exact=True)).to_contain_text("Inte sparat.")
    assert_quiet(complaints)


def test_the_button_is_the_next_stop_after_the_marked_words(page: Page, live_server, report, chapter):
    visit(page, live_server, report, "las/")

    page.get_by_text("Vi är färre").click()
    page.evaluate(MARK, [f"#k{chapter.pk}", "kort", "färre"])
    expect(page.get_by_role("button", name="Kommentera det markerade")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_role("dialog", name="Kommentera")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Kommentera")).to_be_hidden()


def test_on_a_phone_all_fits(page, live_server, report, chapter):
    create_comment(chapter=chapter, quote="Kön är lång", text="Skriv hur lång. " * 20)
    page.set_viewport_size(PHONE)
    in_chapter = [f"{chapter.pk}/{rest}" for rest in ("", "historik/", "lamna-tillbaka/")]
    for address in ("las/", "kommentarer/", *in_chapter):
        visit(page, live_server, report, address)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], address
        assert_accessible(page)


def test_without_script_a_chapter_is_commented_on_with_words_written_by_hand(new_context, live_server, report, chapter):
    page = new_context(java_script_enabled=False).new_page()
    sign_in(page, live_server, create_member(Role.READER, report.org_unit))
    page.goto(f"{live_server.url}/2025/ks/rapporter/{report.slug}/las/")

    page.get_by_role("link", name="Kommentarer").click()
    page.get_by_label("Kapitel").select_option(label="1.1 Personal")
    page.get_by_label("Kommentar", exact=True).fill("Hur lång?")
    page.get_by_label("Ord som kommentaren gäller").fill("Kön är lång")
    page.get_by_role("button", name="Spara kommentaren").click()

    assert page.get_by_text("Kön är lång").is_visible()
    assert ReviewComment.objects.get().chapter == chapter
