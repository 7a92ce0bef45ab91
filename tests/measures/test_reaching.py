"""Whether an outcome reaches its target and is better than the year before: the boundaries."""

from decimal import Decimal

import pytest

from kommunrapport.measures.models import Measure, Target
from kommunrapport.measures.reaching import improved, lower_is_better, reaches, share_of_target

HIGHER, LOWER, NONE = Measure.Better.HIGHER, Measure.Better.LOWER, Measure.Better.NONE


def number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


@pytest.mark.parametrize(
    ("operator", "value", "reached"),
    [
        ("at_least", "80", True),
        ("at_least", "79.9999", False),
        ("at_least", "80.0001", True),
        ("at_most", "80", True),
        ("at_most", "80.0001", False),
        ("at_most", "0", True),
        ("exactly", "80", True),
        ("exactly", "80.0000", True),
        ("exactly", "80.0001", False),
    ],
)
def test_a_value_reaches_a_target_value(operator, value, reached):
    assert reaches(Target(operator=operator, value=Decimal(80)), Decimal(value), None) is reached


@pytest.mark.parametrize(
    ("direction", "value", "previous", "reached"),
    [
        ("increase", "80.0001", "80", True),
        ("increase", "80", "80", False),
        ("decrease", "79.9999", "80", True),
        ("decrease", "80", "80", False),
        ("keep", "80", "80", True),
        ("keep", "80.0001", "80", False),
        ("increase", "80", None, None),
        ("keep", "80", None, None),
    ],
)
def test_a_value_reaches_a_direction(direction, value, previous, reached):
    target = Target(direction=direction, value=None)

    assert reaches(target, Decimal(value), number(previous)) is reached


@pytest.mark.parametrize(
    ("better", "value", "previous", "expected"),
    [
        (HIGHER, "71", "70", True),
        (HIGHER, "70", "70", False),
        (HIGHER, "69", "70", False),
        (LOWER, "69", "70", True),
        (LOWER, "70", "70", False),
        (LOWER, "0", "-1", False),
        (HIGHER, "70", None, None),
    ],
)
def test_improved_is_strictly_on_the_better_side(better, value, previous, expected):
    assert improved(Measure(better_is=better), None, Decimal(value), number(previous)) is expected


@pytest.mark.parametrize(
    ("better", "target", "expected"),
    [
        (HIGHER, Target(operator="at_most", value=1), False),
        (LOWER, Target(operator="at_least", value=1), True),
        (NONE, Target(operator="at_most", value=1), True),
        (NONE, Target(direction="decrease"), True),
        (NONE, Target(operator="at_least", value=1), False),
        (NONE, None, False),
    ],
)
def test_the_measures_own_direction_goes_before_the_targets(better, target, expected):
    assert lower_is_better(Measure(better_is=better), target) is expected


@pytest.mark.parametrize(
    ("better", "target", "value", "share"),
    [
        (HIGHER, "100", "90", "90"),
        (HIGHER, "100", "100", "100"),
        (HIGHER, "80", "100", "125"),
        (LOWER, "90", "100", "90"),
        (HIGHER, "0", "5", None),
        (HIGHER, "-1", "5", None),
        (HIGHER, "5", "0", None),
        (HIGHER, None, "5", None),
    ],
)
def test_the_share_of_the_target_is_in_percent(better, target, value, share):
    aim = Target(operator="at_least", value=number(target))

    assert share_of_target(Measure(better_is=better), aim, Decimal(value)) == number(share)
