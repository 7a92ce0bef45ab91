"""Marking, planning and carrying over activities."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from goals.models import Activity
from goals.services.activities import carry_over_activity, change_activity, create_activity, mark_activity
from kommunrapport.records.saving import AlreadyDone, Conflict, Locked
from tests import factories
from tests.factories import create_occasion, create_position, create_user

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2025, 11, 17)


@pytest.fixture
def activity(kommun):
    return factories.create_activity(goal=kommun.goal, org_unit=kommun.ks)


def mark(activity, status, version=1, **said):
    return mark_activity(pk=activity.pk, version=version, status=status, today=TODAY, by=create_user(), **said)


@pytest.mark.parametrize(
    ("status", "day"), [("done", TODAY), ("continues", TODAY), ("ongoing", None), ("cancelled", None)]
)
def test_only_what_was_carried_out_gets_a_day(activity, status, day):
    assert mark(activity, status).completed_on == day


def test_the_first_day_stays_and_goes_when_it_is_taken_back(activity):
    activity.completed_on = datetime.date(2025, 5, 26)
    activity.status = "done"
    activity.save()

    assert mark(activity, "continues").completed_on == datetime.date(2025, 5, 26)
    assert mark(activity, "ongoing", version=2).completed_on is None


def test_two_who_mark_at_once_are_told(activity):
    mark(activity, "done")

    with pytest.raises(Conflict):
        mark(activity, "cancelled", version=1)


def test_an_unknown_status_is_refused(activity):
    with pytest.raises(ValidationError):
        mark(activity, "finito")


def test_locked_figures_take_no_mark_and_no_new_activity(kommun, activity):
    kommun.lock()

    with pytest.raises(Locked):
        mark(activity, "done")
    with pytest.raises(Locked):
        create_activity(org_unit=kommun.ks, year=2025, token="t", by=create_user(), title="Ny", goal=kommun.goal)


def test_the_unit_below_is_guarded_by_its_nämnds_lock(kommun):
    below = factories.create_org_unit(kind="unit", parent=kommun.ks)
    activity = factories.create_activity(goal=kommun.goal, org_unit=below)
    kommun.lock()

    with pytest.raises(Locked):
        mark(activity, "done")


def test_an_activity_is_added_once_with_those_responsible(kommun):
    position = create_position(org_unit=kommun.ks)
    plan = {"title": "Ny", "goal": kommun.goal, "responsible": [position]}
    made = create_activity(org_unit=kommun.ks, year=2025, token="en", by=create_user(), **plan)

    with pytest.raises(AlreadyDone):
        create_activity(org_unit=kommun.ks, year=2025, token="en", by=create_user(), **plan)
    assert list(made.responsible.all()) == [position]


def test_an_activity_belongs_to_one_thing(kommun):
    with pytest.raises(ValidationError, match="antingen ett mål eller ett direktiv"):
        create_activity(org_unit=kommun.ks, year=2025, token="t", by=create_user(), title="Ny")


def test_a_change_is_checked_against_the_version(activity):
    change_activity(pk=activity.pk, version=1, by=create_user(), title="Ny titel")

    with pytest.raises(Conflict):
        change_activity(pk=activity.pk, version=1, by=create_user(), title="Annan titel")


def test_an_unfinished_activity_goes_on_the_year_after_once(activity):
    mark(activity, "ongoing", new_due_text="Våren 2026")

    carried = carry_over_activity(pk=activity.pk, by=create_user())

    assert (carried.year, carried.due_text, carried.status) == (2026, "Våren 2026", "not_started")
    assert carried.carried_from == activity
    with pytest.raises(AlreadyDone):
        carry_over_activity(pk=activity.pk, by=create_user())


@pytest.mark.parametrize("status", ["done", "cancelled"])
def test_what_is_finished_is_not_carried_over(activity, status):
    mark(activity, status)

    with pytest.raises(ValidationError, match="avslutad"):
        carry_over_activity(pk=activity.pk, by=create_user())


def test_nothing_is_carried_over_to_a_goal_that_has_ended(kommun, activity):
    kommun.goal.valid_to = 2025
    kommun.goal.save()

    with pytest.raises(ValidationError, match="gäller inte 2026"):
        carry_over_activity(pk=activity.pk, by=create_user())


def test_nothing_is_carried_over_to_a_directive_that_is_closed(kommun):
    directive = factories.create_directive(
        addressed=kommun.ks, period_to=2026, closed_on=TODAY, closed_by="Kommunfullmäktige"
    )
    activity = factories.create_activity(directive=directive, org_unit=kommun.ks)

    with pytest.raises(ValidationError, match="gäller inte 2026"):
        carry_over_activity(pk=activity.pk, by=create_user())


def test_nothing_is_carried_over_to_a_locked_year(kommun, activity):
    kommun.occasion = create_occasion(year=2026)
    kommun.lock()

    with pytest.raises(Locked):
        carry_over_activity(pk=activity.pk, by=create_user())
    assert not Activity.objects.for_year(2026).exists()
