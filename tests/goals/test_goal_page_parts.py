"""The page of one goal: the parts of the coordinating unit and of those addressed."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from goals.models import GoalAssessment, GoalComment
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.roles import Role
from tests.factories import create_activity, create_org_unit
from tests.goals.steering import sign_in_as

pytestmark = pytest.mark.django_db
FORM = 'name="motivation"'
EDITOR = 'name="text"'


def page(client, kommun, unit=None):
    return client.get(kommun.url("goal_detail", kommun.goal.pk, unit=unit))


def comment(kommun, unit, text="<p>Så här gick det.</p>", **fields):
    key = {"goal": kommun.goal, "org_unit": unit, "occasion": kommun.occasion, "kind": kommun.kind}
    return GoalComment.objects.create(text=text, **key, **fields)


def assess(kommun, level, suggested=None, **fields):
    about = {"goal": kommun.goal, "occasion": kommun.occasion, "motivation": "Vi väger in mer."}
    return GoalAssessment.objects.create(level=level, suggested=suggested, **about | fields)


def test_the_coordinating_unit_sees_who_has_answered_and_who_has_not(client, kommun):
    answered = create_org_unit(name="Plan & Bygg")
    kommun.goal.addressed_units.add(answered)
    comment(kommun, answered, "<p>Bygglov går fortare.</p>", handed_over_at="2026-01-19T14:40:00Z")
    sign_in_as(client, Role.CONTROLLER, kommun.ks)

    response = page(client, kommun)

    assertContains(response, "1 av 2 har lämnat")
    assertContains(response, "Bygglov går fortare.")
    assertContains(response, "<strong>Har inte lämnat:</strong> Vård &amp; Omsorg")


def test_a_draft_of_another_unit_is_not_shown_to_the_coordinating_one(client, kommun):
    comment(kommun, kommun.namnd, "<p>Inte färdigt.</p>")
    sign_in_as(client, Role.ADMINISTRATOR, kommun.ks)

    assertNotContains(page(client, kommun), "Inte färdigt.")


def test_a_goal_to_all_asks_every_nämnd(client, kommun):
    kommun.goal.addresses_all = True
    kommun.goal.save()
    create_org_unit(name="Ett bolag", kind=OrgUnit.Kind.COMPANY)
    create_org_unit(name="En nämnd till")
    sign_in_as(client, Role.CONTROLLER, kommun.ks)

    assertContains(page(client, kommun), "0 av 2 har lämnat")


def test_an_addressed_unit_writes_its_own_contribution_and_sees_no_drafts(client, kommun):
    comment(kommun, kommun.ks, "<p>Den gemensamma texten.</p>")
    assess(kommun, kommun.scale[0])
    sign_in_as(client, Role.CONTROLLER, kommun.namnd)

    response = page(client, kommun, unit=kommun.namnd)

    assertContains(response, "Lämna till samordnande")
    assertContains(response, EDITOR)
    assertNotContains(response, "Den gemensamma texten.")
    assertNotContains(response, "Vi väger in mer.")
    assert FORM not in response.text


def test_a_contribution_that_is_handed_over_is_text_and_can_be_opened(client, kommun):
    comment(kommun, kommun.namnd, handed_over_at="2026-01-19T14:40:00Z")
    sign_in_as(client, Role.CONTROLLER, kommun.namnd)

    response = page(client, kommun, unit=kommun.namnd)

    assertContains(response, "Bidraget är lämnat till Kommunstyrelsen 19 januari 2026 15:40.")
    assertContains(response, "Öppna igen")
    assert EDITOR not in response.text


def test_activities_of_units_the_user_does_not_read_are_left_out(client, kommun):
    create_activity(goal=kommun.goal, org_unit=kommun.namnd, title="Vår aktivitet")
    create_activity(goal=kommun.goal, org_unit=kommun.ks, title="Deras aktivitet")
    sign_in_as(client, Role.CONTROLLER, kommun.namnd)

    response = page(client, kommun, unit=kommun.namnd)

    assertContains(response, "Vår aktivitet")
    assertNotContains(response, "Deras aktivitet")
