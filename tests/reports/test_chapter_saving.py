"""Saving the text of a chapter, with and without htmx, and what becomes of a text that can not be saved."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from kommunrapport.reports.models import Chapter
from kommunrapport.reports.services import remove_chapter, write_chapter
from tests.factories import create_user
from tests.reports.desk import HTMX, desk

pytestmark = pytest.mark.django_db


def stored(at) -> Chapter:
    return Chapter.objects.get(pk=at.chapter.pk)


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


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_who_writes_in_a_removed_chapter_gets_the_text_back(client, headers):
    at = desk(client)
    remove_chapter(pk=at.chapter.pk, version=1, by=create_user())

    response = client.post(at.of_chapter(), {"version": 1, "text": "<p>Mycket arbete</p>"}, headers=headers)

    assert response.status_code == 409
    assert "Kapitlet togs bort medan du skrev" in response.text
    assert "<p>Mycket arbete</p>" in response.text
