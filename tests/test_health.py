import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import OperationalError
from django.urls import reverse

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
    assert response.json() == {"database": True, "pending_migrations": 1, "worker": False}


def test_a_database_that_does_not_answer_is_not_healthy(client, caplog):
    def unreachable(*args):
        raise OperationalError("password authentication failed for user anna")

    with connection.execute_wrapper(unreachable):
        response = client.get(reverse("health"))

    assert response.status_code == 503
    assert response.json() == {"database": False, "pending_migrations": None, "worker": False}
    assert "The database does not answer" in caplog.text


def test_the_answer_is_never_stored(client):
    response = client.get(reverse("health"))

    assert "no-store" in response.headers["Cache-Control"]


def test_only_reading_is_allowed(client):
    assert client.post(reverse("health")).status_code == 405
