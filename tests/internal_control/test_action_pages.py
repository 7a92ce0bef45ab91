"""Marking how actions go, adding and changing them."""

import datetime

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from internal_control.models import ImprovementAction
from kommunrapport.organisation.roles import Role
from tests.control_factories import create_improvement_action
from tests.internal_control.reporting import HTMX, sign_in_as

pytestmark = pytest.mark.django_db
BOTH = pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
CLOSED = {"status": "done", "closed_on": datetime.date(2025, 10, 12)}


@pytest.fixture
def chef(client, controlled):
    client.force_login(controlled.chef)
    return controlled.chef


def page(client, controlled, unit=None, query="", year=2025):
    return client.get(controlled.url("action_list", unit=unit, year=year) + query)


def mark(client, controlled, action, status="done", unit=None, headers=HTMX, **data):
    said = {"status": status, "version": action.version} | data
    return client.post(controlled.url("action_mark", action.pk, unit=unit), said, headers=headers)


def add(client, controlled, query="", unit=None, **data):
    said = {"text": "Skriv en rutin.", "token": "engång"} | data
    return client.post(controlled.url("action_create", unit=unit) + query, said)


def test_a_tap_saves_and_closing_sets_the_day(client, controlled, chef):
    response = mark(client, controlled, controlled.action())

    assertContains(response, "Sparat ")
    assertContains(response, "<strong>1 av 1</strong> avslutade", html=False)
    assertContains(response, "Avslutad den")
    assert ImprovementAction.objects.get().closed_on == timezone.localdate()


def test_without_script_the_list_comes_back_at_the_action(client, controlled, chef):
    action = controlled.action()

    response = mark(client, controlled, action, "ongoing", headers={})

    assertRedirects(response, f"{controlled.url('action_list')}?valt={action.pk}#atgard-{action.pk}")


def test_what_was_closed_just_now_stays_on_the_page_without_script(client, controlled, chef):
    action = controlled.action(text="Stäng konton", **CLOSED)

    assertContains(page(client, controlled, query=f"?valt={action.pk}"), "Stäng konton")
    assertNotContains(page(client, controlled), "Stäng konton")


@BOTH
def test_a_day_to_come_is_refused_and_kept(client, controlled, chef, headers):
    response = mark(client, controlled, controlled.action(), closed_on="2999-01-01", headers=headers)

    assertContains(response, "Dagen har inte varit än")
    assertContains(response, 'value="2999-01-01"')
    assert ImprovementAction.objects.get().status == "not_started"


@BOTH
def test_a_remark_that_is_too_long_is_refused_and_kept(client, controlled, chef, headers):
    response = mark(client, controlled, controlled.action(), remark="x" * 1001, headers=headers)

    assertContains(response, 'class="error"')
    assertContains(response, "x" * 1001)


def test_a_late_action_says_so_and_asks_for_a_new_time(client, controlled, chef, time_machine):
    time_machine.move_to(datetime.datetime(2025, 12, 1, 12, tzinfo=datetime.UTC))
    action = controlled.action(due_on=datetime.date(2025, 11, 30), due_text="Nov 2025")

    response = page(client, controlled)

    assertContains(response, "Försenad")
    assertContains(response, "Skulle vara klart nov 2025. Följer med från 2024.")
    assertContains(response, f'for="a{action.pk}_new_due_text"')
    assertContains(mark(client, controlled, action, "ongoing", new_due_text="Våren 2026"), "Försenad")
    assertContains(page(client, controlled), "Ny tid: Våren 2026.")


def test_an_action_of_the_year_does_not_follow_from_another(client, controlled, chef):
    controlled.action(year=2025, due_text="Löpande")

    response = page(client, controlled)

    assertContains(response, "Löpande.")
    assertNotContains(response, "Följer med")


def test_the_filter_shows_open_or_all(client, controlled, chef):
    controlled.action(text="Stäng konton")
    controlled.action(text="Mall för avtal", **CLOSED)

    assertNotContains(page(client, controlled), "Mall för avtal")
    every = page(client, controlled, query="?visa=alla")
    assertContains(every, "Klar 12 oktober 2025.")
    assertContains(every, "Stäng konton")


def test_an_open_action_is_seen_the_next_year_and_a_closed_one_is_not(client, controlled, chef):
    controlled.action(text="Stäng konton", year=2025)
    controlled.action(text="Mall för avtal", year=2025, **CLOSED)

    response = page(client, controlled, query="?visa=alla", year=2026)

    assertContains(response, "Stäng konton")
    assertContains(response, "Följer med från 2025")
    assertNotContains(response, "Mall för avtal")


@BOTH
def test_two_who_mark_at_once_see_both(client, controlled, chef, headers):
    action = controlled.action()
    mark(client, controlled, action, "ongoing", remark="Den ena.")

    response = mark(client, controlled, action, "cancelled", remark="Den andra.", headers=headers)

    assertContains(response, "Den ena.", status_code=409)
    assertContains(response, "Den andra.", status_code=409)
    assert ImprovementAction.objects.get().status == "ongoing"


@BOTH
def test_a_lock_that_came_meanwhile_says_so(client, controlled, chef, headers):
    action = controlled.action()
    controlled.lock()

    assertContains(mark(client, controlled, action, remark="Nästan klart.", headers=headers), "Låst för inmatning")
    assert ImprovementAction.objects.get().status == "not_started"


def test_from_a_finding_the_control_and_the_responsible_are_filled_in(client, controlled, chef):
    planned = controlled.control(outcome="minor", finding="Två.")
    query = f"?kontroll={planned.control_test_id}"

    form = client.get(controlled.url("action_create") + query)
    assertContains(form, f'<option value="{planned.control_test_id}" selected>')
    assertContains(form, f'<option value="{controlled.position.pk}" selected>')
    add(client, controlled, query, control_test=planned.control_test_id, responsible=controlled.position.pk)

    action = ImprovementAction.objects.get()
    assert (action.control_test, action.org_unit, action.year) == (planned.control_test, controlled.namnd, 2025)


def test_the_same_form_sent_twice_adds_one(client, controlled):
    sign_in_as(client, Role.CONTROLLER, controlled.namnd)

    add(client, controlled, unit=controlled.namnd)
    assertRedirects(
        add(client, controlled, unit=controlled.namnd), controlled.url("action_list", unit=controlled.namnd)
    )
    assert ImprovementAction.objects.count() == 1


def test_a_manager_adds_nothing_without_an_own_control(client, controlled, chef):
    anothers = controlled.control(own=False)

    assert add(client, controlled).status_code == 404
    assert add(client, controlled, f"?kontroll={anothers.control_test_id}").status_code == 404
    assert add(client, controlled, "?kontroll=x").status_code == 404


def test_an_action_says_what_is_to_be_done(client, controlled):
    sign_in_as(client, Role.CONTROLLER, controlled.namnd)

    assertContains(add(client, controlled, unit=controlled.namnd, text=""), 'class="error"')


def test_an_action_is_changed(client, controlled):
    sign_in_as(client, Role.CONTROLLER, controlled.namnd)
    action = controlled.action()
    url = controlled.url("action_detail", action.pk, unit=controlled.namnd)

    response = client.post(url, {"text": "Skriv en kort rutin.", "version": 1, "due_on": "2026-03-31"})

    assertRedirects(response, controlled.url("action_list", unit=controlled.namnd))
    assert str(ImprovementAction.objects.get()) == "Skriv en kort rutin."


def test_two_who_change_an_action_at_once_see_both(client, controlled):
    sign_in_as(client, Role.CONTROLLER, controlled.namnd)
    action = controlled.action()
    url = controlled.url("action_detail", action.pk, unit=controlled.namnd)
    client.post(url, {"text": "Den enas rutin.", "version": 1})

    response = client.post(url, {"text": "Den andras rutin.", "version": 1})

    assertContains(response, "Den enas rutin.", status_code=409)
    assertContains(response, "Den andras rutin.", status_code=409)


def test_a_manager_changes_what_came_of_an_own_control_and_leaves_secrecy_alone(client, controlled, chef):
    test = controlled.control().control_test
    action = controlled.action(test, own=False, is_confidential=True)
    url = controlled.url("action_detail", action.pk)

    assertNotContains(client.get(url), 'name="is_confidential"')
    client.post(url, {"text": "Ny text.", "version": 1, "is_confidential": ""})

    assert ImprovementAction.objects.get().is_confidential
    assert client.get(controlled.url("action_detail", controlled.action().pk)).status_code == 404


@pytest.mark.parametrize("role", [Role.READER, Role.SECRETARY, Role.POLITICIAN])
def test_who_only_reads_does_not_mark(client, controlled, role):
    action = controlled.action()
    sign_in_as(client, role, controlled.namnd)

    assert mark(client, controlled, action, unit=controlled.namnd).status_code == 404


def test_a_neighbour_neither_marks_nor_reads(client, controlled):
    action = controlled.action(text="Stäng konton")
    sign_in_as(client, Role.CONTROLLER, controlled.neighbour)

    assert mark(client, controlled, action, unit=controlled.neighbour).status_code == 404
    assertNotContains(page(client, controlled, controlled.neighbour), "Stäng konton")


def test_a_unit_without_actions_says_what_they_are(client, controlled):
    sign_in_as(client, Role.CONTROLLER, controlled.namnd)
    assertContains(page(client, controlled, controlled.namnd), "Inga åtgärder 2025")
    create_improvement_action(org_unit=controlled.namnd, **CLOSED)
    assertContains(page(client, controlled, controlled.namnd), "Inga öppna åtgärder")
