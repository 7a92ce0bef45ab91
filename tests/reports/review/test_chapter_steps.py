"""The steps of a chapter, each from every status, as the table of states has them."""

import itertools

import pytest

from kommunrapport.records.saving import Conflict, Locked
from kommunrapport.reports.flow.services import Refused
from kommunrapport.reports.models import Chapter, Report
from kommunrapport.reports.services import Kept, remove_chapter, take_chapter_step, write_chapter
from kommunrapport.reports.states import CHAPTER_STEPS
from tests.factories import create_chapter, create_report, create_user
from tests.writing_factories import create_comment

pytestmark = pytest.mark.django_db

TAKEN = [key for key in CHAPTER_STEPS if key != "write"]


@pytest.fixture
def user():
    return create_user()


def step(chapter, key, user, **fields):
    return take_chapter_step(
        pk=chapter.pk, version=fields.pop("version", 1), step=CHAPTER_STEPS[key], by=user, **fields
    )


@pytest.mark.parametrize(("key", "status"), [*itertools.product(TAKEN, Chapter.Status.values)])
def test_a_step_leads_where_the_table_says_and_from_nowhere_else(user, key, status):
    chapter = create_chapter(status=status)
    targets = CHAPTER_STEPS[key].targets

    if status in targets:
        assert step(chapter, key, user).status == targets[status]
    elif status in targets.values():
        assert step(chapter, key, user).version == chapter.version
    else:
        with pytest.raises(Conflict):
            step(chapter, key, user)


@pytest.mark.parametrize("status", Chapter.Status.values)
def test_a_changed_text_does_to_its_chapter_what_the_table_says(user, status):
    chapter = create_chapter(status=status)

    saved = write_chapter(pk=chapter.pk, version=1, text="<p>Nytt</p>", by=user)

    assert saved.status == CHAPTER_STEPS["write"].targets[status]


@pytest.mark.parametrize("key", TAKEN)
def test_no_step_is_taken_in_a_closed_report(user, key):
    status = next(iter(CHAPTER_STEPS[key].targets))
    chapter = create_chapter(report=create_report(state=Report.State.PROPOSAL), status=status)

    with pytest.raises(Locked):
        step(chapter, key, user)


def test_nobody_reviews_an_own_text(user):
    chapter = create_chapter(status=Chapter.Status.READY)
    written = write_chapter(pk=chapter.pk, version=1, text="<p>Mitt</p>", by=user)

    with pytest.raises(Refused, match="själv"):
        step(chapter, "review", user, version=written.version)
    assert step(chapter, "review", create_user(), version=written.version).status == Chapter.Status.REVIEWED


def test_a_text_that_was_changed_since_it_was_read_is_not_reviewed(user):
    chapter = create_chapter(status=Chapter.Status.READY)
    write_chapter(pk=chapter.pk, version=1, text="<p>Nytt</p>", by=create_user())

    with pytest.raises(Conflict):
        step(chapter, "review", user)


def test_the_reason_stands_until_the_chapter_is_ready_again(user):
    chapter = create_chapter(status=Chapter.Status.READY)
    returned = step(chapter, "give_back", user, reason="Skriv vad som ska ske.")
    written = write_chapter(pk=chapter.pk, version=returned.version, text="<p>Nytt</p>", by=user)

    ready = step(chapter, "ready", user, version=written.version)

    assert written.status_reason == "Skriv vad som ska ske."
    assert ready.status_reason == ""


def test_two_who_give_back_for_different_reasons_are_told(user):
    chapter = create_chapter(status=Chapter.Status.READY)
    step(chapter, "give_back", user, reason="För långt.")

    assert step(chapter, "give_back", user, reason="För långt.").status == Chapter.Status.RETURNED
    with pytest.raises(Conflict):
        step(chapter, "give_back", create_user(), reason="För kort.")


def test_a_chapter_with_comments_is_not_removed(user):
    chapter = create_comment().chapter

    with pytest.raises(Kept, match="kommentarer"):
        remove_chapter(pk=chapter.pk, version=1, by=user)
