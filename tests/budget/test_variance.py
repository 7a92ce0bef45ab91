"""When a variance must be explained, and when it is good."""

from decimal import Decimal

import pytest

from budget.area_figures import AreaFigures
from budget.figures import read_statement
from budget.models import Grouping, VarianceThreshold
from budget.variance import compared, is_beyond, is_favourable, read_threshold, to_explain
from kommunrapport.organisation.period import Period
from tests.budget_factories import create_area, create_budget_entry, create_ledger_entry, create_threshold
from tests.factories import create_org_unit


def _limit(needs="both"):
    return VarianceThreshold(amount=Decimal(100), percent=Decimal(10), needs=needs)


@pytest.mark.parametrize(("variance", "expected"), [("0.01", True), ("-0.01", False), ("0", None)])
def test_positive_is_better_than_budget(variance, expected):
    assert is_favourable(Decimal(variance)) is expected


def test_no_variance_is_neither_good_nor_bad():
    assert is_favourable(None) is None


@pytest.mark.parametrize(
    ("variance", "budget", "both", "either"),
    [
        ("100.01", "1000", True, True),
        ("-100.01", "1000", True, True),
        ("100", "1000", False, False),
        ("100.01", "2000", False, True),
        ("100", "999", False, True),
        ("-100.01", "-1000", True, True),
    ],
)
def test_exactly_at_the_limit_is_within_it(variance, budget, both, either):
    amounts = Decimal(variance), Decimal(budget)

    assert is_beyond(*amounts, _limit("both")) is both
    assert is_beyond(*amounts, _limit("either")) is either


@pytest.mark.parametrize("budget", [None, Decimal(0)])
@pytest.mark.parametrize("needs", ["both", "either"])
def test_without_a_budget_the_amount_alone_decides(budget, needs):
    assert is_beyond(Decimal("100.01"), budget, _limit(needs))
    assert not is_beyond(Decimal(100), budget, _limit(needs))


def test_nothing_is_beyond_a_limit_that_nobody_set():
    assert not is_beyond(Decimal(10**9), Decimal(1), None)
    assert not is_beyond(None, Decimal(1), _limit())


@pytest.mark.django_db
def test_the_nearest_threshold_above_wins():
    kommun = create_org_unit()
    board = create_org_unit(parent=kommun)
    office = create_org_unit(parent=board)
    everywhere = create_threshold()
    boards = create_threshold(org_unit=board)

    assert read_threshold(office) == boards
    assert read_threshold(kommun) == everywhere


@pytest.mark.django_db
def test_a_units_own_threshold_wins_over_the_one_above():
    board = create_org_unit()
    office = create_org_unit(parent=board)
    create_threshold(org_unit=board)
    own = create_threshold(org_unit=office)

    assert read_threshold(office) == own


@pytest.mark.django_db
def test_without_any_threshold_there_is_none():
    assert read_threshold(create_org_unit()) is None


def test_at_the_end_of_the_year_the_outcome_is_asked_about_and_before_it_the_forecast():
    figures = AreaFigures(original=Decimal(100), outcome=Decimal(70), forecast=Decimal(120))

    assert compared(figures, 12) == (Decimal(30), Decimal(100))
    assert compared(figures, 8) == (Decimal(-20), Decimal(100))


def test_without_a_forecast_the_outcome_to_date_is_asked_about():
    figures = AreaFigures(original=Decimal(100), budget_to_date=Decimal(60), outcome_to_date=Decimal(50))

    assert compared(figures, 8) == (Decimal(10), Decimal(60))


@pytest.mark.django_db
def test_the_areas_to_explain_are_those_without_parts():
    unit = create_org_unit()
    whole = create_area(org_unit=unit)
    over, within = create_area(parent=whole), create_area(parent=whole)
    for area, outcome in ((over, 200), (within, 101)):
        create_budget_entry(area=area, amount=Decimal(100))
        create_ledger_entry(area=area, amount=Decimal(outcome))
    statement = read_statement(org_unit=unit, period=Period(2025), grouping=Grouping.UNIT)

    limit = create_threshold(amount=Decimal(50), percent=Decimal(10))

    assert list(to_explain(statement, limit)) == [over]
