"""What the tests of results and actions start from: a nämnd whose plan is decided, and a manager below it."""

from __future__ import annotations

from dataclasses import dataclass

from django.test import Client
from django.urls import reverse

from internal_control.models import ControlPlan, ControlTest, ImprovementAction, PlannedControl
from kommunrapport.organisation.models import Occasion, OrgUnit, Position, Submission, User
from kommunrapport.organisation.roles import Role
from tests.control_factories import (
    create_control_plan,
    create_control_test,
    create_improvement_action,
    create_planned_control,
)
from tests.factories import create_member, create_occasion, create_org_unit, create_position, create_user

HTMX = {"HX-Request": "true"}
YEAR = 2025


@dataclass
class Controlled:
    """`namnd` has a decided plan of 2025. `chef` works in `enhet` below it and holds `position`."""

    namnd: OrgUnit
    enhet: OrgUnit
    neighbour: OrgUnit
    occasion: Occasion
    plan: ControlPlan
    chef: User
    position: Position

    def url(self, name: str, *args: object, unit: OrgUnit | None = None, year: int = YEAR) -> str:
        return reverse(f"internal_control:{name}", args=[year, (unit or self.enhet).slug, *args])

    def control(self, *, own: bool = True, test: dict | None = None, **fields) -> PlannedControl:
        """A control in the plan, which nobody has reported; `own` is the manager's."""
        responsible = self.position if own else None
        about = create_control_test(org_unit=self.namnd, responsible=responsible, **test or {})
        return create_planned_control(plan=self.plan, control_test=about, **fields)

    def action(self, control_test: ControlTest | None = None, *, own: bool = True, **fields) -> ImprovementAction:
        """An action that came of the controls of 2024; `own` is the manager's."""
        responsible = self.position if own else None
        return create_improvement_action(
            org_unit=self.namnd, control_test=control_test, responsible=responsible, **fields
        )

    def lock(self) -> Submission:
        closed = {"state": "locked", "changed_by": create_user(), "changed_at": "2026-01-25T10:00:00Z"}
        return Submission.objects.create(org_unit=self.namnd, occasion=self.occasion, **closed)


def make_controlled() -> Controlled:
    root = create_org_unit(slug="kommun", kind=OrgUnit.Kind.MUNICIPALITY)
    namnd = create_org_unit(slug="ks", name="Kommunstyrelsen", kind=OrgUnit.Kind.EXECUTIVE_BOARD, parent=root)
    enhet = create_org_unit(slug="inkop", name="Inköpsenheten", kind=OrgUnit.Kind.UNIT, parent=namnd)
    plan = create_control_plan(org_unit=namnd, year=YEAR, decided_by="Kommunstyrelsen", decided_on="2025-01-20")
    chef = create_member(Role.MANAGER, enhet)
    return Controlled(
        namnd=namnd,
        enhet=enhet,
        neighbour=create_org_unit(slug="vard", name="Vård & Omsorg", parent=root),
        occasion=create_occasion(year=YEAR),
        plan=plan,
        chef=chef,
        position=create_position(org_unit=enhet, holder=chef, title="Inköpschef"),
    )


def sign_in_as(client: Client, role: str, unit: OrgUnit) -> User:
    """Sign in somebody with one role in one unit."""
    user = create_member(role, unit)
    client.force_login(user)
    return user
