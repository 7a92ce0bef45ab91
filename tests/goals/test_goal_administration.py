import pytest
from django.urls import reverse

from goals.models import Goal, GoalMeasure
from kommunrapport.organisation.roles import Role
from kommunrapport.records.saving import save_checked
from tests.factories import (
    create_goal,
    create_goal_level,
    create_goal_measure,
    create_measure,
    create_member,
    create_org_unit,
    create_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    user = create_member(Role.ADMINISTRATOR)
    client.force_login(user)
    return user


def posted(goal, **changes):
    names = ["number", "title", "wording", "order", "valid_from", "version"]
    values = {name: getattr(goal, name) for name in names}
    return values | {"level": goal.level_id, "coordinating_unit": goal.coordinating_unit_id} | changes


def test_a_goal_is_added_with_the_units_it_addresses(client, administrator):
    unit, level = create_org_unit(), create_goal_level()
    fields = {"level": level.pk, "number": "4.5", "title": "Företagsvänlig kommun", "wording": "Vi ska.", "order": "5"}
    fields |= {"coordinating_unit": unit.pk, "addressed_units": [unit.pk], "valid_from": "2024", "token": "t"}

    response = client.post(reverse("administration:goal_create"), fields)

    goal = Goal.objects.get(number="4.5")
    assert list(goal.addressed_units.all()) == [unit]
    assert response.url == reverse("administration:goal_edit", args=[goal.pk])


def test_a_goal_that_ends_before_it_begins_is_refused_in_words(client, administrator):
    goal = create_goal()

    response = client.post(reverse("administration:goal_edit", args=[goal.pk]), posted(goal, valid_to="2020"))

    assert "Sista året ligger före det första." in response.content.decode()


def test_line_ends_of_the_browser_are_no_change(client, administrator):
    goal = create_goal(wording="Första\nandra")

    client.post(reverse("administration:goal_edit", args=[goal.pk]), posted(goal, wording="Första\r\nandra"))

    goal.refresh_from_db()
    assert goal.version == 1


def test_two_who_change_a_wording_are_shown_both(client, administrator):
    goal = create_goal()
    save_checked(Goal, pk=goal.pk, version=1, by=create_user(), wording="Deras lydelse")

    url = reverse("administration:goal_edit", args=[goal.pk])
    response = client.post(url, posted(goal, wording="Min lydelse"))

    assert response.status_code == 409
    assert [d.stored for d in response.context["collision"].differences] == ["Deras lydelse"]


def test_a_goal_never_replaces_itself(client, administrator):
    goal = create_goal()

    response = client.post(reverse("administration:goal_edit", args=[goal.pk]), posted(goal, replaces=goal.pk))

    assert "Ett mål kan inte ersätta sig självt." in response.content.decode()


def test_a_goal_is_never_under_itself(client, administrator):
    goal = create_goal()
    below = create_goal(parent=goal)

    response = client.post(reverse("administration:goal_edit", args=[goal.pk]), posted(goal, parent=below.pk))

    assert "ligger redan under" in response.content.decode()


def test_a_measure_is_added_to_the_goal_of_the_address(client, administrator):
    goal, measure = create_goal(), create_measure()

    url = reverse("administration:goal_measure_create", args=[goal.pk])
    client.post(url, {"measure": measure.pk, "order": "1", "label": "Eget namn", "token": "t"})

    row = GoalMeasure.objects.get()
    assert (row.goal, row.deciding, row.label) == (goal, False, "Eget namn")


def test_the_same_measure_twice_is_refused_in_words(client, administrator):
    row = create_goal_measure()

    url = reverse("administration:goal_measure_create", args=[row.goal_id])
    response = client.post(url, {"measure": row.measure_id, "order": "2", "token": "t"})

    assert "Målet har redan den mätningen." in response.content.decode()


def test_a_goal_with_measures_is_not_deleted(client, administrator):
    row = create_goal_measure()

    response = client.post(reverse("administration:goal_delete", args=[row.goal_id]), {"version": "1"})

    assert "1 mätningar i mål" in response.content.decode()
    assert Goal.objects.filter(pk=row.goal_id).exists()
