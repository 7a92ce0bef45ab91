"""Measures that are computed of others, and outcomes of several years together: the boundaries."""

from decimal import Decimal

import pytest

from kommunrapport.measures.formulas import together
from kommunrapport.measures.models import Measure


def numbers(text: str) -> list[Decimal | None]:
    """ "1 - 3": three years, the middle one unknown."""
    return [None if word == "-" else Decimal(word) for word in text.split()]


@pytest.mark.parametrize(
    ("formula", "first", "second", "expected"),
    [
        ("ratio", "5", "500", "1"),
        ("ratio", "0", "500", "0"),
        ("ratio", "-5", "500", "-1"),
        ("ratio", "700", "500", "140"),
        ("ratio", "5", "0", None),
        ("ratio", "0", "0", None),
        ("ratio", "-", "500", None),
        ("ratio", "5", "-", None),
        ("difference", "100", "0", "100"),
        ("difference", "100", "-", None),
    ],
)
def test_one_year_of_a_formula(formula, first, second, expected):
    value = together(Measure(formula=formula), [numbers(first), numbers(second)])

    assert value == (None if expected is None else Decimal(expected))


@pytest.mark.parametrize(
    ("formula", "first", "second", "expected"),
    [
        # The sums decide, not the average of the years' percentages (which is 3,67).
        ("ratio", "10 0 2", "100 100 1000", "1"),
        ("ratio", "1 -1 5", "500 -500 0", None),
        ("ratio", "1 - 5", "500 500 500", None),
        ("ratio", "1 2 5", "500 500 -", None),
        ("ratio", "1 2 5", "0 0 800", "1"),
        ("difference", "3 3 3", "1 2 3", "1"),
    ],
)
def test_several_years_of_a_formula(formula, first, second, expected):
    value = together(Measure(formula=formula), [numbers(first), numbers(second)])

    assert value == (None if expected is None else Decimal(expected))


@pytest.mark.parametrize(("years", "expected"), [("1 2 6", "3"), ("1 - 6", None), ("0 0 0", "0"), ("4", "4")])
def test_several_years_of_what_is_entered_are_their_average(years, expected):
    value = together(Measure(), [numbers(years)])

    assert value == (None if expected is None else Decimal(expected))
