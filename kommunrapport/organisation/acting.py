"""Who acted, with both names when it was a substitute: "Controllern, ersättare för Kommundirektören"."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils import timezone

from kommunrapport.organisation.models import Position, Substitute, User


class ActingNames:
    """The names of those who acted for some positions, read in three queries whatever their number.

    Ids of positions may be None, for what nobody in particular was responsible for.
    """

    def __init__(self, position_ids: Iterable[int | None]) -> None:
        wanted = {pk for pk in position_ids if pk is not None}
        self._positions = Position.objects.select_related("holder").in_bulk(wanted)
        self._substitutes: dict[int, list[Substitute]] = defaultdict(list)
        for substitute in Substitute.objects.filter(position__in=wanted):
            self._substitutes[substitute.position_id].append(substitute)
        self._held: dict[int, list[Any]] = defaultdict(list)
        for line in Position.history.filter(id__in=wanted).select_related("holder").order_by("-history_id"):
            self._held[line.id].append(line)

    def name(self, user: User | None, position_id: int | None, at: datetime.date) -> str:
        """The user's name, and whom the user stood in for that day; empty when nobody acted.

        `at` is a day, or a time, which is taken to its Swedish day.
        """
        if user is None:
            return ""
        position = self._positions.get(position_id or 0)
        day = timezone.localdate(at) if isinstance(at, datetime.datetime) else at
        if position is None or not self._stood_in(user, position, day):
            return user.name
        holder = self._holder(position, day)
        return user.name if holder == user else f"{user.name}, ersättare för {holder or position}"

    def _stood_in(self, user: User, position: Position, day: datetime.date) -> bool:
        return any(
            substitute.user_id == user.pk
            and substitute.valid_from <= day
            and (substitute.valid_to is None or day <= substitute.valid_to)
            for substitute in self._substitutes[position.pk]
        )

    def _holder(self, position: Position, day: datetime.date) -> User | None:
        """Who held the position that day; as it is now where its history does not go that far back."""
        lines = self._held[position.pk]
        line = next((line for line in lines if timezone.localdate(line.history_date) <= day), None)
        holder: User | None = (line or position).holder
        return holder


def acting_name(user: User | None, position: Position | None, at: datetime.date) -> str:
    """The name of one who acted, as `ActingNames.name`. For a list: one ActingNames for all of it."""
    pk = position.pk if position else None
    return ActingNames([pk]).name(user, pk, at)


def stands_in_on(day: datetime.date) -> Q:
    """The substitutes of a day."""
    return Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gte=day))
