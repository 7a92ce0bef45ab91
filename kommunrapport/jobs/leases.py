"""Who has a job: it is claimed, reported on and ended under a fence that only the latest worker knows.

Jobs are the one place beside `records` that writes with `.update(`: the condition and the write must be one
statement, so that of two workers one wins on both databases. A job has no history and nobody edits it, so nothing
is bypassed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from kommunrapport.jobs.models import Job
from kommunrapport.organisation.models import User

# Longer than the longest step without a report: printing takes up to four minutes before it is given up.
LEASE = timedelta(minutes=5)
# How long a job waits for a worker before it is put in the queue once more, in case its place there was lost.
QUEUE_PATIENCE = timedelta(minutes=2)
MAX_ATTEMPTS = 3  # the sentence of a job given up says "tre"
_STEP_LENGTH = 120
_ERROR_LENGTH = 500


class JobSuperseded(Exception):
    """This worker was believed dead, and the job is no longer its own."""


@dataclass(frozen=True, slots=True)
class JobRun:
    """One attempt at a job by one worker. `job` is the row as it was when claimed."""

    job: Job

    @property
    def user(self) -> User:
        """Who ordered the job, and with whose rights it reads."""
        return self.job.created_by

    def report(self, percent: int, step: str) -> None:
        """Show how far the job is, as "Kapitel 4 av 10", and keep it for another lease.

        `percent` is 0 to 100. Call it outside a transaction, at least once per lease. Raises JobSuperseded.
        """
        self._write(progress=percent, step=step[:_STEP_LENGTH], lease_until=timezone.now() + LEASE)

    def finish(self, **result: Any) -> None:
        """The job is done; `result` are the fields that name its file. Raises JobSuperseded."""
        self._end(state=Job.State.DONE, progress=100, step="", **result)

    def fail(self, sentence: str) -> None:
        """The job will not be tried again. Raises JobSuperseded."""
        self._end(state=Job.State.FAILED, error=sentence[:_ERROR_LENGTH])

    def try_again(self) -> None:
        """Put the job back; it is taken up after half a minute, the next time after two. Raises JobSuperseded."""
        wait = timedelta(seconds=30) * 4 ** (self.job.attempts - 1)
        self._write(state=Job.State.WAITING, lease_until=timezone.now() + wait)

    def _end(self, **fields: Any) -> None:
        self._write(lease_until=None, finished_at=timezone.now(), **fields)

    def _write(self, **fields: Any) -> None:
        mine = Job.objects.filter(pk=self.job.pk, fence=self.job.fence, state=Job.State.RUNNING)
        if not mine.update(**fields):
            raise JobSuperseded(f"{self.job} in round {self.job.fence}")


def claim(pk: int) -> JobRun | None:
    """Take the job; None when another worker has it, or when it is finished, used up or gone."""
    now = timezone.now()
    job = Job.objects.select_related("created_by").filter(pk=pk).first()
    if job is None:
        return None
    free = Job.objects.claimable(now).filter(pk=pk, fence=job.fence, attempts__lt=MAX_ATTEMPTS)
    if not free.update(
        state=Job.State.RUNNING,
        fence=F("fence") + 1,
        attempts=F("attempts") + 1,
        progress=0,
        step="",
        lease_until=now + LEASE,
    ):
        return None
    job.fence += 1
    job.attempts += 1
    return JobRun(job)


def put_back(overdue: Job) -> bool:
    """Return a job to the queue; False when somebody else took it up first."""
    lease_until = timezone.now() + QUEUE_PATIENCE
    return _take_up(overdue, state=Job.State.WAITING, lease_until=lease_until)


def give_up(overdue: Job, sentence: str) -> bool:
    """End a job that lost its worker in every attempt; False when somebody else took it up first."""
    now = timezone.now()
    return _take_up(overdue, state=Job.State.FAILED, error=sentence, lease_until=None, finished_at=now)


def forget_old_results(before: datetime) -> None:
    """Let go of the files of jobs that ended `before`; their names stay."""
    Job.objects.filter(finished_at__lt=before).exclude(result="").update(result="")


def _take_up(job: Job, **fields: Any) -> bool:
    """`job` is the row as it was read; a second taker finds its lease or its fence changed."""
    unchanged = Job.objects.filter(pk=job.pk, fence=job.fence, state=job.state, lease_until=job.lease_until)
    return bool(unchanged.update(**fields))
