"""Mål: which goals stand on the list, and what it says of each."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains

from goals.models import FocusArea, GoalAssessment, GoalComment
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.roles import Role
from tests.factories import (
    create_activity,
    create_chapter,
    create_goal,
    create_goal_level,
    create_org_unit,
    create_position,
    create_report,
)
from tests.goals.steering import HTMX, follow, sign_in_as

pytestmark = pytest.mark.django_db


def page(client, kommun, query="", **options):
    return client.get(kommun.url("goal_list", **options) + query)


def assess(kommun, level, **fields):
    GoalAssessment.objects.create(goal=kommun.goal, occasion=kommun.occasion, level=level, motivation="Så är det.")


READERS = [Role.READER, Role.MANAGER, Role.CONTROLLER, Role.SECRETARY, Role.POLITICIAN, Role.ADMINISTRATOR]


@pytest.mark.parametrize("role", [*READERS, Role.SUBJECT_OWNER])
def test_each_role_of_the_unit_reads_the_list(client, kommun, role):
    sign_in_as(client, role, kommun.ks)

    assertContains(page(client, kommun), "Företagsvänlig kommun")


def test_another_nämnds_list_is_not_found(client, kommun):
    sign_in_as(client, Role.CONTROLLER, kommun.namnd)

    assert page(client, kommun).status_code == 404


def test_who_oversees_sees_the_list_when_it_is_locked(client, kommun):
    sign_in_as(client, Role.AUDITOR, kommun.ks)
    assert page(client, kommun).status_code == 404

    kommun.lock()

    assertContains(page(client, kommun), "Företagsvänlig kommun")


def test_figures_stand_beside_the_target(client, kommun):
    sign_in_as(client, Role.READER, kommun.ks)

    response = page(client, kommun)

    assertContains(response, '<td class="num" data-label="2024">70</td>', html=True)
    assertContains(response, "<strong>80</strong>", html=True)
    assertContains(response, '<td class="num" data-label="Målvärde">90</td>', html=True)


def test_the_lead_says_who_decided_and_how_it_stands(client, kommun):
    create_goal(coordinating_unit=kommun.ks, number="9", decided_by="Kommunstyrelsen")
    assess(kommun, kommun.scale[0])
    sign_in_as(client, Role.READER, kommun.ks)

    said = "1 mål från kommunfullmäktige och 1 från kommunstyrelsen: 1 nått och 1 ej bedömt."
    assertContains(page(client, kommun), said)


def test_htmx_gets_only_the_list(client, kommun):
    sign_in_as(client, Role.READER, kommun.ks)

    response = client.get(kommun.url("goal_list"), headers=HTMX)

    assertNotContains(response, "<h1>")
    assertContains(response, 'id="mal"')


def test_the_filter_on_assessment_keeps_the_rest_away(client, kommun):
    create_goal(coordinating_unit=kommun.ks, title="Ett annat mål")
    assess(kommun, kommun.scale[1])
    sign_in_as(client, Role.READER, kommun.ks)

    assertNotContains(page(client, kommun, f"?bedomning={kommun.scale[1].pk}"), "Ett annat mål")
    assertNotContains(page(client, kommun, "?bedomning=saknas"), "Företagsvänlig kommun")


def test_the_filter_on_level_keeps_the_rest_away(client, kommun):
    level = create_goal_level(name="Kommunstyrelsens mål")
    create_goal(coordinating_unit=kommun.ks, level=level, title="Eget mål")
    sign_in_as(client, Role.READER, kommun.ks)

    response = page(client, kommun, f"?niva={level.pk}")

    assertContains(response, "Eget mål")
    assertNotContains(response, "Företagsvänlig kommun")


@pytest.mark.parametrize("query", ["?bedomning=99999", "?niva=abc", "?bedomning=%00"])
def test_a_filter_nobody_offered_shows_all(client, kommun, query):
    sign_in_as(client, Role.READER, kommun.ks)

    assertContains(page(client, kommun, query), "Företagsvänlig kommun")


def test_my_goals_are_those_where_my_position_answers_for_something(client, kommun):
    user = sign_in_as(client, Role.CONTROLLER, kommun.ks)
    mine = create_position(org_unit=kommun.ks, holder=user)
    owned = create_goal(coordinating_unit=kommun.ks, title="Min mätning")
    follow(owned, owner=mine)
    active = create_goal(coordinating_unit=kommun.ks, title="Min aktivitet")
    create_activity(goal=active, org_unit=kommun.ks).responsible.add(mine)

    response = page(client, kommun, "?mina=on")

    assertContains(response, "Min mätning")
    assertContains(response, "Min aktivitet")
    assertNotContains(response, "Företagsvänlig kommun")


def test_an_empty_filter_offers_the_way_back(client, kommun):
    sign_in_as(client, Role.READER, kommun.ks)

    assertContains(page(client, kommun, f"?bedomning={kommun.scale[0].pk}"), "Inga mål passar urvalet")


def test_a_year_without_goals_says_so(client, kommun):
    kommun.goal.valid_to = 2024
    kommun.goal.save()
    sign_in_as(client, Role.READER, kommun.ks)

    assertContains(page(client, kommun), "Inga mål för 2025 ännu")


def test_a_year_the_kommun_has_not_opened_is_not_found(client, kommun):
    sign_in_as(client, Role.READER, kommun.ks)

    assert client.get("/1999/ks/mal/").status_code == 404


def test_goals_stand_under_their_areas_when_there_are_any(client, kommun):
    kommun.goal.focus_area = FocusArea.objects.create(name="Näringsliv")
    kommun.goal.save()
    create_goal(coordinating_unit=kommun.ks, title="Utan område")
    sign_in_as(client, Role.READER, kommun.ks)

    text = page(client, kommun).text

    assert text.index("Näringsliv</h2>") < text.index("Företagsvänlig") < text.index("Övriga mål</h2>")


def test_a_goal_under_another_stands_after_it(client, kommun):
    create_goal(coordinating_unit=kommun.ks, title="Först i ordning", order=0, number="1")
    below = create_goal(coordinating_unit=kommun.ks, title="Delmålet", parent=kommun.goal, order=0, number="0")
    sign_in_as(client, Role.READER, kommun.ks)

    text = page(client, kommun).text

    assert text.index("Företagsvänlig kommun") < text.index(below.title)


@pytest.mark.parametrize(
    ("status", "word"), [("ready", "Klar"), ("reviewed", "Klar"), ("returned", "Återlämnad"), ("draft", "Saknas")]
)
def test_the_state_of_the_text_is_that_of_its_chapter(client, kommun, status, word):
    report = create_report(org_unit=kommun.ks, occasion=kommun.occasion)
    create_chapter(report=report, subject_key=f"goals.goal:{kommun.goal.pk}", status=status)
    sign_in_as(client, Role.READER, kommun.ks)

    assertContains(page(client, kommun), word)


def test_an_addressed_unit_sees_that_its_contribution_is_missing_drafted_and_handed_over(client, kommun):
    sign_in_as(client, Role.CONTROLLER, kommun.namnd)
    assertContains(page(client, kommun, unit=kommun.namnd), "Ert bidrag saknas")

    key = {"goal": kommun.goal, "org_unit": kommun.namnd, "occasion": kommun.occasion, "kind": kommun.kind}
    comment = GoalComment.objects.create(text="<p>Bra</p>", **key)
    assertContains(page(client, kommun, unit=kommun.namnd), "Utkast")

    comment.handed_over_at = datetime.datetime(2026, 1, 20, tzinfo=datetime.UTC)
    comment.save()
    assertContains(page(client, kommun, unit=kommun.namnd), "Lämnad")


def test_an_addressed_unit_does_not_see_what_another_proposes(client, kommun):
    assess(kommun, kommun.scale[0])
    sign_in_as(client, Role.CONTROLLER, kommun.namnd)

    response = page(client, kommun, unit=kommun.namnd)

    assertContains(response, "Kommunstyrelsen bedömer")
    assertNotContains(response, "is-good")


def test_a_unit_under_the_nämnd_works_with_the_nämnds_goals(client, kommun):
    below = create_org_unit(slug="naringsliv", kind=OrgUnit.Kind.UNIT, parent=kommun.ks)
    sign_in_as(client, Role.MANAGER, below)

    assertContains(page(client, kommun, unit=below), "Företagsvänlig kommun")


def test_what_should_have_been_entered_by_now_is_said_to_who_enters(client, kommun, time_machine):
    time_machine.move_to(datetime.datetime(2026, 1, 26, 12, tzinfo=datetime.UTC))
    kommun.occasion.unit_deadline = datetime.date(2026, 1, 25)
    kommun.occasion.save()
    follow(kommun.goal, now=None, name="Företagens omdöme")
    sign_in_as(client, Role.CONTROLLER, kommun.ks)

    assertContains(page(client, kommun), "En mätning skulle ha haft ett utfall för 2025 nu")
    assertContains(page(client, kommun), "Företagens omdöme.")


def test_the_list_takes_the_same_queries_for_one_goal_and_for_fifty(client, kommun):
    sign_in_as(client, Role.CONTROLLER, kommun.ks)
    one = queries_of(client, kommun)

    for number in range(49):
        goal = create_goal(coordinating_unit=kommun.ks, level=kommun.goal.level, order=number)
        goal.addressed_units.add(kommun.namnd)
        follow(goal)

    assert queries_of(client, kommun) == one


def queries_of(client, kommun) -> int:
    with CaptureQueriesContext(connection) as queries:
        page(client, kommun)
    return len(queries)
