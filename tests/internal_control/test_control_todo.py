"""What waits in internal control, on the start page."""

import datetime

import pytest

from internal_control.todo import action_tasks, conclusion_tasks, control_tasks, decision_tasks, follow_up_tasks
from kommunrapport.http import Lens
from kommunrapport.organisation.period import Period
from kommunrapport.organisation.roles import Role
from tests.control_factories import create_control_conclusion, create_control_follow_up
from tests.factories import create_member
from tests.internal_control.reporting import YEAR

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2025, 11, 17)
PASSED = datetime.date(2025, 10, 31)


def tasks(find, controlled, user=None, unit=None, period=None):
    lens = Lens(period or Period(YEAR), unit or controlled.enhet, controlled.occasion)
    return find(user or controlled.chef, lens, TODAY)


def test_own_controls_without_a_result_wait(controlled):
    controlled.control(test={"title": "Attest"}, due_on=datetime.date(2025, 12, 31))
    controlled.control(test={"title": "Avtal"}, due_on=PASSED)
    controlled.control(outcome="none")
    controlled.control(own=False)

    (task,) = tasks(control_tasks, controlled)

    assert (task.text, task.detail) == ("Berätta hur det gick med två kontroller", "Attest, Avtal.")
    assert (task.count, task.due, task.url) == (2, PASSED, controlled.url("control_list"))


def test_without_days_they_are_due_when_the_units_are(controlled):
    controlled.occasion.unit_deadline = datetime.date(2026, 1, 25)
    controlled.control()

    assert tasks(control_tasks, controlled)[0].due == datetime.date(2026, 1, 25)


def test_a_draft_of_a_plan_asks_for_nothing(controlled):
    controlled.control()
    type(controlled.plan).objects.update(decided_by="", decided_on=None)

    assert tasks(control_tasks, controlled) == []


def test_own_late_actions_wait(controlled):
    controlled.action(text="Stäng konton", due_on=PASSED)
    controlled.action(due_on=datetime.date(2025, 12, 1))
    controlled.action(due_on=PASSED, own=False)
    controlled.action(due_on=PASSED, status="done", closed_on=PASSED)

    (task,) = tasks(action_tasks, controlled)

    assert (task.text, task.detail, task.due) == ("Berätta hur det går med en försenad åtgärd", "Stäng konton.", PASSED)


def test_a_control_with_an_earlier_action_waits_to_be_followed_up(controlled):
    test = controlled.control(test={"title": "Attest"}).control_test
    controlled.action(test, year=2024)
    controlled.action(test, year=2023)

    (task,) = tasks(follow_up_tasks, controlled)
    create_control_follow_up(control_test=test, year=2025)

    assert task.text == "Följ upp kontrollen Attest"
    assert tasks(follow_up_tasks, controlled) == []
    assert tasks(follow_up_tasks, controlled, period=Period(YEAR, "half_year")) == []


def test_who_manages_the_controls_is_asked_for_the_conclusion(controlled):
    controller = create_member(Role.CONTROLLER, controlled.namnd)

    (task,) = tasks(conclusion_tasks, controlled, controller, controlled.namnd)
    create_control_conclusion(org_unit=controlled.namnd, year=2025)

    assert task.text == "Bedöm om den interna kontrollen är tillräcklig"
    assert tasks(conclusion_tasks, controlled, controller, controlled.namnd) == []


def test_the_secretary_is_asked_for_the_decision_of_a_plan_with_controls(controlled):
    secretary = create_member(Role.SECRETARY, controlled.namnd)
    type(controlled.plan).objects.update(decided_by="", decided_on=None)
    assert tasks(decision_tasks, controlled, secretary, controlled.namnd) == []

    controlled.control()

    (task,) = tasks(decision_tasks, controlled, secretary, controlled.namnd)
    assert (task.text, task.detail) == (
        "Registrera beslutet om internkontrollplanen",
        "Planen har en kontroll och är inte beslutad.",
    )
    controller = create_member(Role.CONTROLLER, controlled.namnd)
    assert tasks(decision_tasks, controlled, controller, controlled.namnd) == []


def test_a_decided_plan_waits_for_no_decision(controlled):
    controlled.control()

    assert tasks(decision_tasks, controlled, create_member(Role.SECRETARY, controlled.namnd), controlled.namnd) == []


@pytest.mark.parametrize("find", [control_tasks, action_tasks, follow_up_tasks])
def test_a_locked_year_waits_for_nobody(controlled, find):
    test = controlled.control().control_test
    controlled.action(test, year=2024, due_on=PASSED)
    controlled.lock()

    assert tasks(find, controlled) == []


@pytest.mark.parametrize("find", [control_tasks, action_tasks, follow_up_tasks, conclusion_tasks])
def test_a_reader_has_nothing_to_do(controlled, find):
    controlled.action(controlled.control().control_test, year=2024, due_on=PASSED)

    assert tasks(find, controlled, create_member(Role.READER, controlled.namnd), controlled.namnd) == []
