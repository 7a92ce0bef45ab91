"""Sentences and bars of the pages of the economy."""

from decimal import Decimal

import pytest

from budget.pages.bars import bar_of
from budget.pages.words import against_budget, money_in_words, span


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (1_459_000, "1,5 miljoner kronor"),
        (-999_600, "1 000 000 kronor"),
        (450_499, "450 000 kronor"),
        (12, "12 kronor"),
    ],
)
def test_money_in_running_text_is_rounded_to_what_one_can_say(amount, words):
    assert money_in_words(Decimal(amount)).replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    ("variance", "budget", "words"),
    [
        (2_000, 10_000, "lägre än budget"),
        (-2_000, 10_000, "högre än budget"),
        (2_000, -10_000, "högre än budget"),
        (-2_000, -10_000, "lägre än budget"),
        (0, 10_000, "precis som budget"),
    ],
)
def test_more_income_and_less_cost_are_both_better(variance, budget, words):
    assert against_budget("Den blev", Decimal(variance), Decimal(budget)).endswith(words)


@pytest.mark.parametrize(("month", "words"), [(12, "2016"), (8, "jan–aug 2016"), (1, "jan 2016")])
def test_a_part_of_a_year_says_its_months(month, words):
    assert span(month, 2016) == words


def test_a_bar_beyond_the_scale_is_cut():
    bar = bar_of(Decimal(-300), Decimal(100))

    assert bar is not None
    assert (bar.x, bar.width, bar.is_cut) == ("6.0", "84.0", True)


@pytest.mark.parametrize("variance", [None, Decimal(0)])
def test_there_is_no_bar_without_a_variance(variance):
    assert bar_of(variance, Decimal(100)) is None
