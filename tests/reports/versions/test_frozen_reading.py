"""Who reads what is frozen, and that nothing in it follows the data."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.roles import Role
from kommunrapport.reports.models import FrozenChapter, Report
from kommunrapport.reports.versions.reading import read_version, version_read_by
from tests.factories import create_member, create_org_unit
from tests.reports.flow.way import take
from tests.reports.versions.frozen import OTHER_TEXT, TEXT, change_everything, desk_at, latest, secretary
from tests.writing_factories import create_frozen_chapter, create_version

pytestmark = pytest.mark.django_db

CLOSED = ["proposal", "decided", "sent", "published", "archived"]
INSIDE = [Role.READER, Role.MANAGER, Role.CONTROLLER, Role.SECRETARY, Role.ADMINISTRATOR]


def _report(at):
    return Report.objects.get(pk=at.report.pk)


@pytest.mark.parametrize("state", CLOSED)
@pytest.mark.parametrize("role", [Role.READER, Role.CONTROLLER, Role.POLITICIAN])
def test_everybody_reads_what_is_frozen_while_the_texts_are_closed(client, state, role):
    at = desk_at(client, state, role)
    change_everything(at)

    page = client.get(at.of_report("report_read"))

    assertContains(page, TEXT)
    assertContains(page, "80")
    assertNotContains(page, OTHER_TEXT)
    assertNotContains(page, "Annan rubrik")
    assertContains(page, "Exempelby kommun")


@pytest.mark.parametrize("state", ["open", "remitted", "correcting"])
@pytest.mark.parametrize("role", INSIDE)
def test_those_who_work_inside_read_what_is_being_written(client, state, role):
    at = desk_at(client, state, role)

    assert version_read_by(at.user, _report(at)) is None


@pytest.mark.parametrize("state", ["remitted", "correcting"])
def test_the_elected_read_what_they_were_sent_while_it_is_written_on(client, state):
    at = desk_at(client, state, Role.POLITICIAN)
    change_everything(at)

    assertContains(client.get(at.of_report("report_read")), TEXT)
    assert version_read_by(at.user, _report(at)) == latest(at)


def test_the_elected_read_the_draft_until_something_is_sent_out(client):
    at = desk_at(client, "open", Role.POLITICIAN)

    assert version_read_by(at.user, _report(at)) is None


def test_who_oversees_reads_the_decision_and_never_the_proposal(client):
    at = desk_at(client, "sent")
    overseer = create_member(Role.AUDITOR, create_org_unit(kind=OrgUnit.Kind.MUNICIPALITY))
    at.unit.parent = overseer.memberships.get().org_unit
    at.unit.save()
    client.force_login(overseer)

    numbers = [row.version.number for row in client.get(at.of_report("version_list")).context["rows"]]

    assert version_read_by(overseer, _report(at)).kind == "decision"
    assert numbers == [2]
    assert client.get(at.of_report("version_read", 1)).status_code == 404
    assert client.get(at.of_report("version_compare", 1, 2)).status_code == 404


def test_a_report_without_versions_is_read_as_it_is(client):
    at = desk_at(client, "open")
    at.send_over()

    assertContains(client.get(at.of_report("report_read")), TEXT)


@pytest.mark.parametrize("role", [Role.READER, Role.POLITICIAN])
@pytest.mark.parametrize("name", ["version_list", "version_read", "version_file", "version_compare"])
def test_a_neighbour_finds_nothing(client, role, name):
    at = desk_at(client, "decided")
    client.force_login(create_member(role, create_org_unit()))
    arguments = {"version_list": [], "version_read": [1], "version_file": [1, "pdf"], "version_compare": [1, 2]}

    assert client.get(at.of_report(name, *arguments[name])).status_code == 404


def test_the_chapters_of_a_closed_report_are_shown_as_they_were_frozen(client):
    at = desk_at(client, "decided")
    change_everything(at)

    page = client.get(at.of_chapter())

    assertContains(page, TEXT)
    assertNotContains(page, OTHER_TEXT)


def test_a_closed_report_opens_where_it_is_read(client):
    at = desk_at(client, "decided")

    assertRedirects(client.get(at.of_report("report_detail")), at.of_report("report_read"))


def test_each_version_is_read_at_its_own_address(client):
    at = desk_at(client, "decided")
    take(at.report, "correct", secretary(at))
    change_everything(at)
    take(at.report, "finish_correction", secretary(at))

    assertContains(client.get(at.of_report("version_read", 1)), TEXT)
    assertContains(client.get(at.of_report("version_read", 3)), OTHER_TEXT)


def test_the_page_says_when_what_is_stored_is_not_what_was_frozen(client):
    at = desk_at(client, "decided")
    assertNotContains(client.get(at.of_report("report_read")), "stämmer inte")

    FrozenChapter.objects.filter(version=latest(at)).update(html="<section>Förfalskat</section>")

    assertContains(client.get(at.of_report("report_read")), "stämmer inte med dess kontrollsumma")


def test_chapters_below_others_stand_inside_them():
    version = create_version()
    for level, name in [(1, "A"), (2, "B"), (3, "C"), (2, "D"), (1, "E")]:
        create_frozen_chapter(version=version, level=level, heading=name, html=f"<section>{name}</section>\n")

    read = read_version(version)

    nested = ["<section>A<section>B<section>C</section>\n</section>\n<section>D</section>\n</section>\n"]
    assert [entry.html for entry in read.outline] == [*nested, "<section>E</section>\n"]
    assert [entry.title for entry in read.walk()] == ["A", "B", "C", "D", "E"]


@pytest.mark.parametrize("name", ["report_read", "version_list", "version_compare"])
def test_the_pages_take_the_same_queries_for_many_chapters(client, name):
    at = desk_at(client, "decided")
    arguments = [1, 2] if name == "version_compare" else []
    few = _queries(client, at.of_report(name, *arguments))
    for number in range(10):
        for version in at.report.versions.all():
            create_frozen_chapter(version=version, heading=f"Nytt {number}", text=f"<p>{version.number}</p>")

    assert _queries(client, at.of_report(name, *arguments)) == few


def _queries(client, url) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)
