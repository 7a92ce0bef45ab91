"""Writing in a report: each way a save can end."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from kommunrapport.records.saving import AlreadyDone, Conflict, Locked, save_checked
from kommunrapport.reports import services
from kommunrapport.reports.flow.lock import lock_sentence
from kommunrapport.reports.models import Chapter, Report
from kommunrapport.reports.models.reports import WRITABLE_STATES
from kommunrapport.reports.rich_text import RichTextError
from tests.factories import create_chapter, create_position, create_report, create_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return create_user()


@pytest.fixture
def chapter(user):
    """A chapter with a first line of history, as those that people make."""
    return services.add_chapter(report=create_report(), parent=None, heading="Personal", token="t", by=user)


def write(chapter, text, by, version=None):
    return services.write_chapter(pk=chapter.pk, version=version or chapter.version, text=text, by=by)


def close(report, by, state=Report.State.SENT):
    return save_checked(Report, pk=report.pk, version=report.version, by=by, state=state)


def test_a_text_is_stored_cleaned_and_makes_the_chapter_a_draft(chapter, user):
    saved = write(chapter, '<p onclick="x()">Hej</p><script>x()</script>', user)

    assert saved.text == "<p>Hej</p>"
    assert saved.status == Chapter.Status.DRAFT
    assert saved.history.first().history_user == user


def test_a_ready_chapter_stays_ready_when_its_text_is_corrected(chapter, user):
    saved = services.change_chapter_status(pk=chapter.pk, version=1, status="ready", by=user)

    assert write(saved, "<p>Rättat</p>", user).status == Chapter.Status.READY


def test_the_same_text_twice_is_saved_once(chapter, user):
    first = write(chapter, "<p>Hej</p>", user)

    again = write(chapter, "<p>Hej</p>", user, version=chapter.version)

    assert again.version == first.version


def test_two_texts_on_the_same_version_are_a_conflict(chapter, user):
    write(chapter, "<p>Först</p>", user)

    with pytest.raises(Conflict) as conflict:
        write(chapter, "<p>Sedan</p>", create_user(), version=chapter.version)

    assert conflict.value.stored.text == "<p>Först</p>"


def test_who_moved_or_headed_the_chapter_does_not_stop_the_one_who_writes(chapter, user):
    services.change_chapter_head(
        pk=chapter.pk, version=chapter.version, heading="HR", responsible=None, deadline=None, by=create_user()
    )

    saved = write(chapter, "<p>Hej</p>", user, version=chapter.version)

    assert (saved.heading, saved.text) == ("HR", "<p>Hej</p>")


def test_a_text_that_cannot_be_printed_is_refused(chapter, user):
    with pytest.raises(RichTextError):
        write(chapter, "<blockquote>" * 13 + "djupt", user)


@pytest.mark.parametrize("state", [state for state in Report.State if state not in WRITABLE_STATES])
def test_nothing_is_written_in_a_report_that_is_not_open(chapter, user, state):
    close(chapter.report, user, state)

    with pytest.raises(Locked, match="texterna kan inte ändras"):
        write(chapter, "<p>Hej</p>", user)


def test_the_lock_says_since_when(chapter, user):
    report = close(chapter.report, user)

    assert lock_sentence(report).startswith("Rapporten är översänd sedan ")


def test_a_status_that_others_set_is_refused(chapter, user):
    with pytest.raises(ValueError, match="reviewed"):
        services.change_chapter_status(pk=chapter.pk, version=1, status="reviewed", by=user)


def test_a_text_nobody_saw_is_not_marked_as_ready(chapter, user):
    write(chapter, "<p>Nytt</p>", create_user())

    with pytest.raises(Conflict):
        services.change_chapter_status(pk=chapter.pk, version=chapter.version, status="ready", by=user)


def test_heading_responsible_and_deadline_are_saved(chapter, user):
    position = create_position()
    day = datetime.date(2026, 1, 25)

    saved = services.change_chapter_head(
        pk=chapter.pk, version=1, heading="HR", responsible=position, deadline=day, by=user
    )

    assert (saved.heading, saved.responsible, saved.deadline) == ("HR", position, day)


def test_a_chapter_that_stands_for_itself_needs_a_heading(chapter, user):
    with pytest.raises(ValidationError, match="Skriv en rubrik"):
        services.change_chapter_head(pk=chapter.pk, version=1, heading="", responsible=None, deadline=None, by=user)


def test_a_chapter_is_added_last_under_its_parent_and_once(chapter, user):
    create_chapter(report=chapter.report, parent=chapter, order=1)
    details = {"report": chapter.report, "parent": chapter, "heading": "Rekrytering", "token": "ny", "by": user}

    added = services.add_chapter(**details)

    assert (added.parent, added.order) == (chapter, 2)
    with pytest.raises(AlreadyDone):
        services.add_chapter(**details)


def test_a_chapter_below_the_deepest_heading_is_refused(chapter, user):
    for _ in range(4):
        chapter = create_chapter(report=chapter.report, parent=chapter)

    with pytest.raises(ValidationError, match="så djupt som det går"):
        services.add_chapter(report=chapter.report, parent=chapter, heading="Djupare", token="d", by=user)


def headings(report):
    return [chapter.heading for chapter in Chapter.objects.filter(report=report, parent=None)]


@pytest.mark.parametrize(
    ("moved", "step", "expected"),
    [("A", 1, ["B", "A", "C"]), ("C", -1, ["A", "C", "B"]), ("A", -1, ["A", "B", "C"]), ("C", 1, ["A", "B", "C"])],
)
def test_a_chapter_moves_one_step_and_stays_at_the_ends(user, moved, step, expected):
    report = create_report()
    row = {name: create_chapter(report=report, heading=name, order=3) for name in "ABC"}

    services.move_chapter(pk=row[moved].pk, version=1, step=step, by=user)

    assert headings(report) == expected


def test_a_double_click_moves_a_chapter_once(user):
    report = create_report()
    first, *_ = [services.add_chapter(report=report, parent=None, heading=name, token=name, by=user) for name in "ABC"]
    services.move_chapter(pk=first.pk, version=first.version, step=1, by=user)

    with pytest.raises(Conflict):
        services.move_chapter(pk=first.pk, version=first.version, step=1, by=user)

    assert headings(report) == ["B", "A", "C"]


def test_an_empty_chapter_is_removed_and_its_history_stays(chapter, user):
    services.remove_chapter(pk=chapter.pk, version=1, by=user)

    assert not Chapter.objects.exists()
    assert Chapter.history.filter(id=chapter.pk, history_type="-").get().history_user == user


def test_a_chapter_with_text_or_chapters_below_it_is_kept(chapter, user):
    below = services.add_chapter(report=chapter.report, parent=chapter, heading="Under", token="u", by=user)
    with pytest.raises(services.Kept, match="underkapitel"):
        services.remove_chapter(pk=chapter.pk, version=chapter.version, by=user)

    written = write(below, "<p>Hej</p>", user)
    with pytest.raises(services.Kept, match="text"):
        services.remove_chapter(pk=below.pk, version=written.version, by=user)


def test_a_chapter_that_is_empty_again_is_removed(chapter, user):
    saved = write(chapter, "<p>Hej</p>", create_user())
    write(saved, "", create_user())

    services.remove_chapter(pk=chapter.pk, version=chapter.version, by=user)

    assert not Chapter.objects.exists()


@pytest.mark.parametrize(
    "act",
    [
        lambda c, by: services.change_chapter_status(pk=c.pk, version=1, status="ready", by=by),
        lambda c, by: services.change_chapter_head(
            pk=c.pk, version=1, heading="X", responsible=None, deadline=None, by=by
        ),
        lambda c, by: services.add_chapter(report=c.report, parent=None, heading="X", token="x", by=by),
        lambda c, by: services.move_chapter(pk=c.pk, version=1, step=1, by=by),
        lambda c, by: services.remove_chapter(pk=c.pk, version=1, by=by),
    ],
    ids=["status", "head", "add", "move", "remove"],
)
def test_every_change_is_refused_in_a_locked_report(chapter, user, act):
    close(chapter.report, user)

    with pytest.raises(Locked):
        act(chapter, user)
