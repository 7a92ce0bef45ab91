"""Who has a text open at the same time."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from kommunrapport.records.models import Presence

if TYPE_CHECKING:
    from kommunrapport.organisation.models import User

PRESENT_FOR = datetime.timedelta(seconds=75)  # an open page tells every 20 seconds, a hidden one every minute
KEPT_FOR = datetime.timedelta(days=1)


def mark_present(*, by: User, target: str, now: datetime.datetime) -> None:
    """The person has the text open; who was away meanwhile opened it now."""
    row, created = Presence.objects.get_or_create(user=by, target=target, defaults={"since": now, "seen_at": now})
    if created:
        Presence.objects.filter(seen_at__lt=now - KEPT_FOR).delete()
    if row.seen_at < now - PRESENT_FOR:
        row.since = now
    row.seen_at = now
    row.save()


def others_present(user: User, target: str, now: datetime.datetime) -> list[Presence]:
    """Who else has the text open, the first to open it first."""
    present = Presence.objects.filter(target=target, seen_at__gte=now - PRESENT_FOR)
    return list(present.exclude(user=user).select_related("user"))
