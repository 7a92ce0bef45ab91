"""A report with a chapter, and its page in a browser."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from kommunrapport.organisation.models import OrgUnit, User
from kommunrapport.organisation.roles import Role
from kommunrapport.reports.models import Chapter
from tests.browser import answers_form, sign_in
from tests.factories import create_chapter, create_member, create_org_unit
from tests.reports.desk import create_report_of_unit


def create_open_chapter(**fields: object) -> Chapter:
    unit = create_org_unit(slug="ks", name="Kommunstyrelsen", kind=OrgUnit.Kind.EXECUTIVE_BOARD)
    report = create_report_of_unit(unit, slug="exempelby-2025")
    return create_chapter(report=report, heading="Året som gått", order=1, **fields)


def create_writer(chapter: Chapter, name: str = "Controllern") -> User:
    user = create_member(Role.CONTROLLER, chapter.report.org_unit)
    user.name = name
    user.save()
    return user


def address(chapter: Chapter) -> str:
    return f"/2025/ks/rapporter/exempelby-2025/{chapter.pk}/"


def open_chapter(page: Page, live_server, chapter: Chapter, user: User) -> Locator:
    """The editor of the chapter, with the user signed in."""
    sign_in(page, live_server, user)
    page.goto(live_server.url + address(chapter))
    return editor(page)


def editor(page: Page) -> Locator:
    return page.locator(".rich-text").get_by_role("textbox", name="Text", exact=True)


def offer(page: Page) -> Locator:
    return page.get_by_role("region", name="Text som inte är sparad")


def save(page: Page) -> None:
    with page.expect_response(answers_form(page)):
        page.get_by_role("button", name="Spara", exact=True).click()
