"""Keeping, describing and removing pictures."""

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from kommunrapport.records.saving import AlreadyDone, Conflict, Locked, save_checked
from kommunrapport.reports.models import FrozenChapter, Picture, Report
from kommunrapport.reports.pictures.services import add_picture, change_picture, remove_picture
from kommunrapport.reports.pictures.sweeping import sweep
from kommunrapport.reports.pictures.taking_in import TakenIn
from kommunrapport.reports.services import Kept
from tests.factories import create_chapter, create_report, create_user
from tests.reports.pictures import photos
from tests.writing_factories import create_picture, create_version

pytestmark = pytest.mark.django_db
PNG = TakenIn(photos.png(), "image/png", 60, 40)


def add(report: Report, **fields) -> Picture:
    words = {"alt_text": "Ett torg", "caption": "", "token": "t", "by": create_user()}
    return add_picture(report=report, taken=PNG, **words | fields)


@pytest.fixture(autouse=True)
def media(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def test_a_picture_is_kept_with_its_checksum_under_a_name_nobody_guesses():
    picture = add(create_report())

    assert picture.read() == PNG.content
    assert picture.sha256 == hashlib.sha256(PNG.content).hexdigest()
    assert len(Path(picture.file.name).stem) == 32
    assert picture.history.count() == 1


def test_the_same_form_sent_twice_keeps_one():
    report = create_report()
    add(report)

    with pytest.raises(AlreadyDone):
        add(report)

    assert report.pictures.count() == 1


def test_a_closed_report_takes_no_pictures():
    with pytest.raises(Locked):
        add(create_report(state="sent"))


def test_a_picture_without_alternative_text_cannot_be_stored():
    with pytest.raises(IntegrityError, match="reports_picture_has_alternative_text"), transaction.atomic():
        create_picture(alt_text="")


def test_what_is_said_of_it_is_changed_and_the_file_is_not():
    picture = create_picture()
    name = picture.file.name

    changed = change_picture(pk=picture.pk, version=1, alt_text="Torget", caption="Vår", by=create_user())

    assert (changed.alt_text, changed.caption, changed.file.name) == ("Torget", "Vår", name)


def test_who_changes_what_somebody_else_changed_is_told():
    picture = create_picture()
    change_picture(pk=picture.pk, version=1, alt_text="Torget", caption="", by=create_user())

    with pytest.raises(Conflict):
        change_picture(pk=picture.pk, version=1, alt_text="Parken", caption="", by=create_user())


def test_a_picture_that_no_text_shows_is_removed_with_its_file(django_capture_on_commit_callbacks):
    picture = create_picture()
    path = Path(picture.file.path)

    with django_capture_on_commit_callbacks(execute=True):
        remove_picture(pk=picture.pk, version=1, by=create_user())

    assert not Picture.objects.exists()
    assert not path.exists()


def test_a_picture_in_a_text_stays():
    picture = create_picture()
    text = f'<figure data-picture="{picture.pk}"></figure>'
    create_chapter(report=picture.report, heading="Torget", text=text)

    with pytest.raises(Kept, match="Torget"):
        remove_picture(pk=picture.pk, version=1, by=create_user())


def test_a_picture_in_a_version_stays_for_ever():
    picture = create_picture()
    freeze(picture)

    with pytest.raises(Kept, match="version"):
        remove_picture(pk=picture.pk, version=1, by=create_user())


def freeze(picture: Picture) -> FrozenChapter:
    return FrozenChapter.objects.create(
        version=create_version(report=picture.report),
        order=1,
        level=1,
        heading="Torget",
        anchor="k1",
        html=f'<figure class="picture" data-picture="{picture.pk}"></figure>',
    )


def test_nothing_is_removed_or_described_anew_in_a_closed_report():
    picture = create_picture()
    report = picture.report
    save_checked(Report, pk=report.pk, version=report.version, by=create_user(), state="sent")

    with pytest.raises(Locked):
        remove_picture(pk=picture.pk, version=1, by=create_user())
    with pytest.raises(Locked):
        change_picture(pk=picture.pk, version=1, alt_text="Nytt", caption="", by=create_user())


def test_a_file_that_nothing_names_is_swept_and_a_picture_is_not(media):
    picture = create_picture()
    for name in ("bilder/ingens.png", "dokument/glomt"):
        (media / name).parent.mkdir(exist_ok=True)
        (media / name).write_bytes(b"x")

    assert sweep(timezone.now() - timedelta(days=1)) == 0
    assert sweep(timezone.now() + timedelta(minutes=1)) == 2

    assert Path(picture.file.path).exists()
