import signal

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection

from kommunrapport.jobs.models import Job
from kommunrapport.jobs.registry import job
from kommunrapport.jobs.tasks import run_job
from kommunrapport.jobs.worker import TendingWorker
from tests.factories import create_job
from tests.jobs import kinds

# The worker opens transactions of its own kind, which can't stand inside another.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def media(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


def test_the_worker_does_what_waits():
    waiting = create_job()
    run_job.enqueue(waiting.pk)

    call_command("worker", once=True)

    waiting.refresh_from_db()
    assert waiting.state == Job.State.DONE


def test_the_worker_takes_up_what_was_left_behind():
    left = create_job(lease_until=None)

    call_command("worker", once=True)

    left.refresh_from_db()
    assert left.state == Job.State.DONE


def test_a_worker_told_to_stop_finishes_its_job_and_takes_no_other():
    worker = TendingWorker(interval_seconds=0)

    @job("tests.stop", title="Stopp", does="stanna", may_download=kinds.may_read)
    def tell_the_worker_to_stop(job_run):
        worker.shutdown(signal.SIGTERM, None)

    jobs = [create_job(kind="tests.stop", params={}) for _ in range(2)]
    for queued in jobs:
        run_job.enqueue(queued.pk)

    worker.run()

    assert sorted(Job.objects.values_list("state", flat=True)) == ["done", "waiting"]


def test_a_database_that_is_away_for_a_moment_does_not_end_the_worker(caplog):
    def away(execute, sql, *args):
        if "jobs_job" in sql:
            raise OperationalError("database is locked")
        return execute(sql, *args)

    with connection.execute_wrapper(away):
        TendingWorker().run_until_empty()

    assert "Could not look after the jobs" in caplog.text
