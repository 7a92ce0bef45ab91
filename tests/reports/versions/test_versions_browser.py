"""The pages of versions in the browser, with what really is in them: accessible, quiet, no wider than the screen."""

import pytest
from django.urls import reverse

from tests.browser import assert_accessible, sign_in
from tests.reports.flow.way import take
from tests.reports.versions.frozen import change_everything, desk_at, secretary


@pytest.mark.browser
@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.django_db(transaction=True)
def test_the_pages_of_versions_are_accessible_and_fit(quiet_page, live_server, client, width):
    at = desk_at(client, "published")
    take(at.report, "correct", secretary(at))
    change_everything(at)
    take(at.report, "finish_correction", secretary(at))
    sign_in(quiet_page, live_server, secretary(at))
    quiet_page.set_viewport_size({"width": width, "height": 900})
    public = reverse("reports:published", args=[at.report.slug])
    names = [("report_read",), ("version_list",), ("version_compare", 1, 3), ("case_export",)]

    for url in [*(at.of_report(*name) for name in names), at.of_chapter(), public]:
        quiet_page.goto(url)
        assert_accessible(quiet_page)
        assert not quiet_page.evaluate("document.documentElement.scrollWidth > innerWidth"), url
