"""A Word document on its way into a chapter: chosen, looked at, and written."""

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from kommunrapport.organisation.roles import Role
from kommunrapport.records.saving import save_checked
from kommunrapport.reports.models import Chapter
from tests.factories import create_member, create_user
from tests.reports.desk import Desk, desk
from tests.reports.docx.documents import document, drawing, paragraph
from tests.reports.pictures import photos

pytestmark = pytest.mark.django_db
SIMPLE = document(paragraph("Ny text"))
WITH_PICTURE = document(paragraph("Ny text"), drawing("p1"), pictures={"p1": photos.png()})


@pytest.fixture(autouse=True)
def media(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def look_at(at: Desk, content: bytes = SIMPLE):
    return at.client.post(at.of_chapter("docx_read"), {"file": SimpleUploadedFile("text.docx", content)})


def read_in(at: Desk, preview, **choices):
    ticket = re.search('name="ticket" value="([^"]+)"', preview.content.decode())[1]
    return at.client.post(at.of_chapter("docx_apply"), {"ticket": ticket, "place": "append"} | choices)


def stored(at: Desk) -> str:
    return Chapter.objects.get(pk=at.chapter.pk).text


def test_the_document_is_shown_and_nothing_is_changed(client):
    at = desk(client, text="<p>Gammalt</p>")

    response = look_at(at)

    assertContains(response, "<p>Ny text</p>")
    assert stored(at) == "<p>Gammalt</p>"


@pytest.mark.parametrize(("place", "text"), [("append", "<p>Gammalt</p><p>Ny text</p>"), ("replace", "<p>Ny text</p>")])
def test_it_is_put_after_the_text_or_in_its_place(client, place, text, media):
    at = desk(client, text="<p>Gammalt</p>")

    response = read_in(at, look_at(at), place=place)

    assertRedirects(response, at.of_chapter())
    assert stored(at) == text
    assert at.chapter.history.first().history_user == at.user
    assert list((media / "dokument").iterdir()) == []


def test_said_yes_twice_it_is_read_in_once(client):
    at = desk(client)
    preview = look_at(at)

    for _ in range(2):
        read_in(at, preview)

    assert stored(at) == "<p>Ny text</p>"


def test_a_text_that_somebody_changed_meanwhile_is_not_replaced_before_it_is_seen(client):
    at = desk(client, text="<p>Gammalt</p>")
    preview = look_at(at)
    save_checked(Chapter, pk=at.chapter.pk, version=1, by=create_user(), text="<p>Deras</p>")

    again = read_in(at, preview, place="replace")

    assertContains(again, "Någon ändrade kapitlet", status_code=409)
    assertContains(again, "<p>Deras</p>", status_code=409)
    assert stored(at) == "<p>Deras</p>"
    read_in(at, again, place="replace")
    assert stored(at) == "<p>Ny text</p>"


def test_what_somebody_wrote_meanwhile_stays_before_what_is_put_after_it(client):
    at = desk(client, text="<p>Gammalt</p>")
    preview = look_at(at)
    save_checked(Chapter, pk=at.chapter.pk, version=1, by=create_user(), text="<p>Deras</p>")

    read_in(at, preview)

    assert stored(at) == "<p>Deras</p><p>Ny text</p>"


def test_a_picture_needs_its_words(client):
    at = desk(client)

    response = read_in(at, look_at(at, WITH_PICTURE))

    assertContains(response, "Skriv vad bilden visar, eller ta inte med den.")
    assert stored(at) == ""


def test_a_picture_becomes_one_of_the_report(client):
    at = desk(client)

    read_in(at, look_at(at, WITH_PICTURE), alt_1="Ett torg")

    picture = at.report.pictures.get()
    assert picture.alt_text == "Ett torg"
    assert f'<figure data-picture="{picture.pk}"></figure>' in stored(at)


def test_a_picture_may_be_left_out(client):
    at = desk(client)

    read_in(at, look_at(at, WITH_PICTURE), leave_1="on")

    assert not at.report.pictures.exists()
    assert stored(at) == "<p>Ny text</p>"


def test_a_number_of_a_person_is_asked_about(client):
    at = desk(client)
    preview = look_at(at, document(paragraph("Anna, 19121212-1212")))

    asked = read_in(at, preview)

    assertContains(asked, "personnummer")
    name, value = re.search('name="(text-personnummer)" value="([^"]+)"', asked.content.decode()).groups()
    read_in(at, asked, **{name: value})
    assert "19121212-1212" in stored(at)


def test_another_persons_preview_cannot_be_used(client):
    at = desk(client)
    preview = look_at(at)
    other = desk_of_another(client, at)

    assertRedirects(read_in(other, preview), at.of_chapter("docx_read"))
    assert stored(at) == ""


def desk_of_another(client, at: Desk) -> Desk:
    user = create_member(Role.CONTROLLER, at.unit)
    client.force_login(user)
    return Desk(client, user, at.unit, at.report, at.chapter)


@pytest.mark.parametrize("ticket", ["", "x", "a:b:c"])
def test_a_ticket_that_is_not_ours_begins_again(client, ticket):
    at = desk(client)

    response = client.post(at.of_chapter("docx_apply"), {"ticket": ticket, "place": "append"})

    assertRedirects(response, at.of_chapter("docx_read"))


def test_a_closed_report_takes_nothing_in(client):
    at = desk(client)
    preview = look_at(at)
    at.send_over()

    assertNotContains(client.get(at.of_chapter("docx_read")), "Granska texten")
    assertContains(read_in(at, preview), "texterna kan inte ändras")
    assert stored(at) == ""


def test_a_file_that_is_no_document_says_what_to_do(client):
    assertContains(look_at(desk(client), b"inget"), "Filen är inget Worddokument.")


def test_a_personnummer_in_the_words_of_a_picture_is_asked_about(client):
    at = desk(client)
    words = "Anna 19811218-9876"
    preview = look_at(at, document(paragraph("Ny text"), drawing("p1", words), pictures={"p1": photos.png()}))

    again = read_in(at, preview, alt_1=words)

    assertContains(again, "personnummer")
    assert stored(at) == ""
