"""How far a printed total may be from its printed parts: at the boundary, and just beyond it."""

from decimal import Decimal

import pytest

from kommunrapport.quality.tolerance import rounding_step, row_tolerance, sum_tolerance, within_rounding


@pytest.mark.parametrize(("decimals", "step"), [(0, "1"), (1, "0.1"), (2, "0.01")])
def test_a_figure_is_rounded_to_its_last_decimal(decimals, step):
    assert rounding_step(decimals) == Decimal(step)


@pytest.mark.parametrize(
    ("step", "addends", "tolerance"), [("1", 1, "1"), ("1", 5, "3"), ("0.1", 3, "0.2"), ("1000", 9, "5000")]
)
def test_a_sum_may_be_off_by_half_a_step_for_each_figure_and_the_total(step, addends, tolerance):
    assert sum_tolerance(Decimal(step), addends) == Decimal(tolerance)


def test_a_coarser_addend_adds_half_of_its_own_step():
    # four trains known to the unit and one to the thousand: 4 · 0,5 + 500 and 0,5 for the total
    assert sum_tolerance(Decimal(1), 5, [Decimal(1000)]) == Decimal("502.5")


def test_a_finer_addend_does_not_make_the_rest_more_exact():
    assert sum_tolerance(Decimal(1), 2, [Decimal("0.1")]) == Decimal("1.5")


@pytest.mark.parametrize(("printed", "within"), [("103", True), ("97", True), ("103.01", False), ("96.99", False)])
def test_five_figures_of_whole_tkr_may_be_off_by_three(printed, within):
    assert within_rounding(Decimal(100), Decimal(printed), Decimal(1), 5) is within


def test_rounding_of_one_part_to_thousands_does_not_explain_620():
    assert not within_rounding(Decimal(5_656_557), Decimal(5_657_177), Decimal(1), 5, [Decimal(1000)])


@pytest.mark.parametrize(("step", "tolerance"), [("1", "1.5"), ("0.1", "0.15")])
def test_a_printed_variance_may_be_off_by_one_and_a_half_step(step, tolerance):
    assert row_tolerance(Decimal(step)) == Decimal(tolerance)
