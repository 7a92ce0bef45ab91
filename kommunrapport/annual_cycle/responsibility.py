"""Posts whose holder has left, never signed in or has too much: what they answer for, and handing it over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from kommunrapport.annual_cycle.holdings import KINDS, Held, Holdings
from kommunrapport.organisation.acting import stands_in_on
from kommunrapport.organisation.models import Occasion, Position, Substitute, User
from kommunrapport.records.saving import Conflict, Locked, save_checked

# More than one person can be expected to follow up in a month.
TOO_MANY = 30


@dataclass(frozen=True, slots=True)
class Post:
    """A position with what it answers for, and why somebody should look at it; `why` is empty when all is well.

    `substitute` is who stands in today, None when nobody does.
    """

    position: Position
    held: Mapping[Holdings, tuple[Held, ...]]
    why: str
    substitute: User | None

    @property
    def count(self) -> int:
        return sum(len(things) for things in self.held.values())

    @property
    def said(self) -> str:
        """How many of each kind: "4 aktiviteter, 2 kapitel"."""
        return ", ".join(kind.counted(len(things)) for kind, things in self.held.items())


def read_posts() -> list[Post]:
    """Every position that answers for something, those with most first; one query for each kind and three more."""
    held = _held_by_position()
    positions = Position.objects.filter(pk__in=held).select_related("holder", "org_unit")
    found = Substitute.objects.filter(stands_in_on(timezone.localdate()), position__in=held).select_related("user")
    substitutes = {substitute.position_id: substitute.user for substitute in found}
    by_holder: dict[int, int] = defaultdict(int)
    for position in positions:
        by_holder[position.holder_id or 0] += sum(len(things) for things in held[position.pk].values())
    posts = [Post(p, held[p.pk], _why(p.holder, by_holder[p.holder_id or 0]), substitutes.get(p.pk)) for p in positions]
    return sorted(posts, key=lambda post: (-post.count, post.position.title, post.position.pk))


def _held_by_position() -> dict[int, dict[Holdings, tuple[Held, ...]]]:
    latest = Occasion.objects.aggregate(latest=Max("year"))["latest"] or timezone.localdate().year
    held: dict[int, dict[Holdings, tuple[Held, ...]]] = defaultdict(dict)
    for kind in KINDS:
        things: dict[int, list[Held]] = defaultdict(list)
        for one in kind.find(latest - 1):
            things[one.position_id].append(one)
        for position, of_kind in things.items():
            held[position][kind] = tuple(of_kind)
    return held


def _why(holder: User | None, count: int) -> str:
    if holder is None:
        return "Ingen innehavare"
    if not holder.is_active:
        return "Har slutat"
    if holder.last_login is None:
        return "Har aldrig loggat in"
    return f"Ansvarar för {count} saker" if count > TOO_MANY else ""


@transaction.atomic
def change_holder(*, pk: int, version: int, holder: User, by: User) -> Position:
    """Let `holder` have the post, and with it all that it answers for.

    Raises Conflict, ValidationError for somebody who cannot sign in.
    """
    if not holder.is_active:
        raise ValidationError(f"{holder} är avstängd och kan inte ansvara för något.")
    return save_checked(Position, pk=pk, version=version, by=by, holder=holder)


@dataclass(frozen=True, slots=True)
class HandedOver:
    """How many things got the new post, and why the others did not: a sentence for each reason."""

    count: int
    refusals: tuple[str, ...]


def hand_over(*, post: Post, chosen: Collection[str], to: Position, by: User) -> HandedOver:
    """Hand the kinds named in `chosen` over to another post, each thing through its own app's service.

    What is locked stays, and is told; the rest is handed over.
    """
    count, refusals = 0, dict[str, None]()
    for kind, things in post.held.items():
        for thing in things if kind.key in chosen else ():
            try:
                with transaction.atomic():
                    kind.hand_over(thing.pk, post.position, to, by)
            except Locked as locked:
                refusals[f"{thing.text}: {locked.sentence}"] = None
            except Conflict:
                refusals[f"{thing.text}: någon ändrade samtidigt. Försök igen."] = None
            except ValidationError as refusal:
                refusals[f"{thing.text}: {' '.join(refusal.messages)}"] = None
            else:
                count += 1
    return HandedOver(count, tuple(refusals))
