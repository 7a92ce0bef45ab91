"""What one user may do, and where: built once per request from memberships and positions."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Q
from django.utils import timezone

from kommunrapport.organisation.roles import CAPABILITIES, Capability, Role
from kommunrapport.organisation.tree import ids_below

if TYPE_CHECKING:
    from kommunrapport.organisation.models import Membership, User

# Over other nämnder the kommunstyrelse has uppsikt: its politicians read what has been sent to them.
OVERSEEING_KINDS = {"municipality", "council", "executive_board"}
# What somebody may do only with the rows of an own position.
OWN_CAPABILITIES = (
    Capability.READ,
    Capability.MARK_OWN_ACTIVITIES,
    Capability.WRITE_OWN_CHAPTERS,
    Capability.FORECAST_OWN_AREAS,
)


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
    if not hasattr(user, "_access"):
        read_accesses([user])
    known: Access = user._access  # type: ignore[attr-defined]
    return known


def read_accesses(users: Collection[User]) -> None:
    """Read the rights of all these users in three queries, so that `access_of` asks for none of them."""
    today = timezone.localdate()
    by_user: dict[int, list[Membership]] = defaultdict(list)
    found = apps.get_model("organisation", "Membership").objects.filter(user__in=users).valid_on(today)
    for membership in found.select_related("org_unit"):
        by_user[membership.user_id].append(membership)
    children = apps.get_model("organisation", "OrgUnit").objects.child_ids()
    positions = _positions(users, today)
    for user in users:
        user._access = _access(by_user[user.pk], positions[user.pk], children)  # type: ignore[attr-defined]


def seen_with_positions(user: User, positions: frozenset[int], *, roles: bool = True) -> User:
    """The same user, as if holding these positions and no others; without `roles` with no right to do anything else.

    For telling what one of several positions brings, never for deciding what somebody may do.
    """
    seen = copy(user)
    access = replace(access_of(user), positions=positions)
    if not roles:
        own = {c: access.units[c] for c in OWN_CAPABILITIES if c in access.units}
        access = replace(access, units=own, subjects=frozenset(), roles=frozenset(), reads_sent=False)
    seen._access = access  # type: ignore[attr-defined]
    return seen


def _access(
    memberships: Collection[Membership], positions: frozenset[int], children: Mapping[int | None, Sequence[int]]
) -> Access:
    units: dict[Capability, set[int]] = defaultdict(set)
    for membership in memberships:
        role = Role(membership.role)
        everywhere = role in {Role.ADMINISTRATOR, Role.SUBJECT_OWNER}
        below = ids_below([None] if everywhere else [membership.org_unit_id], children)
        for capability in CAPABILITIES[role]:
            units[capability] |= below
    return Access(
        units={capability: frozenset(ids) for capability, ids in units.items()},
        positions=positions,
        subjects=frozenset(m.subject for m in memberships if m.role == Role.SUBJECT_OWNER),
        roles=frozenset(Role(m.role) for m in memberships),
        reads_sent=any(_reads_sent(Role(m.role), m.org_unit.kind) for m in memberships),
    )


def _reads_sent(role: Role, unit_kind: str) -> bool:
    oversees = role == Role.POLITICIAN and unit_kind in OVERSEEING_KINDS
    return oversees or Capability.READ_SENT in CAPABILITIES[role]


def _positions(users: Collection[User], today: datetime.date) -> dict[int, frozenset[int]]:
    """Ids of the positions that each user holds or stands in for today, by the user's id: one query."""
    standing_in = Q(substitutes__user__in=users, substitutes__valid_from__lte=today) & (
        Q(substitutes__valid_to=None) | Q(substitutes__valid_to__gte=today)
    )
    rows = apps.get_model("organisation", "Position").objects.filter(Q(holder__in=users) | standing_in)
    names = ("pk", "holder", "substitutes__user", "substitutes__valid_from", "substitutes__valid_to")
    held: dict[int, set[int]] = {user.pk: set() for user in users}
    for pk, holder, substitute, first, last in rows.values_list(*names):
        if holder in held:
            held[holder].add(pk)
        if substitute in held and first <= today and (last is None or today <= last):
            held[substitute].add(pk)
    return {user: frozenset(positions) for user, positions in held.items()}
