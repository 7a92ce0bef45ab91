"""The economy that the tests of the entry pages start from."""

import pytest

from kommunrapport.organisation.models import User
from tests.budget.entering import Economy, make_economy


@pytest.fixture
def economy(db) -> Economy:
    return make_economy()


@pytest.fixture
def controller(economy, client) -> User:
    """The unit's controller, signed in."""
    return economy.sign_in(client)
