"""The page of one goal: what it shows, to whom."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains

from goals.models import FocusArea, GoalAssessment, GoalComment, Vision
from kommunrapport.measures.models import Observation, Target
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.roles import Role
from tests.factories import (
    create_activity,
    create_chapter,
    create_goal,
    create_member,
    create_org_unit,
    create_position,
    create_report,
    create_user,
)
from tests.goals.steering import follow, sign_in_as

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


@pytest.mark.parametrize(
    ("role", "writes"),
    [
        (Role.READER, False),
        (Role.MANAGER, False),
        (Role.SUBJECT_OWNER, False),
        (Role.CONTROLLER, True),
        (Role.SECRETARY, False),
        (Role.POLITICIAN, False),
        (Role.ADMINISTRATOR, True),
    ],
)
def test_who_writes_the_units_texts_gets_the_fields_and_others_read(client, kommun, role, writes):
    comment(kommun, kommun.ks)
    sign_in_as(client, role, kommun.ks)

    response = page(client, kommun)

    assertContains(response, "”Det ska bli bättre”")
    assertContains(response, "Så här gick det.")
    assert (FORM in response.text, EDITOR in response.text) == (writes, writes)


def test_who_is_responsible_for_the_goals_chapter_writes_about_it(client, kommun):
    user = sign_in_as(client, Role.MANAGER, kommun.ks)
    position = kommun.ks.positions.create(title="Näringslivschef", holder=user)
    report = create_report(org_unit=kommun.ks, occasion=kommun.occasion)
    create_chapter(report=report, responsible=position, subject_key=f"goals.goal:{kommun.goal.pk}")

    assertContains(page(client, kommun), EDITOR)


@pytest.mark.parametrize("role", Role.values)
def test_a_neighbour_does_not_find_the_page(client, kommun, role):
    other = create_org_unit(slug="annan")
    sign_in_as(client, role, other)
    expected = 200 if role in (Role.ADMINISTRATOR, Role.SUBJECT_OWNER) else 404  # these two see all units

    assert page(client, kommun).status_code == expected


def test_a_goal_that_does_not_concern_the_unit_is_not_found_there(client, kommun):
    other = create_org_unit(slug="annan")
    sign_in_as(client, Role.CONTROLLER, other)

    assert page(client, kommun, unit=other).status_code == 404


def test_a_measure_is_read_against_last_year_and_target(client, kommun):
    sign_in_as(client, Role.READER, kommun.ks)

    response = page(client, kommun)

    assertContains(response, "Bättre än 2024, 10 kvar till målet")
    assertContains(response, "Nöjd kund-index, 2023: uppgift saknas, 2024: 70, 2025: 80. Målvärde 90.")


def test_a_missing_outcome_says_so_and_leads_to_where_it_is_entered(client, kommun):
    follow(kommun.goal, now=None, name="Trygghet")
    sign_in_as(client, Role.CONTROLLER, kommun.ks)

    response = page(client, kommun)

    assertContains(response, "Inget utfall ännu")
    assertContains(response, 'Registrera<span class="visually-hidden"> Trygghet</span>', html=False)


def test_a_reason_for_a_missing_outcome_is_shown(client, kommun):
    Observation.objects.filter(year=2025).update(value=None, status="not_measured")
    sign_in_as(client, Role.READER, kommun.ks)

    assertContains(page(client, kommun), "Inget utfall: ej mätt")


def test_the_suggestion_stands_with_its_reasons_and_the_occasions_question(client, kommun):
    sign_in_as(client, Role.CONTROLLER, kommun.ks)

    response = page(client, kommun)

    assertContains(response, "Förslag: På rätt väg")
    assertContains(response, "0 av 1 mätning når målvärdet.")
    assertContains(response, "Har målet nåtts?")


def test_an_outcome_that_changed_the_suggestion_is_told(client, kommun):
    assess(kommun, kommun.scale[1], suggested=kommun.scale[1])
    Observation.objects.filter(year=2025).update(value=95)
    sign_in_as(client, Role.CONTROLLER, kommun.ks)

    said = "Utfallen har ändrats sedan bedömningen gjordes. Förslaget är nu Nått."
    assertContains(page(client, kommun), said)


def test_an_outcome_that_leaves_the_suggestion_is_not_told(client, kommun):
    assess(kommun, kommun.scale[1], suggested=kommun.scale[1])
    Observation.objects.filter(year=2025).update(value=85)
    sign_in_as(client, Role.CONTROLLER, kommun.ks)

    assertNotContains(page(client, kommun), "Utfallen har ändrats")


def test_an_outcome_that_went_missing_takes_the_suggestion_away(client, kommun):
    assess(kommun, kommun.scale[1], suggested=kommun.scale[1])
    Target.objects.all().delete()
    sign_in_as(client, Role.CONTROLLER, kommun.ks)

    assertContains(page(client, kommun), "Det går inte längre att räkna fram ett förslag.")


def test_who_proposed_and_when_stands_there(client, kommun):
    proposed = {"proposed_by": create_user(name="Controllern")}
    proposed["proposed_at"] = datetime.datetime(2026, 1, 24, 9, 30, tzinfo=datetime.UTC)
    assess(kommun, kommun.scale[0], suggested=kommun.scale[1], **proposed)
    sign_in_as(client, Role.READER, kommun.ks)

    assertContains(page(client, kommun), "Föreslagen av Controllern 24 januari 2026 10:30.")
    assertContains(page(client, kommun), "Vi väger in mer.")


def test_a_locked_unit_shows_why_and_text_instead_of_fields(client, kommun):
    comment(kommun, kommun.ks)
    kommun.lock(reason="Bokslutet är klart.")
    sign_in_as(client, Role.CONTROLLER, kommun.ks)

    response = page(client, kommun)

    assertContains(response, "Låst för inmatning sedan 25 januari 2026")
    assertContains(response, "Så här gick det.")
    assert FORM not in response.text
    assert EDITOR not in response.text


def test_a_report_that_is_sent_out_locks_the_goals_in_it(client, kommun):
    report = create_report(org_unit=kommun.ks, occasion=kommun.occasion, state="proposal")
    create_chapter(report=report, subject_key=f"goals.goal:{kommun.goal.pk}")
    sign_in_as(client, Role.CONTROLLER, kommun.ks)

    response = page(client, kommun)

    assertContains(response, "Rapporten är utskickad till nämnden")
    assert EDITOR not in response.text


def test_the_red_thread_goes_from_the_vision_to_the_chapter(client, kommun):
    Vision.objects.create(title="Vision 2030", wording="Vi växer", valid_from=2020)
    kommun.goal.focus_area = FocusArea.objects.create(name="Näringsliv")
    kommun.goal.parent = create_goal(coordinating_unit=kommun.ks, number="4", title="Övermålet")
    kommun.goal.save()
    below = create_goal(coordinating_unit=kommun.ks, parent=kommun.goal, title="Delmålet")
    report = create_report(org_unit=kommun.ks, occasion=kommun.occasion, title="Årsredovisningen")
    chapter = create_chapter(report=report, subject_key=f"goals.goal:{kommun.goal.pk}")
    sign_in_as(client, Role.CONTROLLER, kommun.ks)

    thread = page(client, kommun).text.partition('class="thread"')[2].partition("</ol>")[0]

    order = ["Vi växer", "Näringsliv", "4 Övermålet", 'class="here"', below.title, "Årsredovisningen 2025"]
    assert [thread.index(text) for text in order] == sorted(thread.index(text) for text in order)
    assert f"/2025/ks/rapporter/{report.slug}/{chapter.pk}/" in thread


def test_the_page_takes_the_same_queries_for_one_measure_and_for_twenty(client, kommun):
    create_activity(goal=kommun.goal, org_unit=kommun.ks)
    sign_in_as(client, Role.CONTROLLER, kommun.ks)
    one = queries_of(client, kommun)

    for _ in range(19):
        follow(kommun.goal)
        create_activity(goal=kommun.goal, org_unit=kommun.ks)

    assert queries_of(client, kommun) == one


def queries_of(client, kommun) -> int:
    with CaptureQueriesContext(connection) as queries:
        page(client, kommun)
    return len(queries)


def test_who_is_responsible_for_the_goals_chapter_writes_from_the_own_unit_too(client, kommun):
    unit = create_org_unit(slug="naringsliv", kind=OrgUnit.Kind.UNIT, parent=kommun.ks)
    manager = create_member(Role.MANAGER, unit)
    report = create_report(org_unit=kommun.ks, occasion=kommun.occasion)
    position = create_position(org_unit=unit, holder=manager)
    create_chapter(report=report, responsible=position, subject_key=f"goals.goal:{kommun.goal.pk}")
    client.force_login(manager)

    client.post(
        kommun.url("comment_write", kommun.goal.pk, kommun.kind.pk, unit=unit), {"version": "0", "text": "<p>Så.</p>"}
    )

    comment = GoalComment.objects.get()
    assert (comment.org_unit, comment.text) == (kommun.ks, "<p>Så.</p>")
