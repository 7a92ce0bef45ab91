"""From where a user looks at a goal: which part the unit has in it, and what the user may do there."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from goals.models import Goal
from goals.reach import addressed_units, units_in_view
from goals.rights import may_write_about, units_seen_into
from goals.services.holding import lock_sentence
from kommunrapport.http import Lens
from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.models import Occasion, OrgUnit, User
from kommunrapport.organisation.roles import Capability
from kommunrapport.organisation.submissions import reporting_unit


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """One goal through one unit, for one user.

    `org_unit` is the unit whose texts are shown and written: that of the address, but for who is responsible for the
    goal's chapter in the nämnd's report it is the coordinating unit. `coordinates`, `contributes`: that unit's part.
    `lock` says why the unit's texts are closed; empty while open. `sees_work`: the user reads what the coordinating
    unit writes and proposes.
    """

    user: User
    lens: Lens
    org_unit: OrgUnit
    goal: Goal
    addressed: tuple[OrgUnit, ...]
    lock: str
    has_right: bool
    sees_work: bool

    @property
    def occasion(self) -> Occasion:
        return self.lens.required_occasion

    @property
    def coordinates(self) -> bool:
        return self.goal.coordinating_unit_id == self.org_unit.pk

    @property
    def contributes(self) -> bool:
        return not self.coordinates and self.org_unit in self.addressed

    @property
    def has_part(self) -> bool:
        return self.coordinates or self.contributes

    @property
    def writes(self) -> bool:
        """The user writes the unit's texts now."""
        return self.has_part and self.has_right and not self.lock

    @property
    def assesses(self) -> bool:
        return self.coordinates and self.writes

    @property
    def records(self) -> bool:
        """The user enters the goal's outcomes; whether they are open, that page says."""
        return self.coordinates and access_of(self.user).may(Capability.RECORD_OUTCOMES, self.lens.org_unit.pk)


def goals_to_open(lens: Lens) -> models.QuerySet[Goal]:
    """The goals that have a page through the lens."""
    goals = Goal.objects.valid_in(lens.year).concerning_any(units_in_view(lens.org_unit))
    related = ("level", "focus_area", "parent__parent__level", "parent__level", "coordinating_unit__parent__parent")
    return goals.select_related(*related).prefetch_related("addressed_units")


def viewpoint(user: User, lens: Lens, goal: Goal) -> Viewpoint:
    """Needs the goal as `goals_to_open` reads it."""
    occasion = lens.required_occasion
    org_unit = _written_for(user, lens, goal)
    return Viewpoint(
        user=user,
        lens=lens,
        org_unit=org_unit,
        goal=goal,
        addressed=tuple(addressed_units([goal], lens.year)[goal.pk]),
        lock=lock_sentence(org_unit, occasion, goal),
        has_right=may_write_about(user, goal, org_unit, occasion),
        sees_work=org_unit == goal.coordinating_unit
        or goal.coordinating_unit_id in units_seen_into(user, [goal.coordinating_unit], occasion),
    )


def _written_for(user: User, lens: Lens, goal: Goal) -> OrgUnit:
    """The coordinating unit, for who is responsible for the goal's chapter in its report; else the address's unit."""
    coordinating = goal.coordinating_unit
    same_namnd = reporting_unit(lens.org_unit) == reporting_unit(coordinating)
    if same_namnd and may_write_about(user, goal, coordinating, lens.required_occasion):
        return coordinating
    return lens.org_unit
