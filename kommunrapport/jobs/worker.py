"""The process that does the background work: the queue's own worker, which also looks after what was left behind."""

from __future__ import annotations

import logging
import time
from datetime import timedelta

from django.db import Error
from django.tasks import DEFAULT_TASK_BACKEND_ALIAS
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from kommunrapport.jobs.chores import Rounds
from kommunrapport.jobs.services import remove_old_files, take_up_expired_jobs

logger = logging.getLogger(__name__)

TEND_EVERY = timedelta(seconds=30)


class TendingWorker(Worker):
    """Takes every queue; looks after the jobs between two tasks, so that no second process or thread is needed."""

    def __init__(self, *, interval_seconds: float = 1) -> None:
        super().__init__(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=interval_seconds,
            batch=True,  # return when the queue is empty, so that `run` can look after the jobs
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
        )
        self._tend_at = 0.0
        self._rounds = Rounds()

    def run(self) -> None:
        """Work until a signal says stop; a task that is running then is finished first."""
        while self.running:
            self.run_until_empty()
            if self.running:
                time.sleep(self.interval)

    def run_until_empty(self) -> None:
        """Do what waits, then return."""
        self._tend_when_due()
        super().run()

    def run_task(self, db_task_result: DBTaskResult) -> None:
        super().run_task(db_task_result)
        self._tend_when_due()

    def _tend_when_due(self) -> None:
        if time.monotonic() < self._tend_at:
            return
        self._tend_at = time.monotonic() + TEND_EVERY.total_seconds()
        try:
            take_up_expired_jobs()
            remove_old_files()
        except (Error, OSError):
            logger.exception("Could not look after the jobs; a new attempt follows")
        self._rounds.do_what_is_due()
