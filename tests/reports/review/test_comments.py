"""Saying, answering, resolving and opening again; and who sees what was said."""

import pytest

from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.roles import Role
from kommunrapport.records.saving import AlreadyDone, Conflict, Locked
from kommunrapport.reports.models import Report
from kommunrapport.reports.review.anchors import Anchor
from kommunrapport.reports.review.services import add_comment, answer_comment, reopen_comment, resolve_comment
from kommunrapport.reports.review.threads import open_counts, resolvable_comments, visible_comments
from tests.factories import create_chapter, create_member, create_org_unit, create_position, create_report, create_user
from tests.writing_factories import create_comment, create_version, resolve

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return create_user()


def say(chapter, user, quote=""):
    anchor = Anchor(quote, "x" * 200, "y" * 200)
    return add_comment(chapter=chapter, anchor=anchor, text="Kortare.", version_read=None, token="t", by=user)


def test_a_comment_keeps_its_words_and_their_company(user):
    comment = say(create_chapter(), user, quote="Kön är lång")

    assert (comment.quote, comment.before, comment.after) == ("Kön är lång", "x" * 80, "y" * 80)
    assert comment.author == comment.history.get().history_user == user


def test_the_same_form_twice_comments_once(user):
    chapter = create_chapter()
    say(chapter, user)

    with pytest.raises(AlreadyDone):
        say(chapter, user)
    assert chapter.comments.count() == 1


def test_an_archived_report_is_not_commented_on(user):
    chapter = create_chapter(report=create_report(state=Report.State.ARCHIVED))

    with pytest.raises(Locked, match="arkiverad"):
        say(chapter, user)


def test_a_decided_report_is_commented_on(user):
    assert say(create_chapter(report=create_report(state=Report.State.DECIDED)), user)


def test_an_answer_opens_what_was_resolved(user):
    comment = resolve(create_comment(), user)

    answer = answer_comment(comment=comment, text="Inte riktigt.", token="t", by=user)

    comment.refresh_from_db()
    assert comment.resolved_at is None
    assert answer.reply_to == comment


def test_a_comment_is_resolved_once(user):
    comment = create_comment()
    first = resolve_comment(pk=comment.pk, version=1, by=user)

    again = resolve_comment(pk=comment.pk, version=1, by=create_user())

    assert (again.resolved_by, again.resolved_at) == (user, first.resolved_at)


def test_what_somebody_opened_meanwhile_is_not_resolved_unseen(user):
    comment = create_comment()
    resolved = resolve_comment(pk=comment.pk, version=1, by=user)
    reopen_comment(pk=comment.pk, version=resolved.version, by=user)

    with pytest.raises(Conflict):
        resolve_comment(pk=comment.pk, version=1, by=user)


class Said:
    """A sent report of a nämnd below the kommunstyrelse, with a comment on the draft and one on the version."""

    def __init__(self):
        self.kommun = create_org_unit(kind=OrgUnit.Kind.MUNICIPALITY)
        self.unit = create_org_unit(parent=self.kommun)
        self.report = create_report(org_unit=self.unit, state=Report.State.SENT)
        self.position = create_position(org_unit=self.unit)
        self.chapter = create_chapter(report=self.report, responsible=self.position)
        self.on_draft = create_comment(chapter=self.chapter)
        self.on_version = create_comment(chapter=self.chapter, version_read=create_version(report=self.report))


@pytest.fixture
def said():
    return Said()


@pytest.mark.parametrize("role", [Role.READER, Role.CONTROLLER, Role.SECRETARY, Role.ADMINISTRATOR])
def test_those_who_work_in_the_unit_see_all_comments(said, role):
    assert visible_comments(create_member(role, said.unit), said.report).count() == 2


def test_the_elected_of_the_namnd_see_what_was_said_of_versions(said):
    politician = create_member(Role.POLITICIAN, said.unit)

    assert visible_comments(politician, said.report).get() == said.on_version


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.POLITICIAN])
def test_those_who_oversee_see_their_own_comments(said, role):
    board = create_org_unit(kind=OrgUnit.Kind.EXECUTIVE_BOARD, parent=said.kommun)
    outsider = create_member(role, board)
    own = create_comment(chapter=said.chapter, author=outsider)

    assert visible_comments(outsider, said.report).get() == own


def test_answers_are_not_threads_of_their_own(said):
    create_comment(chapter=said.chapter, reply_to=said.on_draft)

    assert open_counts(create_member(org_unit=said.unit), said.report) == {said.chapter.pk: 2}


@pytest.mark.parametrize(("role", "count"), [(Role.READER, 1), (Role.SECRETARY, 3), (Role.CONTROLLER, 3)])
def test_the_author_and_who_reviews_resolve(said, role, count):
    user = create_member(role, said.unit)
    create_comment(chapter=said.chapter, author=user)

    assert resolvable_comments(user, said.report).count() == count


def test_the_one_responsible_for_the_chapter_resolves_its_comments(said):
    manager = create_member(Role.MANAGER, said.unit)
    said.position.holder = manager
    said.position.save()
    create_comment(chapter=create_chapter(report=said.report))

    assert set(resolvable_comments(manager, said.report)) == {said.on_draft, said.on_version}
