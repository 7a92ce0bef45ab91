from datetime import UTC, datetime

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from kommunrapport.jobs.models import Job
from kommunrapport.jobs.running import carry_out
from tests.factories import create_job, create_user
from tests.jobs import kinds  # noqa: F401  registers the kinds

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
ORDERED = datetime(2026, 11, 23, 9, 42, tzinfo=UTC)  # 10:42 in Sweden


@pytest.fixture(autouse=True)
def media(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def user(client):
    user = create_user()
    client.force_login(user)
    return user


def address(job: Job, name: str = "job_detail") -> str:
    return reverse(f"jobs:{name}", args=[job.pk])


def finished_job(user, **params) -> Job:
    job = create_job(created_by=user, params={"text": "hej"} | params)
    carry_out(job.pk)
    return job


def test_a_waiting_job_says_since_when(client, user):
    job = create_job(created_by=user, created_at=ORDERED)

    response = client.get(address(job))

    assertContains(response, "<h1>Brev</h1>")
    assertContains(response, "I kö sedan 10:42.")
    assertContains(response, "Uppdatera")
    assertContains(response, 'href="/brev/"')


def test_a_running_job_shows_its_step_and_progress(client, user):
    job = create_job(created_by=user, state=Job.State.RUNNING, progress=40, step="Kapitel 4 av 10")

    response = client.get(address(job))

    assertContains(response, "Kapitel 4 av 10")
    assertContains(response, 'max="100" value="40"')
    assertContains(response, "every 2s")


def test_a_job_that_waits_for_a_new_attempt_says_so(client, user):
    job = create_job(created_by=user, attempts=1)

    assertContains(client.get(address(job)), "Försök 1 av 3 gick inte.")


def test_htmx_gets_only_the_state(client, user):
    job = create_job(created_by=user)

    response = client.get(address(job), headers=HTMX)

    assertNotContains(response, "<h1>")
    assertContains(response, 'id="jobb"')


def test_htmx_gets_nothing_while_nothing_has_changed(client, user):
    job = create_job(created_by=user, state=Job.State.RUNNING, progress=40, step="Kapitel 4 av 10")
    seen = {"sett": job.mark}
    assert client.get(address(job), seen, headers=HTMX).status_code == 204

    job.progress = 50
    job.save()

    assert client.get(address(job), seen, headers=HTMX).status_code == 200


def test_a_finished_job_offers_its_file_and_is_asked_about_no_more(client, user):
    job = finished_job(user)

    response = client.get(address(job), headers=HTMX)

    assertContains(response, "Hämta Brev på svenska.txt")
    assertContains(response, address(job, "job_download"))
    assertNotContains(response, "every 2s")


def test_the_file_is_downloaded_under_its_own_name(client, user):
    response = client.get(address(finished_job(user), "job_download"))

    assert b"".join(response.streaming_content) == b"hej"
    assert response.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''Brev%20p%C3%A5")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "no-store"


def test_a_failed_job_says_why_and_can_be_ordered_again(client, user):
    job = create_job(created_by=user, state=Job.State.FAILED, error="Kapitlet är tomt.")
    assertContains(client.get(address(job)), "Kapitlet är tomt.")

    response = client.post(address(job, "job_retry"))

    again = Job.objects.exclude(pk=job.pk).get()
    assert response.headers["Location"] == address(again)
    assert (again.kind, again.params, again.state) == (job.kind, job.params, Job.State.WAITING)


def test_ordering_again_twice_gives_one_job(client, user):
    job = create_job(created_by=user, state=Job.State.FAILED, error="Kapitlet är tomt.")

    answers = [client.post(address(job, "job_retry")).headers["Location"] for _ in range(2)]

    assert answers[0] == answers[1]
    assert Job.objects.count() == 2


def test_a_job_without_a_file_is_just_done(client, user):
    job = create_job(created_by=user, kind="tests.errand", params={})
    carry_out(job.pk)

    response = client.get(address(job))

    assertContains(response, "Klar")
    assertNotContains(response, "Hämta")
    assert client.get(address(job, "job_download")).status_code == 404


def test_a_file_removed_for_its_age_is_explained(client, user):
    job = create_job(created_by=user, state=Job.State.DONE, file_name="Brev.txt")

    assertContains(client.get(address(job)), "Filen Brev.txt är borttagen.")
    assert client.get(address(job, "job_download")).status_code == 404


def test_a_file_missing_on_the_disk_is_not_found(client, user):
    job = create_job(created_by=user, state=Job.State.DONE, file_name="Brev.txt", result="jobb/1-1")

    assert client.get(address(job, "job_download")).status_code == 404


def test_who_may_no_longer_read_the_content_gets_no_file(client, user):
    job = finished_job(user, reader="someone.else@example.se")

    assertContains(client.get(address(job)), "Du har inte längre behörighet")
    assert client.get(address(job, "job_download")).status_code == 404
    assert client.post(address(job, "job_retry")).status_code == 404


@pytest.mark.parametrize("name", ["job_detail", "job_download"])
def test_another_users_job_is_not_found(client, user, name):
    job = finished_job(create_user())

    assert client.get(address(job, name)).status_code == 404


def test_another_users_job_is_not_ordered_again(client, user):
    job = finished_job(create_user())

    assert client.post(address(job, "job_retry")).status_code == 404
    assert Job.objects.count() == 1


def test_a_kind_that_the_program_no_longer_knows_still_has_a_page(client, user):
    job = create_job(created_by=user, kind="tests.of_last_year", state=Job.State.DONE, file_name="Brev.txt")

    assertContains(client.get(address(job)), "<h1>Jobb</h1>")
    assert client.get(address(job, "job_download")).status_code == 404


def test_ordering_again_is_a_post(client, user):
    assert client.get(address(create_job(created_by=user), "job_retry")).status_code == 405
