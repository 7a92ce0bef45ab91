from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import OperationalError
from django.urls import reverse
from django.utils import timezone

from tests.factories import create_job

pytestmark = pytest.mark.django_db


def test_a_working_program_answers_everyone(client):
    response = client.get(reverse("health"))

    assert response.status_code == 200
    assert response.json() == {"database": True, "pending_migrations": 0, "worker": True}


def test_a_database_of_an_older_version_is_not_healthy(client):
    last = MigrationRecorder.Migration.objects.filter(app="sessions").last()
    last.delete()

    response = client.get(reverse("health"))

    assert response.status_code == 503
    assert response.json() == {"database": True, "pending_migrations": 1, "worker": None}


def test_a_database_that_does_not_answer_is_not_healthy(client, caplog):
    def unreachable(*args):
        raise OperationalError("password authentication failed for user anna")

    with connection.execute_wrapper(unreachable):
        response = client.get(reverse("health"))

    assert response.status_code == 503
    assert response.json() == {"database": False, "pending_migrations": None, "worker": None}
    assert "The database does not answer" in caplog.text


@pytest.mark.parametrize(("minutes", "keeps_up"), [(4, True), (6, False)])
def test_a_job_left_in_the_queue_for_five_minutes_says_that_the_worker_stands_still(client, minutes, keeps_up):
    ordered = timezone.now() - timedelta(minutes=minutes)
    create_job(created_at=ordered, lease_until=ordered + timedelta(minutes=2))

    response = client.get(reverse("health"))

    assert response.status_code == 200
    assert response.json()["worker"] is keeps_up


def test_a_long_queue_is_no_standstill_while_a_worker_looks_after_it(client):
    now = timezone.now()
    create_job(created_at=now - timedelta(hours=1), lease_until=now + timedelta(minutes=1))

    response = client.get(reverse("health"))

    assert response.json()["worker"] is True


def test_the_answer_is_never_stored(client):
    response = client.get(reverse("health"))

    assert "no-store" in response.headers["Cache-Control"]


def test_only_reading_is_allowed(client):
    assert client.post(reverse("health")).status_code == 405
