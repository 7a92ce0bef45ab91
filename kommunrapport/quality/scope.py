"""Through what the rules see the data: a unit with those below it, and an occasion."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kommunrapport.organisation.labels import LabelSet, label_set
from kommunrapport.organisation.models import Occasion, OrgUnit
from kommunrapport.organisation.period import FULL_YEAR, PERIOD_KINDS, Period
from kommunrapport.organisation.tree import ids_below


@dataclass(frozen=True, slots=True)
class CheckScope:
    """What a rule may read through. `units` are the unit and all below it, by id.

    With `report_id` the rules about reports look at that report alone; without it at all of the unit's.
    """

    org_unit: OrgUnit
    units: Mapping[int, OrgUnit]
    occasion: Occasion
    labels: LabelSet
    today: datetime.date
    report_id: int | None = None
    _memo: dict[str, Any] = field(default_factory=dict, repr=False)

    @property
    def year(self) -> Period:
        return self.occasion.period

    @property
    def unit_ids(self) -> frozenset[int]:
        return frozenset(self.units)

    @property
    def follows_up(self) -> bool:
        """What became of the year is told at the occasion; at a plan nothing has been yet."""
        return self.occasion.kind in PERIOD_KINDS

    @property
    def is_due(self) -> bool:
        """The units' last day has passed. Without one a whole year is due when it is over, and a part of it never."""
        last_day = self.occasion.unit_deadline
        if last_day is None and self.occasion.kind == FULL_YEAR:
            last_day = datetime.date(self.occasion.year, 12, 31)
        return last_day is not None and last_day < self.today

    def memo[T](self, key: str, read: Callable[[], T]) -> T:
        """Read something once for all the rules."""
        if key not in self._memo:
            self._memo[key] = read()
        found: T = self._memo[key]
        return found


def check_scope(
    org_unit: OrgUnit, occasion: Occasion, today: datetime.date, report_id: int | None = None
) -> CheckScope:
    """The scope of a unit, or of its report, at an occasion."""
    below = ids_below([org_unit.pk], OrgUnit.objects.child_ids())
    return CheckScope(
        org_unit=org_unit,
        units=OrgUnit.objects.in_bulk(below),
        occasion=occasion,
        labels=label_set(),
        today=today,
        report_id=report_id,
    )
