"""Requests that the live server is answering right now."""

from threading import Condition

from django.core.signals import request_finished, request_started

LONGEST = 10  # seconds; a request that takes longer has its own trouble


class InFlight:
    """Counts requests between their start and the end of their answer, in all threads of the process."""

    def __init__(self) -> None:
        self._count = 0
        self._changed = Condition()
        request_started.connect(self._started)
        request_finished.connect(self._finished)

    def _started(self, **_: object) -> None:
        with self._changed:
            self._count += 1

    def _finished(self, **_: object) -> None:
        with self._changed:
            self._count = max(self._count - 1, 0)
            self._changed.notify_all()

    def wait_for_none(self) -> None:
        """Return when every request has its answer."""
        with self._changed:
            self._changed.wait_for(lambda: self._count == 0, timeout=LONGEST)
            self._count = 0
