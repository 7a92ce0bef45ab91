"""The demo sets in fixtures/: each a folder of YAML files, and each in a database file of its own."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from django.conf import settings

FIXTURES = Path(settings.BASE_DIR) / "fixtures"


def demo_sets() -> list[str]:
    """The names of the sets, which are the names of their folders."""
    return sorted(folder.name for folder in FIXTURES.iterdir() if any(folder.glob("*.yaml")))


def fixture_files(name: str) -> list[Path]:
    """The files of a set in the order they are loaded."""
    return sorted((FIXTURES / name).glob("*.yaml"))


def in_the_set_of(slug: str) -> None:
    """Start the program again on the set whose report `slug` is, if it is on another set's file.

    Report slugs begin with the name of their set. With DATABASE_URL there is one database, and nothing to choose.
    """
    name = slug.partition("-")[0]
    other_file = settings.VAR_DIR / f"{name}.sqlite3"
    if settings.DATABASE_URL or name == settings.DEMO_SET or not other_file.exists():
        return
    os.environ["KOMMUNRAPPORT_SET"] = name
    os.execv(sys.executable, [sys.executable, *sys.argv])  # noqa: S606 (our own command line)
