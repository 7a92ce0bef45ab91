import sqlite3
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection
from django.db.backends.sqlite3.base import DatabaseWrapper

from kommunrapport.database import database_settings, journal_mode

FULL = 2  # PRAGMA synchronous: every commit reaches the disk


def open_sqlite(file: Path) -> DatabaseWrapper:
    """A connection of its own to `file`, with our settings; `timeout` short so that a lock shows at once."""
    config = database_settings("", file) | {"ATOMIC_REQUESTS": False, "AUTOCOMMIT": True, "TIME_ZONE": None}
    config = config | {"CONN_HEALTH_CHECKS": False, "CONN_MAX_AGE": 0}
    config["OPTIONS"] = config["OPTIONS"] | {"timeout": 0.05}
    return DatabaseWrapper(config, alias="other")


@pytest.mark.parametrize(
    ("version", "mode"),
    [((3, 40, 1), "TRUNCATE"), ((3, 51, 2), "TRUNCATE"), ((3, 51, 3), "WAL"), ((3, 53, 4), "WAL")],
)
def test_wal_is_used_only_where_it_cannot_corrupt_the_file(version, mode):
    assert journal_mode(version) == mode


def test_without_an_address_the_database_is_one_file(tmp_path):
    config = database_settings("", tmp_path / "kommun.sqlite3")

    assert config["ENGINE"] == "django.db.backends.sqlite3"
    assert config["NAME"] == str(tmp_path / "kommun.sqlite3")


@pytest.mark.parametrize("folder", ["Mina dokument", "a+b", "50%", "års#redovisning", "vad?"])
def test_the_file_may_lie_in_a_folder_with_any_name(folder):
    file = Path("/srv") / folder / "kommun.sqlite3"

    assert database_settings("", file)["NAME"] == str(file)


def test_a_postgres_address_becomes_its_parts(tmp_path):
    config = database_settings("postgres://anna:l%C3%B6sen%2F@db.example.se:5433/kommun", tmp_path / "unused")

    assert config["ENGINE"] == "django.db.backends.postgresql"
    assert (config["USER"], config["PASSWORD"]) == ("anna", "lösen/")
    assert (config["HOST"], config["PORT"], config["NAME"]) == ("db.example.se", 5433, "kommun")
    assert config["CONN_HEALTH_CHECKS"] is True


def test_encryption_asked_for_in_the_address_is_kept(tmp_path):
    config = database_settings("postgres://anna@db.example.se/kommun?sslmode=verify-full", tmp_path / "unused")

    assert config["OPTIONS"]["sslmode"] == "verify-full"
    assert "lock_timeout=5000" in config["OPTIONS"]["options"]


@pytest.mark.parametrize("url", ["mysql://anna@db/kommun", "redis://db/0"])
def test_any_other_database_stops_the_start(url, tmp_path):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL: write"):
        database_settings(url, tmp_path / "unused")


@pytest.mark.django_db
def test_a_sqlite_connection_has_the_settings_we_ask_for(tmp_path):
    database = open_sqlite(tmp_path / "kommun.sqlite3")

    with database.cursor() as cursor:
        found = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")]
    database.close()

    assert found == [journal_mode(sqlite3.sqlite_version_info[:3]).lower(), FULL]


@pytest.mark.django_db
def test_a_sqlite_transaction_takes_the_write_lock_when_it_opens(tmp_path):
    first, second = open_sqlite(tmp_path / "kommun.sqlite3"), open_sqlite(tmp_path / "kommun.sqlite3")
    first.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)

    with pytest.raises(OperationalError, match="database is locked"):
        second.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)

    first.rollback()
    first.close()
    second.close()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_row_that_somebody_holds_is_not_waited_for_for_ever():
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")

        assert cursor.fetchone() == ("5s",)
