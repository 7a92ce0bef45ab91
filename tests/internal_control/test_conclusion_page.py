"""The overall assessment as a page."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from internal_control.models import ControlConclusion
from kommunrapport.organisation.roles import Role
from tests.control_factories import create_control_conclusion
from tests.factories import create_user
from tests.internal_control.reporting import sign_in_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def controller(client, controlled):
    return sign_in_as(client, Role.CONTROLLER, controlled.namnd)


def page(client, controlled):
    return client.get(controlled.url("conclusion", unit=controlled.namnd))


def post(client, controlled, name, **data):
    return client.post(controlled.url(name, unit=controlled.namnd), data)


def conclude(client, controlled, version=0, **data):
    said = {"verdict": "sufficient", "text": "Det mesta fungerar.", "version": version}
    return post(client, controlled, "conclusion", **said | data)


def sent(controlled):
    by = create_user(name="Kim Kansli")
    return create_control_conclusion(org_unit=controlled.namnd, sent_at="2026-02-02T10:00:00Z", sent_by=by)


def test_the_figures_stand_beside_the_assessment(client, controlled, controller):
    controlled.control(outcome="none")
    controlled.control(outcome="serious", finding="Sju konton.")
    controlled.control(outcome="not_performed", reason="Tid.")
    controlled.control()
    controlled.action(due_on="2025-03-01")

    text = " ".join(page(client, controlled).text.split())

    for what, count in [
        ("Gjorda kontroller", "2 av 4"),
        ("Allvarliga avvikelser", "1"),
        ("Blev inte gjorda", "1"),
        ("Utan resultat", "1"),
        ("Försenade åtgärder", "1"),
    ]:
        assert f"<dt>{what}</dt><dd>{count}</dd>" in text


def test_the_assessment_is_saved(client, controlled, controller):
    assertRedirects(conclude(client, controlled), controlled.url("conclusion", unit=controlled.namnd))

    assert ControlConclusion.objects.get().text == "Det mesta fungerar."


def test_without_a_verdict_it_is_refused_and_the_text_kept(client, controlled, controller):
    response = conclude(client, controlled, verdict="")

    assertContains(response, "Välj en bedömning.")
    assertContains(response, "Det mesta fungerar.")


def test_two_who_assess_at_once_see_both(client, controlled, controller):
    conclude(client, controlled, text="Den ena.")

    response = conclude(client, controlled, text="Den andra.")

    assertContains(response, "Den ena.", status_code=409)
    assertContains(response, "Den andra.", status_code=409)


def test_it_is_sent_over_and_says_so(client, controlled, controller):
    conclude(client, controlled)

    post(client, controlled, "conclusion_send", version=1)

    assertContains(page(client, controlled), "Översänd ")
    assertNotContains(page(client, controlled), 'name="verdict"')


def test_what_changed_since_the_sender_looked_is_not_sent(client, controlled, controller):
    conclude(client, controlled)
    conclude(client, controlled, version=1, verdict="insufficient")

    post(client, controlled, "conclusion_send", version=1)

    assert ControlConclusion.objects.get().sent_at is None


def test_it_is_taken_back_with_a_reason(client, controlled, controller):
    sent(controlled)

    refused = post(client, controlled, "conclusion_reopen", version=1, reopened_reason="")
    post(client, controlled, "conclusion_reopen", version=1, reopened_reason="En kontroll saknades.")

    assertContains(refused, "Skriv varför bedömningen tas tillbaka.")
    assertContains(page(client, controlled), "Togs tillbaka: En kontroll saknades.")
    assertContains(page(client, controlled), 'name="verdict"')


def test_the_secretary_sends_and_takes_back_but_does_not_assess(client, controlled):
    create_control_conclusion(org_unit=controlled.namnd)
    sign_in_as(client, Role.SECRETARY, controlled.namnd)

    assert conclude(client, controlled, version=1).status_code == 404
    post(client, controlled, "conclusion_send", version=1)
    assertContains(page(client, controlled), "Ta tillbaka")


@pytest.mark.parametrize("role", [Role.READER, Role.MANAGER, Role.POLITICIAN])
def test_who_only_reads_gets_no_buttons(client, controlled, role):
    create_control_conclusion(org_unit=controlled.namnd)
    sign_in_as(client, role, controlled.namnd)

    assertContains(page(client, controlled), "Tillräcklig")
    assertNotContains(page(client, controlled), 'name="version"')
    assert post(client, controlled, "conclusion_send", version=1).status_code == 404


@pytest.mark.parametrize(("is_sent", "seen"), [(False, False), (True, True)])
def test_who_oversees_the_unit_sees_it_when_it_is_sent(client, controlled, is_sent, seen):
    if is_sent:
        sent(controlled)
    else:
        create_control_conclusion(org_unit=controlled.namnd)
    controlled.lock()
    sign_in_as(client, Role.AUDITOR, controlled.neighbour)

    assert ("Tillräcklig" in page(client, controlled).text) == seen


def test_a_part_of_the_namnd_reads_what_the_namnd_has_sent(client, controlled):
    sent(controlled)
    sign_in_as(client, Role.READER, controlled.enhet)

    for name in ("conclusion", "overview"):
        assertContains(client.get(controlled.url(name, unit=controlled.enhet)), "Tillräcklig")
    assertNotContains(client.get(controlled.url("conclusion", unit=controlled.enhet)), "Ta tillbaka")


def test_a_part_of_the_namnd_does_not_read_its_draft(client, controlled):
    create_control_conclusion(org_unit=controlled.namnd, text="Utkastet.")
    sign_in_as(client, Role.READER, controlled.enhet)

    for name in ("conclusion", "overview"):
        assertNotContains(client.get(controlled.url(name, unit=controlled.enhet)), "Utkastet.")
