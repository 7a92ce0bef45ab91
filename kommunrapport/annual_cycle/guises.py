"""A person as oneself, and as whom the person stands in for: what waits is told under the right name."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kommunrapport.organisation.access import access_of, read_accesses, seen_with_positions
from kommunrapport.organisation.acting import stands_in_on
from kommunrapport.organisation.models import Substitute, User


@dataclass(frozen=True, slots=True)
class Guise:
    """`seen` is the user with only the positions of this guise; `absent` names whom the user stands in for.

    `absent` is empty when the user is there as oneself, and `holder` is None also where nobody holds the post.
    """

    user: User
    seen: User
    absent: str = ""
    holder: User | None = None

    @property
    def name(self) -> str:
        return f"{self.user.name}, ersättare för {self.absent}" if self.absent else self.user.name


def guises_of(users: Collection[User], today: datetime.date) -> list[Guise]:
    """Each user as oneself, then once for each holder that the user stands in for today: four queries.

    Whose post somebody else looks after is away, so what belongs to that post waits for the substitute alone.
    """
    read_accesses(users)
    found = Substitute.objects.filter(stands_in_on(today)).select_related("position__holder").order_by("pk")
    standing = [s for s in found if s.position.holder_id != s.user_id]
    away = frozenset(s.position_id for s in standing)
    by_user: dict[int, list[Substitute]] = defaultdict(list)
    for substitute in standing:
        by_user[substitute.user_id].append(substitute)
    return [guise for user in users for guise in _guises(user, by_user[user.pk], away)]


def _guises(user: User, substitutes: list[Substitute], away: frozenset[int]) -> Iterator[Guise]:
    stands_in = frozenset(s.position_id for s in substitutes)
    yield Guise(user, seen_with_positions(user, access_of(user).positions - stands_in - away))
    by_absent: dict[tuple[str, User | None], set[int]] = defaultdict(set)
    for substitute in substitutes:
        position = substitute.position
        by_absent[str(position.holder or position), position.holder].add(position.pk)
    for (absent, holder), positions in by_absent.items():
        yield Guise(user, seen_with_positions(user, frozenset(positions), roles=False), absent, holder)
