"""Amounts and variances that a text can hold."""

import pytest

from kommunrapport.organisation.models import Occasion
from kommunrapport.reports.scope import report_scope
from tests.budget_factories import create_area, create_budget_entry, create_ledger_entry
from tests.factories import create_municipality, create_occasion, create_org_unit, create_report
from tests.reports.live.figures import scope_of, words

pytestmark = pytest.mark.django_db


def create_economy(budget, outcome, **area):
    """An area with a budget and an outcome in kronor; None where there is none."""
    found = create_area(**{"name": "Fritid"} | area)
    if budget is not None:
        create_budget_entry(area=found, amount=budget)
    if outcome is not None:
        create_ledger_entry(area=found, amount=outcome)
    return found


@pytest.mark.parametrize(
    ("budget", "outcome", "expected"),
    [
        (1_000_000, 52_500, "947,5\u00a0tkr bättre än budget"),
        (1_000_000, 1_012_000, "12,0\u00a0tkr sämre än budget"),
        (1_000_000, 1_000_000, "enligt budget"),
        (1_000_000, 1_000_049, "enligt budget"),  # nothing is left of it in tkr with one decimal
        (-2_256_000, -3_724_000, "1\u00a0468,0\u00a0tkr bättre än budget"),  # more income
        (1_000_000, None, None),
    ],
)
def test_a_variance_is_better_when_less_is_spent_or_more_is_earned(budget, outcome, expected):
    area = create_economy(budget, outcome)

    assert words(f"budget.variance:{area.pk}:tkr:1", scope_of(area.org_unit)) == expected


@pytest.mark.parametrize(("unit", "decimals", "expected"), [("tkr", 0, "948\u00a0tkr"), ("mnkr", 1, "0,9\u00a0mnkr")])
def test_an_amount_is_written_as_chosen(unit, decimals, expected):
    area = create_economy(1_000_000, 947_500)

    assert words(f"budget.outcome:{area.pk}:{unit}:{decimals}", scope_of(area.org_unit)) == expected


def test_income_is_said_without_minus():
    area = create_economy(-2_256_000, -3_724_000, grouping="nature", nature="income")

    assert words(f"budget.outcome:{area.pk}:tkr:0", scope_of(area.org_unit)) == "3\u00a0724\u00a0tkr"


def test_the_unit_as_a_whole_is_the_sum_of_its_areas():
    unit = create_org_unit()
    create_economy(100_000, 90_000, org_unit=unit)
    create_economy(100_000, 60_000, org_unit=unit, name="Kultur")

    assert words("budget.variance:total:tkr:0", scope_of(unit)) == "50\u00a0tkr bättre än budget"


def test_a_budget_without_an_outcome_is_known():
    area = create_economy(1_000_000, None)

    assert words(f"budget.budget:{area.pk}:tkr:0", scope_of(area.org_unit)) == "1\u00a0000\u00a0tkr"


def test_at_a_part_of_the_year_the_outcome_is_held_against_the_budget_to_date():
    area = create_area(name="Fritid")
    for month in range(1, 13):
        create_budget_entry(area=area, amount=100_000, month=month)
    for month in range(1, 9):
        create_ledger_entry(area=area, amount=90_000, month=month)
    create_municipality()
    report = create_report(org_unit=area.org_unit, occasion=create_occasion(kind=Occasion.Kind.HALF_YEAR))

    scope = report_scope(report)

    assert words(f"budget.variance:{area.pk}:tkr:0", scope) == "80\u00a0tkr bättre än budget"


@pytest.mark.parametrize("areas", [1, 5])
def test_all_figures_take_as_many_queries_for_many_areas(django_assert_max_num_queries, areas):
    unit = create_org_unit()
    for number in range(areas):
        area = create_economy(100_000, 90_000, org_unit=unit, name=f"Område {number}")
    scope = scope_of(unit)

    with django_assert_max_num_queries(24):
        words(f"budget.variance:{area.pk}:tkr:0", scope)
        words(f"budget.outcome:{area.pk}:tkr:0", scope)
