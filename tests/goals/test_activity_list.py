"""Hur gick det? What the list of activities shows, to whom."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains

from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.roles import Role
from tests.factories import create_activity, create_position, create_user
from tests.goals.steering import HTMX, activity_of, sign_in_as

pytestmark = pytest.mark.django_db
NOVEMBER = datetime.datetime(2025, 11, 17, 12, tzinfo=datetime.UTC)
JANUARY = datetime.datetime(2026, 1, 15, 12, tzinfo=datetime.UTC)


def page(client, kommun, unit, query=""):
    return client.get(kommun.url("activity_list", unit=unit) + query)


def mark(client, kommun, activity, unit, status="done", headers=HTMX, **data):
    said = {"status": status, "version": activity.version, "remark": "", "goes_on": ""} | data
    return client.post(kommun.url("activity_mark", activity.pk, unit=unit), said, headers=headers)


def test_a_manager_marks_own_activities_and_reads_the_others(client, kommun, enhet, position):
    activity_of(position, kommun, title="Min egen")
    create_activity(goal=kommun.goal, org_unit=enhet, title="Någon annans")

    text = page(client, kommun, enhet).text

    assert "Markera status för din aktivitet." in text
    assert text.index("Min egen") < text.index("Andras aktiviteter") < text.index("Någon annans")
    assert text.count('class="picker"') == 1


def test_a_substitute_marks_while_standing_in(client, kommun, enhet, chef):
    absent = create_position(org_unit=enhet, holder=create_user())
    absent.substitutes.create(user=chef, valid_from=datetime.date(2020, 1, 1))
    activity = activity_of(absent, kommun)

    assertContains(page(client, kommun, enhet), 'class="picker"')
    assert mark(client, kommun, activity, enhet).status_code == 200


def test_a_controller_marks_all_of_the_unit_and_below(client, kommun, enhet):
    create_activity(goal=kommun.goal, org_unit=enhet)
    create_activity(goal=kommun.goal, org_unit=kommun.ks)
    sign_in_as(client, Role.CONTROLLER, kommun.ks)

    response = page(client, kommun, kommun.ks)

    assertContains(response, 'class="picker"', count=2)
    assertContains(response, "<strong>0 av 2</strong> markerade", html=False)


@pytest.mark.parametrize("role", [Role.READER, Role.SECRETARY, Role.POLITICIAN, Role.SUBJECT_OWNER])
def test_others_only_read(client, kommun, enhet, role):
    create_activity(goal=kommun.goal, org_unit=enhet, title="Enhetens aktivitet")
    sign_in_as(client, role, kommun.ks)

    response = page(client, kommun, kommun.ks)

    assertContains(response, "Enhetens aktivitet")
    assertNotContains(response, 'class="picker"')


def test_a_neighbour_does_not_find_the_list(client, kommun):
    sign_in_as(client, Role.CONTROLLER, kommun.namnd)

    assert page(client, kommun, kommun.ks).status_code == 404


def test_who_oversees_sees_the_unit_but_not_the_nämnder_under_it(client, kommun):
    root = OrgUnit.objects.get(slug="kommun")
    create_activity(goal=kommun.goal, org_unit=root, title="Kommunens")
    create_activity(goal=kommun.goal, org_unit=kommun.ks, title="Nämndens")
    kommun.lock(root)
    sign_in_as(client, Role.AUDITOR, root)

    response = page(client, kommun, root)

    assertContains(response, "Kommunens")
    assertNotContains(response, "Nämndens")


def test_what_nobody_has_marked_stands_first(client, kommun, enhet, position):
    activity_of(position, kommun, title="Markerad", status="done", order=1)
    activity_of(position, kommun, title="Omarkerad", order=2)

    text = page(client, kommun, enhet).text

    assert text.index("Kvar att markera") < text.index("Omarkerad") < text.index("Markerade") < text.index("Markerad<")
    assert "<strong>1 av 2</strong> markerade" in text


def test_no_button_is_pressed_in_before_somebody_has_marked(client, kommun, enhet, position):
    activity_of(position, kommun)

    assertNotContains(page(client, kommun, enhet), " checked")


def test_when_all_is_marked_it_says_thanks(client, kommun, enhet, position):
    activity_of(position, kommun, status="done")

    assertContains(page(client, kommun, enhet), "Allt är markerat. Tack, du behöver inte göra mer nu.")


def test_who_has_none_is_told_whom_to_ask(client, kommun, enhet, chef):
    assertContains(page(client, kommun, enhet), "Hör av dig till din controller om det är fel.")


def test_the_last_day_stands_there_until_it_has_passed(client, kommun, enhet, position, time_machine):
    activity_of(position, kommun)
    kommun.occasion.unit_deadline = datetime.date(2026, 1, 25)
    kommun.occasion.save()

    time_machine.move_to(JANUARY)
    assertContains(page(client, kommun, enhet), "till och med 25 januari 2026.")
    time_machine.move_to(JANUARY + datetime.timedelta(days=11))
    assertNotContains(page(client, kommun, enhet), "till och med")


@pytest.mark.parametrize(
    ("due", "text", "said"),
    [
        (datetime.date(2025, 10, 31), "", "skulle vara klart 31 okt 2025"),
        (datetime.date(2025, 12, 31), "", "klart 31 dec 2025"),
        (None, "Våren 2026", "klart våren 2026"),
        (None, "Löpande", "· löpande"),
    ],
)
def test_when_it_is_due_stands_as_it_was_written(client, kommun, enhet, position, time_machine, due, text, said):
    time_machine.move_to(NOVEMBER)
    activity_of(position, kommun, due_on=due, due_text=text)

    assertContains(page(client, kommun, enhet), said)


def test_locked_it_is_text(client, kommun, enhet, position):
    activity_of(position, kommun)
    kommun.lock()

    response = page(client, kommun, enhet)

    assertContains(response, "Låst för inmatning")
    assertNotContains(response, 'class="picker"')


@pytest.mark.parametrize("query", ["?valt=abc", "?valt=99999", "?valt="])
def test_an_address_somebody_edited_shows_the_list(client, kommun, enhet, chef, query):
    assert page(client, kommun, enhet, query).status_code == 200


def test_it_takes_the_same_queries_for_one_and_for_fifty(client, kommun, enhet, position):
    activity_of(position, kommun)
    one = queries_of(client, kommun, enhet)

    for _ in range(49):
        activity_of(position, kommun)

    assert queries_of(client, kommun, enhet) == one


def queries_of(client, kommun, unit) -> int:
    with CaptureQueriesContext(connection) as queries:
        page(client, kommun, unit)
    return len(queries)
