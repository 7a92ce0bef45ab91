"""Explaining a variance, and naming what disturbs comparison."""

import pytest
from django.core.exceptions import ValidationError

from budget.models import ComparabilityItem, VarianceComment
from budget.services.comments import (
    change_comparability_item,
    comment_variance,
    create_comparability_item,
    delete_comparability_item,
)
from kommunrapport.records.saving import Conflict, Locked
from tests.budget.overview_world import ANSWER, YEAR, close, make_namnd
from tests.factories import create_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def namnd():
    return make_namnd()


def say(namnd, version=0, **answer):
    key = {"org_unit": namnd.org_unit, "area": namnd.planning, "occasion": namnd.occasion}
    return comment_variance(**key, version=version, by=create_user(), **ANSWER | answer)


def test_the_first_answer_is_stored_with_who_said_it(namnd):
    comment = say(namnd)

    assert comment.duration == VarianceComment.Duration.ONE_OFF
    assert comment.history.get().history_user is not None


def test_a_repeated_post_is_a_success_and_stores_nothing_more(namnd):
    first = say(namnd)

    again = say(namnd)

    assert (again.pk, again.version, first.history.count()) == (first.pk, 1, 1)


def test_two_first_answers_meet(namnd):
    say(namnd, reason="Deras")

    with pytest.raises(Conflict) as conflict:
        say(namnd, reason="Mitt")
    assert conflict.value.stored.reason == "Deras"


def test_an_answer_is_changed_from_the_version_that_was_seen(namnd):
    say(namnd)

    changed = say(namnd, version=1, action="Vi väntar.")

    assert (changed.version, changed.action) == (2, "Vi väntar.")


def test_a_closed_year_takes_no_answers(namnd):
    close(namnd)

    with pytest.raises(Locked, match="Låst för inmatning"):
        say(namnd)


def test_an_answer_says_why(namnd):
    with pytest.raises(ValidationError, match="Skriv varför"):
        say(namnd, reason=" ")


def item(namnd, name="Byggbonus"):
    fields = {"org_unit": namnd.org_unit, "year": YEAR, "name": name, "amount": -700}
    return create_comparability_item(token=name, by=create_user(), **fields)


def test_a_post_of_a_closed_year_is_neither_added_changed_nor_taken_away(namnd):
    stored = item(namnd)
    close(namnd)
    key = {"pk": stored.pk, "version": stored.version, "by": create_user()}

    for refused in (lambda: item(namnd, "Annan"), lambda: change_comparability_item(**key, name="Bonus")):
        with pytest.raises(ValidationError, match="Låst för inmatning"):
            refused()
    with pytest.raises(ValidationError, match="Låst för inmatning"):
        delete_comparability_item(**key)


def test_a_post_of_an_open_year_is_changed_and_taken_away(namnd):
    stored = item(namnd)

    changed = change_comparability_item(pk=stored.pk, version=1, by=create_user(), name="Bonus")
    delete_comparability_item(pk=stored.pk, version=changed.version, by=create_user())

    assert changed.name == "Bonus"
    assert not ComparabilityItem.objects.exists()
