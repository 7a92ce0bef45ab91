"""Domain words for goals and what follows from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.roles import Capability

if TYPE_CHECKING:
    from kommunrapport.organisation.models import OrgUnit, User


class GoalQuerySet(models.QuerySet["Goal"]):
    def valid_in(self, year: int) -> GoalQuerySet:
        return self.filter(valid_from__lte=year).filter(Q(valid_to=None) | Q(valid_to__gte=year))

    def concerning(self, org_unit: OrgUnit) -> GoalQuerySet:
        """Goals the unit coordinates, is addressed by, or shares with all."""
        addressed = Q(coordinating_unit=org_unit) | Q(addressed_units=org_unit) | Q(addresses_all=True)
        return self.filter(addressed).distinct()

    def assessable_by(self, user: User) -> GoalQuerySet:
        """Goals of units whose texts and assessments the user may write."""
        return self.filter(coordinating_unit__in=access_of(user).units.get(Capability.WRITE_TEXTS, frozenset()))


class DirectiveQuerySet(models.QuerySet["Directive"]):
    def valid_in(self, year: int) -> DirectiveQuerySet:
        return self.filter(period_from__lte=year, period_to__gte=year)

    def concerning(self, org_unit: OrgUnit) -> DirectiveQuerySet:
        return self.filter(Q(addressed_units=org_unit) | Q(addresses_all=True)).distinct()


class GuidelineQuerySet(models.QuerySet["Guideline"]):
    def valid_in(self, year: int) -> GuidelineQuerySet:
        return self.filter(valid_from__lte=year).filter(Q(valid_to=None) | Q(valid_to__gte=year))


class ActivityQuerySet(models.QuerySet["Activity"]):
    def for_year(self, year: int) -> ActivityQuerySet:
        return self.filter(year=year)

    def readable_by(self, user: User) -> ActivityQuerySet:
        return self.filter(org_unit__in=access_of(user).readable_units)

    def own(self, user: User) -> ActivityQuerySet:
        """Activities of a position the user holds or stands in for."""
        return self.filter(responsible__in=access_of(user).positions).distinct()

    def markable_by(self, user: User) -> ActivityQuerySet:
        """Activities the user may mark: all of a controller's units, a manager's own."""
        access = access_of(user)
        every = Q(org_unit__in=access.units.get(Capability.MARK_ACTIVITIES, frozenset()))
        own = Q(
            org_unit__in=access.units.get(Capability.MARK_OWN_ACTIVITIES, frozenset()),
            responsible__in=access.positions,
        )
        return self.filter(every | own).distinct()
