"""What tests of the year begin with."""

import datetime
from collections.abc import Iterator

import pytest
import time_machine

from tests.annual_cycle.kommun import Kommun


@pytest.fixture
def monday() -> Iterator[None]:
    """The last Monday of January 2026, in the morning."""
    with time_machine.travel(datetime.datetime(2026, 1, 26, 8, tzinfo=datetime.UTC), tick=False):
        yield


@pytest.fixture
def kommun(monday: None, db: None) -> Kommun:
    return Kommun()
