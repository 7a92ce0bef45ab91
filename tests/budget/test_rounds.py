"""How forecasts roll up: an own amount wins over the sum of the parts, and an adjustment is added to both."""

import datetime
from decimal import Decimal

import pytest

from budget.balance import read_balance
from budget.rounds import read_rounds, rounds_of
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.period import Period
from tests.budget_factories import create_area, create_budget_entry, create_forecast, create_forecast_round
from tests.factories import create_org_unit

pytestmark = pytest.mark.django_db
YEAR = Period(2025)


@pytest.fixture
def parts(economy):
    """The two parts of the school, with half its budget each."""
    economy.school.refresh_from_db()
    found = []
    for name in ("Låg", "Hög"):
        part = create_area(parent=economy.library, name=name)
        create_budget_entry(area=part, amount=Decimal(300_000))
        found.append(part)
    return found


def trees_of(found):
    _, (trees,) = read_rounds([found], YEAR, "unit")
    return trees


def say(found, area, amount, **fields):
    return create_forecast(forecast_round=found, area=area, amount=Decimal(amount), **fields)


def test_the_total_is_the_sum_of_the_areas(economy):
    found = economy.open_round()
    say(found, economy.school, 1_100_000)
    say(found, economy.library, 450_000)

    trees = trees_of(found)

    assert (trees.expected, trees.variance) == (Decimal(1_550_000), Decimal(-50_000))
    assert trees.covered == (2, 2)


def test_an_area_without_a_forecast_keeps_its_budget(economy):
    found = economy.open_round()
    assert (trees_of(found).expected, trees_of(found).variance) == (None, None)

    say(found, economy.school, 1_100_000)

    trees = trees_of(found)
    assert (trees.expected, trees.variance) == (Decimal(1_600_000), Decimal(-100_000))
    assert trees.covered == (1, 2)


def test_an_own_amount_wins_over_the_sum_of_the_parts(economy, parts):
    found = economy.open_round()
    say(found, parts[0], 350_000)
    assert trees_of(found).variance == Decimal(-50_000)

    say(found, economy.library, 1_000_000)

    trees = trees_of(found)
    assert trees.node(economy.library.pk).unit_forecast == Decimal(1_000_000)
    assert trees.variance == Decimal(100_000)  # 500 000 of its own, and 600 000 of its parts, were to be spent
    assert trees.covered == (2, 3)


def test_an_adjustment_is_added(economy):
    found = economy.open_round()
    say(found, economy.school, 1_100_000)
    say(found, economy.school, -30_000, layer="administration", reason="Vakanser")

    assert trees_of(found).variance == Decimal(-70_000)


def test_what_is_typed_counts_as_if_it_were_stored(economy):
    found = economy.open_round()
    say(found, economy.school, 1_100_000)

    trees = trees_of(found).with_amounts({economy.school.pk: None, economy.library.pk: Decimal(400_000)})

    assert trees.variance == Decimal(100_000)


def test_the_balance_is_that_of_the_latest_round(economy):
    assert read_balance(economy.ks, YEAR).deficit is None
    say(economy.open_round(), economy.school, 1_200_000)
    assert read_balance(economy.ks, YEAR).deficit == Decimal(200_000)

    later = economy.open_round(as_of=datetime.date(2025, 10, 31))
    assert read_balance(economy.ks, YEAR).variance is None
    say(later, economy.school, 1_000_000)

    assert read_balance(economy.ks, YEAR).deficit is None


def test_a_unit_below_forecasts_in_the_rounds_of_its_namnd(economy):
    enhet = create_org_unit(kind=OrgUnit.Kind.UNIT, parent=economy.ks)
    found = economy.open_round()

    assert rounds_of(enhet, 2025) == [found]
    assert rounds_of(economy.namnd, 2025) == []
    assert read_balance(enhet, YEAR).latest is None


def test_a_namnd_sees_the_rounds_of_its_one_administration(economy):
    below = [create_org_unit(kind=OrgUnit.Kind.ADMINISTRATION, parent=economy.ks) for _ in range(2)]
    found = create_forecast_round(org_unit=below[0])
    assert rounds_of(economy.ks, 2025) == [found]

    create_forecast_round(org_unit=below[1])

    assert rounds_of(economy.ks, 2025) == []
