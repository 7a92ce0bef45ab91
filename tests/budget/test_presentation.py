"""How amounts print, and when a rounded table says that it does not add up."""

from decimal import Decimal

import pytest

from budget.presentation import Addition, Presentation, Sign, rounding_shows

TKR = Presentation()


def _plain(text):
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("unit", "decimals", "expected"),
    [("kr", 0, "1 234 567"), ("tkr", 0, "1 235"), ("tkr", 1, "1 234,6"), ("mnkr", 1, "1,2"), ("mnkr", 3, "1,235")],
)
def test_an_amount_in_each_unit(unit, decimals, expected):
    assert _plain(Presentation(unit, decimals).amount(Decimal("1234567.00"))) == expected


@pytest.mark.parametrize(("amount", "expected"), [("500", "1"), ("-500", "−1"), ("499.99", "0"), ("-499.99", "0")])
def test_a_half_goes_away_from_zero(amount, expected):
    assert TKR.amount(Decimal(amount)) == expected


@pytest.mark.parametrize(
    ("shown", "income", "cost", "result"),
    [
        (TKR, "−5", "5", "+5"),
        (Presentation(income_positive=True), "5", "5", "+5"),
        (Presentation(cost_negative=True, income_positive=True), "5", "−5", "+5"),
        (Presentation(plus=False), "−5", "5", "5"),
    ],
)
def test_the_sign_of_income_and_cost_is_the_tables(shown, income, cost, result):
    assert shown.amount(Decimal(-5000), Sign.INCOME) == income
    assert shown.amount(Decimal(5000), Sign.COST) == cost
    assert shown.amount(Decimal(-5000), Sign.RESULT) == result


def test_a_variance_is_never_turned():
    turned = Presentation(income_positive=True, cost_negative=True)

    assert (turned.variance(Decimal(5000)), turned.variance(Decimal(-5000))) == ("+5", "−5")
    assert turned.variance(Decimal(0)) == "0"


def test_a_missing_amount_is_a_dash_marked_as_missing():
    cell = TKR.amount_cell(None)

    assert (cell.text, cell.value, cell.missing) == ("–", None, True)


def test_the_number_behind_a_cell_is_unrounded_in_the_unit_of_the_table():
    assert TKR.amount_cell(Decimal("-1234.56"), Sign.RESULT).value == Decimal("1.23456")
    assert TKR.variance_cell(Decimal("-1234.56")).value == Decimal("-1.23456")


def test_rounding_shows_when_the_printed_parts_do_not_add_up():
    amounts = (Decimal(400), Decimal(400), Decimal(400))

    assert rounding_shows([Addition(Decimal(1200), amounts)], TKR)
    assert not rounding_shows([Addition(Decimal(1200), amounts)], Presentation("kr"))


def test_a_sum_that_is_wrong_in_kronor_is_not_put_down_to_rounding():
    assert not rounding_shows([Addition(Decimal(5000), (Decimal(1000), Decimal(1000)))], TKR)


def test_a_missing_part_counts_as_nothing():
    assert not rounding_shows([Addition(Decimal(1000), (Decimal(1000), None))], TKR)
    assert not rounding_shows([Addition(None, (None, None))], TKR)


def test_an_unknown_unit_is_refused():
    with pytest.raises(ValueError, match="miljoner"):
        Presentation("miljoner")
