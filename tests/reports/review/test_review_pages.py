"""The pages of comments, of review and of a chapter's history."""

import pytest

from goals.models import GoalComment
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.roles import Role
from kommunrapport.records.saving import create_recorded
from kommunrapport.reports.models import Chapter, Report, ReviewComment
from kommunrapport.reports.services import write_chapter
from tests.factories import (
    create_chapter,
    create_comment_kind,
    create_goal,
    create_member,
    create_org_unit,
    create_position,
    create_report,
    create_user,
)
from tests.reports.desk import HTMX, Desk, desk
from tests.writing_factories import create_comment, create_version, resolve

pytestmark = pytest.mark.django_db

TEXT = "<p>Kön till förskolan är kortare.</p>"


def comment(at: Desk, **data):
    """Send the form of a comment on the chapter."""
    posted = {"token": "t", "chapter": at.chapter.pk, "text": "Hur mycket?"} | data
    return at.client.post(at.of_report("comment_list"), posted, headers=posted.pop("headers", {}))


def thread_url(at: Desk, name: str, about: ReviewComment) -> str:
    return at.of_report(name, about.pk)


def write(at: Desk, text: str, by=None) -> Chapter:
    now = Chapter.objects.get(pk=at.chapter.pk)
    return write_chapter(pk=now.pk, version=now.version, text=text, by=by or at.user)


def test_a_reader_comments_on_words_of_the_chapter(client):
    at = desk(client, Role.READER, text=TEXT)

    answer = comment(at, quote="förskolan är kortare", fran="las", before="Kön till ", after=".")

    made = ReviewComment.objects.get()
    assert (made.quote, made.author, made.version_read) == ("förskolan är kortare", at.user, None)
    assert answer["Location"] == f"{at.of_report('report_read')}#kommentar-{made.pk}"


def test_words_that_do_not_stand_in_the_chapter_are_asked_about(client):
    at = desk(client, text=TEXT)

    page = comment(at, quote="förskolan är längre").content.decode()

    assert "Orden står inte i kapitlet" in page
    assert "Hur mycket?" in page
    assert not ReviewComment.objects.exists()


def test_a_personnummer_in_a_comment_is_asked_about(client):
    at = desk(client)

    page = comment(at, text="Ring 19121212-1212 om det.")

    assert "personnummer" in page.content.decode()
    assert not ReviewComment.objects.exists()


def test_a_comment_beside_the_editor_leaves_the_page_where_it_is(client):
    at = desk(client, text=TEXT)

    answer = comment(at, fran="kapitel", headers=HTMX).content.decode()

    assert 'hx-swap-oob="beforeend:#tradar"' in answer
    assert "Hur mycket?" in answer
    assert "<html" not in answer


def test_the_same_comment_twice_is_one(client):
    at = desk(client)
    comment(at)

    assert comment(at).status_code == 302
    assert ReviewComment.objects.count() == 1


def test_a_quote_that_went_away_is_told(client):
    at = desk(client, text=TEXT)
    comment(at, quote="förskolan är kortare")
    write(at, "<p>Något annat.</p>")

    assert "Citatet finns inte längre" in at.client.get(at.of_chapter()).content.decode()
    assert "data-thread" not in at.client.get(at.of_report("report_read")).content.decode()


def test_a_comment_is_answered_and_resolved(client):
    at = desk(client)
    about = create_comment(chapter=at.chapter)

    at.client.post(thread_url(at, "comment_answer", about), {"token": "t", "text": "Två veckor."})
    at.client.post(thread_url(at, "comment_resolve", about), {"version": 1})

    page = at.client.get(at.of_report("comment_list")).content.decode()
    assert "Två veckor." in page
    assert f"Löst av {at.user}" in page


def test_an_empty_answer_is_asked_for_on_a_page_of_its_own(client):
    at = desk(client)
    about = create_comment(chapter=at.chapter)

    assert "Skriv ett svar." in at.client.post(thread_url(at, "comment_answer", about), {}).content.decode()


def test_a_resolved_comment_is_opened_again(client):
    at = desk(client)
    about = resolve(create_comment(chapter=at.chapter), at.user)

    at.client.post(thread_url(at, "comment_reopen", about), {"version": 1, "fran": "kapitel"}, headers=HTMX)

    about.refresh_from_db()
    assert about.resolved_at is None


def test_a_reader_does_not_resolve_what_others_said(client):
    at = desk(client, Role.READER)
    about = create_comment(chapter=at.chapter)

    assert at.client.post(thread_url(at, "comment_resolve", about), {"version": 1}).status_code == 404


def test_an_auditor_comments_on_the_version_that_was_sent(client):
    at = desk(client, text=TEXT)
    at.send_over()
    version = create_version(report=at.report, kind="decision")
    version.chapters.create(chapter=at.chapter, order=1, level=1, heading="Året", anchor="k1", html="<p>Fryst text</p>")
    client.force_login(create_member(Role.AUDITOR, at.unit))

    comment(at, quote="Fryst text")

    assert ReviewComment.objects.get().version_read == version


def test_an_auditor_does_not_see_what_was_said_inside(client):
    at = desk(client)
    about = create_comment(chapter=at.chapter, text="Mellan oss.")
    at.send_over()
    client.force_login(create_member(Role.AUDITOR, create_org_unit(kind=OrgUnit.Kind.MUNICIPALITY)))
    client.force_login(create_member(Role.AUDITOR, at.unit))

    assert "Mellan oss." not in client.get(at.of_report("report_read")).content.decode()
    assert client.post(thread_url(at, "comment_answer", about), {"token": "t", "text": "Hej"}).status_code == 404


def test_an_archived_report_says_that_it_is_closed_for_comments(client):
    at = desk(client)
    at.report.state = Report.State.ARCHIVED
    at.report.save()

    assert "arkiverad" in comment(at).content.decode()


def test_a_chapter_is_given_back_with_a_reason(client):
    at = desk(client, Role.SECRETARY, status="ready", text=TEXT)
    url = at.of_chapter("chapter_give_back")

    assert "Skriv vad som behöver ändras." in at.client.post(url, {"version": 1}).content.decode()
    at.client.post(url, {"version": 1, "reason": "Skriv hur mycket."})

    page = at.client.get(at.of_chapter()).content.decode()
    assert f"Återlämnat av {at.user}: Skriv hur mycket." in page


def test_a_chapter_is_reviewed_by_somebody_else_than_its_writer(client):
    at = desk(client, text=TEXT)
    at.write("<p>Mitt.</p>", status="ready")
    now = Chapter.objects.get(pk=at.chapter.pk)

    own = at.client.post(at.of_chapter("chapter_review"), {"version": now.version}, follow=True)
    client.force_login(create_member(Role.SECRETARY, at.unit))
    at.client.post(at.of_chapter("chapter_review"), {"version": now.version})

    assert "Du skrev texten själv" in own.content.decode()
    assert Chapter.objects.get(pk=at.chapter.pk).status == Chapter.Status.REVIEWED


def test_the_chapter_of_a_goal_is_reviewed_by_somebody_else_than_the_one_who_wrote_of_the_goal(client):
    goal = create_goal(title="Trygghet")
    at = desk(client, status="ready", subject_key=f"goals.goal:{goal.pk}", heading="")
    what = {"goal": goal, "org_unit": at.unit, "occasion": at.report.occasion}
    create_recorded(GoalComment, by=at.user, kind=create_comment_kind(), text="<p>Mitt.</p>", **what)
    create_recorded(GoalComment, by=create_user(), kind=create_comment_kind(), text="<p>Ditt.</p>", **what)

    own = client.post(at.of_chapter("chapter_review"), {"version": 1}, follow=True)
    client.force_login(create_member(Role.SECRETARY, at.unit))
    client.post(at.of_chapter("chapter_review"), {"version": 1})

    assert "Du skrev texten själv" in own.content.decode()
    assert Chapter.objects.get(pk=at.chapter.pk).status == Chapter.Status.REVIEWED


def test_the_history_says_who_changed_what(client):
    at = desk(client, Role.SECRETARY)
    writer = create_user(name="Ekonomichefen")
    write(at, TEXT, writer)

    page = at.client.get(at.of_chapter("chapter_history")).content.decode()

    assert "Ekonomichefen" in page
    assert "Text: från 0 till 5 ord" in page
    assert "Läge: från ej påbörjad till utkast" in page


def test_an_old_text_is_restored_as_a_new_version(client):
    at = desk(client)
    first = write(at, TEXT)
    second = write(at, "<p>Fel.</p>")
    url = at.of_report("chapter_old_text", at.chapter.pk, first.version)

    assert "<ins>" in at.client.get(url).content.decode()
    at.client.post(url, {"version": second.version})

    now = Chapter.objects.get(pk=at.chapter.pk)
    assert (now.text, now.version) == (TEXT, second.version + 1)


def test_an_old_text_is_not_restored_over_one_that_was_not_seen(client):
    at = desk(client)
    first = write(at, TEXT)
    write(at, "<p>Nyare.</p>")

    at.client.post(at.of_report("chapter_old_text", at.chapter.pk, first.version), {"version": first.version})

    assert Chapter.objects.get(pk=at.chapter.pk).text == "<p>Nyare.</p>"


@pytest.mark.parametrize(
    ("show", "seen"),
    [("", "Klar Kvar Min"), ("kvar", "Kvar Min"), ("mina", "Min"), ("granska", "Klar"), ("annat", "Klar Kvar Min")],
)
def test_the_tree_shows_what_is_asked_for(client, show, seen):
    at = desk(client, heading="Öppet", status="reviewed")
    position = create_position(org_unit=at.unit, holder=at.user)
    create_chapter(report=at.report, heading="Klar", order=2, status="ready")
    create_chapter(report=at.report, heading="Kvar", order=3)
    create_chapter(report=at.report, heading="Min", order=4, responsible=position)

    tree = at.client.get(at.of_chapter(), {"visa": show}).context["tree"]

    assert [row.entry.title for row in tree.rows] == ["Öppet", *seen.split()]


def test_a_chapter_with_an_open_comment_is_left_and_what_it_lies_under_is_shown(client):
    at = desk(client, status="reviewed")
    above = create_chapter(report=at.report, heading="Över", order=2, status="reviewed")
    below = create_chapter(report=at.report, heading="Under", parent=above, status="reviewed")
    create_comment(chapter=below)

    tree = at.client.get(at.of_chapter(), {"visa": "kvar"}).context["tree"]

    assert [(row.entry.title, row.comments) for row in tree.rows][1:] == [("Över", 0), ("Under", 1)]


def test_comments_on_own_chapters_wait_to_be_answered(client):
    at = desk(client, Role.MANAGER, heading="Personal", status="ready")
    at.chapter.responsible = create_position(org_unit=at.unit, holder=at.user)
    at.chapter.save()
    about = create_comment(chapter=at.chapter)
    start = f"/2025/{at.unit.slug}/"

    assert "Svara på en kommentar i 1 Personal" in at.client.get(start).content.decode()
    create_comment(chapter=at.chapter, reply_to=about, author=at.user)
    assert "Svara på en kommentar" not in at.client.get(start).content.decode()


def test_chapters_that_are_ready_wait_for_who_reviews(client):
    at = desk(client, Role.SECRETARY, status="ready")
    create_chapter(report=create_report(occasion=at.report.occasion), status="ready")

    assert f"Granska ett kapitel i {at.report}" in at.client.get(f"/2025/{at.unit.slug}/").content.decode()
