"""Who is late in a unit: the page of controllers and secretaries, and what its button sends."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from kommunrapport.annual_cycle.guises import Guise, guises_of
from kommunrapport.annual_cycle.letters import Letter, week_of, write_letter
from kommunrapport.annual_cycle.models import SentReminder
from kommunrapport.annual_cycle.people import people_of
from kommunrapport.annual_cycle.waiting import Waiting, what_waits
from kommunrapport.http import Lens
from kommunrapport.organisation.access import Access, access_of
from kommunrapport.organisation.models import User
from kommunrapport.todo import Task

LATEST_SENT = 20


@dataclass(frozen=True, slots=True)
class LateRow:
    """Those for whom the same things wait: one person, or several with the same role and no post of their own."""

    guises: tuple[Guise, ...]
    waiting: Waiting
    reminded: tuple[SentReminder, ...]

    @property
    def names(self) -> str:
        return " och ".join([", ".join(n.name for n in self.guises[:-1]), self.guises[-1].name]).removeprefix(" och ")

    @property
    def late(self) -> tuple[Task, ...]:
        return self.waiting.late

    @property
    def coming(self) -> tuple[Task, ...]:
        return self.waiting.coming

    @property
    def is_late(self) -> bool:
        return bool(self.late)


@dataclass(frozen=True, slots=True)
class LatePage:
    """The rows that have something late first, then those with something to do within a week."""

    rows: tuple[LateRow, ...]
    sent: tuple[SentReminder, ...]

    @property
    def late_rows(self) -> list[LateRow]:
        return [row for row in self.rows if row.is_late]

    @property
    def coming_rows(self) -> list[LateRow]:
        return [row for row in self.rows if not row.is_late]

    def letters(self, *, by: User, only: int | None = None) -> list[Letter]:
        """A letter to each person who is late, with all that is late in the unit; `only` is the id of one of them."""
        shares: dict[int, list[Waiting]] = defaultdict(list)
        people: dict[int, User] = {}
        for row in self.late_rows:
            for guise in row.guises:
                people[guise.user.pk] = guise.user
                shares[guise.user.pk].append(Waiting(guise, row.late, row.coming))
        chosen = [pk for pk in people if only in (None, pk)]
        return [write_letter(people[pk], shares[pk], sent_by=by) for pk in chosen]


def read_late_page(lens: Lens, today: datetime.date) -> LatePage:
    """Ask once for each person with a post, and once for all who have the same roles and none."""
    people = people_of(lens.org_unit, today)
    reminded: dict[int, list[SentReminder]] = defaultdict(list)
    for sent in SentReminder.objects.filter(user__in=people, week=week_of(today)).select_related("sent_by"):
        reminded[sent.user_id].append(sent)
    rows = [
        LateRow(same, waiting, tuple(chain.from_iterable(reminded[guise.user.pk] for guise in same)))
        for same in _same_work(guises_of(people, today), lens)
        if (waiting := what_waits(same[0], [lens], today))
    ]
    latest = SentReminder.objects.filter(user__in=people).select_related("user", "stands_in_for", "sent_by")
    return LatePage(tuple(sorted(rows, key=lambda row: row.waiting.since or today)), tuple(latest[:LATEST_SENT]))


def _same_work(guises: Iterable[Guise], lens: Lens) -> list[tuple[Guise, ...]]:
    """Guises in groups that the same things wait for; who can only read is left out."""
    groups: dict[object, list[Guise]] = defaultdict(list)
    for guise in guises:
        access = access_of(guise.seen)
        if access.positions:
            groups[guise.user.pk, guise.absent].append(guise)
        elif access.roles:
            groups[_roles_here(access, lens)].append(guise)
    return [tuple(same) for same in groups.values()]


def _roles_here(access: Access, lens: Lens) -> object:
    may = frozenset(capability for capability, units in access.units.items() if lens.org_unit.pk in units)
    return may, access.subjects, access.roles
