"""The workbench of one chapter: reading it, saving in it, and what happens when a save can not be done."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from kommunrapport.organisation.roles import Role
from kommunrapport.records.saving import save_checked
from kommunrapport.reports.models import Chapter, ChapterSection
from kommunrapport.reports.services import remove_chapter, write_chapter
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
from tests.reports.desk import HTMX, desk

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


def test_the_text_is_saved_and_the_page_comes_again(client):
    at = desk(client)

    response = at.write("<p>Ett <b>bra</b> år.</p>")

    assertRedirects(response, at.of_chapter(), fetch_redirect_response=False)
    assert stored(at).text == "<p>Ett <strong>bra</strong> år.</p>"
    assertContains(client.get(at.of_chapter()), "Sparat ")


def test_plain_text_from_the_textarea_becomes_paragraphs(client):
    at = desk(client)

    at.write("Ett.\r\n\r\nTvå & tre.")

    assert stored(at).text == "<p>Ett.</p>\n\n<p>Två &amp; tre.</p>"


def test_htmx_gets_the_receipt_with_the_new_version(client):
    at = desk(client)

    response = client.post(at.of_chapter(), {"version": 1, "text": "<p>Hej</p>"}, headers=HTMX)

    assertContains(response, "Sparat ")
    assertContains(response, 'name="version" value="2"')
    assertContains(response, "Utkast")
    assertNotContains(response, "<h1>")


def test_save_and_mark_as_ready_is_one_press(client):
    at = desk(client)

    at.write("<p>Hej</p>", status="ready")

    assert (stored(at).text, stored(at).status) == ("<p>Hej</p>", Chapter.Status.READY)


def test_a_ready_chapter_can_be_a_draft_again(client):
    at = desk(client, status="ready", text="<p>Hej</p>")
    assertContains(client.get(at.of_chapter()), "Spara och gör till utkast")

    at.write("<p>Hej</p>", status="draft")

    assert stored(at).status == Chapter.Status.DRAFT


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("<p>" + "a" * 300_001 + "</p>", "Texten är för lång"),
        ("<blockquote>" * 13 + "djupt" + "</blockquote>" * 13, "för många nivåer"),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_text_that_is_refused_is_not_lost(client, text, sentence, headers):
    at = desk(client)

    response = client.post(at.of_chapter(), {"version": 1, "text": text}, headers=headers)

    assertContains(response, "Inte sparat.")
    assertContains(response, sentence)
    assert stored(at).text == ""
    if not headers:
        assert response.context["form"]["text"].value() == text


def test_the_second_of_two_gets_both_texts_and_what_differs(client):
    at = desk(client)
    write_chapter(pk=at.chapter.pk, version=1, text="<p>Året var gott.</p>", by=create_user(name="Kollegan"))

    response = at.write("<p>Året var svårt.</p>")

    assert response.status_code == 409
    page = response.text
    assert "Kollegan sparade kapitlet medan du skrev" in page
    assert "<p>Året var gott.</p>" in page
    assert "<p>Året var svårt.</p>" in page
    assert [(p.kind, p.text) for p in response.context["differences"]] == [
        ("same", "Året var "),
        ("gone", "gott."),
        ("new", "svårt."),
    ]
    assert stored(at).text == "<p>Året var gott.</p>"


def test_the_second_can_choose_their_own_text(client):
    at = desk(client)
    write_chapter(pk=at.chapter.pk, version=1, text="<p>Först</p>", by=create_user())
    at.write("<p>Sedan</p>")

    at.write("<p>Sedan</p>", version=stored(at).version)

    assert stored(at).text == "<p>Sedan</p>"
    assert stored(at).history.filter(text="<p>Först</p>").exists()


def test_htmx_puts_the_conflict_in_place_of_the_form(client):
    at = desk(client)
    write_chapter(pk=at.chapter.pk, version=1, text="<p>Först</p>", by=create_user())

    response = client.post(at.of_chapter(), {"version": 1, "text": "<p>Sedan</p>"}, headers=HTMX)

    assert (response.status_code, response.headers["HX-Retarget"]) == (409, "#skriv")
    assert "<h1>" not in response.text


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_who_writes_while_the_report_is_sent_keeps_the_text_and_is_told(client, headers):
    at = desk(client)
    at.send_over()

    response = client.post(at.of_chapter(), {"version": 1, "text": "<p>För sent</p>"}, headers=headers)

    assertContains(response, "Rapporten är översänd sedan")
    assert stored(at).text == ""
    if not headers:
        assertContains(response, "För sent")


def test_a_locked_chapter_is_text_with_the_reason(client):
    at = desk(client, text="<p>Vårt år.</p>")
    at.send_over()

    response = client.get(at.of_chapter())

    assertContains(response, "texterna kan inte ändras")
    assertContains(response, "<p>Vårt år.</p>")
    assertNotContains(response, "<textarea")


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_who_writes_in_a_removed_chapter_gets_the_text_back(client, headers):
    at = desk(client)
    remove_chapter(pk=at.chapter.pk, version=1, by=create_user())

    response = client.post(at.of_chapter(), {"version": 1, "text": "<p>Mycket arbete</p>"}, headers=headers)

    assert response.status_code == 409
    assert "Kapitlet togs bort medan du skrev" in response.text
    assert "<p>Mycket arbete</p>" in response.text


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
    assertNotContains(response, "<textarea")
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
    assertNotContains(response, "<textarea")


@pytest.mark.parametrize("status", ["ready", "draft"])
def test_the_chapter_of_a_goal_is_marked_on_its_own(client, status):
    at, _ = goal_chapter(client)

    client.post(at.of_chapter("chapter_status"), {"version": 1, "status": status})

    assert stored(at).status == status


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
