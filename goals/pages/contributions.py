"""What the addressed units have handed over to the unit that coordinates a goal, and who has not answered."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass

from goals.models import Goal, GoalComment
from goals.reach import addressed_units
from kommunrapport.organisation.models import Occasion, OrgUnit


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one unit has handed over."""

    org_unit: OrgUnit
    handed_over_at: datetime.datetime
    texts: tuple[GoalComment, ...]


@dataclass(frozen=True, slots=True)
class Contributions:
    """Those who have answered, and the units that have not."""

    answered: tuple[Contribution, ...]
    waiting: tuple[OrgUnit, ...]

    @property
    def total(self) -> int:
        return len(self.answered) + len(self.waiting)


def read_contributions(goal: Goal, occasion: Occasion) -> Contributions:
    """Only what is handed over: a draft is the other unit's own."""
    handed = GoalComment.objects.filter(goal=goal, occasion=occasion, handed_over_at__isnull=False).exclude(
        org_unit=goal.coordinating_unit
    )
    texts: dict[OrgUnit, list[GoalComment]] = defaultdict(list)
    for comment in handed.select_related("org_unit", "kind"):
        texts[comment.org_unit].append(comment)
    answered = tuple(
        Contribution(unit, max(c.handed_over_at for c in given if c.handed_over_at), tuple(given))
        for unit, given in texts.items()
    )
    asked = addressed_units([goal], occasion.year)[goal.pk]
    waiting = tuple(u for u in asked if u not in texts and u.pk != goal.coordinating_unit_id)
    return Contributions(answered, waiting)
