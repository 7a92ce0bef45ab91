"""The decision on a report fixes the assessments that stood in it."""

import pytest

from goals.models import GoalAssessment
from goals.services.assessments import propose_assessment
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.roles import Role
from kommunrapport.records.saving import Locked
from tests.factories import create_chapter, create_goal, create_member, create_org_unit, create_scale
from tests.reports.desk import create_report_of_unit
from tests.reports.flow.way import DECISION, decide, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return create_org_unit(slug="ks", kind=OrgUnit.Kind.EXECUTIVE_BOARD)


@pytest.fixture
def secretary(unit):
    return create_member(Role.SECRETARY, unit)


@pytest.fixture
def report(unit):
    """A report that sums up the goals and has no chapter for each."""
    report = create_report_of_unit(unit)
    create_chapter(report=report, heading="Målen")
    return report


def _assess(goal, report, by, place=0, version=0):
    level = create_scale()[place] if not GoalAssessment.objects.exists() else _levels(report)[place]
    return propose_assessment(goal=goal, occasion=report.occasion, level=level, motivation="", version=version, by=by)


def _levels(report):
    stored = GoalAssessment.objects.first()
    return list(type(stored.level).objects.order_by("order"))


def test_an_assessment_is_fixed_with_body_and_day(report, unit, secretary):
    goal = create_goal(coordinating_unit=unit)
    _assess(goal, report, secretary)

    decide(report, secretary)

    stored = GoalAssessment.objects.get()
    assert (stored.decided_by, stored.decided_on) == (DECISION.body, DECISION.decided_on)
    assert stored.history.first().history_user == secretary


def test_a_fixed_assessment_is_changed_in_a_correction_and_at_no_other_time(report, unit, secretary):
    goal = create_goal(coordinating_unit=unit)
    _assess(goal, report, secretary)
    decide(report, secretary)
    version = GoalAssessment.objects.get().version

    with pytest.raises(Locked, match="beslutad av Kommunstyrelsen 24 februari 2026"):
        _assess(goal, report, secretary, place=1, version=version)
    take(report, "correct", secretary)

    assert _assess(goal, report, secretary, place=1, version=version).level == _levels(report)[1]


def test_the_assessments_of_another_unit_are_left_to_its_own_decision(report, secretary):
    goal = create_goal(addresses_all=True)
    _assess(goal, report, secretary)

    decide(report, secretary)

    assert GoalAssessment.objects.get().decided_on is None
