"""Reporting how a control went."""

import datetime
import re

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from internal_control.models import PlannedControl
from kommunrapport.organisation.roles import Role
from tests.control_factories import create_control_conclusion, create_risk
from tests.factories import create_user
from tests.internal_control.reporting import HTMX, sign_in_as

pytestmark = pytest.mark.django_db
BOTH = pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])


@pytest.fixture
def chef(client, controlled):
    client.force_login(controlled.chef)
    return controlled.chef


def page(client, controlled, unit=None, query=""):
    return client.get(controlled.url("control_list", unit=unit) + query)


def report(client, controlled, planned, outcome="none", unit=None, headers=HTMX, **data):
    said = {"outcome": outcome, "version": planned.version} | data
    return client.post(controlled.url("control_report", planned.pk, unit=unit), said, headers=headers)


def test_a_tap_saves_and_htmx_gets_what_stands_under_the_buttons(client, controlled, chef):
    response = report(client, controlled, controlled.control())

    assertContains(response, "Sparat ")
    assertContains(response, "<strong>1 av 1</strong> har ett resultat", html=False)
    assertContains(response, 'name="version" value="2"')
    assertNotContains(response, "<h1>")
    assert PlannedControl.objects.get().outcome == "none"


def test_without_script_the_list_comes_back_at_the_control(client, controlled, chef):
    planned = controlled.control()

    response = report(client, controlled, planned, headers={})

    assertRedirects(response, f"{controlled.url('control_list')}?valt={planned.pk}#kontroll-{planned.pk}")


@BOTH
@pytest.mark.parametrize(
    ("outcome", "words"),
    [("minor", "Skriv kort vad ni såg"), ("serious", "Skriv kort vad ni såg"), ("not_performed", "Skriv kort varför")],
)
def test_an_outcome_that_needs_words_asks_for_them(client, controlled, chef, outcome, words, headers):
    response = report(client, controlled, controlled.control(), outcome, headers=headers)

    assertContains(response, words)
    assertContains(response, "Inte sparat än")
    assertNotContains(response, 'class="error"')
    assertNotContains(response, "notice stop")
    assert PlannedControl.objects.get().outcome == ""


def test_the_overview_asks_only_those_who_report_for_results(client, controlled, chef):
    controlled.control()
    overview = controlled.url("overview")
    assertContains(client.get(overview), "Registrera resultat")

    sign_in_as(client, Role.READER, controlled.enhet)
    assertNotContains(client.get(overview), "Registrera resultat")


def test_who_saves_without_the_words_that_were_asked_for_is_told(client, controlled, chef):
    response = report(client, controlled, controlled.control(), "minor", asked="minor")

    assertContains(response, 'class="error"')
    assertContains(response, "Skriv kort vad ni såg")


@BOTH
def test_nothing_typed_is_lost_when_a_result_is_refused(client, controlled, chef, headers):
    said = {"performed_on": "2025-10-12", "sample_size": "3", "error_count": "4", "finding": "Fyra av tre."}

    response = report(client, controlled, controlled.control(), "minor", headers=headers, **said)

    assertContains(response, "Felen är fler än de granskade.")
    for typed in ("2025-10-12", 'value="3"', 'value="4"', "Fyra av tre."):
        assertContains(response, typed)


def test_a_text_survives_a_tap_on_another_outcome(client, controlled, chef):
    planned = controlled.control(outcome="minor", finding="Två saknade avtal.")

    response = report(
        client, controlled, planned, "not_performed", reason="Fel år.", finding="Två saknade avtal.", version=1
    )

    assertContains(response, 'name="finding" value="Två saknade avtal."')


def test_a_deviation_has_a_button_that_adds_an_action_about_it(client, controlled, chef):
    planned = controlled.control()
    add = f"{controlled.url('action_create')}?kontroll={planned.control_test_id}"

    assertNotContains(page(client, controlled), add)
    response = report(client, controlled, planned, "minor", finding="Två saknade avtal.")

    assertContains(response, f'href="{add}"')


def test_own_and_unreported_controls_stand_first(client, controlled, chef):
    reader = sign_in_as(client, Role.READER, controlled.namnd)
    controlled.control(test={"title": "Andras"}, own=False)
    controlled.control(test={"title": "Gjord"}, outcome="none")
    controlled.control(test={"title": "Kvar"})
    controlled.chef.memberships.update(org_unit=controlled.namnd)
    client.force_login(controlled.chef)

    text = page(client, controlled, controlled.namnd).text

    assert reader
    assert text.index("Kvar</span>") < text.index("Gjord</span>") < text.index("Andras</span>")


def test_a_manager_below_the_namnd_sees_only_own_controls(client, controlled, chef):
    controlled.control(test={"title": "Min kontroll"})
    controlled.control(test={"title": "En annans"}, own=False)

    response = page(client, controlled)

    assertContains(response, "Min kontroll")
    assertNotContains(response, "En annans")


def test_a_late_control_says_so(client, controlled, chef, time_machine):
    time_machine.move_to(datetime.datetime(2025, 6, 1, 12, tzinfo=datetime.UTC))
    controlled.control(due_on=datetime.date(2025, 5, 31))

    response = page(client, controlled)

    assertContains(response, "Försenad")
    assertContains(response, "skulle vara klar 31 maj 2025")


@BOTH
def test_two_who_report_at_once_see_both(client, controlled, chef, headers):
    planned = controlled.control()
    report(client, controlled, planned, "none")

    response = report(client, controlled, planned, "serious", finding="Sju konton var öppna.", headers=headers)

    assertContains(response, "Ingen avvikelse", status_code=409)
    assertContains(response, "Allvarlig avvikelse", status_code=409)
    assertContains(response, "Sju konton var öppna.", status_code=409)
    assert PlannedControl.objects.get().outcome == "none"


def test_what_another_wrote_elsewhere_in_the_row_is_kept(client, controlled, chef):
    planned = controlled.control()
    report(client, controlled, planned, "none", finding="Skrivet av den ena.")

    response = report(client, controlled, planned, "none", sample_size="30")
    offered = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', response.text))

    assert (offered["finding"], offered["sample_size"], offered["version"]) == ("Skrivet av den ena.", "30", "2")


@BOTH
def test_a_lock_that_came_meanwhile_says_so(client, controlled, chef, headers):
    planned = controlled.control()
    controlled.lock()

    response = report(client, controlled, planned, "minor", finding="Två saknade avtal.", headers=headers)

    assertContains(response, "Låst för inmatning")
    assertContains(response, "Två saknade avtal.")


def test_a_sent_assessment_closes_the_list_and_says_why(client, controlled, chef):
    controlled.control()
    sent = {"sent_at": "2026-02-02T10:00:00Z", "sent_by": create_user(name="Kim Kansli")}
    create_control_conclusion(org_unit=controlled.namnd, **sent)

    response = page(client, controlled)

    assertContains(response, "översändes 2 februari 2026 av Kim Kansli")
    assertNotContains(response, 'type="radio"')


def test_a_result_can_be_taken_back(client, controlled, chef):
    planned = controlled.control(outcome="serious", finding="Fel kontroll.")

    response = report(client, controlled, planned, take_back="1", headers={})

    assertRedirects(response, controlled.url("control_list"))
    assert PlannedControl.objects.get().outcome == ""


def test_a_plan_that_is_not_decided_says_so_and_still_takes_results(client, controlled, chef):
    planned = controlled.control()
    controlled.plan.__class__.objects.update(decided_by="", decided_on=None)

    assertContains(page(client, controlled), "Planen är inte beslutad än")
    assertContains(report(client, controlled, planned), "Sparat ")


def test_a_personal_number_in_a_finding_is_asked_about(client, controlled, chef):
    response = report(client, controlled, controlled.control(), "minor", finding="Gäller 811218-9876.")

    assertContains(response, "personnummer")
    assert PlannedControl.objects.get().outcome == ""


def test_a_confidential_control_is_seen_by_who_manages_and_who_is_responsible(client, controlled):
    controlled.control(test={"title": "Hemlig kontroll", "is_confidential": True})
    hidden_risk = create_risk(org_unit=controlled.namnd, is_confidential=True)
    controlled.control(test={"title": "Hemlig genom risk", "risk": hidden_risk})

    sign_in_as(client, Role.CONTROLLER, controlled.namnd)
    assertContains(page(client, controlled, controlled.namnd), "Hemlig kontroll")
    client.force_login(controlled.chef)
    assertContains(page(client, controlled), "Sekretess", count=2)
    for role in (Role.READER, Role.SECRETARY, Role.POLITICIAN, Role.MANAGER):
        sign_in_as(client, role, controlled.namnd)
        assertNotContains(page(client, controlled, controlled.namnd), "Hemlig")


@pytest.mark.parametrize("role", [Role.READER, Role.SECRETARY, Role.POLITICIAN])
def test_who_only_reads_does_not_report(client, controlled, role):
    planned = controlled.control()
    sign_in_as(client, role, controlled.namnd)

    assert report(client, controlled, planned, unit=controlled.namnd).status_code == 404
    assertNotContains(page(client, controlled, controlled.namnd), 'type="radio"')


def test_a_neighbour_neither_reports_nor_reads(client, controlled):
    planned = controlled.control(test={"title": "Min kontroll"})
    sign_in_as(client, Role.CONTROLLER, controlled.neighbour)

    assert report(client, controlled, planned, unit=controlled.neighbour).status_code == 404
    assertNotContains(page(client, controlled, controlled.neighbour), "Min kontroll")


def test_another_manager_does_not_report_it(client, controlled):
    planned = controlled.control()
    sign_in_as(client, Role.MANAGER, controlled.enhet)

    assert report(client, controlled, planned).status_code == 404


def test_a_control_of_another_year_is_not_reported_here(client, controlled, chef):
    planned = controlled.control()
    url = controlled.url("control_report", planned.pk, year=2024)

    assert client.post(url, {"outcome": "none", "version": 1}).status_code == 404
