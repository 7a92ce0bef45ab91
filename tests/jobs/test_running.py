from pathlib import Path

import pytest
from django.conf import settings

from kommunrapport.jobs.files import remove_result, write_result
from kommunrapport.jobs.leases import JobSuperseded, claim
from kommunrapport.jobs.models import Job
from kommunrapport.jobs.registry import JobResult
from kommunrapport.jobs.running import carry_out, store
from tests.factories import create_job
from tests.jobs import kinds  # noqa: F401  registers the kinds
from tests.jobs.test_leases import expire

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(tmp_path, settings) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "jobb"


def test_a_job_makes_its_file():
    job = create_job(params={"text": "hej"})

    carry_out(job.pk)

    job.refresh_from_db()
    assert (job.state, job.progress, job.lease_until) == (Job.State.DONE, 100, None)
    assert job.file_name == "Brev på svenska.txt"
    assert job.result.read() == b"hej"
    job.result.close()


def test_nothing_half_written_is_left_beside_the_file(media):
    job = create_job()

    carry_out(job.pk)

    assert [path.name for path in media.iterdir()] == [f"{job.pk}-1"]


def test_a_job_without_a_file_is_just_done():
    job = create_job(kind="tests.errand", params={})

    carry_out(job.pk)

    job.refresh_from_db()
    assert job.state == Job.State.DONE
    assert not job.result
    assert not job.file_is_gone


def test_the_result_of_a_worker_believed_dead_is_thrown_away(media):
    job = create_job()
    stale = claim(job.pk)
    expire(job)
    carry_out(job.pk)

    with pytest.raises(JobSuperseded):
        store(stale, JobResult("Brev.txt", b"gammalt", "text/plain"))

    job.refresh_from_db()
    assert job.result.name == f"jobb/{job.pk}-2"
    assert [path.name for path in media.iterdir()] == [f"{job.pk}-2"]


def test_a_job_that_another_worker_has_is_not_run_twice():
    job = create_job()
    claim(job.pk)

    carry_out(job.pk)

    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.RUNNING, 1)


def test_a_job_that_always_breaks_is_given_up_after_three_attempts(caplog):
    job = create_job(kind="tests.poison", params={})
    states = []
    for _ in range(4):
        carry_out(job.pk)
        job.refresh_from_db()
        states.append(job.state)

    assert states == ["waiting", "waiting", "failed", "failed"]
    assert job.attempts == 3
    assert job.error == "Det gick inte att svälja det: försökte tre gånger."
    assert caplog.text.count("RuntimeError: poison") == 3


def test_an_error_with_a_sentence_for_the_user_is_not_tried_again(caplog):
    job = create_job(kind="tests.refusal", params={})

    carry_out(job.pk)

    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.FAILED, 1)
    assert job.error == "Kapitlet ”Personal” är tomt. Skriv något och försök igen."
    assert caplog.text == ""


def test_a_kind_that_the_program_no_longer_knows_fails_with_a_sentence():
    job = create_job(kind="tests.of_last_year")

    carry_out(job.pk)

    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert "Beställ det igen" in job.error


def test_writing_the_file_twice_leaves_one(media):
    job = create_job(fence=1)

    write_result(job, b"ett")
    name = write_result(job, b"tv\xc3\xa5")

    assert (Path(settings.MEDIA_ROOT) / name).read_bytes() == "två".encode()
    remove_result(name)
    remove_result(name)
    assert list(media.iterdir()) == []
