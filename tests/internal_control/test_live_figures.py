"""Counts of internal control that a text can hold: nothing confidential is counted."""

import pytest

from tests.control_factories import (
    create_control_plan,
    create_control_test,
    create_improvement_action,
    create_planned_control,
)
from tests.factories import create_org_unit
from tests.reports.live.figures import scope_of, words

pytestmark = pytest.mark.django_db


def test_controls_are_counted_of_all_but_the_confidential():
    plan = create_control_plan()
    create_planned_control(plan=plan, outcome="none")
    create_planned_control(plan=plan, outcome="minor", finding="Brister.")
    secret = create_control_test(org_unit=plan.org_unit, is_confidential=True)
    create_planned_control(plan=plan, control_test=secret, outcome="serious", finding="Hemligt.")
    scope = scope_of(plan.org_unit)

    assert words("internal_control.controls:performed", scope) == "2 av 2\u00a0kontroller"
    assert words("internal_control.controls:serious", scope) == "0 av 2\u00a0kontroller"


def test_before_anything_is_reported_there_is_no_count():
    plan = create_control_plan()
    create_planned_control(plan=plan)

    assert words("internal_control.controls:performed", scope_of(plan.org_unit)) is None


def test_actions_are_counted_but_not_the_confidential():
    unit = create_org_unit()
    create_improvement_action(org_unit=unit)
    create_improvement_action(org_unit=unit, is_confidential=True)

    assert words("internal_control.actions:all", scope_of(unit)) == "1\u00a0åtgärd"


def test_without_actions_there_is_no_count():
    assert words("internal_control.actions:all", scope_of()) is None
