"""Database settings: SQLite in one file as the embedded default, PostgreSQL through DATABASE_URL."""

import os
import sqlite3
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import quote

import environ
from django.core.exceptions import ImproperlyConfigured

# SQLite 3.7.0 to 3.51.2 can corrupt a WAL database that several processes write (fixed in 3.51.3). Web server
# and worker on one file is that very case, so those versions keep the slower rollback journal.
WAL_IS_SAFE_FROM = (3, 51, 3)


def journal_mode(version: tuple[int, int, int]) -> str:
    """The journal mode that is safe with this SQLite version."""
    return "WAL" if version >= WAL_IS_SAFE_FROM else "TRUNCATE"


def sqlite_options() -> dict[str, Any]:
    """IMMEDIATE takes the write lock when a transaction opens, so that two writers wait instead of failing.

    Not trusted_schema=OFF: SQLite 3.40 then refuses the JSON check of every JSONField.
    """
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            f"PRAGMA journal_mode={journal_mode(sqlite3.sqlite_version_info[:3])};"
            "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            "PRAGMA cell_size_check=ON; PRAGMA journal_size_limit=67108864;"
        ),
    }


def postgres_options() -> dict[str, Any]:
    """Time limits, so that one stuck transaction never holds everybody."""
    limits = "-c lock_timeout=5000 -c statement_timeout=20000 -c idle_in_transaction_session_timeout=30000"
    return {"options": f"{limits} -c timezone=UTC"}


def database_settings(url: str, default_file: Path) -> dict[str, Any]:
    """The settings for one DATABASE_URL, or for `default_file` when `url` is empty.

    Raises ImproperlyConfigured for any engine but SQLite and PostgreSQL.
    """
    config: dict[str, Any] = dict(environ.Env.db_url_config(url or f"sqlite:///{quote(str(default_file))}"))
    engine = config.get("ENGINE", "")
    asked_for = config.get("OPTIONS", {})  # what stands after "?" in the address, such as sslmode=verify-full
    if engine == "django.db.backends.sqlite3":
        # Tests use a file too: threads on one database in memory share a connection, and no race is real there.
        test_file = Path(tempfile.gettempdir()) / f"kommunrapport-test-{os.getpid()}.sqlite3"
        return config | {"OPTIONS": asked_for | sqlite_options(), "TEST": {"NAME": str(test_file)}}
    if engine == "django.db.backends.postgresql":
        options = asked_for | postgres_options()
        return config | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "OPTIONS": options}
    raise ImproperlyConfigured("DATABASE_URL: write sqlite:///file or postgres://user:password@host:port/name")
