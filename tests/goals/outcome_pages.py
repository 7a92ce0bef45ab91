"""What the tests of Registrera utfall start from."""

from __future__ import annotations

from dataclasses import dataclass

from django.test import Client
from django.urls import reverse

from kommunrapport.measures.models import Measure, Observation
from kommunrapport.organisation.models import Occasion, OrgUnit, Submission, User
from kommunrapport.organisation.roles import Role
from tests.factories import (
    create_goal,
    create_goal_measure,
    create_measure,
    create_member,
    create_occasion,
    create_org_unit,
)

HTMX = {"HX-Request": "true"}
WHOLE = "value_total_all"


@dataclass
class Desk:
    """A signed-in user before the grid of a unit in 2025."""

    client: Client
    unit: OrgUnit
    occasion: Occasion
    user: User

    def url(self, name: str = "outcome_list", *args: str) -> str:
        return reverse(f"goals:{name}", args=[2025, self.unit.slug, *args])

    def get(self, query: str = ""):
        return self.client.get(self.url() + query)

    def save(self, measure: Measure, value: str, version: int = 0, part: str = WHOLE, **headers):
        url = self.url("outcome_edit", measure.slug, part)
        return self.client.post(url, {"value": value, "version": version}, headers=headers or HTMX)

    def post(self, name: str, data: dict, *args: str, **headers):
        return self.client.post(self.url(name, *args), data, headers=headers or HTMX)


def desk(client: Client, role: str = Role.CONTROLLER, **membership) -> Desk:
    unit = create_org_unit()
    user = create_member(role, unit, **membership)
    client.force_login(user)
    return Desk(client, unit, create_occasion(year=2025), user)


def goal_measure(unit: OrgUnit, number: str = "4.5", **fields) -> Measure:
    """A measure in a goal that the unit coordinates."""
    measure = create_measure(**fields)
    create_goal_measure(goal=create_goal(coordinating_unit=unit, number=number), measure=measure)
    return measure


def lock(at: Desk, state: str = Submission.State.LOCKED) -> None:
    Submission.objects.create(
        org_unit=at.unit, occasion=at.occasion, state=state, changed_by=at.user, changed_at="2026-01-25T10:00:00Z"
    )


def stored(measure: Measure, **fields) -> Observation | None:
    return Observation.objects.filter(measure=measure, year=2025, **fields).first()
