"""Who acted: with both names when it was a substitute."""

import datetime

import pytest
from django.utils import timezone

from kommunrapport.organisation.access import access_of, read_accesses
from kommunrapport.organisation.acting import ActingNames, acting_name
from kommunrapport.organisation.models import Position, Substitute
from kommunrapport.records.saving import save_checked
from tests.factories import create_member, create_position, create_user

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)


@pytest.fixture
def director():
    return create_position(title="Kommundirektör", holder=create_user(name="Kommundirektören"))


@pytest.fixture
def controller(director):
    """Stands in today and tomorrow."""
    user = create_user(name="Controllern")
    Substitute.objects.create(position=director, user=user, valid_from=TODAY, valid_to=TODAY + DAY)
    return user


@pytest.mark.parametrize(("days", "stands_in"), [(-1, False), (0, True), (1, True), (2, False)])
def test_a_substitute_is_named_with_whom_it_was_for_on_the_days_it_was_so(director, controller, days, stands_in):
    name = acting_name(controller, director, TODAY + days * DAY)

    assert name == ("Controllern, ersättare för Kommundirektören" if stands_in else "Controllern")


def test_the_holder_has_only_the_own_name(director, controller):
    assert acting_name(director.holder, director, TODAY) == "Kommundirektören"


def test_who_is_named_as_substitute_for_the_own_post_has_only_the_own_name(director):
    Substitute.objects.create(position=director, user=director.holder, valid_from=TODAY)

    assert acting_name(director.holder, director, TODAY) == "Kommundirektören"


def test_somebody_else_than_the_substitute_has_only_the_own_name(director, controller):
    assert acting_name(create_user(name="Sekreteraren"), director, TODAY) == "Sekreteraren"


@pytest.mark.parametrize(("hour", "stands_in"), [(22, False), (23, True)])
def test_a_time_is_taken_to_its_swedish_day(director, hour, stands_in):
    user = create_user(name="Controllern")
    Substitute.objects.create(position=director, user=user, valid_from=datetime.date(2026, 1, 10))
    at = datetime.datetime(2026, 1, 9, hour, 30, tzinfo=datetime.UTC)

    assert acting_name(user, director, at).endswith("Kommundirektören") == stands_in


def test_the_latest_holder_of_the_day_is_the_one_stood_in_for(director, controller):
    save_checked(Position, pk=director.pk, version=1, by=controller, holder=create_user(name="Efterträdaren"))

    assert acting_name(controller, director, TODAY) == "Controllern, ersättare för Efterträdaren"


def test_a_post_that_nobody_holds_is_named_itself(controller):
    post = create_position(title="Kanslichef")
    Substitute.objects.create(position=post, user=controller, valid_from=TODAY)

    assert acting_name(controller, post, TODAY) == "Controllern, ersättare för Kanslichef"


def test_who_acted_for_nobody_in_particular_has_the_own_name(controller):
    assert (acting_name(controller, None, TODAY), acting_name(None, None, TODAY)) == ("Controllern", "")


def test_the_name_is_of_who_held_the_post_then(director, controller):
    save_checked(Position, pk=director.pk, version=1, by=controller, holder=create_user(name="Efterträdaren"))
    line = director.history.order_by("history_id").last()
    line.history_date += 5 * DAY
    line.save()

    assert acting_name(controller, director, TODAY) == "Controllern, ersättare för Kommundirektören"


def test_the_names_of_a_list_take_three_queries(director, controller, django_assert_num_queries):
    with django_assert_num_queries(3):
        names = ActingNames([director.pk, None])
        for _ in range(5):
            names.name(controller, director.pk, TODAY)


def test_the_rights_of_many_are_read_in_three_queries(director, controller, django_assert_num_queries):
    users = [controller, create_member(), director.holder]
    with django_assert_num_queries(3):
        read_accesses(users)
        found = [access_of(user) for user in users]

    assert [access.positions for access in found] == [{director.pk}, frozenset(), {director.pk}]
    assert [bool(access.units) for access in found] == [False, True, False]
