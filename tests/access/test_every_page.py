"""Every page in the browser, on a desk and on a phone: accessible, quiet, no wider than the screen."""

import pytest
from django.urls import reverse

from kommunrapport.organisation.roles import Role
from tests.access.addresses import address
from tests.access.table import ACCESS
from tests.access.world import make_world
from tests.browser import assert_accessible, sign_in

FILES = {"reports:report_export", "budget:overview_workbook", "budget:import_file", "budget:import_template"}
FILES |= {
    "goals:outcome_template",
    "reports:picture_file",
    "personnel:import_template",
    "personnel:overview_workbook",
    "internal_control:overview_workbook",
    "internal_control:register_template",
    "reports:version_file",
    "reports:case_package",
}
PAGES = sorted(name for name, (read, _) in ACCESS.items() if read and name not in FILES)
PEOPLE = [Role.CONTROLLER, Role.POLITICIAN]


def _faults_of(page, complaints, url):
    """What is wrong with one page, in words."""
    page.goto(url)
    page.evaluate("scrollTo(0, 0)")  # an address with an anchor starts below the band, which covers what is above
    faults = list(complaints)
    complaints.clear()
    try:
        assert_accessible(page)
    except AssertionError as broken:
        faults.append(str(broken))
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        faults.append("wider than the screen")
    return [f"{url}: {fault}" for fault in faults]


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("role", PEOPLE)
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
@pytest.mark.django_db(transaction=True)
def test_every_page_is_accessible_and_quiet(quiet_page, complaints, live_server, role, width, height):
    world = make_world()
    quiet_page.set_viewport_size({"width": width, "height": height})
    sign_in(quiet_page, live_server, world.users[role])
    seen = [name for name in PAGES if "own" in ACCESS[name][0][role]]

    faults = [fault for name in seen for fault in _faults_of(quiet_page, complaints, address(name, world, "own"))]

    assert not faults, "\n".join(faults)
    assert reverse("web:start", args=[2025, "ks"]) in quiet_page.content()
