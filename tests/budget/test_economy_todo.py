"""What waits in the economy."""

import datetime
from decimal import Decimal

import pytest

from budget.todo import variance_tasks
from kommunrapport.http import Lens
from kommunrapport.organisation.period import Period
from kommunrapport.organisation.roles import Role
from tests.budget.overview_world import YEAR, close, fill, make_namnd
from tests.budget_factories import create_variance_comment
from tests.factories import create_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def namnd():
    return make_namnd()


def tasks(namnd, user=None, occasion=...):
    lens = Lens(Period(YEAR), namnd.org_unit, namnd.occasion if occasion is ... else occasion)
    return variance_tasks(user or create_member(Role.CONTROLLER, namnd.org_unit), lens, datetime.date(2026, 1, 2))


def test_the_controller_is_told_how_many_variances_wait(namnd):
    for name in ("HR", "Integration"):
        fill(namnd.org_unit, name, Decimal(1_000_000), Decimal(9_000_000), order=30_000)

    (task,) = tasks(namnd)

    assert (task.text, task.count) == ("Kommentera tre avvikelser mot budget", 3)
    assert task.detail == "Samhällsplanering, HR, Integration."
    assert task.url == namnd.url()


def test_a_manager_is_told_of_the_own_areas_alone(namnd):
    fill(namnd.org_unit, "HR", Decimal(1_000_000), Decimal(9_000_000))

    (task,) = tasks(namnd, namnd.manager)

    assert task.text == "Kommentera en avvikelse mot budget"


def test_a_commented_variance_waits_for_nobody(namnd):
    create_variance_comment(area=namnd.planning, occasion=namnd.occasion)

    assert tasks(namnd) == []


@pytest.mark.parametrize("role", [Role.READER, Role.MANAGER, Role.SECRETARY])
def test_who_answers_for_nothing_is_told_nothing(namnd, role):
    assert tasks(namnd, create_member(role, namnd.org_unit)) == []


def test_a_closed_year_waits_for_nobody(namnd):
    close(namnd)

    assert tasks(namnd) == []


def test_a_year_that_is_not_opened_asks_for_nothing(namnd):
    assert tasks(namnd, occasion=None) == []
