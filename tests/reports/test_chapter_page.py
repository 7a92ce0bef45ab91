"""The workbench of one chapter: what it shows to whom, and its status."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.roles import Role
from kommunrapport.records.saving import save_checked
from kommunrapport.reports.models import Chapter, ChapterSection
from tests.factories import (
    create_chapter,
    create_goal,
    create_member,
    create_occasion,
    create_org_unit,
    create_position,
    create_report,
    create_user,
)
from tests.reports.desk import desk

pytestmark = pytest.mark.django_db


def stored(at) -> Chapter:
    return Chapter.objects.get(pk=at.chapter.pk)


def test_the_page_shows_instruction_common_text_and_editor(client):
    at = desk(client, instruction="Högst en sida.", common_text="<p>Lika för alla.</p>", text="<p>Vårt år.</p>")

    response = client.get(at.of_chapter())

    assertContains(response, "Högst en sida.")
    assertContains(response, "<p>Lika för alla.</p>")
    assertContains(response, "&lt;p&gt;Vårt år.&lt;/p&gt;</textarea>")
    assertContains(response, '<span id="ord">2</span> ord', html=False)


def test_a_locked_chapter_is_text_with_the_reason(client):
    at = desk(client, text="<p>Vårt år.</p>")
    at.send_over()

    response = client.get(at.of_chapter())

    assertContains(response, "texterna kan inte ändras")
    assertContains(response, "<p>Vårt år.</p>")
    assertNotContains(response, "data-chapter-text")


def test_a_chapter_that_never_was_is_not_found(client):
    at = desk(client)

    assert client.get(at.of_report("chapter_edit", 999_999)).status_code == 404
    assert client.post(at.of_report("chapter_edit", 999_999), {"version": 1, "text": ""}).status_code == 404


def test_a_neighbour_finds_no_chapter(client):
    at = desk(client, text="<p>Utkast</p>")
    client.force_login(create_member(org_unit=create_org_unit()))

    assert client.get(at.of_chapter()).status_code == 404
    assert at.write("<p>Intrång</p>").status_code == 404
    assert client.post(at.of_chapter("chapter_status"), {"version": 1, "status": "ready"}).status_code == 404
    assert stored(at).text == "<p>Utkast</p>"


@pytest.mark.parametrize("role", [Role.READER, Role.SECRETARY, Role.MANAGER])
def test_who_may_not_write_reads_the_text_and_is_refused(client, role):
    at = desk(client, role, text="<p>Vårt år.</p>", instruction="Högst en sida.")

    response = client.get(at.of_chapter())

    assertContains(response, "<p>Vårt år.</p>")
    assertNotContains(response, "data-chapter-text")
    assertNotContains(response, "Högst en sida.")
    assert at.write("<p>Nej</p>").status_code == 404


def test_the_responsible_manager_writes_the_own_chapter_but_does_not_arrange(client):
    at = desk(client, Role.MANAGER)
    at.chapter.responsible = create_position(org_unit=at.unit, holder=at.user)
    at.chapter.save()

    at.write("<p>Mitt</p>")

    assert stored(at).text == "<p>Mitt</p>"
    assertNotContains(client.get(at.of_chapter()), "Flytta upp")


def test_the_elected_are_sent_to_the_chapter_in_the_reading_view(client):
    at = desk(client, Role.POLITICIAN)

    response = client.get(at.of_chapter())

    assertRedirects(response, f"{at.of_report('report_read')}#k{at.chapter.pk}", fetch_redirect_response=False)


def goal_chapter(client):
    """A desk whose chapter stands for a goal."""
    at = desk(client, heading="")
    goal = create_goal(coordinating_unit=at.unit, title="Trygg kommun", wording="Alla ska vara trygga")
    at.chapter.subject_key = f"goals.goal:{goal.pk}"
    at.chapter.save()
    ChapterSection.objects.create(chapter=at.chapter, key="goals.follow_up")
    return at, goal


def test_the_chapter_of_a_goal_shows_the_goal_and_links_to_it(client):
    at, goal = goal_chapter(client)

    response = client.get(at.of_chapter())

    assertContains(response, "Trygg kommun")
    assertContains(response, "Alla ska vara trygga")
    assertContains(response, f"/2025/ks/mal/{goal.pk}/")
    for link in ("Ändra texten", "Ändra utfall", "Ändra bedömning"):
        assertContains(response, link)
    assertNotContains(response, "data-chapter-text")


def test_the_chapter_of_a_goal_is_marked_on_its_own(client):
    at, _ = goal_chapter(client)

    client.post(at.of_chapter("chapter_status"), {"version": 1, "status": "ready"})
    ready = stored(at)
    client.post(at.of_chapter("chapter_status"), {"version": ready.version, "status": "draft"})

    assert (ready.status, stored(at).status) == ("ready", "draft")


def test_marking_what_somebody_else_marked_is_told(client):
    at, _ = goal_chapter(client)
    save_checked(Chapter, pk=at.chapter.pk, version=1, by=create_user(), status="returned")

    response = client.post(at.of_chapter("chapter_status"), {"version": 1, "status": "ready"}, follow=True)

    assertContains(response, "Någon annan ändrade kapitlet samtidigt")


def test_a_mark_on_a_locked_report_says_why_not(client):
    at, _ = goal_chapter(client)
    at.send_over()

    response = client.post(at.of_chapter("chapter_status"), {"version": 1, "status": "ready"}, follow=True)

    assertContains(response, "texterna kan inte ändras")


def test_a_mark_that_is_no_status_changes_nothing(client):
    at, _ = goal_chapter(client)

    client.post(at.of_chapter("chapter_status"), {"version": 1, "status": "reviewed"})

    assert stored(at).status == Chapter.Status.NOT_STARTED


def test_last_years_text_of_the_same_heading_stands_beside(client):
    at = desk(client, heading="Personal")
    before = create_report(org_unit=at.unit, occasion=create_occasion(year=2024))
    create_chapter(report=before, heading="personal", text="<p>Så var det då.</p>")

    response = client.get(at.of_chapter())

    assertContains(response, "Texten 2024")
    assertContains(response, "<p>Så var det då.</p>")


def test_another_units_text_of_last_year_does_not(client):
    at = desk(client, heading="Personal")
    before = create_report(org_unit=create_org_unit(), occasion=create_occasion(year=2024))
    create_chapter(report=before, heading="Personal", text="<p>Deras.</p>")

    assertNotContains(client.get(at.of_chapter()), "Texten 2024")


@pytest.mark.parametrize("chapters", [1, 50])
def test_the_page_takes_the_same_queries_for_any_number_of_chapters(client, chapters):
    at, _ = goal_chapter(client)
    for _ in range(chapters):
        goal = create_goal(coordinating_unit=at.unit)
        create_chapter(report=at.report, heading="", subject_key=f"goals.goal:{goal.pk}", order=9)

    with CaptureQueriesContext(connection) as queries:
        client.get(at.of_chapter())

    assert len(queries) <= 45


def test_the_chef_of_a_unit_below_writes_the_own_chapter_from_the_own_pages(client):
    at = desk(client)
    below = create_org_unit(parent=at.unit, kind=OrgUnit.Kind.UNIT)
    chef = create_member(Role.MANAGER, below)
    save_checked(
        Chapter, pk=at.chapter.pk, version=1, by=chef, responsible=create_position(org_unit=below, holder=chef)
    )
    client.force_login(chef)
    page = reverse("reports:chapter_edit", args=[2025, below.slug, at.report.slug, at.chapter.pk])

    assertContains(client.get(reverse("reports:report_list", args=[2025, below.slug])), str(at.report))
    assertRedirects(client.post(page, {"version": 2, "text": "<p>Mitt</p>"}), page)

    assert stored(at).text == "<p>Mitt</p>"
    assert client.get(at.of_chapter()).status_code == 404


def test_a_chef_without_a_chapter_in_the_report_finds_nothing(client):
    at = desk(client)
    below = create_org_unit(parent=at.unit, kind=OrgUnit.Kind.UNIT)
    client.force_login(create_member(Role.MANAGER, below))

    page = reverse("reports:chapter_edit", args=[2025, below.slug, at.report.slug, at.chapter.pk])

    assert client.get(page).status_code == 404
