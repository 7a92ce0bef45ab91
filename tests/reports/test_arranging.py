"""Heading, responsible and deadline of a chapter; new chapters, moved and removed ones."""

import datetime

import pytest
from pytest_django.asserts import assertContains, assertRedirects

from kommunrapport.organisation.roles import Role
from kommunrapport.records.saving import save_checked
from kommunrapport.reports.models import Chapter
from tests.factories import create_chapter, create_member, create_org_unit, create_position, create_report, create_user
from tests.reports.desk import desk

pytestmark = pytest.mark.django_db

PAGES = ["chapter_head", "chapter_move", "chapter_remove"]


def stored(at) -> Chapter:
    return Chapter.objects.get(pk=at.chapter.pk)


@pytest.mark.parametrize("role", [Role.READER, Role.MANAGER, Role.SECRETARY, Role.POLITICIAN, Role.AUDITOR])
def test_who_does_not_write_all_texts_arranges_nothing(client, role):
    at = desk(client, role)

    statuses = [client.post(at.of_chapter(name), {"version": 1}).status_code for name in PAGES]

    assert [*statuses, client.post(at.of_report("chapter_add")).status_code] == [404] * 4


def test_a_neighbour_arranges_nothing(client):
    at = desk(client)
    client.force_login(create_member(org_unit=create_org_unit()))

    assert [client.post(at.of_chapter(name), {"version": 1}).status_code for name in PAGES] == [404] * 3
    assert client.get(at.of_report("chapter_add")).status_code == 404


def test_the_head_is_saved(client):
    at = desk(client)
    position = create_position(org_unit=create_org_unit(parent=at.unit))
    data = {"version": 1, "heading": "Vårt år", "responsible": position.pk, "deadline": "2026-01-25"}

    response = client.post(at.of_chapter("chapter_head"), data)

    assertRedirects(response, at.of_chapter(), fetch_redirect_response=False)
    chapter = stored(at)
    assert (chapter.heading, chapter.responsible) == ("Vårt år", position)
    assert chapter.deadline == datetime.date(2026, 1, 25)


def test_only_positions_of_the_unit_and_below_can_be_responsible(client):
    at = desk(client)
    theirs = create_position()

    response = client.post(at.of_chapter("chapter_head"), {"version": 1, "heading": "X", "responsible": theirs.pk})

    assert response.context["form"].errors["responsible"]


def test_an_empty_heading_is_refused_in_words(client):
    at = desk(client)

    assertContains(client.post(at.of_chapter("chapter_head"), {"version": 1, "heading": ""}), "Skriv en rubrik.")


def test_two_headings_at_once_show_both(client):
    at = desk(client)
    save_checked(Chapter, pk=at.chapter.pk, version=1, by=create_user(), heading="Deras")

    response = client.post(at.of_chapter("chapter_head"), {"version": 1, "heading": "Min"})

    assert response.status_code == 409
    assert "Någon annan sparade: ”Deras”." in response.text
    assert 'value="Min"' in response.text
    assert 'name="version" value="2"' in response.text


def test_a_locked_head_says_why(client):
    at = desk(client)
    at.send_over()

    response = client.post(at.of_chapter("chapter_head"), {"version": 1, "heading": "Min"})

    assertContains(response, "texterna kan inte ändras")


def test_an_own_chapter_is_added_once_where_it_was_asked_for(client):
    at = desk(client)
    data = {"heading": "Eget", "parent": at.chapter.pk, "token": "t"}

    responses = [client.post(at.of_report("chapter_add"), data) for _ in range(2)]

    added = at.report.chapters.get(heading="Eget")
    assert added.parent == at.chapter
    assertRedirects(responses[0], at.of_report("chapter_edit", added.pk), fetch_redirect_response=False)
    assert responses[1].status_code == 302


def test_a_chapter_of_another_report_is_no_parent(client):
    at = desk(client)
    theirs = create_chapter(report=create_report(occasion=at.report.occasion))

    response = client.post(at.of_report("chapter_add"), {"heading": "X", "parent": theirs.pk, "token": "t"})

    assert response.context["form"].errors["parent"]


def test_a_new_chapter_needs_a_heading(client):
    at = desk(client)

    assertContains(client.post(at.of_report("chapter_add"), {"heading": "", "token": "t"}), "Skriv en rubrik.")


def test_no_chapter_is_added_to_a_locked_report(client):
    at = desk(client)
    at.send_over()

    response = client.post(at.of_report("chapter_add"), {"heading": "X", "token": "t"})

    assertContains(response, "texterna kan inte ändras")


def test_a_chapter_is_moved(client):
    at = desk(client)
    create_chapter(report=at.report, heading="Nästa", order=2)

    client.post(at.of_chapter("chapter_move"), {"version": 1, "step": "1"})

    assert [chapter.heading for chapter in at.report.chapters.all()] == ["Nästa", "Året som gått"]


@pytest.mark.parametrize("name", ["chapter_move", "chapter_remove"])
def test_a_locked_report_stays_as_it_is(client, name):
    at = desk(client)
    at.send_over()

    response = client.post(at.of_chapter(name), {"version": 1, "step": "1"}, follow=True)

    assertContains(response, "texterna kan inte ändras")


@pytest.mark.parametrize(("name", "change"), [("chapter_move", {"order": 7}), ("chapter_remove", {"text": ""})])
def test_what_somebody_changed_meanwhile_is_told(client, name, change):
    at = desk(client, text="<p>Hej</p>")
    save_checked(Chapter, pk=at.chapter.pk, version=1, by=create_user(), heading="Ny", **change)

    response = client.post(at.of_chapter(name), {"version": 1, "step": "1"}, follow=True)

    assertContains(response, "Någon annan ändrade kapitlet samtidigt")


@pytest.mark.parametrize("below", [False, True])
def test_an_empty_chapter_is_removed(client, below):
    at = desk(client)
    empty = create_chapter(report=at.report, parent=at.chapter if below else None, heading="Tomt", order=9)

    response = client.post(at.of_report("chapter_remove", empty.pk), {"version": 1}, follow=True)

    assertContains(response, "Kapitlet är borttaget.")
    assert not Chapter.objects.filter(pk=empty.pk).exists()


def test_a_chapter_with_text_is_kept_and_the_page_says_why(client):
    at = desk(client, text="<p>Hej</p>")
    assertContains(client.get(at.of_chapter()), "kan därför inte tas bort")

    response = client.post(at.of_chapter("chapter_remove"), {"version": 1}, follow=True)

    assertContains(response, "Töm texten och spara först.")
    assert stored(at).text == "<p>Hej</p>"


@pytest.mark.parametrize("name", ["chapter_move", "chapter_remove"])
def test_a_form_without_its_version_does_nothing(client, name):
    at = desk(client)

    assertRedirects(client.post(at.of_chapter(name)), at.of_chapter(), fetch_redirect_response=False)
    assert stored(at)
