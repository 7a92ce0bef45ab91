"""What waits for HR."""

import datetime

import pytest
import time_machine

from kommunrapport.organisation.roles import Role
from tests.factories import create_member, create_org_unit
from tests.personnel.staff_world import make_staff, make_unit
from tests.personnel_factories import create_headcount, create_sick_leave

pytestmark = pytest.mark.django_db

TASK = "Läs in personaluppgifter"


def start(client, staff, role=Role.SUBJECT_OWNER, today="2026-01-20", **member):
    subject = {"subject": "personnel"} if role == Role.SUBJECT_OWNER else {}
    client.force_login(create_member(role, staff.org_unit, **subject | member))
    with time_machine.travel(today, tick=False):
        return client.get(f"/2025/{staff.org_unit.slug}/").text


def test_hr_is_reminded_when_the_year_is_over(client):
    assert TASK in start(client, make_unit())


def test_not_before_it_is_over(client):
    assert TASK not in start(client, make_unit(), today="2025-11-20")


def test_a_month_before_the_last_day(client):
    staff = make_unit()
    staff.occasion.unit_deadline = datetime.date(2025, 12, 15)
    staff.occasion.save()

    assert TASK in start(client, staff, today="2025-11-20")


def test_not_when_the_figures_are_there(client):
    assert TASK not in start(client, make_staff())


def test_figures_of_the_units_below_are_enough(client):
    staff = make_unit()
    below = create_org_unit(parent=staff.org_unit)
    create_headcount(org_unit=below)
    create_sick_leave(org_unit=below)

    assert TASK not in start(client, staff)


@pytest.mark.parametrize("member", [{"role": Role.READER}, {"subject": "quality"}])
def test_others_are_not_reminded(client, member):
    assert TASK not in start(client, make_unit(), **member)
