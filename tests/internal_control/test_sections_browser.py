"""The sections of internal control as they are read in a browser, on a desk and on a phone."""

import pytest

from kommunrapport.organisation.roles import Role
from tests.browser import assert_accessible, sign_in
from tests.factories import create_member, create_municipality, create_occasion, create_org_unit
from tests.internal_control.control_report import create_control_report

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [1440, 390])
def test_the_report_is_read_without_a_page_wider_than_the_screen(quiet_page, live_server, width):
    create_municipality()
    unit = create_org_unit(slug="ks", kind="executive_board")
    report = create_control_report(unit, create_occasion())
    sign_in(quiet_page, live_server, create_member(Role.CONTROLLER, unit))
    quiet_page.set_viewport_size({"width": width, "height": 900})

    quiet_page.goto(f"/2025/ks/rapporter/{report.slug}/las/")

    assert_accessible(quiet_page)
    assert not quiet_page.evaluate("document.documentElement.scrollWidth > innerWidth")
