"""Who has something to do in a unit, and where to look for it."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from django.db.models import Q

from kommunrapport.http import Lens
from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.acting import stands_in_on
from kommunrapport.organisation.models import Membership, Occasion, OrgUnit, Position, Substitute, User
from kommunrapport.organisation.period import Period
from kommunrapport.organisation.roles import Role
from kommunrapport.organisation.tree import ids_below

# Who only administers may do everything, and so would be reminded of everything.
WORKING_ROLES = (Role.MANAGER, Role.CONTROLLER, Role.SECRETARY, Role.SUBJECT_OWNER)
BEFORE, AFTER = datetime.timedelta(days=30), datetime.timedelta(days=60)


def people_of(org_unit: OrgUnit, today: datetime.date) -> list[User]:
    """Those who work in the unit or below it, by role or by post, and those who answer for a subject everywhere."""
    units = ids_below([org_unit.pk], OrgUnit.objects.child_ids())
    roles = Membership.objects.valid_on(today).filter(
        Q(org_unit__in=units, role__in=WORKING_ROLES) | Q(role=Role.SUBJECT_OWNER)
    )
    positions = Position.objects.filter(org_unit__in=units)
    substitutes = Substitute.objects.filter(stands_in_on(today), position__in=positions)
    found = User.objects.filter(
        Q(pk__in=roles.values("user")) | Q(pk__in=positions.values("holder")) | Q(pk__in=substitutes.values("user"))
    )
    return list(found.filter(is_active=True))


def working_people(today: datetime.date) -> list[User]:
    """Everybody in the kommun who may have something to do."""
    roles = Membership.objects.valid_on(today).filter(role__in=WORKING_ROLES)
    substitutes = Substitute.objects.filter(stands_in_on(today))
    found = User.objects.filter(
        Q(pk__in=roles.values("user")) | Q(positions__isnull=False) | Q(pk__in=substitutes.values("user"))
    )
    return list(found.filter(is_active=True).distinct())


class Desks:
    """The lenses through which each person's work is found today: own units, in the periods that are going on."""

    def __init__(self, today: datetime.date) -> None:
        self._periods = current_periods(today)
        self._units = OrgUnit.objects.select_related("parent__parent").in_bulk()
        roles = Membership.objects.valid_on(today).filter(role__in=WORKING_ROLES)
        self._own = set(roles.values_list("user", "org_unit"))
        self._of_position = dict(Position.objects.values_list("pk", "org_unit"))

    def lenses_of(self, user: User) -> list[Lens]:
        """`user` may be a guise: only its positions count."""
        access = access_of(user)
        units = {unit for who, unit in self._own if who == user.pk} if access.roles else set()
        units |= {self._of_position[pk] for pk in access.positions}
        return [
            Lens(period, self._units[unit], occasion)
            for unit in sorted(units & access.readable_units)
            for period, occasion in self._periods
        ]


def current_periods(today: datetime.date) -> list[tuple[Period, Occasion | None]]:
    """The periods whose dates are near, and the year that it is, each with its occasion; the latest first."""
    occasions = list(Occasion.objects.all())
    periods = {occasion.period.slug: occasion.period for occasion in occasions if _is_near(occasion, today)}
    periods.setdefault(str(today.year), Period(today.year))
    by_period = {(o.year, o.kind): o for o in occasions}
    found = sorted(periods.values(), key=lambda period: period.order)
    return [(period, by_period.get((int(period), period.kind))) for period in found]


def _is_near(occasion: Occasion, today: datetime.date) -> bool:
    days: Collection[datetime.date] = [day for name in Occasion.DATES if (day := getattr(occasion, name))]
    return bool(days) and min(days) - BEFORE <= today <= max(days) + AFTER
