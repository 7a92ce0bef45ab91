"""Factories of internal control."""

from itertools import count

from internal_control.models import (
    ControlConclusion,
    ControlFollowUp,
    ControlPlan,
    ControlTest,
    ImprovementAction,
    PlannedControl,
    Risk,
    RiskLevel,
    RiskRating,
    RiskScaleStep,
)
from kommunrapport.organisation.models import OrgUnit
from tests.factories import create_org_unit

_numbers = count(1)


def create_scale_step(**fields) -> RiskScaleStep:
    return RiskScaleStep.objects.create(**{"axis": "likelihood", "value": 1, "name": "Osannolik"} | fields)


def create_risk_level(**fields) -> RiskLevel:
    return RiskLevel.objects.create(**{"from_score": 1, "name": "accepteras", "tone": "accept"} | fields)


def create_risk(*, org_unit: OrgUnit | None = None, **fields) -> Risk:
    number = next(_numbers)
    defaults = {"number": number, "title": f"Risk {number}", "category": Risk.Category.OPERATIONS}
    return Risk.objects.create(org_unit=org_unit or create_org_unit(), **defaults | fields)


def create_risk_rating(*, risk: Risk | None = None, **fields) -> RiskRating:
    """3 times 3, in 2025."""
    return RiskRating.objects.create(
        risk=risk or create_risk(), **{"year": 2025, "likelihood": 3, "impact": 3} | fields
    )


def create_control_plan(*, org_unit: OrgUnit | None = None, **fields) -> ControlPlan:
    """A draft for 2025."""
    return ControlPlan.objects.create(org_unit=org_unit or create_org_unit(), **{"year": 2025} | fields)


def create_control_test(*, org_unit: OrgUnit | None = None, **fields) -> ControlTest:
    defaults = {"area": "Ekonomi", "title": f"Kontroll {next(_numbers)}"}
    return ControlTest.objects.create(org_unit=org_unit or create_org_unit(), **defaults | fields)


def create_planned_control(
    *, plan: ControlPlan | None = None, control_test: ControlTest | None = None, **fields
) -> PlannedControl:
    """A control in the plan that nobody has reported."""
    plan = plan or create_control_plan()
    control_test = control_test or create_control_test(org_unit=plan.org_unit)
    return PlannedControl.objects.create(plan=plan, control_test=control_test, **fields)


def create_control_conclusion(*, org_unit: OrgUnit | None = None, **fields) -> ControlConclusion:
    defaults = {"year": 2025, "verdict": ControlConclusion.Verdict.SUFFICIENT}
    return ControlConclusion.objects.create(org_unit=org_unit or create_org_unit(), **defaults | fields)


def create_control_follow_up(*, control_test: ControlTest | None = None, **fields) -> ControlFollowUp:
    defaults = {"year": 2025, "text": "Rutinen är klar."}
    return ControlFollowUp.objects.create(control_test=control_test or create_control_test(), **defaults | fields)


def create_improvement_action(*, org_unit: OrgUnit | None = None, **fields) -> ImprovementAction:
    """An action that came of the controls of 2024, not begun."""
    defaults = {"year": 2024, "text": "Skriv en rutin"}
    return ImprovementAction.objects.create(org_unit=org_unit or create_org_unit(), **defaults | fields)
