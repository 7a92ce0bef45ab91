"""Actions that run at the same moment, each on a connection of its own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from kommunrapport.records.saving import Conflict, Locked
from kommunrapport.reports.flow.refused import Refused


def at_once(*actions: Callable[[], object]) -> list[object]:
    """Run every action in a thread from the same moment; give what each answered, "saved" for nothing, or its refusal.

    A refusal is told by the name of its exception.
    """
    start = Barrier(len(actions))

    def run(action: Callable[[], object]) -> object:
        start.wait()
        try:
            return action() or "saved"
        except (Conflict, Locked, Refused) as refusal:
            return type(refusal).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(run, actions))
