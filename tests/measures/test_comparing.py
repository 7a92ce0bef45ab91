"""An outcome in words, and a target that asks for too little."""

from decimal import Decimal

import pytest

from kommunrapport.measures.comparing import target_warning, verdict_of
from kommunrapport.measures.models import Measure, Target
from kommunrapport.measures.series import Breakdown, Point, Series


def series(outcome: str | None, previous: str | None, better: str = "higher", **target) -> Series:
    points = [
        Point(year, None if number is None else Decimal(number), "", (), None)
        for year, number in ((2015, previous), (2016, outcome))
    ]
    measure = Measure(better_is=better, decimals=0)
    return Series(measure, Breakdown(), tuple(points), Target(**target) if target else None)


@pytest.mark.parametrize(
    ("value", "previous", "better", "target", "text"),
    [
        ("80", "70", "higher", {"operator": "at_least", "value": Decimal(80)}, "Når målet"),
        ("79", "70", "higher", {"operator": "at_least", "value": Decimal(80)}, "Bättre"),
        ("70", "70", "higher", {}, "Oförändrat"),
        ("69", "70", "higher", {}, "Sämre"),
        ("69", "70", "lower", {}, "Bättre"),
        ("70", None, "higher", {"operator": "at_least", "value": Decimal(80)}, None),
        (None, "70", "higher", {"operator": "at_least", "value": Decimal(80)}, None),
        ("71", "70", "none", {}, None),
        ("71", "70", "none", {"operator": "exactly", "value": Decimal(80)}, None),
        ("71", "70", "none", {"operator": "at_least", "value": Decimal(80)}, "Bättre"),
        ("71", "70", "none", {"direction": "keep"}, None),
        ("70", "70", "none", {"direction": "keep"}, "Når målet"),
    ],
)
def test_the_word_for_an_outcome(value, previous, better, target, text):
    verdict = verdict_of(series(value, previous, better, **target))

    assert (verdict.text if verdict else None) == text


@pytest.mark.parametrize(
    ("previous", "better", "operator", "warned"),
    [
        ("96", "higher", "at_least", True),
        ("94", "higher", "at_least", False),
        ("93", "higher", "at_least", False),
        ("93", "lower", "at_most", True),
        ("94", "lower", "at_most", False),
        (None, "higher", "at_least", False),
    ],
)
def test_a_target_easier_than_last_year_is_warned_about(previous, better, operator, warned):
    assert bool(target_warning(series(None, previous, better, operator=operator, value=Decimal(94)))) is warned


def test_the_warning_says_both_numbers():
    sentence = target_warning(series(None, "96", operator="at_least", value=Decimal(94)))

    assert sentence == (
        "Målvärdet 94 är lägre än förra årets utfall 96. Det går att spara, men kontrollera att det är avsikten."
    )


def test_a_direction_is_never_warned_about():
    assert target_warning(series(None, "96", direction="decrease")) == ""
