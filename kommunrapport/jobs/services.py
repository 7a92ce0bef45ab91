"""Ordering background work, and looking after what was left behind."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from kommunrapport.jobs.files import remove_unclaimed
from kommunrapport.jobs.leases import MAX_ATTEMPTS, QUEUE_PATIENCE, forget_old_results, give_up, put_back
from kommunrapport.jobs.models import Job
from kommunrapport.jobs.registry import kind_of
from kommunrapport.jobs.tasks import run_job
from kommunrapport.organisation.models import User
from kommunrapport.records.saving import AlreadyDone, claim_token, hold_row

KEEP_FILES = timedelta(days=7)
_RECENT = 50  # jobs looked through for the same order


@transaction.atomic
def start_job(*, kind: str, params: dict[str, Any], by: User, token: str = "") -> Job:
    """Order a job; it starts when the transaction is committed.

    The same user's same order that is not finished is returned instead of a second one, and so is the latest one when
    the form's one-time `token` was spent. `params` are JSON values. Raises AlreadyDone if the token was spent on
    something else.
    """
    hold_row(User.objects.all(), by.pk)  # two clicks at once wait for each other
    latest = _latest_same(kind, params, by)
    if latest and not latest.is_finished:
        return latest
    if token:
        try:
            claim_token(token, by)
        except AlreadyDone:
            if latest is None:
                raise
            return latest
    job = Job.objects.create(kind=kind, params=params, created_by=by, lease_until=timezone.now() + QUEUE_PATIENCE)
    _enqueue(job)
    return job


def take_up_expired_jobs() -> int:
    """Queue again, or give up, the jobs that lost their worker or their place; returns how many."""
    return sum(_take_up(job) for job in Job.objects.overdue(timezone.now()))


def remove_old_files() -> int:
    """Remove files that are older than a week; the jobs stay. Returns how many."""
    before = timezone.now() - KEEP_FILES
    forget_old_results(before)
    return remove_unclaimed(before)


def _take_up(job: Job) -> bool:
    if job.attempts >= MAX_ATTEMPTS:
        return give_up(job, kind_of(job.kind).failure_sentence)
    if not put_back(job):
        return False
    _enqueue(job)
    return True


def _enqueue(job: Job) -> None:
    # Robust: if the queue can't be reached the job is taken up later, so the user's order still holds.
    transaction.on_commit(partial(run_job.enqueue, job.pk), robust=True)


def _latest_same(kind: str, params: dict[str, Any], by: User) -> Job | None:
    recent = Job.objects.ordered_by(by).filter(kind=kind)[:_RECENT]
    return next((job for job in recent if job.params == params), None)
