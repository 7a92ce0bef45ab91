"""What one user may do, and where: built once per request from memberships and positions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Q
from django.utils import timezone

from kommunrapport.organisation.roles import CAPABILITIES, Capability, Role
from kommunrapport.organisation.tree import ids_below

if TYPE_CHECKING:
    from kommunrapport.organisation.models import User

# Over other nämnder the kommunstyrelse has uppsikt: its politicians read what has been sent to them.
OVERSEEING_KINDS = {"municipality", "council", "executive_board"}


@dataclass(frozen=True, slots=True)
class Access:
    """A user's rights today. `units` maps each capability to the ids of the units it holds for."""

    units: dict[Capability, frozenset[int]]
    positions: frozenset[int]
    subjects: frozenset[str]
    roles: frozenset[Role]
    reads_sent: bool

    def may(self, capability: Capability, org_unit_id: int) -> bool:
        return org_unit_id in self.units.get(capability, frozenset())

    @property
    def readable_units(self) -> frozenset[int]:
        return self.units.get(Capability.READ, frozenset())

    @property
    def is_administrator(self) -> bool:
        return bool(self.units.get(Capability.ADMINISTER))


def access_of(user: User) -> Access:
    """The user's rights, read from the database once per user object (one request)."""
    known: Access | None = getattr(user, "_access", None)
    if known is None:
        known = _read_access(user)
        user._access = known  # type: ignore[attr-defined]
    return known


def _read_access(user: User) -> Access:
    today = timezone.localdate()
    memberships = list(
        apps.get_model("organisation", "Membership")
        .objects.filter(user=user)
        .valid_on(today)
        .select_related("org_unit")
    )
    children = apps.get_model("organisation", "OrgUnit").objects.child_ids()
    units: dict[Capability, set[int]] = defaultdict(set)
    for membership in memberships:
        role = Role(membership.role)
        everywhere = role in {Role.ADMINISTRATOR, Role.SUBJECT_OWNER}
        below = ids_below([None] if everywhere else [membership.org_unit_id], children)
        for capability in CAPABILITIES[role]:
            units[capability] |= below
    return Access(
        units={capability: frozenset(ids) for capability, ids in units.items()},
        positions=_positions(user, today),
        subjects=frozenset(m.subject for m in memberships if m.role == Role.SUBJECT_OWNER),
        roles=frozenset(Role(m.role) for m in memberships),
        reads_sent=any(_reads_sent(Role(m.role), m.org_unit.kind) for m in memberships),
    )


def _reads_sent(role: Role, unit_kind: str) -> bool:
    oversees = role == Role.POLITICIAN and unit_kind in OVERSEEING_KINDS
    return oversees or Capability.READ_SENT in CAPABILITIES[role]


def _positions(user: User, today: object) -> frozenset[int]:
    standing_in = Q(substitutes__user=user, substitutes__valid_from__lte=today) & (
        Q(substitutes__valid_to=None) | Q(substitutes__valid_to__gte=today)
    )
    positions = apps.get_model("organisation", "Position").objects.filter(Q(holder=user) | standing_in)
    return frozenset(positions.values_list("pk", flat=True))
