import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from kommunrapport.jobs.leases import claim
from kommunrapport.jobs.models import Job
from kommunrapport.jobs.running import carry_out
from kommunrapport.jobs.services import remove_old_files, start_job, take_up_expired_jobs
from kommunrapport.records.saving import AlreadyDone, claim_token
from tests.factories import create_job, create_user
from tests.jobs import kinds  # noqa: F401  registers the kinds
from tests.jobs.test_leases import expire

pytestmark = pytest.mark.django_db
IMMEDIATE = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture(autouse=True)
def media(tmp_path, settings) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "jobb"


def order(by, token="", text="hej") -> Job:
    return start_job(kind="tests.letter", params={"text": text}, by=by, token=token)


def queued() -> list[int]:
    """Numbers of the jobs in the queue."""
    return [task.args_kwargs["args"][0] for task in DBTaskResult.objects.all()]


def test_a_job_is_queued_when_the_order_is_committed(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = order(create_user())
        assert queued() == []

    assert queued() == [job.pk]
    assert job.state == Job.State.WAITING


def test_the_queue_runs_the_job(settings, django_capture_on_commit_callbacks):
    settings.TASKS = IMMEDIATE

    with django_capture_on_commit_callbacks(execute=True):
        job = order(create_user())

    job.refresh_from_db()
    assert job.state == Job.State.DONE


def test_the_same_order_while_the_first_is_unfinished_is_the_same_job():
    user = create_user()
    waiting = order(user)
    assert order(user) == waiting

    claim(waiting.pk)

    assert order(user) == waiting


def test_another_users_order_or_another_text_or_a_finished_job_is_a_new_one():
    user = create_user()
    first = order(user)

    assert order(create_user()) != first
    assert order(user, text="hejdå") != first
    carry_out(first.pk)
    assert order(user) != first


def test_a_form_sent_twice_gives_the_same_job_even_when_that_is_finished():
    user = create_user()
    first = order(user, token="a1")
    carry_out(first.pk)

    assert order(user, token="a1") == first
    assert order(user, token="b2") != first


def test_a_token_spent_on_something_else_is_refused():
    user = create_user()
    claim_token("a1", user)

    with pytest.raises(AlreadyDone):
        order(user, token="a1")

    assert Job.objects.count() == 0


def test_a_job_whose_worker_died_is_queued_again(django_capture_on_commit_callbacks):
    job = create_job()
    claim(job.pk)
    expire(job)

    with django_capture_on_commit_callbacks(execute=True):
        assert take_up_expired_jobs() == 1

    job.refresh_from_db()
    assert job.state == Job.State.WAITING
    assert queued() == [job.pk]


def test_a_job_that_lost_its_place_in_the_queue_is_queued_again_but_not_all_the_time(
    django_capture_on_commit_callbacks,
):
    job = create_job(lease_until=timezone.now() - timedelta(seconds=1))

    with django_capture_on_commit_callbacks(execute=True):
        assert [take_up_expired_jobs(), take_up_expired_jobs()] == [1, 0]

    assert queued() == [job.pk]


def test_a_job_with_a_living_worker_is_left_alone():
    claim(create_job().pk)

    assert take_up_expired_jobs() == 0


def test_a_job_that_kills_its_worker_every_time_is_given_up():
    job = create_job()
    for _ in range(3):
        claim(job.pk)
        expire(job)
        assert take_up_expired_jobs() == 1

    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.FAILED, 3)
    assert job.error == "Det gick inte att skriva brevet: försökte tre gånger."


def test_a_file_is_removed_after_a_week_and_its_job_stays(media):
    old, new = create_job(), create_job()
    for job in (old, new):
        carry_out(job.pk)
        job.refresh_from_db()
    make_old(old, media)

    assert remove_old_files() == 1

    old.refresh_from_db()
    assert old.file_is_gone
    assert [path.name for path in media.iterdir()] == [f"{new.pk}-1"]


def test_an_old_file_that_a_job_still_names_is_kept(media):
    job = create_job()
    carry_out(job.pk)
    age(media / f"{job.pk}-1")

    assert remove_old_files() == 0


def test_an_old_half_written_file_is_removed_and_a_new_one_is_kept(media):
    media.mkdir()
    for name in ("halv-gammal", "halv-ny"):
        (media / name).write_bytes(b"%PDF")
    age(media / "halv-gammal")

    assert remove_old_files() == 1
    assert [path.name for path in media.iterdir()] == ["halv-ny"]


def test_the_command_says_what_it_did(capsys):
    create_job()

    call_command("tend_jobs")

    assert capsys.readouterr().out == "1 jobb togs upp igen, 0 filer togs bort\n"


def make_old(job: Job, folder: Path) -> None:
    job.finished_at = timezone.now() - timedelta(days=8)
    job.save(update_fields=["finished_at"])
    age(folder / f"{job.pk}-1")


def age(path: Path) -> None:
    """Make the file eight days old."""
    then = (timezone.now() - timedelta(days=8)).timestamp()
    os.utime(path, (then, then))
