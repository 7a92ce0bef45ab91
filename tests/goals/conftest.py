"""The kommun that the tests of the steering model start from."""

import pytest

from kommunrapport.organisation.models import OrgUnit, Position, User
from kommunrapport.organisation.roles import Role
from tests.factories import create_org_unit, create_position
from tests.goals.steering import Kommun, make_kommun, sign_in_as


@pytest.fixture
def kommun() -> Kommun:
    return make_kommun()


@pytest.fixture
def enhet(kommun) -> OrgUnit:
    """A unit under the kommunstyrelse."""
    return create_org_unit(slug="naringsliv", name="Näringslivsenheten", kind=OrgUnit.Kind.UNIT, parent=kommun.ks)


@pytest.fixture
def chef(client, enhet) -> User:
    """The unit's manager, signed in."""
    return sign_in_as(client, Role.MANAGER, enhet)


@pytest.fixture
def position(chef, enhet) -> Position:
    return create_position(org_unit=enhet, holder=chef, title="Näringslivschef")
