"""What is in a plan, until it is decided."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from internal_control.models import ControlPlan, ControlTest
from internal_control.services.decisions import decide_plan, reopen_plan, send_plan
from internal_control.services.plans import (
    DOWN,
    UP,
    change_control_test,
    change_when,
    create_control,
    move_control,
    remove_control,
    take_over_controls,
)
from kommunrapport.records.saving import AlreadyDone, Conflict, Locked
from tests.control_factories import create_control_plan, create_control_test, create_planned_control
from tests.factories import create_user
from tests.internal_control.planning import TODAY

NEW = {"area": "Ekonomi", "title": "Attest", "due_on": None, "due_text": "mars"}


def add(board, form="en", **fields):
    return create_control(org_unit=board.namnd, year=2025, token=form, by=create_user(), **NEW | fields)


def decide(board, **said):
    plan = board.plan()
    given = {"decided_by": "Nämnden", "decided_on": datetime.date(2025, 2, 3), "today": TODAY} | said
    return decide_plan(pk=plan.pk, version=plan.version, by=create_user(), **given)


def titles(board):
    return [control.control_test.title for control in board.plan().controls.all()]


def test_the_first_control_makes_the_plan_and_the_next_stands_last(board):
    add(board)
    add(board, form="två", title="Jäv")
    assert titles(board) == ["Attest", "Jäv"]


def test_the_same_form_twice_makes_one_control(board):
    add(board)
    with pytest.raises(AlreadyDone):
        add(board)
    assert titles(board) == ["Attest"]


def test_a_control_of_an_earlier_plan_is_taken_over_as_the_same_row(board):
    test = create_control_test(org_unit=board.namnd, title="Attest")
    create_planned_control(plan=create_control_plan(org_unit=board.namnd, year=2024), control_test=test)
    for _ in range(2):  # what is in the plan already stays as it is
        take_over_controls(org_unit=board.namnd, year=2025, tests=[test], by=create_user())
    assert titles(board) == ["Attest"]
    assert ControlTest.objects.count() == 1


def test_the_control_of_another_unit_is_not_taken_over(board):
    test = create_control_test(org_unit=board.ks)
    assert take_over_controls(org_unit=board.namnd, year=2025, tests=[test], by=create_user()) == []


@pytest.mark.parametrize(("direction", "order"), [(UP, ["B", "A", "C"]), (DOWN, ["A", "C", "B"])])
def test_a_control_changes_places_with_its_neighbour(board, direction, order):
    controls = [board.control({"title": title}, order=place) for place, title in enumerate("ABC")]
    move_control(pk=controls[1].pk, direction=direction, by=create_user())
    assert titles(board) == order


def test_the_first_control_cannot_move_up(board):
    controls = [board.control({"title": title}, order=place) for place, title in enumerate("AB")]
    move_control(pk=controls[0].pk, direction=UP, by=create_user())
    assert titles(board) == ["A", "B"]


def test_a_removed_control_can_be_taken_in_again(board):
    control = board.control({"title": "Attest"})
    remove_control(pk=control.pk, version=1, by=create_user())
    assert titles(board) == []
    take_over_controls(org_unit=board.namnd, year=2025, tests=ControlTest.objects.all(), by=create_user())
    assert titles(board) == ["Attest"]


def test_a_control_with_a_result_stays_in_the_plan(board):
    control = board.control(outcome="none")
    with pytest.raises(Locked, match="har ett resultat"):
        remove_control(pk=control.pk, version=1, by=create_user())


@pytest.mark.parametrize("close", ["decide", "lock"])
def test_a_decided_plan_or_a_closed_year_takes_no_changes(board, close):
    control, by = board.control(), create_user()
    getattr(board, close)()
    for write in (
        lambda: add(board),
        lambda: take_over_controls(org_unit=board.namnd, year=2025, tests=[], by=by),
        lambda: change_control_test(pk=control.pk, version=1, by=by, title="Annat"),
        lambda: change_when(pk=control.pk, version=1, by=by, due_text="april"),
        lambda: move_control(pk=control.pk, direction=UP, by=by),
        lambda: remove_control(pk=control.pk, version=1, by=by),
        lambda: decide(board),
    ):
        with pytest.raises(Locked):
            write()


def test_an_empty_plan_is_not_decided(board):
    with pytest.raises(ValidationError, match="Planen är tom"):
        decide(board)


def test_a_decision_is_not_made_on_a_day_to_come(board):
    board.control()
    with pytest.raises(ValidationError, match="Dagen har inte varit än"):
        decide(board, decided_on=TODAY + datetime.timedelta(days=1))


def test_a_decision_closes_the_plan_and_a_reason_opens_it(board):
    board.control()
    plan = decide(board)
    assert plan.is_decided
    opened = reopen_plan(pk=plan.pk, version=plan.version, reopened_reason="En risk saknas.", by=create_user())
    assert (opened.is_decided, opened.reopened_reason) == (False, "En risk saknas.")
    assert decide(board).reopened_reason == ""


def test_a_plan_is_not_opened_without_a_reason(board):
    plan = board.decide()
    with pytest.raises(ValidationError):
        reopen_plan(pk=plan.pk, version=plan.version, reopened_reason="", by=create_user())


def test_a_plan_that_is_opened_is_no_longer_sent(board):
    plan = board.decide(sent=True)
    reopened = reopen_plan(pk=plan.pk, version=plan.version, reopened_reason="Fel.", by=create_user())
    assert (reopened.sent_at, reopened.sent_by) == (None, None)


def test_only_a_decided_plan_is_sent_and_only_once(board):
    plan, by = board.plan(), create_user()
    with pytest.raises(Locked, match="när nämnden har beslutat"):
        send_plan(pk=plan.pk, version=1, by=by)
    sent = send_plan(pk=plan.pk, version=board.decide().version, by=by)
    assert send_plan(pk=plan.pk, version=1, by=create_user()).sent_at == sent.sent_at
    assert ControlPlan.objects.get().sent_by == by


def test_two_who_change_a_control_at_once_do_not_overwrite_each_other(board):
    control = board.control()
    change_control_test(pk=control.pk, version=1, by=create_user(), title="Ett")
    with pytest.raises(Conflict):
        change_control_test(pk=control.pk, version=1, by=create_user(), title="Två")
