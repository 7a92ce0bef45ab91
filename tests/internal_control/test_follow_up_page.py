"""What happened during a year with what a control led to."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from internal_control.models import ControlFollowUp
from kommunrapport.organisation.roles import Role
from tests.control_factories import create_control_follow_up
from tests.internal_control.reporting import sign_in_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def own_test(client, controlled):
    client.force_login(controlled.chef)
    return controlled.control().control_test


def write(client, controlled, test, unit=None, version=0, text="Rutinen är klar."):
    return client.post(controlled.url("follow_up", test.pk, unit=unit), {"text": text, "version": version})


def test_the_text_is_saved_and_the_actions_stand_beside_it(client, controlled, own_test):
    controlled.action(own_test, text="Stäng konton")

    assertRedirects(write(client, controlled, own_test), controlled.url("follow_up", own_test.pk))

    response = client.get(controlled.url("follow_up", own_test.pk))
    assertContains(response, "Rutinen är klar.")
    assertContains(response, "Stäng konton")


def test_what_was_written_earlier_years_stands_below(client, controlled, own_test):
    create_control_follow_up(control_test=own_test, year=2024, text="Inget hände.")

    response = client.get(controlled.url("follow_up", own_test.pk))

    assertContains(response, "Uppföljning 2024")
    assertContains(response, "Inget hände.")


def test_two_who_write_at_once_see_both(client, controlled, own_test):
    write(client, controlled, own_test, text="Den ena.")

    response = write(client, controlled, own_test, text="Den andra.")

    assertContains(response, "Den ena.", status_code=409)
    assertContains(response, "Den andra.", status_code=409)


def test_a_lock_says_so_and_keeps_what_was_written(client, controlled, own_test):
    controlled.lock()

    assertNotContains(client.get(controlled.url("follow_up", own_test.pk)), "<textarea")
    response = write(client, controlled, own_test, text="Nästan klart.")

    assertContains(response, "Låst för inmatning")
    assertContains(response, "Nästan klart.")


def test_who_is_responsible_for_an_action_writes_too(client, controlled):
    anothers = controlled.control(own=False).control_test
    controlled.action(anothers)
    client.force_login(controlled.chef)

    write(client, controlled, anothers)

    assert ControlFollowUp.objects.get().text == "Rutinen är klar."


@pytest.mark.parametrize("role", [Role.READER, Role.SECRETARY, Role.POLITICIAN])
def test_who_only_reads_does_not_write(client, controlled, role):
    test = controlled.control().control_test
    sign_in_as(client, role, controlled.namnd)

    assertNotContains(client.get(controlled.url("follow_up", test.pk, unit=controlled.namnd)), "<textarea")
    assert write(client, controlled, test, controlled.namnd).status_code == 404


def test_a_confidential_control_is_not_there_for_others(client, controlled):
    test = controlled.control(test={"is_confidential": True}).control_test
    sign_in_as(client, Role.READER, controlled.namnd)

    assert client.get(controlled.url("follow_up", test.pk, unit=controlled.namnd)).status_code == 404


def test_who_works_below_the_namnd_does_not_read_anothers_control(client, controlled):
    test = controlled.control(own=False).control_test
    client.force_login(controlled.chef)

    assert client.get(controlled.url("follow_up", test.pk)).status_code == 404


def test_a_neighbour_does_not_read_it(client, controlled):
    test = controlled.control().control_test
    sign_in_as(client, Role.CONTROLLER, controlled.neighbour)

    assert client.get(controlled.url("follow_up", test.pk, unit=controlled.neighbour)).status_code == 404
