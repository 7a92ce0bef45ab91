"""The nämnd that the tests of results and actions look at."""

import pytest

from tests.internal_control.planning import Board, make_board
from tests.internal_control.reporting import Controlled, make_controlled


@pytest.fixture
def controlled(db) -> Controlled:
    return make_controlled()


@pytest.fixture
def board(db) -> Board:
    return make_board()
