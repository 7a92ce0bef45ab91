"""The words of a reminder: plain text with links, all that waits for one person in one mail."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string

from kommunrapport.annual_cycle.waiting import Waiting
from kommunrapport.numbers import count_word
from kommunrapport.organisation.models import User


@dataclass(frozen=True, slots=True)
class Letter:
    """A reminder to one person. `stands_in_for` is the first of those the person stands in for, None if for nobody."""

    user: User
    subject: str
    body: str
    stands_in_for: User | None


def write_letter(user: User, shares: Sequence[Waiting], *, sent_by: User | None = None) -> Letter:
    """The reminder of all that waits for `user`, own things first and then those of whom the user stands in for."""
    late = sum(len(share.late) for share in shares)
    coming = sum(len(share.coming) for share in shares)
    context = {
        "user": user,
        "lead": _lead(late, coming),
        "shares": shares,
        "address": settings.BASE_URL,
        "sent_by": sent_by,
    }
    body = render_to_string("annual_cycle/reminder.txt", context).strip() + "\n"
    holders = [share.guise.holder for share in shares if share.guise.holder]
    return Letter(user, _subject(late, coming), body, holders[0] if holders else None)


def week_of(day: datetime.date) -> str:
    """The ISO week of a day: "2017-W04". The last days of December may belong to week 1 of the next year."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def _subject(late: int, coming: int) -> str:
    if late:
        return f"{_things(late)} är försenad{'' if late == 1 else 'e'}"
    return f"{_things(coming)} ska vara klar{'' if coming == 1 else 'a'} inom en vecka"


def _lead(late: int, coming: int) -> str:
    parts = []
    if late:
        parts.append(f"{_things(late)} är försenad{'' if late == 1 else 'e'}.")
    if coming:
        parts.append(f"{_things(coming)} ska vara klar{'' if coming == 1 else 'a'} inom en vecka.")
    return " ".join(parts)


def _things(count: int) -> str:
    return "En sak" if count == 1 else f"{count_word(count).capitalize()} saker"
