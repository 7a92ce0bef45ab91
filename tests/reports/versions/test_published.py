"""What anybody reads without signing in."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from kommunrapport.reports.versions.files import read_file
from tests.reports.flow.way import take
from tests.reports.versions.frozen import TEXT, change_everything, desk_at, latest, make_files, secretary
from tests.writing_factories import create_frozen_chapter

pytestmark = pytest.mark.django_db

MARK = "Förslag till fullmäktige"


@pytest.fixture
def anybody():
    return Client()


def _url(at, kind=""):
    return reverse("reports:published_file", args=[at.report.slug, kind]) if kind else _page(at)


def _page(at):
    return reverse("reports:published", args=[at.report.slug])


@pytest.mark.parametrize("state", ["open", "proposal", "decided", "sent", "archived"])
def test_nothing_is_public_that_nobody_published(client, anybody, state):
    at = desk_at(client, state)

    assert anybody.get(_page(at)).status_code == 404
    assert anybody.get(_url(at, "pdf")).status_code == 404


def test_a_published_report_is_read_without_signing_in(client, anybody):
    at = desk_at(client, "published")
    change_everything(at)

    page = anybody.get(_page(at))

    assertContains(page, TEXT)
    assertContains(page, "Beslutad av Kommunstyrelsen 24 februari 2026, § 41")
    assertNotContains(page, MARK)
    assert anybody.get(_url(at, "pdf")).content == b"%PDF-1.7"


def test_a_proposal_is_marked_until_the_decision_takes_its_place(client, anybody):
    at = desk_at(client, "proposal")
    take(at.report, "publish_proposal", secretary(at))
    assertContains(anybody.get(_page(at)), MARK)

    take(at.report, "decide", secretary(at))

    assertNotContains(anybody.get(_page(at)), MARK)
    assertContains(anybody.get(_page(at)), "Beslutad av")


def test_a_correction_takes_the_place_of_the_decision_when_it_is_done(client, anybody):
    at = desk_at(client, "published")
    take(at.report, "correct", secretary(at))
    change_everything(at)
    assertContains(anybody.get(_page(at)), TEXT)

    take(at.report, "finish_correction", secretary(at))

    assertNotContains(anybody.get(_page(at)), TEXT)


def test_the_page_may_be_kept_by_anybody_and_sets_no_cookie(client, anybody):
    at = desk_at(client, "published")

    page = anybody.get(_page(at))

    assert page.headers["Cache-Control"] == "public, max-age=0, s-maxage=300"
    assert "Cookie" not in page.headers.get("Vary", "")
    assert not page.cookies
    assertNotContains(page, "csrf")


def test_who_has_the_page_already_is_told_so_until_it_is_another(client, anybody):
    at = desk_at(client, "published")
    mark = anybody.get(_page(at)).headers["ETag"]
    assert anybody.get(_page(at), headers={"If-None-Match": mark}).status_code == 304

    take(at.report, "correct", secretary(at))
    change_everything(at)
    take(at.report, "finish_correction", secretary(at))

    assert anybody.get(_page(at), headers={"If-None-Match": mark}).status_code == 200


@pytest.mark.parametrize("kind", ["html", "json", "xlsx", "csv"])
def test_its_files_are_the_stored_ones(client, anybody, kind):
    at = desk_at(client, "published")
    make_files(latest(at))

    answer = anybody.get(_url(at, kind))

    assert answer.content == read_file(latest(at).files.get(kind=kind))
    assert answer.headers["Cache-Control"] == "public, max-age=0, s-maxage=300"


@pytest.mark.parametrize("kind", ["memo_pdf", "docx"])
def test_what_goes_with_the_matter_alone_is_not_public(client, anybody, kind):
    assert anybody.get(_url(desk_at(client, "published"), kind)).status_code == 404


def test_the_public_page_takes_the_same_queries_for_many_chapters(client, anybody):
    at = desk_at(client, "published")
    few = _queries(anybody, _page(at))
    for _ in range(10):
        create_frozen_chapter(version=latest(at))

    assert _queries(anybody, _page(at)) == few <= 6


def _queries(anybody, url) -> int:
    with CaptureQueriesContext(connection) as queries:
        anybody.get(url)
    return len(queries)


def test_nothing_can_be_sent_to_the_public_page(client, anybody):
    assert anybody.post(_page(desk_at(client, "published"))).status_code == 405
