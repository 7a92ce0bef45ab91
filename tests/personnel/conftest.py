"""What the tests of the staff share."""

import logging
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from tests.personnel.hr_desk import HrDesk, stored


@pytest.fixture
def desk(client: Client) -> HrDesk:
    return HrDesk(client)


@pytest.fixture
def nothing_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, db: None
) -> Iterator[pytest.LogCaptureFixture]:
    """After the test: no row, no file, and no word of it in a log."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    caplog.set_level(logging.DEBUG)
    yield caplog
    assert stored() == 0
    assert list(folder.iterdir()) == []
