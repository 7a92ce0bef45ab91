"""Domain words for reports and chapters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.roles import Capability

if TYPE_CHECKING:
    from kommunrapport.organisation.models import OrgUnit, User

SENT_STATES = ("sent", "published", "archived")


class ReportQuerySet(models.QuerySet["Report"]):
    def readable_by(self, user: User) -> ReportQuerySet:
        """Reports of own units, and those översända for who may read what was sent."""
        access = access_of(user)
        own = Q(org_unit__in=access.readable_units)
        return self.filter(own | Q(state__in=SENT_STATES) if access.reads_sent else own)

    def for_lens(self, org_unit: OrgUnit, year: int) -> ReportQuerySet:
        return self.filter(org_unit=org_unit, occasion__year=year)


class ChapterQuerySet(models.QuerySet["Chapter"]):
    def readable_by(self, user: User) -> ChapterQuerySet:
        access = access_of(user)
        own = Q(report__org_unit__in=access.readable_units)
        return self.filter(own | Q(report__state__in=SENT_STATES) if access.reads_sent else own)

    def writable_by(self, user: User) -> ChapterQuerySet:
        """Chapters of units whose texts the user writes, or for which the user's position is responsible."""
        access = access_of(user)
        every = Q(report__org_unit__in=access.units.get(Capability.WRITE_TEXTS, frozenset()))
        own = Q(
            report__org_unit__in=access.units.get(Capability.WRITE_OWN_CHAPTERS, frozenset()),
            responsible__in=access.positions,
        )
        return self.filter(every | own)
