"""Drafts and presence as the rest of the program meets them."""

import datetime

import pytest
from django.utils import timezone

from kommunrapport.records import drafts as drafts_module
from kommunrapport.records.drafts import TooManyDrafts, drafts_of, forget_drafts, keep_draft
from kommunrapport.records.models import Presence
from kommunrapport.records.presence import PRESENT_FOR, mark_present, others_present
from tests.factories import create_user

pytestmark = pytest.mark.django_db

TARGET = "reports.chapter:17"


def keep(by, text="Ord", **fields):
    return keep_draft(by=by, **{"target": TARGET, "field": "text", "text": text, "base_version": 1} | fields)


def test_a_draft_goes_on_where_its_key_says_and_no_other_is_touched():
    user = create_user()
    first, other = keep(user, "Ett"), keep(user, "Annat")

    keep(user, "Ett två", pk=first.pk)

    assert {draft.pk: draft.text for draft in drafts_of(user, TARGET)} == {first.pk: "Ett två", other.pk: "Annat"}


def test_the_same_text_sent_twice_is_one_draft():
    user = create_user()

    assert keep(user).pk == keep(user).pk


@pytest.mark.parametrize("other", [{"target": "reports.chapter:18"}, {"field": "note"}])
def test_the_same_text_in_another_place_is_a_draft_of_its_own(other):
    user = create_user()
    first = keep(user)

    assert keep(user, **other).pk != first.pk
    assert keep(user, **other, pk=first.pk).pk != first.pk


def test_a_draft_that_goes_on_begins_where_its_text_does_now():
    user = create_user()

    assert keep(user, "Mer", pk=keep(user).pk, base_version=5).base_version == 5


def test_the_key_of_somebody_else_makes_a_draft_of_ones_own():
    theirs = keep(create_user(), "Deras")
    user = create_user()

    mine = keep(user, "Mitt", pk=theirs.pk)
    forget_drafts(by=user, pks=[theirs.pk, mine.pk])

    theirs.refresh_from_db()
    assert theirs.text == "Deras"
    assert not drafts_of(user).exists()


def test_nobody_has_drafts_without_end(monkeypatch):
    monkeypatch.setattr(drafts_module, "MOST_DRAFTS", 1)
    user = create_user()
    first = keep(user)

    with pytest.raises(TooManyDrafts):
        keep(user, "Till")
    assert keep(user, "Mer", pk=first.pk).text == "Mer"


def test_others_see_who_is_there_and_since_when_until_they_leave():
    anna, me, now = create_user(), create_user(), timezone.now()
    mark_present(by=anna, target=TARGET, now=now)
    mark_present(by=anna, target=TARGET, now=now + datetime.timedelta(seconds=20))

    (seen,) = others_present(me, TARGET, now + datetime.timedelta(seconds=30))

    assert (seen.user, seen.since) == (anna, now)
    assert not others_present(anna, TARGET, now)
    assert not others_present(me, "reports.chapter:18", now)
    assert not others_present(me, TARGET, now + datetime.timedelta(minutes=2))


def test_who_stays_is_there_from_the_last_time_the_page_told():
    anna, now, minute = create_user(), timezone.now(), datetime.timedelta(minutes=1)
    for told in (now, now + minute):
        mark_present(by=anna, target=TARGET, now=told)

    assert others_present(create_user(), TARGET, now + 2 * minute)


def test_who_comes_back_opened_it_now_and_old_traces_go():
    anna, now = create_user(), timezone.now()
    mark_present(by=anna, target=TARGET, now=now - 2 * PRESENT_FOR)
    mark_present(by=create_user(), target="reports.chapter:1", now=now - datetime.timedelta(days=2))

    mark_present(by=anna, target=TARGET, now=now)
    mark_present(by=create_user(), target=TARGET, now=now)

    assert Presence.objects.get(user=anna).since == now
    assert Presence.objects.count() == 2


def test_a_target_that_no_database_can_look_for_has_no_drafts():
    user = create_user()
    keep(user)

    assert not drafts_of(user, f"{TARGET}\0")
