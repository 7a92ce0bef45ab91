"""What one user sees of the confidential rows: all of a unit whose controls the user manages, and those of one's own.

Outputs do not ask this: they take `.shown()` of the same rows, where nothing is confidential.
"""

from __future__ import annotations

from django.db.models import Q

from internal_control.models.actions import ImprovementActionQuerySet
from internal_control.models.plans import ControlTestQuerySet, PlannedControlQuerySet
from internal_control.models.risks import RiskQuerySet
from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.models import User
from kommunrapport.organisation.roles import Capability


def risks_seen(risks: RiskQuerySet, user: User) -> RiskQuerySet:
    return risks.filter(Q(is_confidential=False) | _kept(user, "org_unit") | _own(user, "owner"))


def tests_seen(tests: ControlTestQuerySet, user: User) -> ControlTestQuerySet:
    is_open = Q(is_confidential=False) & ~Q(risk__is_confidential=True)
    return tests.filter(is_open | _kept(user, "org_unit") | _own(user, "responsible"))


def controls_seen(controls: PlannedControlQuerySet, user: User) -> PlannedControlQuerySet:
    is_open = Q(control_test__is_confidential=False) & ~Q(control_test__risk__is_confidential=True)
    kept = _kept(user, "plan__org_unit") | _own(user, "control_test__responsible")
    return controls.filter(is_open | kept)


def actions_seen(actions: ImprovementActionQuerySet, user: User) -> ImprovementActionQuerySet:
    test, risk = ~Q(control_test__is_confidential=True), ~Q(risk__is_confidential=True)
    is_open = Q(is_confidential=False) & test & risk & ~Q(control_test__risk__is_confidential=True)
    own = _own(user, "responsible") | _own(user, "control_test__responsible")
    return actions.filter(is_open | _kept(user, "org_unit") | own)


def _kept(user: User, org_unit: str) -> Q:
    return Q(**{f"{org_unit}__in": access_of(user).units.get(Capability.MANAGE_CONTROLS, frozenset())})


def _own(user: User, position: str) -> Q:
    return Q(**{f"{position}__in": access_of(user).positions})
