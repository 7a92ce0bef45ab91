"""The addresses of drafts, and what the page of a chapter does with them."""

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from kommunrapport.organisation.roles import Role
from kommunrapport.records.drafts import keep_draft
from kommunrapport.records.models import Draft, Presence
from kommunrapport.records.presence import mark_present
from kommunrapport.records.saving import claim_token, save_checked
from kommunrapport.reports.drafting.offers import chapter_target
from kommunrapport.reports.models import Chapter
from tests.factories import create_member, create_user
from tests.reports.desk import HTMX, desk

pytestmark = pytest.mark.django_db

KEEP = {"target": "reports.chapter:1", "field": "text", "text": "<p>Ord</p>", "base_version": 3}


def keep(at, text="<p>Osparat</p>", base_version=1, by=None) -> Draft:
    target = chapter_target(at.chapter.pk)
    return keep_draft(by=by or at.user, target=target, field="text", text=text, base_version=base_version)


def store(at, text: str) -> None:
    """Somebody else saves the chapter."""
    save_checked(Chapter, pk=at.chapter.pk, version=at.chapter.version, by=create_user(), text=text)


def test_what_is_typed_is_kept_and_goes_on_in_the_same_draft(client):
    at = desk(client)

    first = client.post("/utkast/", KEEP).json()
    client.post("/utkast/", KEEP | {"text": "<p>Ord till</p>", "pk": first["pk"]})

    draft = Draft.objects.get()
    assert (draft.user, draft.text, draft.base_version) == (at.user, "<p>Ord till</p>", 3)
    assert first["time"]


@pytest.mark.parametrize(
    "wrong",
    [{"target": ""}, {"text": "x" * 300_001}, {"text": "\0"}, {"base_version": -1}, {"url": "//ond.se"}, {"pk": "x"}],
    ids=lambda wrong: next(iter(wrong)),
)
def test_what_cannot_be_kept_is_refused_with_a_reason(client, wrong):
    desk(client)

    answer = client.post("/utkast/", KEEP | wrong)

    assert answer.status_code == 400
    assert answer.json()["why"] == "Texten går inte att spara som utkast."
    assert not Draft.objects.exists()


def test_somebody_signed_out_is_told_so_in_a_way_the_script_understands(client):
    for name, args in [("draft_list", []), ("draft_offers", []), ("draft_drop", [1])]:
        assert client.post(reverse(f"reports:{name}", args=args), KEEP, headers=HTMX).status_code == 401


def test_own_drafts_are_listed_with_the_way_back_and_those_of_others_are_not(client):
    at = desk(client)
    client.post("/utkast/", KEEP | {"title": "1 Året som gått", "url": at.of_chapter()})
    keep(at, "<p>Någon annans</p>", by=create_user())

    response = client.get("/utkast/")

    assertContains(response, f'<a href="{at.of_chapter()}">1 Året som gått</a>')
    assertNotContains(response, "Någon annans")


def test_only_own_drafts_are_thrown_away(client):
    at = desk(client)
    theirs, mine = keep(at, by=create_user()), keep(at)

    refused = client.post(reverse("reports:draft_drop", args=[theirs.pk]))
    answer = client.post(reverse("reports:draft_drop", args=[mine.pk]), {"next": at.of_chapter()})

    assert refused.status_code == 404
    assertRedirects(answer, at.of_chapter(), fetch_redirect_response=False)
    assert list(Draft.objects.all()) == [theirs]


def test_the_way_back_never_leads_to_another_site(client):
    at = desk(client)

    answer = client.post(reverse("reports:draft_drop", args=[keep(at).pk]), {"next": "https://ond.se/"})

    assertRedirects(answer, "/utkast/", fetch_redirect_response=False)


def test_the_chapter_offers_a_draft_with_what_differs(client):
    at = desk(client, text="<p>Vårt år var bra.</p>")
    draft = keep(at, "<p>Vårt år var uselt.</p>")

    response = client.get(at.of_chapter())

    assertContains(response, "Du har text som inte är sparad")
    assertContains(response, "bara ditt: </span>uselt.")
    assertContains(response, f'href="?utkast={draft.pk}"')


def test_a_draft_that_says_what_is_stored_or_was_saved_is_not_offered(client):
    at = desk(client, text="<p>Nu.</p>")
    keep(at, "<p>Nu.</p>")
    keep(at, "<p>Sparat förr.</p>")
    at.write("<p>Sparat förr.</p>")
    save_checked(Chapter, pk=at.chapter.pk, version=2, by=create_user(), text="<p>Nu.</p>")

    assertNotContains(client.get(at.of_chapter()), "Du har text som inte är sparad")


def test_without_script_the_draft_is_put_in_the_editor_on_the_version_it_was_typed_on(client):
    at = desk(client, text="<p>Först.</p>")
    draft = keep(at, "<p>Mitt.</p>")
    store(at, "<p>Deras.</p>")

    response = client.get(at.of_chapter(), {"utkast": draft.pk})

    assertContains(response, "&lt;p&gt;Mitt.&lt;/p&gt;</textarea>")
    assertContains(response, '<input type="hidden" name="version" value="1" id="id_version">', html=True)
    assertContains(response, f'<input type="hidden" name="draft" value="{draft.pk}" data-continued>', html=True)


def test_a_locked_chapter_offers_the_words_but_not_to_use_them(client):
    at = desk(client)
    draft = keep(at)
    at.send_over()

    response = client.get(at.of_chapter(), {"utkast": draft.pk})

    assertContains(response, "Osparat")
    assertNotContains(response, "data-draft-use")


def test_a_save_forgets_its_draft_and_no_other(client):
    at = desk(client)
    saved, other, theirs = keep(at), keep(at, "<p>Annat</p>"), keep(at, by=create_user())

    at.write("<p>Osparat</p>", draft=[saved.pk, theirs.pk, "skräp"])

    assert set(Draft.objects.all()) == {other, theirs}


def test_a_refused_save_keeps_the_draft(client):
    at = desk(client)
    draft = keep(at)
    at.send_over()

    at.write("<p>Osparat</p>", draft=draft.pk)

    assert Draft.objects.get() == draft


def test_a_conflict_keeps_the_text_as_a_draft_and_proposes_both_changes(client):
    at = desk(client, text="<p>Ett år.</p><p>Slut.</p>")
    store(at, "<p>Ett bra år.</p><p>Slut.</p>")

    response = at.write("<p>Ett år.</p><p>Slut och tack.</p>")

    assert response.status_code == 409
    assertContains(
        response, "&lt;p&gt;Ett bra år.&lt;/p&gt;&lt;p&gt;Slut och tack.&lt;/p&gt;</textarea>", status_code=409
    )
    assert Draft.objects.get().text == "<p>Ett år.</p><p>Slut och tack.</p>"
    assertContains(client.get(at.of_chapter()), "Du har text som inte är sparad")


def test_both_wordings_are_chosen_between_before_the_text_is_saved(client):
    at = desk(client, text="<p>43 procent.</p>")
    store(at, "<p>44 procent.</p>")
    assertContains(at.write("<p>45 procent.</p>"), "Ni ändrade samma sak på ett ställe.", status_code=409)

    refused = at.write("<p>[[Sparat: 44]] [[Ditt: 45]] procent.</p>", version=2)
    at.write("<p>45 procent.</p>", version=2)

    assertContains(refused, "Välj en av dem och ta bort märkena")
    assert Chapter.objects.get().text == "<p>45 procent.</p>"


def test_who_opens_a_chapter_sees_who_else_is_there(client):
    at = desk(client)
    other = create_member(Role.CONTROLLER, at.unit)
    mark_present(by=other, target=chapter_target(at.chapter.pk), now=timezone.now())

    sentence = f"{other} har också kapitlet öppet sedan"
    assertContains(client.get(at.of_chapter()), sentence)
    assertContains(client.post(at.of_chapter("chapter_presence"), headers=HTMX), sentence)
    assert Presence.objects.filter(user=at.user).exists()


def test_who_may_not_write_leaves_no_trace_and_sees_nobody(client):
    at = desk(client, Role.READER)

    assert client.post(at.of_chapter("chapter_presence")).status_code == 404
    assert not Presence.objects.exists()


def test_the_drafts_of_a_form_are_offered_by_field(client):
    at = desk(client)
    draft = keep_draft(by=at.user, target="goals.comment:1", field="text", text="Ett < två", base_version=0)

    posted = {"target": "goals.comment:1", "field": ["text", "reason"], "text": ["", ""]}
    response = client.post(reverse("reports:draft_offers"), posted)

    assertContains(response, f'data-pk="{draft.pk}"')
    assertContains(response, 'data-text="Ett &lt; två"')
    assertNotContains(client.post(reverse("reports:draft_offers"), posted | {"text": ["Ett < två", ""]}), "data-pk")


def test_a_text_that_was_saved_while_its_draft_was_on_its_way_is_not_kept(client):
    at = desk(client)
    claim_token("formulärets", at.user)

    answer = client.post("/utkast/", KEEP | {"token": "formulärets"})

    assert answer.json() == {"saved": True}
    assert not Draft.objects.exists()


def test_a_draft_that_was_kept_while_its_form_was_sent_goes_with_it(client):
    """The page learned of neither draft: of the first the form was sent too soon, the second says something else."""
    at = desk(client)
    for text in ("Två\nrader", "Två rader till"):
        keep_draft(by=at.user, target="reports.comment:1/alla", field="text", text=text, base_version=0)
    other = keep_draft(
        by=create_user(), target="reports.comment:1/alla", field="text", text="Två\nrader", base_version=0
    )

    form = {"chapter": at.chapter.pk, "text": "Två\r\nrader", "token": "en", "draft_target": "reports.comment:1/alla"}
    client.post(at.of_report("comment_list"), form)

    assert set(Draft.objects.values_list("text", "user")) == {
        ("Två rader till", at.user.pk),
        ("Två\nrader", other.user_id),
    }


def test_a_form_that_comes_back_still_knows_its_drafts(client):
    at = desk(client)
    form = {"chapter": at.chapter.pk, "text": "", "token": "en", "draft": ["17", '"><script>']}

    page = client.post(at.of_report("comment_list"), form)

    assertContains(page, '<input type="hidden" name="draft" value="17">', html=True)
    assertNotContains(page, '"><script>')


@pytest.mark.parametrize("back", ["ord", "//ond.se/", "https://ond.se/"])
def test_a_draft_that_is_thrown_away_leads_nowhere_else_than_to_a_page_of_ours(client, back):
    at = desk(client)

    answer = client.post(reverse("reports:draft_drop", args=[keep(at).pk]), {"next": back})

    assertRedirects(answer, reverse("reports:draft_list"))


def test_a_text_on_a_version_that_never_was_is_kept_as_a_draft(client):
    at = desk(client)

    answer = at.write("<p>Mitt</p>", version=2**80)

    assert answer.status_code == 409
    assert Draft.objects.get().base_version == at.chapter.version


def test_of_very_many_drafts_the_latest_are_offered_and_the_rest_are_kept(client):
    at = desk(client)
    for number in range(14):
        keep(at, f"<p>Utkast {number}</p>")

    page = client.get(at.of_chapter())

    assert page.content.decode().count('data-draft-offer="') == 10
    assertContains(page, "Utkast 13")
    assertNotContains(page, "Utkast 3<")
    assertContains(client.get("/utkast/"), "Utkast 3<")


def test_many_drafts_of_ones_own_are_shown_some_at_a_time(client):
    at = desk(client)
    for number in range(23):
        keep(at, f"<p>Utkast {number}</p>")

    first, second = client.get("/utkast/"), client.get("/utkast/?sida=2")

    assertContains(first, "Utkast 22<")
    assertNotContains(first, "Utkast 2<")
    assertContains(first, "Sida 1 av 2")
    assertContains(second, "Utkast 2<")
