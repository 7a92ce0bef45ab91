"""Proposing an assessment."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from goals.models import AssessmentLevel, GoalAssessment
from goals.services.assessments import propose_assessment
from kommunrapport.organisation.models import Occasion
from kommunrapport.records.saving import Conflict, Locked
from tests.factories import create_chapter, create_report, create_scale, create_user

pytestmark = pytest.mark.django_db


def propose(kommun, level, motivation="", version=0, by=None):
    return propose_assessment(
        goal=kommun.goal,
        occasion=kommun.occasion,
        level=level,
        motivation=motivation,
        version=version,
        by=by or create_user(),
    )


def test_what_is_proposed_is_stored_beside_what_the_rule_suggested(kommun):
    reached, on_way, _ = kommun.scale
    user = create_user()

    stored = propose(kommun, reached, "Vi väger in enkäten.", by=user)

    assert (stored.level, stored.suggested, stored.proposed_by) == (reached, on_way, user)
    assert stored.reasons[0] == "0 av 1 mätning når målvärdet."
    assert stored.proposed_at is not None


def test_another_level_than_the_suggested_needs_a_motivation(kommun):
    with pytest.raises(ValidationError) as refusal:
        propose(kommun, kommun.scale[0], "   ")

    assert refusal.value.message_dict == {
        "motivation": ["Förslaget är På rätt väg. Skriv varför er bedömning är en annan."]
    }
    assert not GoalAssessment.objects.exists()


def test_the_database_itself_asks_why(kommun):
    reached, on_way, _ = kommun.scale
    with pytest.raises(IntegrityError, match="goals_goal_assessment_says_why"):
        GoalAssessment.objects.create(goal=kommun.goal, occasion=kommun.occasion, level=reached, suggested=on_way)


def test_without_a_suggestion_no_motivation_is_needed(kommun):
    kommun.goal.goal_measures.all().delete()

    assert propose(kommun, kommun.scale[0]).suggested is None


def test_who_saw_nothing_does_not_overwrite_what_somebody_proposed(kommun):
    propose(kommun, kommun.scale[1])

    with pytest.raises(Conflict):
        propose(kommun, kommun.scale[2], "För lågt.", version=0)


def test_the_same_proposal_sent_twice_keeps_who_and_when(kommun):
    first = propose(kommun, kommun.scale[1])
    again = propose(kommun, kommun.scale[1], version=0)

    assert (again.proposed_by, again.proposed_at, again.version) == (first.proposed_by, first.proposed_at, 1)


def test_a_level_of_another_occasion_is_refused(kommun):
    create_scale(Occasion.Kind.HALF_YEAR)
    other = AssessmentLevel.objects.get(occasion_kind=Occasion.Kind.HALF_YEAR, meaning="on_way")

    with pytest.raises(ValidationError, match="hör till tillfället"):
        propose(kommun, other)


def test_locked_figures_take_no_assessment(kommun):
    kommun.lock()

    with pytest.raises(Locked, match="Låst för inmatning"):
        propose(kommun, kommun.scale[1])


def test_a_report_that_is_sent_out_takes_no_assessment_of_its_goals(kommun):
    report = create_report(org_unit=kommun.ks, occasion=kommun.occasion, state="proposal")
    create_chapter(report=report, subject_key=f"goals.goal:{kommun.goal.pk}")

    with pytest.raises(Locked, match="texterna kan inte ändras"):
        propose(kommun, kommun.scale[1])


def test_a_report_about_other_things_stands_in_nobodys_way(kommun):
    create_report(org_unit=kommun.ks, occasion=kommun.occasion, state="proposal")

    assert propose(kommun, kommun.scale[1]).pk
