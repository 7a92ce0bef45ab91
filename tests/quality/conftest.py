"""The unit and the year that the tests of Avstämning look at."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from kommunrapport.organisation.models import Occasion, OrgUnit
from kommunrapport.quality.registry import Finding
from tests.factories import create_municipality, create_occasion, create_org_unit
from tests.quality.checks import a_finding, only_rule


@pytest.fixture
def unit(db) -> OrgUnit:
    create_municipality()
    cache.clear()
    return create_org_unit(slug="ks", name="Kommunstyrelsen", kind=OrgUnit.Kind.EXECUTIVE_BOARD)


@pytest.fixture
def occasion(db) -> Occasion:
    return create_occasion(unit_deadline="2026-01-25")


@pytest.fixture
def findings(unit, occasion) -> Iterator[list[Finding]]:
    """What the only rule finds; a test changes the list."""
    found = [a_finding()]
    with only_rule(lambda scope: found):
        yield found
