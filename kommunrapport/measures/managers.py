"""Domain words for measures, outcomes and targets."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.roles import Capability

if TYPE_CHECKING:
    from kommunrapport.organisation.models import OrgUnit, User


class MeasureQuerySet(models.QuerySet["Measure"]):
    def entered(self) -> MeasureQuerySet:
        """Measures that people enter; the derived ones are computed."""
        return self.filter(minuend=None)

    def overdue(self, today: datetime.date) -> MeasureQuerySet:
        """Measures whose next outcome should have been here by `today`."""
        return self.filter(next_due__lt=today)


class ObservationQuerySet(models.QuerySet["Observation"]):
    def for_full_year(self) -> ObservationQuerySet:
        return self.filter(part="full_year")

    def editable_by(self, user: User) -> ObservationQuerySet:
        """Outcomes the user may enter: of own units, or of the user's subject in any unit."""
        access = access_of(user)
        own = Q(org_unit__in=access.units.get(Capability.RECORD_OUTCOMES, frozenset()))
        return self.filter(own | Q(measure__category__in=access.subjects))


class TargetQuerySet(models.QuerySet["Target"]):
    def for_unit(self, org_unit: OrgUnit, years: list[int]) -> TargetQuerySet:
        return self.filter(org_unit=org_unit, year__in=years)
