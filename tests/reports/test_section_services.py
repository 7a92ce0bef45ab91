"""Adding, changing, moving and removing what a chapter shows from the data."""

import pytest
from django.core.exceptions import ValidationError

from kommunrapport.records.saving import AlreadyDone, Conflict, Locked, save_checked
from kommunrapport.reports.models import Chapter, ChapterSection, Report
from kommunrapport.reports.params import stored_values
from kommunrapport.reports.registry import SECTIONS
from kommunrapport.reports.section_services import add_section, change_section, move_section, remove_section
from tests.factories import create_chapter, create_chapter_section, create_user

pytestmark = pytest.mark.django_db

SUMMARY, DRIFT = "goals.summary", "budget.operating_statement"


def keys(chapter: Chapter) -> list[str]:
    return [section.key for section in chapter.sections.all()]


def row(*orders: int) -> list[ChapterSection]:
    """The sections of one chapter, with these numbers."""
    chapter = create_chapter()
    return [create_chapter_section(chapter=chapter, order=order) for order in orders]


def in_order(section: ChapterSection) -> list[int]:
    return [found.pk for found in ChapterSection.objects.filter(chapter=section.chapter)]


def lock(section: ChapterSection) -> None:
    Report.objects.filter(pk=section.chapter.report_id).update(state="sent")


def test_a_section_is_added_last_with_its_default_choices():
    chapter = create_chapter()
    create_chapter_section(chapter=chapter, key=SUMMARY)

    added = add_section(chapter=chapter, key=DRIFT, token="t", by=create_user())

    assert keys(chapter) == [SUMMARY, DRIFT]
    assert added.params == stored_values(SECTIONS[DRIFT].params, {})
    assert added.history.count() >= 1


def test_a_form_sent_twice_adds_one():
    chapter, user = create_chapter(), create_user()
    add_section(chapter=chapter, key=SUMMARY, token="t", by=user)

    with pytest.raises(AlreadyDone):
        add_section(chapter=chapter, key=SUMMARY, token="t", by=user)

    assert keys(chapter) == [SUMMARY]


@pytest.mark.parametrize("key", ["goals.follow_up", "goals.guideline_follow_up", "finns.inte"])
def test_what_does_not_fit_the_chapter_is_refused(key):
    with pytest.raises(ValidationError, match="kan inte visas"):
        add_section(chapter=create_chapter(subject_key="goals.directive:1"), key=key, token="t", by=create_user())


def test_what_shows_the_subject_fits_its_chapter():
    chapter = create_chapter(subject_key="goals.goal:1", heading="")

    assert add_section(chapter=chapter, key="goals.follow_up", token="t", by=create_user())


def test_choices_are_saved_with_who_chose():
    (section,), user = row(1), create_user()

    saved = change_section(pk=section.pk, version=1, params={"unit": "kr"}, by=user)

    assert (saved.params, saved.version) == ({"unit": "kr"}, 2)
    assert saved.history.first().history_user == user


def test_choices_that_somebody_else_changed_are_a_conflict():
    (section,) = row(1)
    change_section(pk=section.pk, version=1, params={"unit": "kr"}, by=create_user())

    with pytest.raises(Conflict):
        change_section(pk=section.pk, version=1, params={"unit": "mnkr"}, by=create_user())


def test_who_moves_a_section_does_not_stand_in_the_way_of_its_choices():
    first, _ = row(1, 2)
    move_section(pk=first.pk, version=1, step=1, by=create_user())

    assert change_section(pk=first.pk, version=1, params={"unit": "kr"}, by=create_user()).params == {"unit": "kr"}


@pytest.mark.parametrize(("step", "order"), [(-1, [1, 0, 2]), (1, [0, 2, 1])])
@pytest.mark.parametrize("numbers", [(1, 2, 3), (0, 0, 0), (0, 1, 2), (2, 3, 4), (10, 20, 30)])
def test_a_section_is_moved_once_by_a_double_click(numbers, step, order):
    sections = row(*numbers)
    pks = [section.pk for section in sections]

    move_section(pk=pks[1], version=1, step=step, by=create_user())
    with pytest.raises(Conflict):
        move_section(pk=pks[1], version=1, step=step, by=create_user())

    assert in_order(sections[0]) == [pks[place] for place in order]


@pytest.mark.parametrize(("place", "step"), [(0, -1), (1, 1)])
def test_at_the_end_of_the_row_it_stays(place, step):
    sections = row(1, 2)

    move_section(pk=sections[place].pk, version=1, step=step, by=create_user())

    assert in_order(sections[0]) == [section.pk for section in sections]
    assert {section.version for section in ChapterSection.objects.all()} == {1}


def test_a_section_is_removed_and_its_history_stays():
    (section,) = row(1)

    remove_section(pk=section.pk, version=1, by=create_user())

    assert not ChapterSection.objects.exists()
    assert ChapterSection.history.filter(id=section.pk, history_type="-").exists()


def test_a_section_that_somebody_changed_is_not_removed_unseen():
    (section,) = row(1)
    save_checked(ChapterSection, pk=section.pk, version=1, by=create_user(), params={"unit": "kr"})

    with pytest.raises(Conflict):
        remove_section(pk=section.pk, version=1, by=create_user())


def test_nothing_is_written_in_a_locked_report():
    (section,), user = row(1), create_user()
    lock(section)

    for act in (
        lambda: add_section(chapter=section.chapter, key=SUMMARY, token="t", by=user),
        lambda: change_section(pk=section.pk, version=1, params={}, by=user),
        lambda: move_section(pk=section.pk, version=1, step=1, by=user),
        lambda: remove_section(pk=section.pk, version=1, by=user),
    ):
        with pytest.raises(Locked):
            act()
