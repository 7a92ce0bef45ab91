"""Goals, directives and activities as a person meets them, in a browser."""

import datetime

import pytest
from playwright.sync_api import Page, expect

from goals.models import Activity, GoalAssessment, GoalComment
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.roles import Role
from tests.browser import assert_accessible, sign_in
from tests.factories import (
    create_activity,
    create_directive,
    create_guideline,
    create_member,
    create_municipality,
    create_org_unit,
    create_position,
)
from tests.goals.steering import Kommun, follow, make_kommun

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}
WIDTHS = pytest.mark.parametrize("viewport", [None, PHONE], ids=["desk", "phone"])


@pytest.fixture
def kommun():
    create_municipality()
    return make_kommun()


@pytest.fixture
def controller(kommun, page, live_server):
    user = create_member(Role.CONTROLLER, kommun.ks)
    sign_in(page, live_server, user)
    return user


@pytest.fixture
def chef(kommun, page, live_server):
    enhet = create_org_unit(slug="naringsliv", name="Näringslivsenheten", kind=OrgUnit.Kind.UNIT, parent=kommun.ks)
    user = create_member(Role.MANAGER, enhet)
    position = create_position(org_unit=enhet, holder=user)
    for title in ("Dialogmöten med företag", "Företagsbesök"):
        due = datetime.date(2025, 10, 31)
        create_activity(goal=kommun.goal, org_unit=enhet, title=title, due_on=due).responsible.add(position)
    sign_in(page, live_server, user)
    return user


def show(page: Page, url: str, viewport: dict | None) -> None:
    if viewport:
        page.set_viewport_size(viewport)
    page.goto(url)


def assert_no_sideways_scrolling(page: Page) -> None:
    width, wanted = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert width <= wanted


def row(page: Page, title: str):
    return page.locator(".activity").filter(has_text=title)


def test_a_manager_marks_an_activity_in_two_taps_on_a_phone(chef, quiet_page):
    show(quiet_page, "/2025/naringsliv/aktiviteter/", PHONE)

    row(quiet_page, "Dialogmöten").get_by_text("Klar", exact=True).click()
    expect(quiet_page.locator("#hur-langt")).to_have_text("1 av 2 markerade")
    row(quiet_page, "Företagsbesök").get_by_text("Pågår").click()
    expect(quiet_page.locator("#hur-langt")).to_have_text("2 av 2 markerade")

    expect(quiet_page.locator("#sparat")).to_contain_text("Sparat ")
    assert set(Activity.objects.values_list("status", flat=True)) == {"done", "ongoing"}
    assert_accessible(quiet_page)


def test_what_is_late_asks_why_and_saves_the_answer_without_a_button(chef, quiet_page):
    show(quiet_page, "/2025/naringsliv/aktiviteter/", PHONE)
    marked = row(quiet_page, "Företagsbesök")

    marked.get_by_text("Blev inte av").click()
    marked.get_by_label("Varför blev det inte av?").fill("För få anmälde sig.")
    marked.get_by_label("Ny tid").click()  # leaving the field saves it
    expect(marked.locator(".row-state")).to_contain_text("Sparat ")

    quiet_page.reload()
    expect(row(quiet_page, "Företagsbesök").get_by_label("Varför blev det inte av?")).to_have_value(
        "För få anmälde sig."
    )
    expect(quiet_page.get_by_role("radio", name="Blev inte av", checked=True)).to_have_count(1)


def test_the_status_picker_is_used_from_the_keyboard(chef, quiet_page):
    show(quiet_page, "/2025/naringsliv/aktiviteter/", None)

    row(quiet_page, "Dialogmöten").get_by_role("radio").first.focus()
    quiet_page.keyboard.press("ArrowRight")

    expect(quiet_page.locator("#hur-langt")).to_have_text("1 av 2 markerade")
    assert Activity.objects.get(title="Dialogmöten med företag").status == "ongoing"


def test_two_who_mark_at_once_choose_in_the_row(chef, page, complaints):
    show(page, "/2025/naringsliv/aktiviteter/", PHONE)
    activity = Activity.objects.get(title="Företagsbesök")
    activity.status, activity.version = "cancelled", 2
    activity.save()

    row(page, "Företagsbesök").get_by_text("Klar", exact=True).click()
    expect(page.get_by_role("heading", name="ändrade samma sak medan du skrev")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Spara mitt").click()

    expect(page.locator("#hur-langt")).to_have_text("1 av 2 markerade")
    activity.refresh_from_db()
    assert activity.status == "done"
    complaints[:] = [text for text in complaints if "409" not in text]
    assert not complaints


def test_a_choice_that_could_not_be_saved_says_so_and_is_kept(chef, page):
    show(page, "/2025/naringsliv/aktiviteter/", PHONE)
    page.context.set_offline(True)

    row(page, "Företagsbesök").get_by_text("Klar", exact=True).click()

    expect(row(page, "Företagsbesök").locator(".row-state")).to_contain_text("Inte sparat.")
    expect(row(page, "Företagsbesök").get_by_role("radio", name="Klar", exact=True)).to_be_checked()


def test_that_something_was_not_saved_is_said_until_it_is(chef, page):
    show(page, "/2025/naringsliv/aktiviteter/", PHONE)
    refused = f"**/{Activity.objects.get(title='Företagsbesök').pk}/markera/"
    page.route(refused, lambda route: route.fulfill(status=401))
    row(page, "Företagsbesök").get_by_text("Klar", exact=True).click()
    expect(page.locator("#besked")).to_contain_text("Du är utloggad.")

    row(page, "Dialogmöten").get_by_text("Klar", exact=True).click()
    expect(page.locator("#hur-langt")).to_have_text("1 av 2 markerade")
    expect(page.locator("#besked")).to_be_visible()
    page.unroute(refused)
    row(page, "Företagsbesök").get_by_text("Pågår").click()

    expect(page.locator("#hur-langt")).to_have_text("2 av 2 markerade")
    expect(page.locator("#besked")).to_have_count(0)


def test_without_script_the_row_has_a_button(chef, new_context, live_server, page):
    context = new_context(java_script_enabled=False)
    context.add_cookies(page.context.cookies())
    plain = context.new_page()
    plain.goto("/2025/naringsliv/aktiviteter/")

    row(plain, "Företagsbesök").get_by_text("Klar", exact=True).click()
    row(plain, "Företagsbesök").get_by_role("button", name="Spara", exact=True).click()

    assert Activity.objects.get(title="Företagsbesök").status == "done"


def test_a_controller_proposes_an_assessment(kommun, controller, quiet_page):
    show(quiet_page, f"/2025/ks/mal/{kommun.goal.pk}/", None)
    part = quiet_page.locator("#bedomning")

    part.get_by_text("Inte nått").click()
    part.get_by_role("button", name="Spara bedömningen").click()
    expect(part.get_by_text("Förslaget är På rätt väg. Skriv varför er bedömning är en annan.")).to_be_visible()
    assert_accessible(quiet_page)
    part.get_by_label("Motivering").fill("Enkäten pekar åt andra hållet.")
    part.get_by_role("button", name="Spara bedömningen").click()

    expect(part.get_by_role("status")).to_contain_text("Sparat ")
    expect(quiet_page.locator(".page-header")).to_contain_text("Inte nått")
    stored = GoalAssessment.objects.get()
    assert (stored.level.short, stored.motivation) == ("Inte nått", "Enkäten pekar åt andra hållet.")


def test_a_text_is_written_and_saved_twice_without_leaving_the_page(kommun, controller, quiet_page):
    show(quiet_page, f"/2025/ks/mal/{kommun.goal.pk}/", None)
    editor = quiet_page.get_by_role("textbox", name="Kommentar")
    part = quiet_page.locator(".text-part")

    editor.fill("Det gick bra.")
    part.get_by_role("button", name="Spara").click()
    expect(part.locator("[name=version]")).to_have_value("1")
    editor.fill("Det gick mycket bra.")
    part.get_by_role("button", name="Spara").click()
    expect(part.locator("[name=version]")).to_have_value("2")

    assert GoalComment.objects.get().text == "<p>Det gick mycket bra.</p>"


def test_a_text_that_is_not_saved_is_not_left_unasked(kommun, controller, page):
    show(page, f"/2025/ks/mal/{kommun.goal.pk}/", None)
    page.get_by_role("textbox", name="Kommentar").press_sequentially("Det gick bra.")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    page.goto("/2025/ks/mal/")

    assert asked == ["beforeunload"]


def test_a_contribution_is_written_handed_over_and_opened(kommun, quiet_page, live_server):
    sign_in(quiet_page, live_server, create_member(Role.CONTROLLER, kommun.namnd))
    show(quiet_page, f"/2025/vard/mal/{kommun.goal.pk}/", PHONE)

    quiet_page.get_by_role("textbox", name="Kommentar").fill("Vi har gjort vår del.")
    quiet_page.locator(".text-part").get_by_role("button", name="Spara").click()
    expect(quiet_page.locator(".text-part .saved[role=status]")).to_contain_text("Sparat ")
    quiet_page.get_by_role("button", name="Lämna till samordnande").click()

    expect(quiet_page.get_by_text("Vi har gjort vår del.")).to_be_visible()
    assert_accessible(quiet_page)
    quiet_page.get_by_role("button", name="Öppna igen").click()
    expect(quiet_page.get_by_role("textbox", name="Kommentar")).to_be_visible()


def test_the_filter_of_the_list_acts_at_once_and_stands_in_the_address(kommun, controller, quiet_page):
    show(quiet_page, "/2025/ks/mal/", None)

    quiet_page.get_by_label("Bedömning").select_option("Nått")

    expect(quiet_page.get_by_role("heading", name="Inga mål passar urvalet")).to_be_visible()
    expect(quiet_page).to_have_url(f"/2025/ks/mal/?bedomning={kommun.scale[0].pk}&niva=")
    assert_accessible(quiet_page)


def fill(kommun: Kommun) -> dict[str, str]:
    """One of everything; the addresses of all pages."""
    follow(kommun.goal, now=None, name="Trygghet")
    directive = create_directive(addressed=kommun.ks, number="5.1", report_by=datetime.date(2025, 6, 30))
    guideline = create_guideline(number="6.1")
    create_org_unit(slug="eksta", name="Eksta", kind=OrgUnit.Kind.COMPANY)
    activity = create_activity(goal=kommun.goal, org_unit=kommun.ks, status="ongoing", due_text="Våren 2025")
    create_activity(directive=directive, org_unit=kommun.ks)
    key = {"goal": kommun.goal, "org_unit": kommun.namnd, "occasion": kommun.occasion, "kind": kommun.kind}
    GoalComment.objects.create(text="<p>Vår del.</p>", handed_over_at="2026-01-19T14:40:00Z", **key)
    return {
        "goal list": kommun.url("goal_list"),
        "goal": kommun.url("goal_detail", kommun.goal.pk),
        "goal history": kommun.url("goal_history", kommun.goal.pk),
        "directive list": kommun.url("directive_list"),
        "directive": kommun.url("directive_detail", directive.pk),
        "directive closing": kommun.url("directive_close", directive.pk),
        "guideline list": kommun.url("guideline_list"),
        "guideline": kommun.url("guideline_detail", guideline.slug),
        "provider": kommun.url("provider_report", "eksta"),
        "activity list": kommun.url("activity_list"),
        "new activity": kommun.url("activity_create"),
        "activity": kommun.url("activity_edit", activity.pk),
    }


@WIDTHS
@pytest.mark.parametrize("role", [Role.CONTROLLER, Role.POLITICIAN])
def test_every_page_is_accessible_and_fits_its_width(kommun, quiet_page, live_server, viewport, role):
    pages = fill(kommun)
    sign_in(quiet_page, live_server, create_member(role, kommun.ks))
    for_planners = {"directive closing", "provider", "new activity", "activity"}
    for name, url in pages.items():
        if role == Role.POLITICIAN and name in for_planners:
            continue
        show(quiet_page, url, viewport)
        assert_accessible(quiet_page)
        assert_no_sideways_scrolling(quiet_page)


@WIDTHS
def test_a_locked_goal_is_accessible(kommun, controller, quiet_page, viewport):
    kommun.lock()
    show(quiet_page, kommun.url("goal_detail", kommun.goal.pk), viewport)

    expect(quiet_page.get_by_text("Låst för inmatning")).to_be_visible()
    assert_accessible(quiet_page)
