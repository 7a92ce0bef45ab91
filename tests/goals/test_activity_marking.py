"""Marking how an activity went."""

import datetime
import re

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from goals.models import Activity
from kommunrapport.organisation.roles import Role
from tests.factories import create_activity
from tests.goals.steering import HTMX, activity_of, sign_in_as

pytestmark = pytest.mark.django_db
NOVEMBER = datetime.datetime(2025, 11, 17, 12, tzinfo=datetime.UTC)
JANUARY = datetime.datetime(2026, 1, 15, 12, tzinfo=datetime.UTC)


def page(client, kommun, unit, query=""):
    return client.get(kommun.url("activity_list", unit=unit) + query)


def mark(client, kommun, activity, unit, status="done", headers=HTMX, **data):
    said = {"status": status, "version": activity.version, "remark": "", "goes_on": ""} | data
    return client.post(kommun.url("activity_mark", activity.pk, unit=unit), said, headers=headers)


def test_htmx_gets_what_stands_under_the_buttons_and_how_many_are_marked(client, kommun, enhet, position):
    activity = activity_of(position, kommun)

    response = mark(client, kommun, activity, enhet)

    assertContains(response, "Sparat ")
    assertContains(response, "<strong>1 av 1</strong> markerade", html=False)
    assertContains(response, 'name="version" value="2"')
    assertNotContains(response, "<h1>")
    assert Activity.objects.get().completed_on is not None


def test_without_script_the_list_comes_back_at_the_activity(client, kommun, enhet, position):
    activity = activity_of(position, kommun)

    response = mark(client, kommun, activity, enhet, headers={})

    url = f"{kommun.url('activity_list', unit=enhet)}?valt={activity.pk}#aktivitet-{activity.pk}"
    assertRedirects(response, url)


@pytest.mark.parametrize(
    ("status", "question"),
    [
        ("cancelled", "Varför blev det inte av?"),
        ("ongoing", None),
        ("not_started", None),
        ("done", None),
        ("continues", None),
    ],
)
def test_during_the_year_only_what_did_not_happen_asks_why(
    client, kommun, enhet, position, time_machine, status, question
):
    time_machine.move_to(NOVEMBER)
    text = mark(client, kommun, activity_of(position, kommun), enhet, status).text

    assert ("Varför" in text) == bool(question)
    assert (question or "") in text


@pytest.mark.parametrize(("status", "asks"), [("ongoing", True), ("not_started", True), ("done", False)])
def test_when_the_year_is_over_what_is_unfinished_asks_why(client, kommun, enhet, position, time_machine, status, asks):
    time_machine.move_to(JANUARY)

    text = mark(client, kommun, activity_of(position, kommun), enhet, status).text

    assert ("Varför är den inte klar?" in text) == asks
    assert ("Fortsätter den nästa år?" in text) == asks


def test_a_passed_date_asks_why_and_says_late(client, kommun, enhet, position, time_machine):
    time_machine.move_to(NOVEMBER)
    activity = activity_of(position, kommun, due_on=datetime.date(2025, 10, 31))

    response = mark(client, kommun, activity, enhet, "ongoing")

    assertContains(response, "Försenad")
    assertContains(response, "Varför är den inte klar?")


def test_nothing_is_asked_before_a_choice(client, kommun, enhet, position, time_machine):
    time_machine.move_to(JANUARY)
    activity = activity_of(position, kommun)

    assertNotContains(page(client, kommun, enhet), "Varför")
    assertContains(page(client, kommun, enhet, f"?valt={activity.pk}"), "Varför är den inte klar?")


def test_a_reason_counts_as_marked(client, kommun, enhet, position):
    activity = activity_of(position, kommun)
    said = {"unfinished_reason": "Beställningen kom aldrig.", "new_due_text": "Våren 2026", "goes_on": "True"}

    mark(client, kommun, activity, enhet, "not_started", **said)

    stored = Activity.objects.get()
    assert (stored.unfinished_reason, stored.new_due_text) == (said["unfinished_reason"], said["new_due_text"])
    assert stored.goes_on is True
    assertContains(page(client, kommun, enhet), "<strong>1 av 1</strong> markerade", html=False)


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_remark_that_is_too_long_is_refused_and_kept(client, kommun, enhet, position, headers):
    activity = activity_of(position, kommun)

    response = mark(client, kommun, activity, enhet, remark="x" * 1001, headers=headers)

    assertContains(response, 'class="error"')
    assertContains(response, "x" * 1001)
    assert Activity.objects.get().status == "not_started"


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_two_who_mark_at_once_see_both(client, kommun, enhet, position, headers):
    activity = activity_of(position, kommun)
    mark(client, kommun, activity, enhet, "ongoing")

    response = mark(client, kommun, activity, enhet, "cancelled", version=1, headers=headers)

    assertContains(response, "Pågår", status_code=409)
    assertContains(response, "Blev inte av", status_code=409)
    assert Activity.objects.get().status == "ongoing"


def test_what_another_wrote_elsewhere_in_the_row_is_kept(client, kommun, enhet, position):
    activity = activity_of(position, kommun)
    mark(client, kommun, activity, enhet, "ongoing", remark="Skrivet av den ena.")

    response = mark(client, kommun, activity, enhet, "done", version=1)
    offered = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', response.text))

    assert response.status_code == 409
    assert (offered["status"], offered["remark"], offered["version"]) == ("done", "Skrivet av den ena.", "2")


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_lock_that_came_meanwhile_says_so(client, kommun, enhet, position, headers):
    activity = activity_of(position, kommun)
    kommun.lock()

    response = mark(client, kommun, activity, enhet, headers=headers)

    assertContains(response, "Låst för inmatning")
    assert Activity.objects.get().status == "not_started"


def test_a_manager_does_not_mark_anothers_activity(client, kommun, enhet, chef):
    activity = create_activity(goal=kommun.goal, org_unit=enhet)

    assert mark(client, kommun, activity, enhet).status_code == 404


@pytest.mark.parametrize("role", [Role.READER, Role.SECRETARY, Role.POLITICIAN])
def test_who_only_reads_does_not_mark(client, kommun, role):
    activity = create_activity(goal=kommun.goal, org_unit=kommun.ks)
    sign_in_as(client, role, kommun.ks)

    assert mark(client, kommun, activity, kommun.ks).status_code == 404


def test_a_neighbour_does_not_mark(client, kommun):
    activity = create_activity(goal=kommun.goal, org_unit=kommun.ks)
    sign_in_as(client, Role.CONTROLLER, kommun.namnd)

    assert mark(client, kommun, activity, kommun.namnd).status_code == 404
