"""Confidential actions and controls: seen by who manages them and who is responsible, and by nobody else."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from kommunrapport.organisation.roles import Role
from tests.control_factories import create_control_test
from tests.internal_control.reporting import sign_in_as

pytestmark = pytest.mark.django_db


def page(client, controlled, unit=None):
    return client.get(controlled.url("action_list", unit=unit))


def test_a_confidential_action_is_seen_by_who_manages_and_who_is_responsible(client, controlled):
    hidden = create_control_test(org_unit=controlled.namnd, title="Hemlig kontroll", is_confidential=True)
    controlled.action(hidden, text="Hemlig åtgärd")

    sign_in_as(client, Role.CONTROLLER, controlled.namnd)
    assertContains(page(client, controlled, controlled.namnd), "Hemlig kontroll")
    client.force_login(controlled.chef)
    assertContains(page(client, controlled), "Sekretess")
    assertNotContains(page(client, controlled), "Hemlig kontroll")
    for role in (Role.READER, Role.SECRETARY, Role.POLITICIAN, Role.MANAGER):
        sign_in_as(client, role, controlled.namnd)
        assertNotContains(page(client, controlled, controlled.namnd), "Hemlig")


def test_a_confidential_control_is_offered_to_nobody_else(client, controlled):
    client.force_login(controlled.chef)
    planned = controlled.control()
    controlled.control(own=False, test={"title": "Hemlig kontroll", "is_confidential": True})

    form = client.get(f"{controlled.url('action_create')}?kontroll={planned.control_test_id}")

    assertNotContains(form, "Hemlig kontroll")
