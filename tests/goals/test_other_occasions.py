"""The pages of a year seen through its delår: own outcomes, question, scale and lock, and never the full year's."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from goals.models import AssessmentLevel, AssessmentRule, GoalAssessment
from kommunrapport.measures.models import Measure, Observation, Target
from kommunrapport.organisation.models import Occasion, Submission
from kommunrapport.organisation.period import Period
from kommunrapport.organisation.roles import Role
from kommunrapport.reports.models import Report
from tests.factories import create_municipality, create_observation, create_occasion, create_report, create_scale
from tests.goals.steering import HTMX, YEAR, make_kommun, sign_in_as

pytestmark = pytest.mark.django_db

DELAR = Period(YEAR, Occasion.Kind.HALF_YEAR)
QUESTION = "Bedöms målet nås vid årets slut?"
LISTS = [
    "web:start",
    "web:submission",
    "goals:goal_list",
    "goals:outcome_list",
    "goals:directive_list",
    "goals:guideline_list",
    "goals:activity_list",
    "reports:report_list",
]


@pytest.fixture
def kommun(client):
    """A kommun with a delår whose question and levels are its own, seen by the controller of ks."""
    create_municipality()
    made = make_kommun()
    create_occasion(year=YEAR, kind=DELAR.kind)
    for level in create_scale(DELAR.kind):
        level.short = f"{level.short} vid årets slut"
        level.save()
    AssessmentRule.objects.filter(occasion_kind=DELAR.kind).update(question=QUESTION)
    sign_in_as(client, Role.CONTROLLER, made.ks)
    return made


def at(name, *args, period=DELAR):
    return reverse(name, args=[period, "ks", *args])


def submission(kind):
    return Submission.objects.get(occasion__year=YEAR, occasion__kind=kind)


def enter(client, period, value, version=0):
    data = {"value": value, "version": version}
    url = at("goals:outcome_edit", Measure.objects.get().slug, "value_total_all", period=period)
    return client.post(url, data, headers=HTMX)


@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_seen_through_the_delar_and_leads_on_in_it(client, kommun, name):
    page = client.get(at(name))

    assert page.status_code == 200
    assert f"delår {YEAR}" in page.text
    assert f'href="/{YEAR}-delar/ks/mal/"' in page.text
    assert page.text.count('aria-current="true">2025 delår – öppet') == 1


def test_the_switcher_has_every_occasion_of_a_kind_with_an_address(client, kommun):
    create_occasion(year=YEAR, kind=Occasion.Kind.CONTROL_PLAN)
    create_occasion(year=YEAR - 1, kind=Occasion.Kind.TERTIAL)
    kommun.lock()

    page = client.get(at("goals:goal_list")).text

    shown = re.findall(r'<li><a href="([^"]+)"[^>]*>(\d+[^<]*) – (\w+)<', page)
    assert shown == [
        ("/2025/ks/mal/", "2025", "låst"),
        ("/2025-delar/ks/mal/", "2025 delår", "öppet"),
        ("/2024-tertial/ks/mal/", "2024 tertial 1", "öppet"),
    ]


def test_home_is_the_full_year_also_while_a_delar_is_open(client, kommun):
    assert client.get("/").url == f"/{YEAR}/ks/"


def test_home_is_where_the_open_report_is(client, kommun):
    create_report(org_unit=kommun.ks, occasion=Occasion.objects.get(kind=DELAR.kind))

    assert client.get("/").url == f"/{YEAR}-delar/ks/"


@pytest.mark.parametrize("name", LISTS)
def test_a_part_of_the_year_that_is_not_followed_up_is_not_found(client, kommun, name):
    assert client.get(at(name, period=Period(YEAR, "october"))).status_code == 404


def test_an_outcome_at_the_delar_leaves_the_full_year_as_it_was(client, kommun):
    Observation.objects.filter(year=YEAR).delete()

    assert enter(client, DELAR, "77").status_code == 200

    saved = Observation.objects.get(year=YEAR)
    assert (saved.part, saved.value) == (DELAR.kind, 77)
    assert 'value="77"' in client.get(at("goals:outcome_list")).text
    assert 'value="77"' not in client.get(at("goals:outcome_list", period=YEAR)).text


def test_an_outcome_of_the_delar_is_taken_back_there(client, kommun):
    enter(client, DELAR, "77")
    key = f"{Measure.objects.get().slug}/value_total_all/1"

    client.post(at("goals:outcome_undo"), {"undo": key}, headers=HTMX)

    assert Observation.objects.get(year=YEAR).part == "full_year"


def test_the_delar_is_compared_with_the_delar_before_and_the_target_of_the_year(client, kommun):
    create_observation(measure=Measure.objects.get(), org_unit=kommun.ks, year=YEAR - 1, part=DELAR.kind, value=60)
    enter(client, DELAR, "77")

    page = client.get(at("measures:measure_detail", Measure.objects.get().slug)).text

    assert f"Utfall delår {YEAR}: 77" in page
    assert f"delår {YEAR - 1}" in page
    assert ">80<" not in page
    assert f"Målvärde {YEAR}<" in page
    assert Target.objects.get().year == YEAR


def test_a_locked_delar_leaves_the_full_year_open(client, kommun):
    client.post(at("web:submission"), {"state": "locked", "version": 0})

    assert submission(DELAR.kind).state == "locked"
    assert "Låst" in enter(client, DELAR, "77").text
    assert not Observation.objects.filter(part=DELAR.kind).exists()
    assert enter(client, YEAR, "81", version=1).status_code == 200
    assert Observation.objects.get(year=YEAR).value == Decimal(81)


def test_a_locked_full_year_closes_activities_and_leaves_the_delar_open(client, kommun):
    kommun.lock()

    assert enter(client, DELAR, "77").status_code == 200
    assert Observation.objects.filter(part=DELAR.kind).exists()
    assert "Låst för inmatning" in client.get(at("goals:activity_list")).text


def test_who_oversees_reads_the_locked_delar_but_not_what_belongs_to_the_open_year(client, kommun):
    client.post(at("web:submission"), {"state": "locked", "version": 0})
    sign_in_as(client, Role.AUDITOR, kommun.ks.parent)

    assert client.get(at("goals:outcome_list")).status_code == 200
    assert client.get(at("goals:outcome_list", period=YEAR)).status_code == 404
    assert client.get(at("goals:activity_list")).status_code == 404


def test_the_history_of_a_measure_is_that_of_its_occasion(client, kommun):
    enter(client, DELAR, "77")
    enter(client, YEAR, "81", version=1)

    page = client.get(at("measures:measure_detail", Measure.objects.get().slug)).text

    assert "<td>77</td>" in page
    assert "<td>81</td>" not in page


def test_a_goal_is_assessed_with_the_question_and_scale_of_the_delar(client, kommun):
    enter(client, DELAR, "77")

    page = client.get(at("goals:goal_detail", kommun.goal.pk)).text

    assert QUESTION in page
    assert f"är bättre än delår {YEAR - 1}." in page
    assert "På rätt väg vid årets slut" in page
    assert QUESTION not in client.get(kommun.url("goal_detail", kommun.goal.pk)).text


def test_an_assessment_at_the_delar_is_the_delars(client, kommun):
    level = AssessmentLevel.objects.get(occasion_kind=DELAR.kind, meaning="reached")
    data = {"level": level.pk, "motivation": "Det går bra.", "version": 0}

    client.post(at("goals:assessment_propose", kommun.goal.pk), data)

    assert GoalAssessment.objects.get().occasion.kind == DELAR.kind
    assert level.short not in client.get(kommun.url("goal_list")).text


def test_reports_are_listed_with_their_occasion(client, kommun):
    delar = Occasion.objects.get(kind=DELAR.kind)
    create_report(slug="delar", title="Delårsrapport", org_unit=kommun.ks, occasion=delar)
    create_report(slug="ar", title="Årsredovisning", org_unit=kommun.ks, occasion=kommun.occasion)

    page = client.get(at("reports:report_list")).text

    assert f"Delårsrapport {YEAR}" in page
    assert f"Årsredovisning {YEAR}" not in page
    assert f"Delårsrapport {YEAR}" not in client.get(at("reports:report_list", period=YEAR)).text
    assert client.get(at("reports:report_read", "delar")).status_code == 200
    assert client.get(at("reports:report_read", "delar", period=YEAR)).status_code == 404


def test_a_new_report_is_of_the_occasion_it_is_made_in(client, kommun):
    page = client.get(at("reports:report_create")).text

    delar = Occasion.objects.get(kind=DELAR.kind)
    assert f'<option value="{delar.pk}" selected>' in page
    assert not Report.objects.exists()
