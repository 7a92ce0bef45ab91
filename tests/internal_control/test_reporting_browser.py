"""Results and actions as a manager meets them, in a browser."""

import datetime

import pytest
from playwright.sync_api import Page, expect

from internal_control.models import ControlFollowUp, ImprovementAction, PlannedControl
from kommunrapport.organisation.roles import Role
from tests.browser import assert_accessible, sign_in
from tests.control_factories import create_control_conclusion
from tests.factories import create_member, create_municipality
from tests.internal_control.reporting import make_controlled

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
WIDTHS = pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
CONTROLS = "/2025/inkop/intern-kontroll/kontroller/"
ACTIONS = "/2025/inkop/intern-kontroll/atgarder/"


@pytest.fixture
def controlled(page, live_server):
    create_municipality()
    controlled = make_controlled()
    sign_in(page, live_server, controlled.chef)
    return controlled


def show(page: Page, url: str, viewport: dict) -> None:
    page.set_viewport_size(viewport)
    page.goto(url)


def row(page: Page, title: str):
    return page.locator(".activity").filter(has_text=title)


def assert_in_order(page: Page) -> None:
    page.evaluate("scrollTo(0, 0)")  # the band covers what is scrolled under it
    assert_accessible(page)
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_a_manager_reports_two_controls_on_a_phone(controlled, quiet_page):
    controlled.control(test={"title": "Attest"})
    controlled.control(test={"title": "Avtal"})
    show(quiet_page, CONTROLS, PHONE)

    row(quiet_page, "Attest").get_by_text("Ingen avvikelse").click()
    expect(quiet_page.locator("#hur-langt")).to_have_text("1 av 2 har ett resultat")
    row(quiet_page, "Avtal").get_by_text("Mindre avvikelse").click()
    expect(row(quiet_page, "Avtal")).to_contain_text("Skriv kort vad ni såg, så sparas resultatet.")
    row(quiet_page, "Avtal").get_by_label("Vad såg ni?").fill("Två av 30 saknade avtal.")
    row(quiet_page, "Avtal").get_by_label("Antal granskade").fill("30")
    row(quiet_page, "Avtal").get_by_label("Varav fel").fill("2")
    row(quiet_page, "Avtal").get_by_role("button", name="Spara").click()

    expect(quiet_page.locator("#hur-langt")).to_have_text("2 av 2 har ett resultat")
    expect(row(quiet_page, "Avtal")).to_contain_text("2 fel av 30 granskade")
    assert set(PlannedControl.objects.values_list("outcome", "sample_size")) == {("none", None), ("minor", 30)}
    assert_in_order(quiet_page)


def test_what_was_typed_survives_a_tap_on_another_outcome(controlled, quiet_page):
    controlled.control(test={"title": "Avtal"})
    show(quiet_page, CONTROLS, PHONE)
    card = row(quiet_page, "Avtal")
    card.get_by_text("Mindre avvikelse").click()
    card.get_by_label("Vad såg ni?").fill("Två saknade avtal.")

    card.get_by_text("Blev inte gjord").click()
    expect(card).to_contain_text("Skriv kort varför")
    card.get_by_text("Allvarlig avvikelse").click()

    expect(card.get_by_label("Vad såg ni?")).to_have_value("Två saknade avtal.")
    expect(card).to_contain_text("Sparat ")


def test_a_finding_leads_to_an_action_and_next_year_to_its_follow_up(controlled, quiet_page):
    controlled.control(test={"title": "Avtal"}, outcome="minor", finding="Två saknade avtal.")
    show(quiet_page, CONTROLS, PHONE)

    quiet_page.get_by_role("link", name="Lägg till åtgärd för Avtal").click()
    quiet_page.get_by_label("Vad ska göras?").fill("Gemensam mall för avtal")
    assert_in_order(quiet_page)
    quiet_page.get_by_role("button", name="Lägg till").click()
    expect(row(quiet_page, "Gemensam mall för avtal")).to_contain_text("Avtal")

    quiet_page.goto(ACTIONS.replace("2025", "2026"))
    expect(row(quiet_page, "Gemensam mall för avtal")).to_contain_text("Följer med från 2025.")
    row(quiet_page, "Gemensam mall för avtal").get_by_text("Klar", exact=True).click()
    expect(quiet_page.locator("#hur-langt")).to_have_text("1 av 1 avslutade")
    quiet_page.get_by_role("link", name="Uppföljning av").click()
    quiet_page.get_by_label("Vad har hänt under året?").fill("Mallen används.")
    quiet_page.get_by_role("button", name="Spara").click()
    expect(quiet_page.get_by_text("Uppföljningen är sparad.")).to_be_visible()

    assert ImprovementAction.objects.get().status == "done"
    assert ControlFollowUp.objects.get().year == 2026
    assert_in_order(quiet_page)


@WIDTHS
def test_every_kind_of_card_is_accessible(controlled, quiet_page, viewport):
    test = controlled.control(test={"title": "Sen"}, due_on=datetime.date(2025, 3, 1)).control_test
    controlled.control(outcome="serious", finding="Sju konton var öppna.", sample_size=42, error_count=7)
    controlled.control(outcome="not_performed", reason="Tiden räckte inte.", test={"is_confidential": True})
    controlled.action(test, due_on=datetime.date(2025, 3, 1), remark="Upphandling pågår.")
    controlled.action(status="done", closed_on=datetime.date(2025, 10, 12), is_confidential=True)

    for url in (CONTROLS, f"{ACTIONS}?visa=alla", f"{CONTROLS}{test.pk}/uppfoljning/"):
        show(quiet_page, url, viewport)
        for summary in quiet_page.locator("summary").all():
            summary.click()
        assert_in_order(quiet_page)


@WIDTHS
def test_the_assessment_is_written_sent_and_taken_back(controlled, quiet_page, live_server, viewport):
    controlled.control(outcome="none")
    sign_in(quiet_page, live_server, create_member(Role.CONTROLLER, controlled.namnd))
    show(quiet_page, "/2025/ks/intern-kontroll/bedomning/", viewport)

    quiet_page.get_by_text("Behöver förbättras").click()
    quiet_page.get_by_label("Motivering").fill("En åtgärd är försenad.")
    quiet_page.get_by_role("button", name="Spara").click()
    assert_in_order(quiet_page)
    quiet_page.get_by_role("button", name="Översänd").click()
    expect(quiet_page.get_by_text("årets resultat och uppföljning är låsta")).to_be_visible()
    assert_in_order(quiet_page)
    quiet_page.get_by_label("Varför tas den tillbaka?").fill("En kontroll saknades.")
    quiet_page.get_by_role("button", name="Ta tillbaka").click()

    expect(quiet_page.get_by_text("Togs tillbaka: En kontroll saknades.")).to_be_visible()


@WIDTHS
def test_a_conflict_in_a_card_keeps_both_texts(controlled, page, viewport):
    planned = controlled.control(test={"title": "Avtal"})
    show(page, CONTROLS, viewport)
    PlannedControl.objects.filter(pk=planned.pk).update(outcome="minor", finding="Den ena.", version=2)

    row(page, "Avtal").get_by_text("Ingen avvikelse").click()

    expect(page.get_by_role("heading", name="ändrade samma sak")).to_be_visible()
    expect(page.locator(".versus").first).to_contain_text("Mindre avvikelse")
    expect(page.locator(".versus").first).to_contain_text("Ingen avvikelse")


def test_without_script_a_result_is_saved_by_a_button(controlled, new_context, live_server):
    controlled.control(test={"title": "Avtal"})
    create_control_conclusion(org_unit=controlled.namnd, year=2024)
    page = new_context(java_script_enabled=False).new_page()
    page.set_viewport_size(PHONE)
    sign_in(page, live_server, controlled.chef)
    page.goto(CONTROLS)

    row(page, "Avtal").get_by_text("Allvarlig avvikelse").click()
    row(page, "Avtal").get_by_role("button", name="Spara").last.click()
    row(page, "Avtal").get_by_label("Vad såg ni?").fill("Sju konton var öppna.")
    row(page, "Avtal").get_by_role("button", name="Spara").first.click()

    expect(row(page, "Avtal")).to_contain_text("Sju konton var öppna.")
    assert PlannedControl.objects.get().outcome == "serious"


def test_leaving_with_words_that_are_not_saved_asks_first(controlled, quiet_page):
    controlled.control(test={"title": "Avtal"})
    show(quiet_page, CONTROLS, PHONE)
    row(quiet_page, "Avtal").get_by_text("Mindre avvikelse").click()
    row(quiet_page, "Avtal").get_by_label("Vad såg ni?").fill("Två saknade avtal.")
    asked = []
    quiet_page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    quiet_page.goto(ACTIONS)
    quiet_page.goto(CONTROLS)

    assert asked == ["beforeunload"]


def test_an_action_is_marked_and_given_a_new_time_on_a_phone(controlled, quiet_page):
    controlled.action(text="Stäng konton", due_on=datetime.date(2025, 3, 1))
    show(quiet_page, ACTIONS, PHONE)
    card = row(quiet_page, "Stäng konton")

    card.get_by_text("Pågår").click()
    card.get_by_label("Ny tid").fill("Våren 2026")
    card.get_by_label("Anmärkning").fill("Upphandling pågår.")
    card.get_by_role("button", name="Spara").click()

    expect(card).to_contain_text("Sparat ")
    stored = ImprovementAction.objects.get()
    assert (stored.status, stored.new_due_text, stored.remark) == ("ongoing", "Våren 2026", "Upphandling pågår.")
    assert_in_order(quiet_page)
