"""Improvement actions: one row through the years, closed on a day."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from internal_control.models import ImprovementAction
from internal_control.services.actions import add_action, change_action, mark_action
from kommunrapport.records.saving import AlreadyDone, Conflict, Locked
from tests.factories import create_occasion, create_user

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 1, 15)


def mark(action, status, version=1, year=2025, closed_on=None, **said):
    given = {"pk": action.pk, "year": year, "version": version, "status": status, "closed_on": closed_on}
    return mark_action(**given, today=TODAY, by=create_user(), **said)


@pytest.mark.parametrize("status", ["done", "cancelled"])
def test_closing_sets_today(controlled, status):
    assert mark(controlled.action(), status).closed_on == TODAY


def test_a_day_that_is_given_is_kept(controlled):
    day = datetime.date(2025, 10, 12)

    assert mark(controlled.action(), "done", closed_on=day).closed_on == day


def test_saying_more_about_a_closed_action_keeps_its_day(controlled):
    action = controlled.action(status="done", closed_on=datetime.date(2025, 10, 12))

    assert mark(action, "done", remark="Rutinen finns på intranätet.").closed_on == datetime.date(2025, 10, 12)


def test_opening_again_takes_the_day_away(controlled):
    action = controlled.action(status="done", closed_on=datetime.date(2025, 10, 12))

    opened = mark(action, "ongoing", closed_on=datetime.date(2025, 10, 12))

    assert opened.closed_on is None


def test_a_day_to_come_is_refused(controlled):
    with pytest.raises(ValidationError, match="har inte varit än"):
        mark(controlled.action(), "done", closed_on=datetime.date(2026, 1, 16))


def test_an_open_action_follows_into_the_years_after_until_it_is_closed(controlled):
    action = controlled.action(year=2024)
    open_in = ImprovementAction.objects.open_in

    mark(action, "done", year=2026, closed_on=datetime.date(2026, 1, 10))

    assert [year for year in range(2023, 2029) if open_in(year).exists()] == [2024, 2025, 2026]
    assert ImprovementAction.objects.count() == 1


def test_a_closed_year_does_not_stop_the_year_after(controlled):
    action = controlled.action(year=2024)
    controlled.lock()
    create_occasion(year=2026)

    with pytest.raises(Locked):
        mark(action, "ongoing", year=2025)
    assert mark(action, "ongoing", year=2026).status == "ongoing"


def test_who_came_second_is_told(controlled):
    action = controlled.action()
    mark(action, "ongoing")

    with pytest.raises(Conflict):
        mark(action, "done")


def test_an_action_is_added_last_and_only_once(controlled):
    given = {"org_unit": controlled.namnd, "year": 2025, "by": create_user()}
    first = add_action(**given, token="a", text="Skriv en rutin.")
    second = add_action(**given, token="b", text="Utbilda.")

    with pytest.raises(AlreadyDone):
        add_action(**given, token="b", text="Utbilda.")

    assert (first.order, second.order) == (1, 2)


def test_an_action_is_changed_in_the_year_it_is_seen(controlled):
    action = controlled.action(year=2024)

    changed = change_action(pk=action.pk, year=2025, version=1, by=create_user(), text="Skriv en kortare rutin.")

    assert (changed.text, changed.year) == ("Skriv en kortare rutin.", 2024)
