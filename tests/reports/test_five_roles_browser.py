"""Five people, each in a browser of their own, take a report from its first word to a correction of what is published.

Afterwards every step stands in the report's events and in the log of changes, with the name of who took it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_playwright import CreateContextCallback

from kommunrapport.administration.log.reading import LogFilter, read_log
from kommunrapport.jobs.models import Job
from kommunrapport.jobs.running import carry_out
from kommunrapport.organisation.models import OrgUnit, Position
from kommunrapport.organisation.roles import Role
from kommunrapport.reports.models import Chapter, Report
from kommunrapport.reports.versions.files import FREEZE_FILES
from tests.browser import assert_quiet, settle, sign_in, watch
from tests.factories import create_chapter, create_membership, create_org_unit, create_position, create_user
from tests.reports.desk import create_report_of_unit
from tests.reports.drafting.desk import editor, save
from tests.reports.review.test_comments_browser import MARK

pytestmark = [pytest.mark.browser, pytest.mark.pango, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

CHEF, CONTROLLER, COLLEAGUE = "Verksamhetschefen", "Controllern", "Den andra controllern"
SECRETARY, CHAIR, ANYBODY = "Nämndsekreteraren", "Ordföranden", "Vem som helst"
ROLES = {
    CHEF: Role.MANAGER,
    CONTROLLER: Role.CONTROLLER,
    COLLEAGUE: Role.CONTROLLER,
    SECRETARY: Role.SECRETARY,
    CHAIR: Role.POLITICIAN,
}
DRAFT, ASKED, ANSWERED, CORRECTED = "Året var bra.", "Året var mycket bra.", "Året var bättre.", "Året var bäst."
REPORT = "/2025/ks/rapporter/exempelby-2025/"
PUBLIC = "/publicerat/exempelby-2025/"


@dataclass
class Play:
    """The report with its one chapter, and the page that each person has open."""

    report: Report
    chapter: Chapter
    pages: dict[str, Page]

    def at(self, who: str, address: str = "") -> Page:
        """The person's browser on a page of the report."""
        page = self.pages[who]
        page.goto(f"{REPORT}{address}")
        settle(page)
        return page

    def write(self, who: str, text: str) -> Page:
        page = self.at(who, f"{self.chapter.pk}/")
        editor(page).fill(text)
        save(page)
        expect(page.locator("#sparat")).to_contain_text("Sparat")
        return page

    def step(self, who: str, button: str, **answers: str) -> Page:
        """Take a step of the report from the page of its state."""
        page = self.at(who, "lage/")
        page.get_by_role("link", name=button, exact=True).click()
        for label, answer in answers.items():
            page.get_by_label(label).fill(answer)
        page.get_by_role("button", name=button).click()
        expect(page).to_have_url(f"{page.url.split('/2025/')[0]}{REPORT}lage/")
        return page

    def make_files(self) -> None:
        """What the worker does with the version that was frozen last; pages that wait for it come anew."""
        carry_out(Job.objects.filter(kind=FREEZE_FILES).latest("pk").pk)
        for page in self.pages.values():
            expect(page.get_by_text("Den görs i bakgrunden")).to_have_count(0)
            page.wait_for_load_state()

    def read(self, who: str, address: str) -> Locator:
        """What the person reads there."""
        page = self.pages[who]
        page.goto(address)
        return page.get_by_role("main")


@pytest.fixture
def play(new_context: CreateContextCallback, live_server) -> Iterator[Play]:
    unit = create_org_unit(slug="ks", name="Kommunstyrelsen", kind=OrgUnit.Kind.EXECUTIVE_BOARD)
    position = create_position(org_unit=unit, title="Verksamhetschef")
    report = create_report_of_unit(unit, slug="exempelby-2025")
    chapter = create_chapter(report=report, heading="Året som gått", order=1, responsible=position)
    pages = {who: new_context().new_page() for who in [*ROLES, ANYBODY]}
    complaints = [watch(page) for page in pages.values()]
    for who, role in ROLES.items():
        user = create_user(name=who)
        create_membership(user=user, role=role, org_unit=unit)
        sign_in(pages[who], live_server, user)
        if who == CHEF:
            Position.objects.filter(pk=position.pk).update(holder=user)
    yield Play(report, chapter, pages)
    for said in complaints:
        assert_quiet(said)


def write_and_review(play: Play) -> None:
    """The chef writes, the chair asks, the controller gives back, the chef answers, the colleague reviews."""
    chapter = f"{play.chapter.pk}/"
    play.at(CONTROLLER, chapter)
    page = play.write(CHEF, DRAFT)
    page.get_by_role("button", name="Spara och markera som klart").click()
    expect(page.locator("#lage")).to_have_text("Klar")

    page = play.at(CHAIR, "las/")
    page.evaluate(MARK, [f"#k{play.chapter.pk}", "bra", "bra"])
    page.get_by_role("button", name="Kommentera det markerade").click()
    page.get_by_role("textbox", name="Kommentar", exact=True).fill("Hur bra?")
    page.get_by_role("button", name="Spara kommentaren").click()
    expect(page.locator("mark.commented")).to_have_text("bra")

    page = play.at(CONTROLLER, f"{chapter}lamna-tillbaka/")
    page.get_by_label("Vad behöver ändras?").fill("Svara på frågan.")
    page.get_by_role("button", name="Lämna tillbaka").click()

    page = play.write(CHEF, ASKED)
    page.locator(".conversation summary").click()
    page.get_by_role("textbox", name="Svar").fill("Mycket.")
    page.get_by_role("button", name="Spara svaret").click()
    expect(page.locator(".reply")).to_contain_text("Mycket.")
    page.get_by_role("button", name="Markera som löst").click()
    expect(page.get_by_text(f"Löst av {CHEF}")).to_be_visible()
    page.get_by_role("button", name="Spara och markera som klart").click()

    page = play.at(COLLEAGUE, chapter)
    page.get_by_role("button", name="Markera som granskad").click()
    expect(page.locator("#lage")).to_have_text("Granskad")


def decide(play: Play) -> None:
    """It is sent out, opened and changed, sent out again, decided, sent over and published."""
    play.step(CONTROLLER, "Skicka ut till nämnden")
    play.step(SECRETARY, "Öppna igen", **{"Varför?": "Ett ord var fel."})
    play.write(CHEF, ANSWERED)
    expect(play.read(SECRETARY, f"{REPORT}lage/")).to_contain_text("Ändrat efter utskick")
    expect(play.read(CHAIR, f"{REPORT}las/")).to_contain_text(ASKED)
    play.step(CONTROLLER, "Skicka ut till nämnden")
    expect(play.read(CHAIR, f"{REPORT}las/")).to_contain_text(ANSWERED)
    play.make_files()

    answers = {"Beslutsdatum": "2026-02-24", "Paragraf": "§ 41", "Beslutets lydelse": "Godkänns."}
    play.step(SECRETARY, "Registrera beslut", **answers)
    play.make_files()
    play.step(CONTROLLER, "Översänd till kommunstyrelsen")
    play.step(SECRETARY, "Publicera")
    expect(play.read(ANYBODY, PUBLIC)).to_contain_text(ANSWERED)


def correct(play: Play) -> None:
    """A correction is written while all read what was decided, and takes its place when it is laid down."""
    play.step(SECRETARY, "Rätta", **{"Varför?": "Ett ord till var fel."})
    play.write(COLLEAGUE, CORRECTED)
    expect(play.read(ANYBODY, PUBLIC)).to_contain_text(ANSWERED)
    play.step(SECRETARY, "Lägg fast rättelsen", **{"Varför?": "Ordet är rättat."})
    expect(play.read(ANYBODY, PUBLIC)).to_contain_text(CORRECTED)


def events(report: Report) -> list[tuple[str, str, int | None]]:
    """The steps of the report in order: which, by whom, and the version it is about."""
    return list(report.events.order_by("pk").values_list("action", "by__name", "version__number"))


def logged(model: str) -> list[tuple[str, dict[str, str]]]:
    """What people did with the rows of a model, by the log of changes: who, and each field with its new value."""
    lines = reversed(read_log(LogFilter(what=model)).lines)
    return [(line.who, {change.label: change.new for change in line.changes}) for line in lines if line.who in ROLES]


def test_five_people_take_a_report_all_the_way_and_every_step_has_a_name(play: Play):
    write_and_review(play)
    decide(play)
    correct(play)

    assert events(play.report) == [
        ("send_out", CONTROLLER, 1),
        ("open", SECRETARY, None),
        ("send_out", CONTROLLER, 2),
        ("decide", SECRETARY, 3),
        ("send_over", CONTROLLER, 3),
        ("publish", SECRETARY, 3),
        ("correct", SECRETARY, None),
        ("finish_correction", SECRETARY, 4),
    ]
    shown = play.read(SECRETARY, f"{REPORT}lage/").get_by_role("region", name="Händelser")
    expect(shown.locator("td[data-label=Vem]")).to_have_text([who for _, who, _ in reversed(events(play.report))])
    assert logged("reports.report") == [
        (CONTROLLER, {"Läge": "förvaltningens förslag"}),
        (SECRETARY, {"Läge": "öppen"}),
        (CONTROLLER, {"Läge": "förvaltningens förslag"}),
        (SECRETARY, {"Läge": "beslutad"}),
        (CONTROLLER, {"Läge": "översänd"}),
        (SECRETARY, {"Läge": "publicerad", "Publicerad version": "Årsredovisning 2025, version 3"}),
        (SECRETARY, {"Rättas": "Ja"}),
        (SECRETARY, {"Rättas": "Nej", "Publicerad version": "Årsredovisning 2025, version 4"}),
    ]
    assert logged("reports.chapter") == [
        (CHEF, {"Text": DRAFT, "Läge": "utkast"}),
        (CHEF, {"Läge": "klar"}),
        (CONTROLLER, {"Läge": "återlämnad", "Skäl": "Svara på frågan."}),
        (CHEF, {"Text": ASKED, "Läge": "utkast"}),
        (CHEF, {"Läge": "klar", "Skäl": "–"}),
        (COLLEAGUE, {"Läge": "granskad"}),
        (CHEF, {"Text": ANSWERED, "Läge": "klar"}),
        (COLLEAGUE, {"Text": CORRECTED}),
    ]
    said = [(who, new.get("Kommentar") or f"löst av {new['Löst av']}") for who, new in logged("reports.reviewcomment")]
    assert said == [(CHAIR, "Hur bra?"), (CHEF, "Mycket."), (CHEF, f"löst av {CHEF}")]
