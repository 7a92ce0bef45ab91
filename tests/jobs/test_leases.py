from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from kommunrapport.jobs.leases import JobSuperseded, claim
from kommunrapport.jobs.models import Job
from tests.factories import create_job

pytestmark = pytest.mark.django_db


def expire(job: Job) -> None:
    job.refresh_from_db()
    job.lease_until = timezone.now() - timedelta(seconds=1)
    job.save(update_fields=["lease_until"])


def test_a_claimed_job_runs_under_a_lease():
    job = create_job()

    job_run = claim(job.pk)

    job.refresh_from_db()
    assert (job.state, job.attempts, job.fence) == (Job.State.RUNNING, 1, job_run.job.fence)
    assert job.lease_until > timezone.now()


@contextmanager
def just_before_the_claim_is_written(act: Callable[[], None]) -> Iterator[None]:
    """Do something between a worker's reading of the row and its claim."""
    acted = []

    def come_between(execute, sql, *args):
        if sql.startswith("UPDATE") and not acted:
            acted.append(True)
            act()
        return execute(sql, *args)

    with connection.execute_wrapper(come_between):
        yield


def test_of_two_workers_that_claim_at_the_same_moment_one_wins():
    job = create_job()
    winners = []

    with just_before_the_claim_is_written(lambda: winners.append(claim(job.pk))):
        late = claim(job.pk)

    assert late is None
    assert winners[0] is not None
    assert Job.objects.get().attempts == 1


def test_a_worker_that_read_the_row_before_anothers_attempt_does_not_claim_it():
    job = create_job()

    with just_before_the_claim_is_written(lambda: claim(job.pk).try_again()):
        late = claim(job.pk)

    assert late is None
    assert Job.objects.get().state == Job.State.WAITING


def test_a_running_job_is_left_alone_until_its_lease_has_run_out():
    job = create_job()
    first = claim(job.pk)
    assert claim(job.pk) is None

    expire(job)
    second = claim(job.pk)

    assert second.job.fence > first.job.fence


@pytest.mark.parametrize("state", [Job.State.DONE, Job.State.FAILED])
def test_a_finished_job_is_not_claimed(state):
    assert claim(create_job(state=state, error="Det gick inte.").pk) is None


def test_a_job_that_is_used_up_is_not_claimed():
    assert claim(create_job(attempts=3).pk) is None


def test_a_job_that_is_gone_is_not_claimed():
    assert claim(1) is None


def test_a_report_shows_the_step_and_renews_the_lease():
    job = create_job()
    job_run = claim(job.pk)
    expire(job)

    job_run.report(40, "Kapitel 4 av 10")

    job.refresh_from_db()
    assert (job.progress, job.step) == (40, "Kapitel 4 av 10")
    assert job.lease_until > timezone.now()


def test_a_step_too_long_for_the_page_is_cut():
    job_run = claim(create_job().pk)

    job_run.report(1, "K" * 500)

    assert Job.objects.get().step == "K" * 120


def test_progress_is_a_percentage():
    job_run = claim(create_job().pk)

    with pytest.raises(IntegrityError, match="jobs_job_progress_is_percent"):
        job_run.report(101, "")


@pytest.mark.parametrize(
    "write",
    [
        lambda stale: stale.report(90, "Snart klar"),
        lambda stale: stale.finish(),
        lambda stale: stale.fail("Det gick inte."),
        lambda stale: stale.try_again(),
    ],
)
def test_a_worker_believed_dead_changes_nothing_when_it_comes_back(write):
    job = create_job()
    stale = claim(job.pk)
    expire(job)
    claim(job.pk)
    before = Job.objects.values().get()

    with pytest.raises(JobSuperseded):
        write(stale)

    assert Job.objects.values().get() == before


def test_attempts_are_further_and_further_apart():
    job = create_job()
    waits = []
    for _ in range(2):
        claim(job.pk).try_again()
        job.refresh_from_db()
        waits.append(round((job.lease_until - timezone.now()).total_seconds(), -1))

    assert job.state == Job.State.WAITING
    assert waits == [30, 120]


def test_a_failed_job_says_why():
    with pytest.raises(IntegrityError, match="jobs_job_failure_says_why"):
        create_job(state=Job.State.FAILED, error="")
