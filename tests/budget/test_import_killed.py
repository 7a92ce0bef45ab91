"""A worker killed in the middle of an import: all of it or nothing, and the next worker finishes it.

The worker is a process of its own on the same database, and kills itself with a signal nothing can catch, just after
the statement that the test names.
"""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from budget.models import BudgetArea, BudgetEntry, ImportBatch, LedgerEntry, StagedLine
from kommunrapport.jobs.models import Job
from tests.budget.desk import Desk

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

ROOT = Path(__file__).resolve().parents[2]
WORKER = """
import os, signal, sys
import django
django.setup()
from django.db import connection
from kommunrapport.jobs.running import carry_out

def die_after(execute, sql, params, many, context):
    result = execute(sql, params, many, context)
    if sql.startswith(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
    return result

with connection.execute_wrapper(die_after):
    carry_out(int(sys.argv[1]))
"""


@pytest.fixture
def desk(client, settings, tmp_path) -> Desk:
    settings.MEDIA_ROOT = tmp_path / "media"
    return Desk(client)


def database_url() -> str:
    found = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{found['NAME']}"
    return f"postgres://{found['USER']}:{found['PASSWORD']}@{found['HOST']}:{found['PORT']}/{found['NAME']}"


def killed_after(statement: str, var: Path) -> None:
    """Let a worker take the job that waits, and die just after a statement that begins so."""
    job = Job.objects.get(state=Job.State.WAITING)
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "kommunrapport.settings",
        "DATABASE_URL": database_url(),
        "KOMMUNRAPPORT_VAR": str(var),
    }
    command = [sys.executable, "-c", WORKER, str(job.pk), statement]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr


def let_the_lease_run_out() -> None:
    job = Job.objects.get(state=Job.State.RUNNING)
    job.state, job.lease_until = Job.State.WAITING, timezone.now() - timedelta(seconds=1)
    job.save()


def stored() -> tuple[int, int, int]:
    return LedgerEntry.objects.count(), BudgetEntry.objects.count(), BudgetArea.objects.count()


@pytest.mark.parametrize(
    "statement",
    ['INSERT INTO "budget_budgetarea"', 'INSERT INTO "budget_ledgerentry"', 'UPDATE "budget_importbatch"'],
)
def test_killed_while_reading_in_nothing_is_stored_and_the_next_worker_stores_all(desk, tmp_path, statement):
    desk.to_preview()
    desk.act("import_apply")

    killed_after(statement, tmp_path)

    assert stored() == (0, 0, 0)
    assert desk.batch.state == ImportBatch.State.PREVIEW
    let_the_lease_run_out()
    desk.work()
    assert stored() == (2, 2, 2)
    assert desk.batch.state == ImportBatch.State.APPLIED


def test_killed_just_after_reading_in_the_next_worker_changes_nothing(desk, tmp_path):
    desk.to_preview()
    desk.act("import_apply")
    desk.work()
    done = Job.objects.get(kind="budget.apply_import")
    done.state = Job.State.WAITING  # as it stands when the worker dies before it has told
    done.save()
    before = ImportBatch.objects.values().get()

    desk.work()

    assert stored() == (2, 2, 2)
    assert ImportBatch.objects.values().get() == before


@pytest.mark.parametrize("statement", ['INSERT INTO "budget_stagedline"', 'UPDATE "budget_importbatch"'])
def test_killed_while_the_preview_is_written_the_next_worker_writes_it(desk, tmp_path, statement):
    desk.upload()
    desk.work()
    desk.act("import_columns", **desk.answers())

    killed_after(statement, tmp_path)

    assert not StagedLine.objects.exists()
    assert desk.batch.state == ImportBatch.State.UPLOADED
    let_the_lease_run_out()
    desk.work()
    assert StagedLine.objects.count() == 4
    assert desk.batch.state == ImportBatch.State.PREVIEW
