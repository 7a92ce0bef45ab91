"""The suggested assessment, held against Kungsbacka's eleven published ones and at its boundaries."""

from decimal import Decimal

import pytest

from goals.assessment import Followed, suggest
from goals.models import AssessmentRule
from kommunrapport.measures.models import Measure, Target
from kommunrapport.measures.series import Breakdown, Point, Series

RULE = AssessmentRule(reached_above=50, on_way_from=50)
REACHED, ON_WAY, NOT_REACHED = "reached", "on_way", "not_reached"
LOWER = "lower"


def followed(previous, value, target=None, better="higher", *, direction="", deciding=True, name="Mätningen"):
    """A measure as the rule sees it; figures as text, None where there is none."""
    measure = Measure(name=name, better_is=better, decimals=1)
    points = tuple(_point(year, figure) for year, figure in ((2015, previous), (2016, value)))
    operator = Target.Operator.AT_MOST if better == LOWER else Target.Operator.AT_LEAST
    aim = None
    if direction:
        aim = Target(year=2016, direction=direction)
    elif target is not None:
        aim = Target(year=2016, operator=operator, value=Decimal(target))
    return Followed(name, Series(measure, Breakdown(), points, aim), deciding)


def _point(year, figure):
    return Point(year, None if figure is None else Decimal(figure), figure or "uppgift saknas", (), None)


KUNGSBACKA = {
    "4.1": ([("43", "42", "49")], NOT_REACHED),
    "4.2": ([("55", "56", "62"), ("70", "71", "73"), ("63", "66", "72")], ON_WAY),
    "4.3": ([("96", "94", "94"), ("82", "84", "78")], REACHED),
    "4.4": ([("66", "62", "67")], NOT_REACHED),
    "4.5": ([("63", "64", "65"), ("3.4", "3.1", "3.6")], ON_WAY),
    "4.6": ([("2.3", "2.3", "2", LOWER), ("23", "22.6", "24", LOWER)], ON_WAY),
    "4.7": (
        [
            ("1874711", "1944883", "1980000"),
            ("433973", "766067", "383000"),
            ("1750296", "1520450", "1854000"),
            ("308119", "412157", "282000"),
            ("960777", "1013000", "1001000"),
            ("5327876", "5657177", "5500000"),
        ],
        REACHED,
    ),
    "4.8": ([("158", "156", "155", LOWER)], ON_WAY),
    "4.9": ([("7", "1", "10", LOWER)], REACHED),
    "4.10": ([("2.6", "-1.7", "-2.5", LOWER)], ON_WAY),
    "4.11": (
        [("7.3", "7", "7.5"), ("75", "75", "87"), ("71", "74", "77"), ("11.4", "10.7", "9.6", LOWER)],
        ON_WAY,
    ),
}


@pytest.mark.parametrize(("measures", "published"), KUNGSBACKA.values(), ids=KUNGSBACKA.keys())
def test_the_rule_gives_what_kungsbacka_published(measures, published):
    assert suggest([followed(*figures) for figures in measures], RULE, 2016).meaning == published


def test_exactly_half_reached_is_not_enough_for_reached():
    measures = [followed("1", "5", "5"), followed("4", "3", "5")]

    assert suggest(measures, RULE, 2016).meaning == ON_WAY


def test_less_than_half_reached_or_better_is_not_on_the_way():
    measures = [followed("4", "5", "5"), followed("4", "3", "5"), followed("4", "3", "5")]

    assert suggest(measures, RULE, 2016).meaning == NOT_REACHED


@pytest.mark.parametrize(("value", "meaning"), [("5", REACHED), ("4.9", ON_WAY), ("4.8", NOT_REACHED)])
def test_a_target_met_exactly_is_met(value, meaning):
    assert suggest([followed("4.8", value, "5")], RULE, 2016).meaning == meaning


@pytest.mark.parametrize(("value", "meaning"), [("5", REACHED), ("5.1", ON_WAY), ("5.2", NOT_REACHED)])
def test_a_lower_target_met_exactly_is_met(value, meaning):
    assert suggest([followed("5.2", value, "5", LOWER)], RULE, 2016).meaning == meaning


def test_one_missing_outcome_gives_no_suggestion_and_says_which():
    measures = [followed("4", "5", "5"), followed("4", None, "5", name="Trygghet")]

    suggestion = suggest(measures, RULE, 2016)

    assert suggestion.meaning is None
    assert "Trygghet saknar utfall för 2016: uppgift saknas." in suggestion.reasons


def test_a_missing_outcome_of_a_measure_that_does_not_decide_changes_nothing():
    measures = [followed("4", "5", "5"), followed("4", None, "5", deciding=False)]

    assert suggest(measures, RULE, 2016).meaning == REACHED


def test_a_measure_that_does_not_decide_is_not_counted():
    measures = [followed("4", "3", "5"), followed("4", "5", "5", deciding=False)]

    assert "0 av 1 mätning når målvärdet." in suggest(measures, RULE, 2016).reasons


def test_a_measure_without_a_target_is_left_out_and_named():
    suggestion = suggest([followed("4", "5", "5"), followed("4", "3", name="Nöjdhet")], RULE, 2016)

    assert suggestion.meaning == REACHED
    assert "Nöjdhet har inget målvärde och räknas inte." in suggestion.reasons


def test_a_goal_without_any_target_gets_no_suggestion():
    suggestion = suggest([followed("4", "5")], RULE, 2016)

    assert suggestion.meaning is None
    assert "Ingen mätning har ett målvärde." in suggestion.reasons


def test_a_goal_without_measures_gets_no_suggestion():
    assert suggest([], RULE, 2016).meaning is None


@pytest.mark.parametrize(
    ("direction", "value", "meaning"),
    [
        ("increase", "4.1", REACHED),
        ("increase", "4", NOT_REACHED),
        ("decrease", "3.9", REACHED),
        ("decrease", "4", NOT_REACHED),
        ("keep", "4", REACHED),
    ],
)
def test_a_direction_is_held_against_the_year_before(direction, value, meaning):
    better = LOWER if direction == "decrease" else "higher"

    assert suggest([followed("4", value, better=better, direction=direction)], RULE, 2016).meaning == meaning


def test_a_direction_without_a_year_before_is_not_reached():
    assert suggest([followed(None, "4", direction="increase")], RULE, 2016).meaning == NOT_REACHED


@pytest.mark.parametrize(("value", "meaning"), [("80", ON_WAY), ("79.9", NOT_REACHED)])
def test_with_a_rule_for_nearly_there_a_measure_near_its_target_is_on_the_way(value, meaning):
    rule = AssessmentRule(reached_above=50, on_way_from=50, partly_from=Decimal(80))

    assert suggest([followed("90", value, "100")], rule, 2016).meaning == meaning


def test_the_kommuns_own_thresholds_are_used_and_stand_in_the_reasons():
    rule = AssessmentRule(reached_above=Decimal(75), on_way_from=Decimal(50))
    measures = [followed("4", "5", "5"), followed("4", "5", "5"), followed("4", "5", "5"), followed("5", "4", "5")]

    suggestion = suggest(measures, rule, 2016)

    assert suggestion.meaning == ON_WAY
    assert suggestion.reasons[0] == "3 av 4 mätningar når målvärdet."
    assert suggestion.reasons[-1].startswith("Regeln: minst hälften")


def over_three_years(value: str | None, judged: str | None) -> Followed:
    """A target of at least 1 over 2014–2016; `judged` is the outcome of those years together."""
    points = (_point(2015, "0.5"), _point(2016, value))
    aim = Target(year=2016, operator=Target.Operator.AT_LEAST, value=Decimal(1), horizon_years=3)
    over = None if judged is None else Decimal(judged)
    return Followed("Resultatet", Series(Measure(decimals=1), Breakdown(), points, aim, over))


@pytest.mark.parametrize(
    ("value", "judged", "meaning"), [("0.1", "1", REACHED), ("9", "0.9", ON_WAY), ("0.1", "0.9", NOT_REACHED)]
)
def test_a_target_over_years_is_reached_by_the_years_together(value, judged, meaning):
    assert suggest([over_three_years(value, judged)], RULE, 2016).meaning == meaning


def test_a_year_that_is_missing_in_the_horizon_is_said():
    suggestion = suggest([over_three_years("9", None)], RULE, 2016)

    assert suggestion.meaning is None
    assert "Resultatet: Utfallet över 2014–2016 är inte känt, eftersom uppgifter saknas." in suggestion.reasons
