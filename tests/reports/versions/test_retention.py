"""What is removed for its age, and what never is."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from kommunrapport.administration.log.reading import LogFilter, read_log
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.records.models import Draft, Removal, RetentionRule
from kommunrapport.records.saving import delete_checked
from kommunrapport.reports.models import Chapter, FrozenChapter, FrozenFile, ReviewComment
from kommunrapport.reports.services import write_chapter
from kommunrapport.reports.versions.integrity import faults_of
from kommunrapport.reports.versions.retention import months_before, remove_what_is_too_old
from tests.factories import create_chapter, create_org_unit, create_report, create_user
from tests.reports.versions.frozen import desk_at, latest
from tests.writing_factories import create_comment, resolve

pytestmark = pytest.mark.django_db

LATER = timezone.localdate() + datetime.timedelta(days=800)


def _rule(what, months=12):
    return RetentionRule.objects.create(what=what, months=months)


def _draft(at):
    return Draft.objects.create(user=at.user, target="reports.chapter:1", field="text", text="Halv mening")


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (datetime.date(2026, 3, 31), 1, datetime.date(2026, 2, 28)),
        (datetime.date(2026, 1, 15), 12, datetime.date(2025, 1, 15)),
        (datetime.date(2026, 1, 15), 1, datetime.date(2025, 12, 15)),
    ],
)
def test_months_are_counted_back_to_the_same_day(day, months, expected):
    assert months_before(day, months) == expected


def test_nothing_is_removed_without_a_rule(client):
    _draft(desk_at(client, "decided"))
    _rule("drafts", months=None)

    assert remove_what_is_too_old(LATER) == {}
    assert Draft.objects.exists()


def test_an_old_draft_is_removed_and_a_new_one_is_not(client):
    _draft(desk_at(client, "open"))
    _rule("drafts")

    assert remove_what_is_too_old(timezone.localdate()) == {"drafts": 0}
    assert remove_what_is_too_old(LATER) == {"drafts": 1}
    assert not Draft.objects.exists()


def test_what_was_removed_stands_in_the_log(client):
    _draft(desk_at(client, "open"))
    _rule("drafts")

    remove_what_is_too_old(LATER)
    remove_what_is_too_old(LATER)

    removal = Removal.objects.get()
    assert (removal.what, removal.count, removal.before) == ("drafts", 1, months_before(LATER, 12))
    lines = read_log(LogFilter(what="records.removal")).lines
    assert len(lines) == 1


def test_resolved_comments_go_with_their_answers_and_their_history(client):
    at = desk_at(client, "decided")
    comment = resolve(create_comment(chapter=at.chapter), at.user)
    create_comment(chapter=at.chapter, reply_to=comment)
    unresolved = create_comment(chapter=at.chapter)
    of_version = resolve(create_comment(chapter=at.chapter, version_read=latest(at)), at.user)
    _rule("comments")

    remove_what_is_too_old(LATER)

    assert set(ReviewComment.objects.all()) == {unresolved, of_version}
    assert set(ReviewComment.history.values_list("id", flat=True)) == {unresolved.pk, of_version.pk}


def test_comments_of_a_report_that_is_not_decided_stay(client):
    at = desk_at(client, "proposal")
    resolve(create_comment(chapter=at.chapter), at.user)
    _rule("comments")

    remove_what_is_too_old(LATER)

    assert ReviewComment.objects.count() == 1


@pytest.mark.parametrize(("today", "left"), [(datetime.date(2027, 2, 24), 1), (datetime.date(2027, 2, 25), 0)])
def test_comments_stay_until_the_decision_is_as_old_as_the_rule_says(client, today, left):
    at = desk_at(client, "decided")  # on 24 February 2026
    resolve(create_comment(chapter=at.chapter), at.user)
    _rule("comments")

    remove_what_is_too_old(today)

    assert ReviewComment.objects.count() == left


def test_comments_stay_though_another_report_is_decided(client):
    at = desk_at(client, "decided")
    other = create_report(occasion=at.report.occasion)
    resolve(create_comment(chapter=create_chapter(report=other)), at.user)
    _rule("comments")

    remove_what_is_too_old(LATER)

    assert ReviewComment.objects.count() == 1


def test_a_thread_with_an_answer_about_a_frozen_version_stays(client):
    at = desk_at(client, "decided")
    comment = resolve(create_comment(chapter=at.chapter), at.user)
    create_comment(chapter=at.chapter, reply_to=comment, version_read=latest(at))
    _rule("comments")

    remove_what_is_too_old(LATER)

    assert ReviewComment.objects.count() == 2


def test_history_that_is_not_old_stays(client):
    at = desk_at(client, "open")
    write_chapter(pk=at.chapter.pk, version=1, text="<p>Nytt.</p>", by=at.user)
    type(at.report).objects.filter(pk=at.report.pk).update(state="decided")
    _rule("history")

    assert remove_what_is_too_old(timezone.localdate()) == {"history": 0}


def test_the_history_of_a_row_that_is_gone_goes_to_its_last_line():
    unit, by = create_org_unit(), create_user()
    delete_checked(OrgUnit, pk=unit.pk, version=1, by=by)
    _rule("history")

    remove_what_is_too_old(LATER)

    assert not OrgUnit.history.filter(id=unit.pk).exists()


def test_the_history_of_an_open_report_itself_stays(client):
    at = desk_at(client, "remitted")
    lines = at.report.history.count()
    _rule("history")

    remove_what_is_too_old(LATER)

    assert at.report.history.count() == lines > 1


@pytest.mark.parametrize(("state", "left"), [("decided", 1), ("remitted", 2)])
def test_old_history_goes_but_the_latest_line_and_that_of_an_open_report(client, state, left):
    at = desk_at(client, "open")
    write_chapter(pk=at.chapter.pk, version=1, text="<p>Nytt.</p>", by=at.user)
    type(at.report).objects.filter(pk=at.report.pk).update(state=state)
    _rule("history")

    remove_what_is_too_old(LATER)

    assert Chapter.history.filter(id=at.chapter.pk).count() == left
    assert Chapter.history.filter(id=at.chapter.pk).first().text == "<p>Nytt.</p>"


def test_what_is_frozen_is_never_removed(client):
    at = desk_at(client, "decided")
    before = (FrozenChapter.objects.count(), FrozenFile.objects.count())
    for what in RetentionRule.What:
        _rule(what, months=0)

    remove_what_is_too_old(LATER)

    assert (FrozenChapter.objects.count(), FrozenFile.objects.count()) == before
    assert [faults_of(version) for version in at.report.versions.all()] == [[], []]


def test_the_rules_are_followed_by_the_command_that_tends_jobs(client):
    draft = _draft(desk_at(client, "open"))
    Draft.objects.filter(pk=draft.pk).update(saved_at=timezone.now() - datetime.timedelta(days=800))
    _rule("drafts")

    call_command("tend_jobs")

    assert not Draft.objects.exists()
