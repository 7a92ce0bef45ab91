"""Avstämning in the browser: accepting in the list, and the list beside a chapter."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from kommunrapport.organisation.roles import Role
from tests.browser import assert_accessible, sign_in
from tests.factories import create_chapter, create_member, create_report

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page_of_controller(quiet_page, live_server, unit, findings):
    sign_in(quiet_page, live_server, create_member(Role.CONTROLLER, unit))
    return quiet_page


def test_a_finding_is_accepted_where_it_stands(page_of_controller):
    page = page_of_controller
    page.goto(reverse("quality:check_list", args=[2025, "ks"]))

    page.get_by_role("link", name="Godta med ett skäl").click()
    expect(page.get_by_label("Varför kan det vara så?")).to_be_focused()
    assert_accessible(page)
    page.keyboard.type("Källan är avrundad")
    page.get_by_role("button", name="Godta").click()

    expect(page.get_by_role("status")).to_have_text("Godtagen: Summan är fel.")
    expect(page.locator(".lead")).to_contain_text("Allt stämmer.")


def test_the_list_beside_a_chapter_does_not_look_like_a_save(page_of_controller, unit, occasion):
    page = page_of_controller
    chapter = create_chapter(report=create_report(slug="ks-2025", org_unit=unit, occasion=occasion))

    page.goto(reverse("reports:chapter_edit", args=[2025, "ks", "ks-2025", chapter.pk]))

    expect(page.get_by_role("link", name="Summan är fel")).to_be_visible()
    expect(page.locator("#sparat")).not_to_contain_text("Sparar")
