"""Writing about a goal, and handing over."""

import pytest
from django.core.exceptions import ValidationError

from goals.models import GoalComment
from goals.services.comments import hand_over_comment, reopen_comment, write_comment
from kommunrapport.records.saving import Conflict, Locked
from kommunrapport.reports.rich_text import RichTextError
from tests.factories import create_comment_kind, create_user

pytestmark = pytest.mark.django_db


def key(kommun, unit=None):
    return {
        "goal": kommun.goal,
        "org_unit": unit or kommun.namnd,
        "occasion": kommun.occasion,
        "by": create_user(),
    }


def write(kommun, text="<p>Vi har gjort mycket.</p>", version=0, unit=None, kind=None):
    return write_comment(kind=kind or kommun.kind, text=text, version=version, **key(kommun, unit))


def test_a_text_is_cleaned_by_the_service_too(kommun):
    comment = write(kommun, "<p onclick='x()'>Bra<script>alert(1)</script></p>")

    assert comment.text == "<p>Bra</p>"


def test_a_text_that_cannot_be_stored_is_refused(kommun):
    with pytest.raises(RichTextError):
        write(kommun, "x" * 400_000)


def test_nothing_written_stores_nothing(kommun):
    assert write(kommun, "") is None
    assert not GoalComment.objects.exists()


def test_the_second_to_write_the_first_text_is_told(kommun):
    write(kommun, "<p>Min</p>")

    with pytest.raises(Conflict) as conflict:
        write(kommun, "<p>Din</p>", version=0)
    assert conflict.value.stored.text == "<p>Min</p>"


def test_locked_figures_take_no_text(kommun):
    kommun.lock(kommun.namnd)

    with pytest.raises(Locked):
        write(kommun)


def test_another_nämnds_lock_does_not_stop_the_contribution(kommun):
    kommun.lock(kommun.ks)

    assert write(kommun).pk


def test_a_contribution_is_handed_over_in_all_its_kinds(kommun):
    second = create_comment_kind()
    comments = [write(kommun), write(kommun, kind=second)]

    handed = hand_over_comment(seen={c.kind_id: c.version for c in comments}, **key(kommun))

    assert all(comment.handed_over_at for comment in handed)
    assert len(handed) == 2


def test_an_empty_contribution_is_not_handed_over(kommun):
    with pytest.raises(ValidationError, match="Skriv något"):
        hand_over_comment(seen={}, **key(kommun))


def test_a_text_somebody_changed_meanwhile_is_not_handed_over(kommun):
    write(kommun)
    write(kommun, "<p>Ändrad</p>", version=1)

    with pytest.raises(Conflict):
        hand_over_comment(seen={kommun.kind.pk: 1}, **key(kommun))


def test_what_is_handed_over_is_not_changed_until_it_is_opened(kommun):
    comment = write(kommun)
    hand_over_comment(seen={comment.kind_id: 1}, **key(kommun))
    with pytest.raises(Locked, match="lämnat till Kommunstyrelsen"):
        write(kommun, "<p>Mer</p>", version=2)

    reopen_comment(**key(kommun))

    assert write(kommun, "<p>Mer</p>", version=3).text == "<p>Mer</p>"


def test_handing_over_twice_keeps_the_first_time(kommun):
    comment = write(kommun)
    [first] = hand_over_comment(seen={comment.kind_id: 1}, **key(kommun))
    [again] = hand_over_comment(seen={comment.kind_id: 1}, **key(kommun))

    assert again.handed_over_at == first.handed_over_at
