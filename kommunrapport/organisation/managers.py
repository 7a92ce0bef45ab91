"""Domain words for units and people: access is a queryset, never an if in a view."""

from __future__ import annotations

import datetime
from collections import defaultdict
from typing import TYPE_CHECKING

from django.contrib.auth.models import BaseUserManager
from django.db import models
from django.db.models import Q

from kommunrapport.organisation.access import access_of

if TYPE_CHECKING:
    from kommunrapport.organisation.models import Occasion, User


class UserManager(BaseUserManager["User"]):
    """Users are found by e-mail, in any case."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class OrgUnitQuerySet(models.QuerySet["OrgUnit"]):
    def readable_by(self, user: User) -> OrgUnitQuerySet:
        """Units whose pages the user may open: own and below, and those with something sent to the user."""
        access = access_of(user)
        if access.reads_sent:
            sent = Q(submissions__state__in=["locked", "sent"]) | Q(
                reports__state__in=["sent", "published", "archived"]
            )
            return self.filter(Q(pk__in=access.readable_units) | sent).distinct()
        return self.filter(pk__in=access.readable_units)

    def valid_in(self, year: int) -> OrgUnitQuerySet:
        """Units that exist some day of `year`."""
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=datetime.date(year, 12, 31)),
            Q(valid_to=None) | Q(valid_to__gte=datetime.date(year, 1, 1)),
        )

    def child_ids(self) -> dict[int | None, list[int]]:
        """The tree in one query: parent id -> ids of its children."""
        children: dict[int | None, list[int]] = defaultdict(list)
        for pk, parent_id in self.model._default_manager.values_list("pk", "parent_id"):
            children[parent_id].append(pk)
        return children


class PositionQuerySet(models.QuerySet["Position"]):
    def held_by(self, user: User) -> PositionQuerySet:
        """Positions the user holds, or stands in for today."""
        return self.filter(pk__in=access_of(user).positions)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def valid_on(self, day: datetime.date) -> MembershipQuerySet:
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day))


class OccasionQuerySet(models.QuerySet["Occasion"]):
    def for_year(self, year: int) -> OccasionQuerySet:
        return self.filter(year=year)

    def full_year(self, year: int) -> Occasion | None:
        """The helår occasion of `year`, None if the kommun has not opened it."""
        return self.filter(year=year, kind="full_year").first()


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def closed(self) -> SubmissionQuerySet:
        """Locked or sent: figures can no longer be entered."""
        return self.exclude(state="open")
