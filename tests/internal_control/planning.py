"""What the tests of risks, plans and uppsikt start from: a nämnd with a part of its own, beside the kommunstyrelse."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from internal_control.models import ControlPlan, PlannedControl, Risk
from kommunrapport.organisation.models import Occasion, OrgUnit, Submission
from tests.control_factories import (
    create_control_plan,
    create_control_test,
    create_planned_control,
    create_risk,
    create_risk_rating,
)
from tests.factories import create_occasion, create_org_unit, create_user

YEAR = 2025
HTMX = {"HX-Request": "true"}
TODAY = datetime.date(2025, 3, 1)
DECISION = {"decided_by": "Vård & Omsorg", "decided_on": "2025-02-03", "decision_paragraph": "§ 12", "case_number": "7"}


@dataclass
class Board:
    """`namnd` has no plan yet; `enhet` is a part of it; `ks` is another nämnd, which has uppsikt."""

    ks: OrgUnit
    namnd: OrgUnit
    enhet: OrgUnit
    occasion: Occasion

    def url(self, name: str, *args: object, unit: OrgUnit | None = None, year: int = YEAR) -> str:
        return reverse(f"internal_control:{name}", args=[year, (unit or self.namnd).slug, *args])

    def risk(self, likelihood: int = 3, impact: int = 3, **fields) -> Risk:
        """A risk of the nämnd, rated in 2025."""
        risk = create_risk(org_unit=self.namnd, **fields)
        create_risk_rating(risk=risk, year=YEAR, likelihood=likelihood, impact=impact)
        return risk

    def plan(self, **fields) -> ControlPlan:
        """The nämnd's plan of 2025."""
        return ControlPlan.objects.filter(org_unit=self.namnd, year=YEAR).first() or create_control_plan(
            org_unit=self.namnd, year=YEAR, **fields
        )

    def control(self, test: dict | None = None, **fields) -> PlannedControl:
        """A control in the plan."""
        about = create_control_test(org_unit=self.namnd, **test or {})
        return create_planned_control(plan=self.plan(), control_test=about, **fields)

    def decide(self, *, sent: bool = False) -> ControlPlan:
        plan = self.plan()
        plan.decided_by, plan.decided_on, plan.decision_paragraph = "Vård & Omsorg", datetime.date(2025, 2, 3), "§ 12"
        if sent:
            plan.sent_at, plan.sent_by = timezone.now(), create_user()
        plan.save()
        return plan

    def lock(self) -> Submission:
        closed = {"state": "locked", "changed_by": create_user(), "changed_at": "2026-01-25T10:00:00Z"}
        return Submission.objects.create(org_unit=self.namnd, occasion=self.occasion, **closed)


def make_board() -> Board:
    root = create_org_unit(slug="kommun", kind=OrgUnit.Kind.MUNICIPALITY)
    ks = create_org_unit(slug="ks", name="Kommunstyrelsen", kind=OrgUnit.Kind.EXECUTIVE_BOARD, parent=root)
    namnd = create_org_unit(slug="vard", name="Vård & Omsorg", parent=root)
    enhet = create_org_unit(slug="hemtjanst", name="Hemtjänsten", kind=OrgUnit.Kind.UNIT, parent=namnd)
    return Board(ks, namnd, enhet, create_occasion(year=YEAR))
