"""Adding, changing and carrying over activities."""

import datetime

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from goals.models import Activity
from kommunrapport.organisation.roles import Role
from tests.factories import create_activity, create_goal, create_position
from tests.goals.steering import sign_in_as

pytestmark = pytest.mark.django_db
JANUARY = datetime.datetime(2026, 1, 15, 12, tzinfo=datetime.UTC)


def page(client, kommun, unit, query=""):
    return client.get(kommun.url("activity_list", unit=unit) + query)


@pytest.fixture
def controller(client, kommun):
    return sign_in_as(client, Role.CONTROLLER, kommun.ks)


def plan(kommun, **fields):
    return {"title": "Företagsbesök", "goal": kommun.goal.pk, "due_text": "Våren 2025"} | fields


def test_an_activity_is_added_with_those_responsible(client, kommun, enhet, controller):
    position = create_position(org_unit=enhet)

    response = client.post(kommun.url("activity_create"), plan(kommun, responsible=[position.pk], token="engång"))

    assertRedirects(response, kommun.url("activity_list"))
    assert list(Activity.objects.get().responsible.all()) == [position]


def test_the_same_form_sent_twice_adds_one(client, kommun, controller):
    for _ in range(2):
        client.post(kommun.url("activity_create"), plan(kommun, token="engång"))

    assert Activity.objects.count() == 1


def test_it_belongs_to_something(client, kommun, controller):
    response = client.post(kommun.url("activity_create"), plan(kommun, goal="", token="engång"))

    assertContains(response, "En aktivitet hör till antingen ett mål eller ett direktiv.")


def test_goals_and_positions_of_others_are_not_offered(client, kommun, controller):
    elsewhere = create_goal(coordinating_unit=kommun.namnd, title="Vårdens mål")
    stranger = create_position(org_unit=kommun.namnd)

    assertNotContains(client.get(kommun.url("activity_create")), "Vårdens mål")
    client.post(kommun.url("activity_create"), plan(kommun, goal=elsewhere.pk, token="a"))
    client.post(kommun.url("activity_create"), plan(kommun, responsible=[stranger.pk], token="b"))
    assert not Activity.objects.exists()


@pytest.mark.parametrize("role", [Role.READER, Role.MANAGER, Role.SECRETARY, Role.POLITICIAN])
def test_who_does_not_plan_finds_no_form(client, kommun, role):
    activity = create_activity(goal=kommun.goal, org_unit=kommun.ks)
    sign_in_as(client, role, kommun.ks)

    assert client.get(kommun.url("activity_create")).status_code == 404
    assert client.get(kommun.url("activity_edit", activity.pk)).status_code == 404
    assert client.post(kommun.url("activity_carry_over", activity.pk)).status_code == 404


def test_a_neighbour_finds_no_form(client, kommun):
    activity = create_activity(goal=kommun.goal, org_unit=kommun.ks)
    sign_in_as(client, Role.CONTROLLER, kommun.namnd)

    for name in ("activity_edit", "activity_carry_over"):
        assert client.post(kommun.url(name, activity.pk, unit=kommun.namnd)).status_code == 404


def test_an_activity_is_changed(client, kommun, controller):
    activity = create_activity(goal=kommun.goal, org_unit=kommun.ks)

    response = client.post(kommun.url("activity_edit", activity.pk), plan(kommun, version=1))

    assertRedirects(response, kommun.url("activity_list"))
    assert Activity.objects.get().title == "Företagsbesök"


def test_two_who_change_at_once_see_both(client, kommun, controller):
    activity = create_activity(goal=kommun.goal, org_unit=kommun.ks)
    client.post(kommun.url("activity_edit", activity.pk), plan(kommun, version=1))

    response = client.post(kommun.url("activity_edit", activity.pk), plan(kommun, version=1, title="Frukostmöten"))

    assertContains(response, "Frukostmöten", status_code=409)
    assertContains(response, "Företagsbesök", status_code=409)


def test_an_unfinished_activity_is_carried_over_once(client, kommun, controller, time_machine):
    time_machine.move_to(JANUARY)
    activity = create_activity(goal=kommun.goal, org_unit=kommun.ks, status="ongoing")
    assertContains(page(client, kommun, kommun.ks), "För över till 2026")

    for _ in range(2):
        client.post(kommun.url("activity_carry_over", activity.pk))

    assert Activity.objects.for_year(2026).count() == 1
    assertContains(page(client, kommun, kommun.ks), "Fortsätter 2026.")
    assertNotContains(page(client, kommun, kommun.ks), "För över till 2026")


def test_what_cannot_be_carried_over_says_why(client, kommun, controller):
    activity = create_activity(goal=kommun.goal, org_unit=kommun.ks, status="done")

    response = client.post(kommun.url("activity_carry_over", activity.pk), follow=True)

    assertContains(response, "Aktiviteten är avslutad och förs inte över.")


def test_a_locked_year_takes_no_new_activity(client, kommun, controller):
    kommun.lock()

    assertNotContains(page(client, kommun, kommun.ks), "Lägg till aktivitet")
    response = client.post(kommun.url("activity_create"), plan(kommun, token="engång"))
    assertContains(response, "Låst för inmatning")
