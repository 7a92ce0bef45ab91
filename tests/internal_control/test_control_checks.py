"""What Avstämning finds in internal control."""

import datetime

import pytest

from kommunrapport.organisation.models import Occasion
from kommunrapport.quality.registry import Severity
from tests.control_factories import (
    create_control_conclusion,
    create_control_follow_up,
    create_control_plan,
    create_control_test,
    create_planned_control,
    create_risk,
    create_risk_rating,
)
from tests.factories import create_occasion
from tests.quality.checks import found_by

pytestmark = pytest.mark.django_db
IN_MAY = datetime.date(2025, 5, 15)
PASSED = datetime.date(2025, 4, 30)


def texts(rule, controlled, **scope):
    return [finding.text for finding in found_by(f"internal_control.{rule}", controlled.namnd, **scope)]


def test_a_control_whose_day_has_passed_without_a_result(controlled):
    controlled.control(test={"title": "Attest"}, due_on=PASSED)

    assert texts("results", controlled, today=IN_MAY) == ["Kontrollen Attest har inget resultat"]


@pytest.mark.parametrize("fields", [{"outcome": "none", "due_on": PASSED}, {"due_on": datetime.date(2025, 6, 1)}, {}])
def test_one_with_a_result_or_with_time_left_is_no_finding(controlled, fields):
    controlled.control(**fields)

    assert texts("results", controlled, today=IN_MAY) == []


def test_without_a_day_a_result_is_asked_for_when_the_year_is_due(controlled):
    controlled.control(test={"title": "Attest"}, due_text="Löpande")

    (finding,) = found_by("internal_control.results", controlled.namnd)

    assert finding.why == "Den skulle göras: Löpande."
    assert finding.url.endswith(f"/kontroller/#kontroll-{controlled.plan.controls.get().pk}")


def test_a_plan_occasion_asks_for_no_results(controlled):
    controlled.control(due_on=PASSED)
    occasion = create_occasion(year=2025, kind=Occasion.Kind.CONTROL_PLAN)

    assert texts("results", controlled, occasion=occasion) == []


def test_a_deviation_that_nothing_is_done_about(controlled):
    controlled.control(test={"title": "Attest"}, outcome="minor", finding="Två.")
    acted_on = controlled.control(outcome="serious", finding="Sju.")
    controlled.action(acted_on.control_test, year=2025)

    assert texts("deviations", controlled) == ["Kontrollen Attest visar en avvikelse, men ingen åtgärd finns"]


def test_an_action_that_was_closed_before_the_year_does_not_answer_its_deviation(controlled):
    planned = controlled.control(outcome="minor", finding="Två.")
    controlled.action(planned.control_test, year=2023, status="done", closed_on=datetime.date(2024, 3, 1))

    assert len(texts("deviations", controlled)) == 1


def test_an_action_past_its_day(controlled):
    controlled.action(text="Skriv en rutin.", due_on=PASSED, new_due_text="Hösten 2025")
    controlled.action(due_on=PASSED, status="done", closed_on=PASSED)
    controlled.action(due_text="Löpande")

    (finding,) = found_by("internal_control.late_actions", controlled.namnd, today=IN_MAY)

    assert finding.text == "Åtgärden Skriv en rutin är försenad"
    assert finding.why == "Den skulle vara klar 30 april 2025. Ny tid: Hösten 2025."


def test_of_two_earlier_actions_the_one_whose_control_nobody_wrote_of(controlled):
    followed_up, forgotten = (create_control_test(org_unit=controlled.namnd) for _ in range(2))
    create_control_follow_up(control_test=followed_up, year=2025)
    create_control_follow_up(control_test=forgotten, year=2024)
    controlled.action(followed_up, year=2024)
    controlled.action(forgotten, year=2024, text="Avsluta behörigheter")

    (finding,) = found_by("internal_control.follow_ups", controlled.namnd)

    assert finding.text == "Åtgärden Avsluta behörigheter är inte uppföljd"
    assert finding.url.endswith(f"/kontroller/{forgotten.pk}/uppfoljning/")


@pytest.mark.parametrize("fields", [{"remark": "Rutinen är på remiss."}, {"year": 2025}])
def test_a_remark_is_a_follow_up_and_the_year_itself_needs_none(controlled, fields):
    controlled.action(create_control_test(org_unit=controlled.namnd), **{"year": 2024} | fields)

    assert texts("follow_ups", controlled) == []


def test_before_the_units_last_day_a_missing_follow_up_is_something_to_know(controlled):
    controlled.action(create_control_test(org_unit=controlled.namnd), year=2024)

    (early,) = found_by("internal_control.follow_ups", controlled.namnd, today=IN_MAY)
    (late,) = found_by("internal_control.follow_ups", controlled.namnd)

    assert (early.severity, late.severity) == (Severity.INFO, Severity.WARNING)


def test_a_plan_that_nobody_decided(controlled):
    create_control_plan(org_unit=controlled.enhet, year=2025)

    (finding,) = found_by("internal_control.plan", controlled.namnd, today=IN_MAY)
    (before,) = found_by("internal_control.plan", controlled.namnd, today=datetime.date(2024, 12, 1))

    assert (finding.org_unit_id, finding.severity) == (controlled.enhet.pk, Severity.WARNING)
    assert before.severity == Severity.INFO


def test_a_year_that_nobody_concluded(controlled):
    assert texts("conclusion", controlled) == ["Den samlade bedömningen av intern kontroll saknas"]

    create_control_conclusion(org_unit=controlled.namnd, year=2025)

    assert texts("conclusion", controlled) == []


def test_a_risk_that_nobody_judged_this_year(controlled):
    risk = create_risk(org_unit=controlled.namnd, number=4, title="Fel lön")
    create_risk_rating(risk=risk, year=2024)
    create_risk_rating(risk=create_risk(org_unit=controlled.namnd), year=2025)
    create_risk(org_unit=controlled.namnd, valid_to=2024)

    assert texts("ratings", controlled) == ["Risk 4, Fel lön, är inte bedömd 2025"]


def test_a_risk_that_was_to_be_controlled_and_has_nothing_in_the_plan(controlled):
    risk = create_risk(org_unit=controlled.namnd, number=4, title="Fel lön", handling="control")
    planned = create_risk(org_unit=controlled.namnd, handling="control")
    controlled.control(test={"risk": planned})
    create_risk(org_unit=controlled.namnd, handling="watch")
    last_year = create_control_plan(org_unit=controlled.namnd, year=2024)
    create_planned_control(plan=last_year, control_test=create_control_test(org_unit=controlled.namnd, risk=risk))

    assert texts("planned", controlled) == ["Risk 4, Fel lön, har ingen kontroll i planen"]


RULES = ["results", "deviations", "late_actions", "follow_ups", "ratings", "planned"]


def test_what_is_confidential_is_told_without_its_name(controlled):
    risk = create_risk(org_unit=controlled.namnd, title="Hemlig", is_confidential=True, handling="control")
    planned = controlled.control(test={"title": "Hemlig", "is_confidential": True})
    controlled.control(test={"title": "Hemlig", "is_confidential": True}, outcome="minor", finding="Hemlig")
    hidden = {"text": "Hemlig", "new_due_text": "Hemlig", "due_on": PASSED}
    controlled.action(planned.control_test, year=2024, **hidden)

    found = [finding for rule in RULES for finding in found_by(f"internal_control.{rule}", controlled.namnd)]

    assert len(found) == len(RULES)
    assert not [finding for finding in found if "Hemlig" in f"{finding.text}{finding.why}{finding.where}"]
    assert not [finding for finding in found if f"/risker/{risk.pk}/" in finding.url]


@pytest.mark.parametrize("rule", [*RULES, "plan", "conclusion"])
def test_a_neighbours_rows_are_not_looked_at(controlled, rule):
    controlled.control(due_on=PASSED)
    controlled.control(outcome="minor", finding="Två.")
    controlled.action(year=2024, due_on=PASSED)
    create_risk(org_unit=controlled.namnd, handling="control")

    assert found_by(f"internal_control.{rule}", controlled.neighbour) == []
