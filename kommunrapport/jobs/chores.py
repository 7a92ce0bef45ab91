"""What is looked after now and then, without anybody ordering it. The apps register theirs in their `background.py`.

@chore(every=timedelta(hours=1))
def send_weekly_reminders() -> None: ...

A chore must be safe to run twice, and at the same time in two workers.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import timedelta

logger = logging.getLogger(__name__)

type Work = Callable[[], object]

CHORES: list[tuple[Work, timedelta]] = []


def chore(*, every: timedelta) -> Callable[[Work], Work]:
    """Register what the worker does as it starts and then `every` so often, and `tend_jobs` each time."""

    def register(work: Work) -> Work:
        CHORES.append((work, every))
        return work

    return register


class Rounds:
    """When each chore was last done by this process."""

    def __init__(self) -> None:
        self._due_at: dict[Work, float] = {}

    def do_what_is_due(self) -> None:
        """Do the chores whose time has come. One that fails is logged and comes again; the others are done."""
        now = time.monotonic()
        for work, every in CHORES:
            if now < self._due_at.get(work, now):
                continue
            self._due_at[work] = now + every.total_seconds()
            try:
                work()
            except Exception:
                logger.exception("Could not do %s; a new attempt follows", work.__qualname__)
