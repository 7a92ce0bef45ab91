"""Who sees a picture, and the pages where pictures are uploaded and described."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from kommunrapport.organisation.roles import Role
from kommunrapport.reports.models import FrozenChapter, Picture, Report
from tests.factories import create_member, create_org_unit
from tests.reports.desk import HTMX, Desk, desk
from tests.reports.pictures import photos
from tests.writing_factories import create_picture, create_version

pytestmark = pytest.mark.django_db


def address(picture: Picture) -> str:
    return reverse("reports:picture_file", args=[picture.pk])


def upload(at: Desk, content: bytes | None = None, **fields):
    file = SimpleUploadedFile("../torg<b>.png", content or photos.from_telephone())
    data = {"token": "t", "alt_text": "Ett torg", "caption": "", "file": file} | fields
    return at.client.post(at.of_chapter("chapter_pictures"), data)


def publish(picture: Picture, *, shown: str = "") -> None:
    version = create_version(report=picture.report)
    html = shown or f'<figure class="picture" data-picture="{picture.pk}"></figure>'
    FrozenChapter.objects.create(version=version, order=1, level=1, heading="Torget", anchor="k1", html=html)
    Report.objects.filter(pk=picture.report_id).update(published_version=version)


def test_a_picture_is_a_file_that_no_browser_takes_for_anything_else(client):
    picture = create_picture(report=desk(client).report)

    response = client.get(address(picture))

    assert (response.status_code, response.headers["Content-Type"]) == (200, "image/png")
    assert response.content == picture.read()
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Disposition"] == f'attachment; filename="bild-{picture.pk}.png"'
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["Cache-Control"] == "private, no-cache"


def test_a_picture_that_the_browser_has_is_not_sent_again(client):
    url = address(create_picture(report=desk(client).report))

    response = client.get(url, headers={"If-None-Match": client.get(url).headers["ETag"]})

    assert (response.status_code, response.content) == (304, b"")


def test_a_neighbour_finds_no_picture_even_when_the_browser_has_it(client):
    url = address(create_picture(report=desk(client).report))
    etag = client.get(url).headers["ETag"]
    client.force_login(create_member(org_unit=create_org_unit()))

    assert client.get(url, headers={"If-None-Match": etag}).status_code == 404


def test_a_stranger_is_sent_to_sign_in_whether_there_is_a_picture_or_not(client):
    picture = create_picture()

    answers = [client.get(url) for url in (address(picture), "/bilder/999999/")]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert all(answer.headers["Location"].startswith("/logga-in/") for answer in answers)


def test_a_published_picture_is_open_and_another_of_the_report_is_not(client):
    published = create_picture()
    other = create_picture(report=published.report)
    publish(published)

    assert client.get(address(published)).status_code == 200
    assert client.get(address(other)).status_code == 302


def test_a_picture_whose_key_only_begins_alike_is_not_open(client):
    picture = create_picture()
    publish(picture, shown=f'<figure class="picture" data-picture="{picture.pk}0"></figure>')

    assert client.get(address(picture)).status_code == 302


def test_a_version_that_is_not_the_published_one_opens_nothing(client):
    picture = create_picture()
    publish(picture)
    Report.objects.update(published_version=None)

    assert client.get(address(picture)).status_code == 302


def test_a_picture_whose_file_is_gone_is_not_found(client):
    picture = create_picture(report=desk(client).report)
    Path(picture.file.path).unlink()

    assert client.get(address(picture)).status_code == 404


def test_a_picture_is_uploaded_made_anew_under_a_name_of_ours(client):
    at = desk(client)

    response = upload(at, caption="Torget")

    assertRedirects(response, at.of_chapter("chapter_pictures"))
    picture = at.report.pictures.get()
    assert (picture.alt_text, picture.caption, picture.width, picture.height) == ("Ett torg", "Torget", 40, 60)
    assert picture.file.name.endswith(".jpg")
    assert "torg" not in picture.file.name
    assert b"kommunhuset" not in picture.read()


def test_the_dialog_is_told_which_picture_was_added(client):
    at = desk(client)
    file = SimpleUploadedFile("torg.png", photos.png())

    response = client.post(
        at.of_chapter("chapter_pictures"), {"token": "t", "alt_text": "Ett torg", "file": file}, headers=HTMX
    )

    assertContains(response, f'data-added="{at.report.pictures.get().pk}"')
    assertNotContains(response, "<html")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"alt_text": " "}, "Skriv vad bilden visar."),
        ({"file": ""}, "Välj en bild."),
        ({"file": SimpleUploadedFile("a.png", b"<svg/>")}, "Bilden är en SVG."),
        ({"alt_text": "Anna, 19121212-1212"}, "personnummer"),
    ],
)
def test_what_is_refused_says_what_to_do_and_keeps_nothing(client, fields, sentence):
    at = desk(client)

    response = upload(at, **fields)

    assertContains(response, sentence)
    assert not at.report.pictures.exists()


def test_a_file_over_the_limit_is_refused_before_it_is_read(client):
    response = upload(desk(client), b"\x89PNG" + bytes(27_000_000))

    assertContains(response, "Filen är för stor", status_code=413)


def test_the_form_sent_twice_keeps_one_picture(client):
    at = desk(client)

    for _ in range(2):
        assertRedirects(upload(at), at.of_chapter("chapter_pictures"))

    assert at.report.pictures.count() == 1


def test_a_closed_report_shows_its_pictures_and_takes_no_more(client):
    at = desk(client)
    create_picture(report=at.report, alt_text="Gammalt torg")
    at.send_over()

    response = upload(at)

    assertContains(response, "Gammalt torg")
    assertNotContains(response, "Ladda upp")
    assert at.report.pictures.count() == 1


def test_what_is_said_of_a_picture_is_changed(client):
    at = desk(client)
    picture = create_picture(report=at.report)

    response = client.post(at.of_report("picture_edit", at.chapter.pk, picture.pk), words("Torget"))

    assertRedirects(response, at.of_chapter("chapter_pictures"))
    picture.refresh_from_db()
    assert picture.alt_text == "Torget"


def words(alt_text: str) -> dict[str, object]:
    return {"version": 1, "alt_text": alt_text, "caption": ""}


def test_two_who_describe_a_picture_are_told_of_each_other(client):
    at = desk(client)
    url = at.of_report("picture_edit", at.chapter.pk, create_picture(report=at.report).pk)
    client.post(url, words("Torget"))

    response = client.post(url, words("Parken"))

    assertContains(response, "Torget", status_code=409)


def test_a_picture_of_another_report_is_not_described_from_here(client):
    at = desk(client)
    theirs = create_picture(
        report=Report.objects.create(
            slug="annan", title="Annan", org_unit=create_org_unit(), occasion=at.report.occasion
        )
    )

    assert client.post(at.of_report("picture_edit", at.chapter.pk, theirs.pk), words("Ny")).status_code == 404
    assert client.post(at.of_report("picture_remove", at.chapter.pk, theirs.pk), {"version": 1}).status_code == 404


def test_a_picture_is_removed(client):
    at = desk(client)
    picture = create_picture(report=at.report)

    response = client.post(at.of_report("picture_remove", at.chapter.pk, picture.pk), {"version": 1}, follow=True)

    assertContains(response, "Bilden är borttagen.")
    assert not at.report.pictures.exists()


def test_a_picture_in_use_is_not(client):
    at = desk(client)
    picture = create_picture(report=at.report)
    at.write(f'<figure data-picture="{picture.pk}"></figure>')

    response = client.post(at.of_report("picture_remove", at.chapter.pk, picture.pk), {"version": 1}, follow=True)

    assertContains(response, "Ta bort den ur texten och spara först.")


def test_a_chapter_of_nothing_but_a_picture_is_saved_and_shown(client):
    at = desk(client)
    picture = create_picture(report=at.report, alt_text="Ett torg")

    at.write(f'<figure data-picture="{picture.pk}"></figure>')

    at.chapter.refresh_from_db()
    assert at.chapter.text == f'<figure data-picture="{picture.pk}"></figure>'
    assertContains(client.get(at.of_report("report_read")), 'alt="Ett torg"')


def test_who_only_reads_uploads_nothing(client):
    at = desk(client, Role.READER)

    assert upload(at).status_code == 404
    assert client.get(at.of_chapter("chapter_pictures")).status_code == 404


def test_the_elected_see_the_pictures_of_what_they_were_sent_and_none_that_came_later(client):
    at = desk(client, Role.POLITICIAN)
    sent = create_picture(report=at.report)
    later = create_picture(report=at.report)
    version = create_version(report=at.report)
    html = f'<figure class="picture" data-picture="{sent.pk}"></figure>'
    FrozenChapter.objects.create(version=version, order=1, level=1, heading="Torget", anchor="k1", html=html)

    assert client.get(address(sent)).status_code == 200
    assert client.get(address(later)).status_code == 404
