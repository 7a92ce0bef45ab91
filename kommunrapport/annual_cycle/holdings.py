"""What positions answer for: each app registers its own kinds in its `holdings.py`.

register(Holdings("goals.activity", "aktivitet", "aktiviteter", find=open_activities, hand_over=hand_over_activity))
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kommunrapport.organisation.models import Position, User


@dataclass(frozen=True, slots=True)
class Held:
    """One thing that the position `position_id` answers for; `pk` is its row's, `text` what a person calls it."""

    position_id: int
    pk: int
    text: str


# Everything of the kind that is not over in a year or later, whoever answers for it: one query.
type Find = Callable[[int], Iterable[Held]]
# (pk, from position, to position, by): through the app's own service. Raises Locked, Conflict or ValidationError.
type HandOver = Callable[[int, Position, Position, User], None]


@dataclass(frozen=True, slots=True)
class Holdings:
    """One kind of thing. `one` and `many` are its words after a number."""

    key: str
    one: str
    many: str
    find: Find
    hand_over: HandOver

    def counted(self, count: int) -> str:
        return f"{count} {self.one if count == 1 else self.many}"


KINDS: list[Holdings] = []


def register(kind: Holdings) -> None:
    """Let a kind be seen, and handed over."""
    KINDS.append(kind)
