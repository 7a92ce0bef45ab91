"""Choosing what a chapter shows as a person does, in a browser."""

import pytest
from playwright.sync_api import Page, expect

from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.roles import Role
from kommunrapport.reports.models import Chapter, ChapterSection
from tests.browser import assert_accessible, sign_in
from tests.budget_factories import create_area, create_budget_entry, create_ledger_entry
from tests.factories import create_chapter, create_chapter_section, create_member, create_org_unit
from tests.reports.desk import create_report_of_unit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def chapter(live_server) -> Chapter:
    """A chapter about the economy with a figure and nothing else."""
    unit = create_org_unit(slug="ks", name="Kommunstyrelsen", kind=OrgUnit.Kind.EXECUTIVE_BOARD)
    report = create_report_of_unit(unit, slug="exempelby-2025")
    area = create_area(org_unit=unit, name="Måltider")
    create_budget_entry(area=area)
    create_ledger_entry(area=area)
    chapter = create_chapter(report=report, heading="Ekonomi", order=1)
    create_chapter_section(chapter=chapter, key="goals.steering_model")
    return chapter


def open_list(page: Page, live_server, chapter: Chapter) -> None:
    sign_in(page, live_server, create_member(Role.CONTROLLER, chapter.report.org_unit))
    page.goto(f"/2025/ks/rapporter/exempelby-2025/{chapter.pk}/")
    page.get_by_role("link", name="Tabeller i kapitlet").click()


def add_statement(page: Page) -> None:
    page.get_by_label("Visa också").select_option(label="Driftredovisning")
    page.get_by_role("button", name="Lägg till sist").click()


def preview(page: Page):
    return page.get_by_role("region", name="Så blir det i rapporten")


def test_a_table_is_added_its_columns_chosen_and_it_is_moved_first(quiet_page, live_server, chapter):
    open_list(quiet_page, live_server, chapter)
    add_statement(quiet_page)

    quiet_page.get_by_label("Tabellens rubrik").fill("Vår drift")
    quiet_page.get_by_label("Kolumn 1", exact=True).select_option(label="Utfall")
    quiet_page.get_by_label("Kolumn 2", exact=True).select_option(label="Ursprunglig budget")
    quiet_page.get_by_label("Kolumn 3", exact=True).select_option("")
    quiet_page.get_by_label("Belopp i").select_option("kr")
    quiet_page.get_by_role("button", name="Spara och visa").click()

    expect(preview(quiet_page).get_by_role("caption")).to_have_text("Vår drift 2025 (kr)")
    heads = preview(quiet_page).get_by_role("columnheader")
    expect(heads).to_have_text(["Enhet", "Utfall 2025", "Ursprunglig budget 2025"])

    quiet_page.get_by_role("link", name="Till kapitlets tabeller").click()
    quiet_page.get_by_role("button", name="Flytta upp Driftredovisning").click()
    expect(quiet_page.get_by_role("button", name="Flytta upp Styrmodellen")).to_be_visible()
    shown = [section.key for section in ChapterSection.objects.filter(chapter=chapter)]
    assert shown == ["budget.operating_statement", "goals.steering_model"]


def test_a_column_is_moved_up_past_another(quiet_page, live_server, chapter):
    open_list(quiet_page, live_server, chapter)
    add_statement(quiet_page)
    quiet_page.get_by_label("Kolumn 4", exact=True).select_option(label="Prognos")

    for number in (4, 3, 2):
        quiet_page.get_by_role("button", name=f"Flytta upp kolumn {number}").click()
    expect(quiet_page.get_by_label("Kolumn 1", exact=True)).to_be_focused()
    quiet_page.get_by_role("button", name="Spara och visa").click()

    shown = chapter.sections.get(key="budget.operating_statement").params["columns"]
    assert shown == ["forecast", "budget", "outcome", "variance"]


def test_without_script_a_table_is_added_and_removed(new_context, live_server, chapter):
    page = new_context(java_script_enabled=False).new_page()
    open_list(page, live_server, chapter)

    add_statement(page)
    page.get_by_label("Kolumn 1", exact=True).select_option(label="Prognos")
    page.get_by_role("button", name="Spara och visa").click()
    assert chapter.sections.get(key="budget.operating_statement").params["columns"][0] == "forecast"
    page.get_by_role("link", name="Till kapitlets tabeller").click()
    page.get_by_role("button", name="Ta bort Driftredovisning").click()

    expect(page.get_by_role("status")).to_contain_text("Borttaget ur kapitlet.")
    assert chapter.sections.count() == 1


@pytest.mark.parametrize("viewport", [None, PHONE], ids=["desk", "phone"])
def test_the_pages_are_accessible_and_none_is_wider_than_the_screen(quiet_page, live_server, chapter, viewport):
    if viewport:
        quiet_page.set_viewport_size(viewport)
    figure = chapter.sections.get()
    statement = create_chapter_section(chapter=chapter, key="budget.operating_statement")
    empty = create_chapter_section(chapter=chapter, key="reports.measure_table")
    open_list(quiet_page, live_server, chapter)
    base = quiet_page.url

    for path in [base, *(f"{base}{section.pk}/" for section in (figure, statement, empty))]:
        quiet_page.goto(path)
        assert_accessible(quiet_page)
        assert quiet_page.evaluate("document.documentElement.scrollWidth") <= quiet_page.viewport_size["width"], path


def test_what_is_refused_is_told_accessibly(quiet_page, live_server, chapter):
    open_list(quiet_page, live_server, chapter)
    add_statement(quiet_page)

    quiet_page.get_by_label("Kolumn 2", exact=True).select_option(label="Budget")
    quiet_page.get_by_role("button", name="Spara och visa").click()

    expect(quiet_page.get_by_role("group", name="Kolumner, i ordning")).to_contain_text("Samma val står på två platser")
    assert_accessible(quiet_page)
