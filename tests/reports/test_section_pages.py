"""The list of what a chapter shows: who sees it, adding, moving and removing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from kommunrapport.organisation.roles import Role
from kommunrapport.records.saving import save_checked
from kommunrapport.reports.models import ChapterSection
from kommunrapport.reports.registry import SECTIONS
from kommunrapport.reports.section_pages import GONE
from tests.factories import (
    create_chapter,
    create_chapter_section,
    create_member,
    create_org_unit,
    create_user,
)
from tests.reports.desk import desk
from tests.reports.section_desk import DRIFT, choices, of_section, stored, with_section

pytestmark = pytest.mark.django_db

ADD, SAVE, MOVE, REMOVE = "section_add", "section_edit", "section_move", "section_remove"


@pytest.mark.parametrize("role", [Role.READER, Role.MANAGER, Role.SECRETARY, Role.POLITICIAN, Role.AUDITOR])
def test_who_does_not_arrange_the_report_finds_nothing(client, role):
    at = desk(client, role)
    section = with_section(at)

    assert client.get(at.of_chapter("section_list")).status_code == 404
    assert client.post(at.of_chapter(ADD), {"key": DRIFT, "token": "t"}).status_code == 404
    for name in (SAVE, MOVE, REMOVE):
        assert client.post(of_section(at, section, name), choices(step="1")).status_code == 404


def test_a_neighbour_finds_nothing(client):
    at = desk(client)
    section = with_section(at)
    client.force_login(create_member(org_unit=create_org_unit()))

    assert client.get(at.of_chapter("section_list")).status_code == 404
    assert client.get(of_section(at, section)).status_code == 404
    assert client.post(of_section(at, section, REMOVE), {"version": 1}).status_code == 404


def test_a_section_of_another_chapter_is_not_found(client):
    at = desk(client)
    theirs = create_chapter_section(chapter=create_chapter(report=at.report))

    for name in (SAVE, MOVE, REMOVE):
        url = at.of_report(name, at.chapter.pk, theirs.pk)
        assert client.post(url, {"version": 1, "step": "1"}).status_code == 404


def test_the_list_says_what_each_section_shows(client):
    at = desk(client)
    with_section(at, title="Drift", with_comments=False)
    with_section(at, "goals.summary")

    response = client.get(at.of_chapter("section_list"))

    assertContains(response, "Drift. Budget, utfall, avvikelse. Rader: Enhet.")
    assertContains(response, "Sammanställning av mål</h2>", html=False)


def test_an_empty_list_says_so(client):
    at = desk(client)

    assertContains(client.get(at.of_chapter("section_list")), "Kapitlet visar inga tabeller.")


def test_what_belongs_to_other_chapters_cannot_be_chosen(client):
    at = desk(client)

    response = client.get(at.of_chapter("section_list"))

    offered = {key for _, group in response.context["form"].fields["key"].choices[1:] for key, _ in group}
    assert offered == {key for key, kind in SECTIONS.items() if not kind.subject}


def test_what_no_app_has_any_more_can_only_be_moved_and_removed(client):
    at = desk(client)
    section = with_section(at, "gammal.tabell")

    response = client.get(at.of_chapter("section_list"))

    assertContains(response, GONE)
    assertNotContains(response, of_section(at, section) + '"')
    assert client.get(of_section(at, section)).status_code == 404
    assert client.get(at.of_chapter()).status_code == 200


def test_a_section_is_added_once_and_its_choices_come_next(client):
    at = desk(client)

    responses = [client.post(at.of_chapter(ADD), {"key": DRIFT, "token": "t"}) for _ in range(2)]

    section = at.chapter.sections.get()
    assertRedirects(responses[0], of_section(at, section))
    assertRedirects(responses[1], at.of_chapter("section_list"))


@pytest.mark.parametrize("key", ["", "finns.inte", "goals.follow_up"])
def test_what_cannot_be_added_is_refused_on_the_page(client, key):
    at = desk(client)

    response = client.post(at.of_chapter(ADD), {"key": key, "token": "t"})

    assert response.context["form"].errors["key"]
    assert not at.chapter.sections.exists()


@pytest.mark.parametrize(
    ("name", "said"),
    [(SAVE, "texterna kan inte ändras"), (MOVE, "texterna kan inte ändras"), (REMOVE, "texterna kan inte ändras")],
)
def test_a_locked_report_stays_as_it_is(client, name, said):
    at = desk(client)
    section = with_section(at)
    at.send_over()

    response = client.post(of_section(at, section, name), choices(step="1", unit="kr"), follow=True)

    assertContains(response, said)
    assert stored(section).version == 1


def test_nothing_is_added_to_a_locked_report(client):
    at = desk(client)
    at.send_over()

    assertContains(client.post(at.of_chapter(ADD), {"key": DRIFT, "token": "t"}), "texterna kan inte ändras")
    assertNotContains(client.get(at.of_chapter("section_list")), "Lägg till sist")


def test_a_section_is_moved(client):
    at = desk(client)
    first, second = with_section(at), with_section(at, "goals.summary")

    response = client.post(of_section(at, first, MOVE), {"version": 1, "step": "1"})

    assertRedirects(response, at.of_chapter("section_list"))
    assert list(at.chapter.sections.all()) == [second, first]


def test_a_section_is_removed_and_its_figures_stay(client):
    at = desk(client)
    section = with_section(at)

    response = client.post(of_section(at, section, REMOVE), {"version": 1}, follow=True)

    assertContains(response, "Borttaget ur kapitlet.")
    assert not at.chapter.sections.exists()


@pytest.mark.parametrize(("name", "change"), [(MOVE, {"order": 7}), (REMOVE, {"params": {"unit": "kr"}})])
def test_what_somebody_changed_meanwhile_is_told(client, name, change):
    at = desk(client)
    section = with_section(at)
    save_checked(ChapterSection, pk=section.pk, version=1, by=create_user(), **change)

    response = client.post(of_section(at, section, name), {"version": 1, "step": "1"}, follow=True)

    assertContains(response, "Någon annan ändrade tabellen samtidigt")


@pytest.mark.parametrize("name", [MOVE, REMOVE])
def test_a_form_without_its_version_does_nothing(client, name):
    at = desk(client)
    section = with_section(at)

    assertRedirects(client.post(of_section(at, section, name)), at.of_chapter("section_list"))
    assert stored(section)


def test_the_chapter_leads_to_its_sections(client):
    at = desk(client)
    section = with_section(at)

    response = client.get(at.of_chapter())

    assertContains(response, f'href="{at.of_chapter("section_list")}"')
    assertContains(response, f'href="{of_section(at, section)}"')


def test_who_does_not_arrange_gets_no_such_links(client):
    at = desk(client)
    section = with_section(at)
    client.force_login(create_member(Role.READER, at.unit))

    assertNotContains(client.get(at.of_chapter()), of_section(at, section))


def test_the_list_takes_the_same_queries_for_any_number_of_sections(client):
    at = desk(client)
    counts = []
    for _ in range(3):
        with_section(at, "reports.measure_table", measure_list="x")
        with CaptureQueriesContext(connection) as queries:
            client.get(at.of_chapter("section_list"))
        counts.append(len(queries))

    assert counts[1] == counts[2]
