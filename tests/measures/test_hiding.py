"""Results of surveys that too few have answered, and what they could be computed of."""

from decimal import Decimal
from pathlib import Path

import pytest

from kommunrapport.measures.changes import changes_of
from kommunrapport.measures.models import Observation
from kommunrapport.measures.series import Breakdown, Wanted, read_series, read_wanted
from kommunrapport.measures.services import record_outcome
from tests.factories import create_measure, create_observation, create_org_unit, create_target, create_user
from tests.measures.surveys import FEW, GIVES_AWAY, UNKNOWN, answered, create_survey, why_hidden

pytestmark = pytest.mark.django_db
YEARS = [2023, 2024, 2025]


@pytest.fixture
def unit(db):
    return create_org_unit()


@pytest.mark.parametrize(("answers", "why"), [(None, UNKNOWN), (0, FEW), (6, FEW), (7, ""), (70, "")])
def test_a_result_is_shown_when_enough_have_answered(unit, answers, why):
    assert why_hidden(answered(create_survey(), unit, answers)) == why


def test_a_measure_that_is_no_survey_is_shown_and_costs_no_query(unit, django_assert_num_queries):
    outcome = create_observation(org_unit=unit)

    with django_assert_num_queries(1):
        assert why_hidden(outcome) == ""


def test_any_number_of_surveys_cost_three_queries_more(unit, django_assert_num_queries):
    measures = [create_survey() for _ in range(4)]
    for measure in measures:
        answered(measure, unit, 5)

    with django_assert_num_queries(5):
        read_wanted([Wanted(measure, unit.pk) for measure in measures], YEARS)


def test_what_is_hidden_says_so_and_why_but_what_it_is_compared_with_stays(unit):
    measure = create_survey()
    answered(measure, unit, 6, note="Enkät i maj.", comparison_value=Decimal(70), comparison_label="medel")

    (series,) = read_series([(measure, None)], unit, YEARS)

    point = series.main.latest
    assert (point.value, point.shown, point.is_hidden) == (None, "visas inte (medel 70,0)", True)
    assert point.footnotes == ("Enkät i maj.", FEW)


def test_men_are_hidden_when_women_are_few(unit):
    measure = create_survey()
    everybody = answered(measure, unit, 40)
    women = answered(measure, unit, 5, sex="women")
    men = answered(measure, unit, 35, sex="men")

    assert [why_hidden(o) for o in (everybody, women, men)] == ["", FEW, GIVES_AWAY]


def test_one_more_unit_is_hidden_when_the_unit_above_is_shown(unit):
    measure = create_survey()
    below = [create_org_unit(parent=unit) for _ in range(3)]
    whole = answered(measure, unit, 55)
    outcomes = [answered(measure, one, count) for one, count in zip(below, (5, 20, 30), strict=True)]

    assert [why_hidden(o) for o in (whole, *outcomes)] == ["", FEW, GIVES_AWAY, ""]


def test_other_years_and_occasions_have_answers_of_their_own(unit):
    measure = create_survey()
    answered(measure, unit, 5)
    before = answered(measure, unit, 8, year=2024)
    half = answered(measure, unit, 8, part="half_year")

    assert (why_hidden(before), why_hidden(half)) == ("", "")


def test_a_value_that_was_carried_forward_is_hidden_with_the_year_it_is_from(unit):
    measure = create_survey()
    for year, women in ((2024, 5), (2025, 30)):
        carried = {"year": year} | ({"status": "carried_forward", "data_year": 2024} if year == 2025 else {})
        answered(measure, unit, 60, **carried)
        answered(measure, unit, women, sex="women", **carried)

    found = [why_hidden(o) for o in Observation.objects.filter(sex="women")]

    assert found == [FEW, FEW]


def test_a_part_without_answers_of_its_own_follows_the_whole(unit):
    whole, small = create_survey(), create_org_unit()
    part = create_measure(parent=whole, part="component")
    question = create_measure(parent=part, part="component")
    answered(whole, unit, 8)
    answered(whole, small, 6)

    shown = [why_hidden(answered(measure, unit, None)) for measure in (part, question)]
    hidden = [why_hidden(answered(measure, small, None)) for measure in (part, question)]

    assert (shown, hidden) == (["", ""], [FEW, FEW])


def test_a_whole_is_hidden_with_a_part_that_few_have_answered(unit):
    """It is the average of its parts, so the part could be computed."""
    whole = create_survey()
    parts = [create_survey(parent=whole, part="component") for _ in range(3)]
    outcomes = [answered(measure, unit, count) for measure, count in zip((whole, *parts), (9, 9, 9, 6), strict=True)]

    assert all(why_hidden(outcome) for outcome in outcomes)


def test_what_is_computed_of_a_hidden_result_is_hidden(unit):
    first, second = create_survey(), create_measure()
    answered(first, unit, 6)
    create_observation(measure=second, org_unit=unit, value=10)
    gap = create_measure(formula="difference", first=first, second=second)

    (series,) = read_series([(gap, None)], unit, YEARS)

    assert (series.main.latest.value, series.main.latest.shown) == (None, "visas inte")
    assert series.main.latest.footnotes == (FEW,)


def test_an_average_over_years_is_hidden_with_one_of_them(unit):
    measure = create_survey()
    for year, answers in ((2023, 8), (2024, 6), (2025, 8)):
        answered(measure, unit, answers, year=year)
    create_target(measure=measure, org_unit=unit, value=Decimal(70), horizon_years=3)

    (series,) = read_series([(measure, None)], unit, YEARS)

    assert (series.main.over_horizon, series.main.judged) == (None, None)
    assert "visas inte, eftersom ett av årens utfall inte visas" in series.main.shown_judged


def test_the_history_of_a_survey_says_only_what_is_shown_now(unit):
    measure, by = create_survey(), create_user()
    key = {"measure": measure, "org_unit": unit, "year": 2025, "part": "full_year", "breakdown": Breakdown(), "by": by}
    record_outcome(**key, version=0, value=Decimal("73.4"))
    record_outcome(**key, version=1, value=Decimal("61.2"), answers=9)

    shown = [(change.before, change.after) for change in changes_of(measure, unit, "full_year")]

    assert shown == [("visas inte", "61,2"), ("tomt", "visas inte")]


def test_nothing_of_a_hidden_result_is_in_its_history(unit):
    measure, by = create_survey(), create_user()
    key = {"measure": measure, "org_unit": unit, "year": 2025, "part": "full_year", "breakdown": Breakdown(), "by": by}
    record_outcome(**key, version=0, value=Decimal("73.4"), answers=9)
    record_outcome(**key, version=1, answers=6)

    shown = [(change.before, change.after) for change in changes_of(measure, unit, "full_year")]

    assert shown == [("visas inte", "visas inte"), ("tomt", "visas inte")]


def test_reading_never_stores_that_it_is_hidden(unit):
    outcome = answered(create_survey(), unit, 6)

    why_hidden(outcome)

    outcome.refresh_from_db()
    assert (outcome.value, outcome.status) == (Decimal("73.4"), "final")


def test_outcomes_are_read_in_one_place():
    """Who reads outcomes for somebody to see does it through `read_outcomes`; the others look only for which exist."""
    root = Path(__file__).parents[2]
    files = [path for app in ("kommunrapport", "goals", "budget", "personnel") for path in (root / app).rglob("*.py")]
    readers = {str(path.relative_to(root)) for path in files if "Observation.objects" in path.read_text()}

    measures = ("checks/reading", "detail", "hiding", "log_rules", "series", "services", "todo")
    others = {"goals/outcomes/places.py", "kommunrapport/annual_cycle/turning/own_parts.py"}
    assert readers == others | {f"kommunrapport/measures/{name}.py" for name in measures}
