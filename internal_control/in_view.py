"""The risks and controls that one user meets at one address.

Those of the unit, and for a part of a nämnd also the nämnd's own that positions there, or the user, answer for.
"""

from __future__ import annotations

from django.db.models import Q

from internal_control.models import ControlTest, Risk
from internal_control.models.plans import ControlTestQuerySet, PlannedControlQuerySet
from internal_control.models.risks import RiskQuerySet
from internal_control.plan_read import all_planned
from internal_control.reach import unit_and_below
from internal_control.seeing import controls_seen, risks_seen, tests_seen
from kommunrapport.http import Lens
from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.models import User
from kommunrapport.organisation.roles import Capability
from kommunrapport.organisation.submissions import reporting_unit


def works_here(lens: Lens, user: User) -> bool:
    """The user reads the unit's own work, and not only what it has sent."""
    return access_of(user).may(Capability.READ, lens.org_unit.pk)


def risks_in_view(lens: Lens, user: User, *, ended: bool = False) -> RiskQuerySet:
    """Those that are valid in the year; with `ended` those of any year."""
    risks = risks_seen(Risk.objects.filter(_within(lens, user, "org_unit", "owner")), user)
    return risks if ended else risks.valid_in(int(lens.year))


def controls_in_view(lens: Lens, user: User) -> PlannedControlQuerySet:
    """The planned controls of the year; only those of a plan that was sent, for who oversees the unit."""
    within = _within(lens, user, "plan__org_unit", "control_test__responsible")
    controls = controls_seen(all_planned().for_year(int(lens.year)).filter(within), user)
    return controls if works_here(lens, user) else controls.filter(plan__sent_at__isnull=False)


def tests_of_unit(lens: Lens, user: User) -> ControlTestQuerySet:
    """Every kontrollmoment of the unit, of any year."""
    return tests_seen(ControlTest.objects.filter(org_unit=lens.org_unit), user)


def _within(lens: Lens, user: User, org_unit: str, position: str) -> Q:
    own = Q(**{org_unit: lens.org_unit})
    namnd = reporting_unit(lens.org_unit)
    if namnd == lens.org_unit or not works_here(lens, user):
        return own
    there = Q(**{f"{position}__org_unit__in": unit_and_below(lens.org_unit)})
    answers = there | Q(**{f"{position}__in": access_of(user).positions})
    return own | (Q(**{org_unit: namnd}) & answers)
