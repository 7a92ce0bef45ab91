"""What the tests of the steering model's pages start from: a kommun with two nämnder and one goal."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.test import Client
from django.urls import reverse

from goals.models import Activity, AssessmentLevel, CommentKind, Goal
from kommunrapport.organisation.models import Occasion, OrgUnit, Position, Submission, User
from kommunrapport.organisation.roles import Role
from tests.factories import (
    create_activity,
    create_comment_kind,
    create_goal,
    create_goal_measure,
    create_measure,
    create_member,
    create_observation,
    create_occasion,
    create_org_unit,
    create_scale,
    create_target,
    create_user,
)

HTMX = {"HX-Request": "true"}
YEAR = 2025


@dataclass
class Kommun:
    """`ks` coordinates `goal`, which addresses `namnd`. The goal's one measure went from 70 to 80 and aims at 90."""

    ks: OrgUnit
    namnd: OrgUnit
    occasion: Occasion
    goal: Goal
    scale: list[AssessmentLevel]
    kind: CommentKind

    def url(self, name: str, *args: object, unit: OrgUnit | None = None) -> str:
        return reverse(f"goals:{name}", args=[YEAR, (unit or self.ks).slug, *args])

    def lock(self, unit: OrgUnit | None = None, **fields) -> Submission:
        closed = {"state": "locked", "changed_by": create_user(), "changed_at": "2026-01-25T10:00:00Z"}
        key = {"org_unit": unit or self.ks, "occasion": self.occasion}
        return Submission.objects.update_or_create(**key, defaults=closed | fields)[0]


def make_kommun() -> Kommun:
    root = create_org_unit(slug="kommun", kind=OrgUnit.Kind.MUNICIPALITY)
    ks = create_org_unit(slug="ks", name="Kommunstyrelsen", kind=OrgUnit.Kind.EXECUTIVE_BOARD, parent=root)
    namnd = create_org_unit(slug="vard", name="Vård & Omsorg", parent=root)
    occasion, scale = create_occasion(year=YEAR), create_scale()
    goal = create_goal(
        coordinating_unit=ks, number="4.5", title="Företagsvänlig kommun", decided_by="Kommunfullmäktige"
    )
    goal.addressed_units.add(namnd)
    follow(goal, name="Nöjd kund-index")
    return Kommun(ks, namnd, occasion, goal, scale, create_comment_kind())


def follow(goal: Goal, *, before: int | None = 70, now: int | None = 80, target: int | None = 90, **fields) -> None:
    """Give the goal a measure with outcomes last year and this, and a target; None leaves it out."""
    measure, unit = create_measure(**fields), goal.coordinating_unit
    create_goal_measure(goal=goal, measure=measure)
    for year, value in ((YEAR - 1, before), (YEAR, now)):
        if value is not None:
            create_observation(measure=measure, org_unit=unit, year=year, value=Decimal(value))
    if target is not None:
        create_target(measure=measure, org_unit=unit, value=Decimal(target))


def sign_in_as(client: Client, role: str, unit: OrgUnit, **membership) -> User:
    """Sign in somebody with one role in one unit."""
    if role == Role.SUBJECT_OWNER:
        membership |= {"subject": "personnel"}
    user = create_member(role, unit, **membership)
    client.force_login(user)
    return user


def activity_of(position: Position, kommun: Kommun, **fields) -> Activity:
    """An activity of the goal that the position is responsible for."""
    activity = create_activity(goal=kommun.goal, org_unit=position.org_unit, **fields)
    activity.responsible.add(position)
    return activity
