"""The rules together take the same queries for one row of everything as for three, and none of them breaks."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kommunrapport.measures.models import Measure, MeasureList, MeasureListItem
from kommunrapport.organisation.models import Occasion, OrgUnit
from kommunrapport.quality.checking import run_checks
from kommunrapport.quality.registry import RULES
from kommunrapport.quality.scope import check_scope
from kommunrapport.reports.models import ChapterSection
from tests.access.world import OWN, YEAR, make_world, more_of_everything
from tests.factories import (
    create_accepted_finding,
    create_activity,
    create_chapter,
    create_directive,
    create_goal,
    create_goal_measure,
    create_measure,
    create_observation,
    create_org_unit,
)

pytestmark = pytest.mark.django_db
AFTER_ALL = datetime.date(2026, 6, 1)


@pytest.fixture
def place(db):
    return make_world().places[OWN]


def _faults(unit: OrgUnit, number: int) -> None:
    """One of everything that the rules look for."""
    report, occasion = unit.reports.get(occasion__year=YEAR), Occasion.objects.get(year=YEAR)
    below = create_org_unit(parent=unit)
    total = create_measure(kolada_id=f"N{number}")
    create_observation(measure=total, org_unit=below, value=10)
    part = create_measure(parent=total, part="component", kolada_id=f"N{number}")
    create_observation(measure=part, org_unit=below, value=3, precision=1)
    goal = create_goal(coordinating_unit=below)
    expected = create_measure()
    create_goal_measure(goal=goal, measure=expected)
    create_observation(measure=expected, org_unit=below, value=None, status="expected", expected_on="2026-01-01")
    counted = create_measure()
    for sex, value in (("total", 120), ("women", 70), ("men", 40)):
        create_observation(measure=counted, org_unit=below, kind="count", sex=sex, value=value)
    _faults_between_figures(below, total, counted)
    create_activity(goal=goal, org_unit=below)
    create_directive(addressed=below, report_by="2026-01-01")
    chapter = create_chapter(report=report, deadline="2026-01-01")
    ChapterSection.objects.create(chapter=chapter, key="reports.measure_table", params={"measure_list": f"l{number}"})
    measures = MeasureList.objects.create(slug=f"l{number}", title="Lista")
    MeasureListItem.objects.create(measure_list=measures, order=1, measure=create_measure())
    create_accepted_finding(org_unit=below, occasion=occasion, key=str(number))


def _faults_between_figures(unit: OrgUnit, total: Measure, counted: Measure) -> None:
    """More in a "varav" than in all, a share that is not what the counts give, a growth that nothing grew, a survey
    that is hidden."""
    create_observation(measure=create_measure(parent=total, part="subset"), org_unit=unit, value=12)
    for sex in ("women", "men"):
        create_observation(measure=counted, org_unit=unit, kind="share", sex=sex, value=50)
    percent = create_measure(measurement_unit="%", least_answers=7)
    for sex, value in (("total", 90), ("women", 70), ("men", 40)):
        create_observation(measure=percent, org_unit=unit, sex=sex, value=value, answers=40)
    hidden = create_measure(least_answers=7)
    create_observation(measure=hidden, org_unit=unit, answers=3)
    create_observation(measure=total, org_unit=unit, year=2024, value=8)
    create_observation(measure=create_measure(growth_of=total), org_unit=unit, value=5)


def _run(unit):
    with CaptureQueriesContext(connection) as queries:
        asked_anew = OrgUnit.objects.get(pk=unit.pk)  # as in a request of its own
        found = run_checks(check_scope(asked_anew, Occasion.objects.get(year=YEAR), AFTER_ALL))
    return [query["sql"] for query in queries], found


def test_three_rows_of_everything_take_the_queries_of_one(place):
    _faults(place.org_unit, 1)
    few, found = _run(place.org_unit)
    more_of_everything(place, 2)
    for number in (2, 3):
        _faults(place.org_unit, number)

    many, found_more = _run(place.org_unit)

    assert len(found_more) > len(found)
    assert len(many) == len(few), "\n".join(sql for sql in many if many.count(sql) > 1 or sql not in few)


def test_no_rule_breaks(place):
    _faults(place.org_unit, 1)

    _, found = _run(place.org_unit)

    assert [checked.rule.key for checked in found if checked.finding.key == "rule"] == []
    assert {checked.rule.key for checked in found} >= {key for key in RULES if key.startswith("measures.")} - {
        "measures.target"
    }
