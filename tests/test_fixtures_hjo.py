"""The demo set of Hjo 2016: it loads, keeps every rule, and says what the published follow-up says."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from pytest_django import DjangoDbBlocker

from budget.models import Appropriation, ForecastRound
from tests.demo_sets import figures_of, loaded, loaded_rows, tkr, wrong_in_print

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hjo")]

# As printed, in tkr: outcome 2015, outcome 2016, budget 2016, variance, forecast of 2016-08-31.
BY_NATURE = {
    "Intäkter": "-1954 -3724 -2256 1468 -2669",
    "Kostnader": "42539 45299 43907 -1392 44682",
    "Nettokostnader": "40585 41575 41651 76 42013",
}
# The printed outcome of 2016 in the last row is 41 577; its parts sum to this.
BY_AREA = {
    "Kommunledning": "8620 9184 9688 504 9688",
    "KS Samverkan": "9626 9821 10301 480 10113",
    "Stab": "20284 21038 20126 -912 20676",
    "KS Projekt": "360 -22 0 22 0",
    "Näringsliv": "1695 1554 1536 -18 1536",
    "Summa": "40585 41575 41651 76 42013",
}


@pytest.fixture(scope="module")
def hjo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with loaded("hjo", django_db_blocker):
        yield


def shown(label: str, grouping: str) -> str:
    f = figures_of("klk", 2016, grouping)[label]
    amounts = (f.outcome_last_year, f.outcome, f.budget, f.variance, f.forecast)
    return " ".join(f"{tkr(amount):.0f}" for amount in amounts)


def frame(year: int) -> Decimal:
    return tkr(Appropriation.objects.get(kind="frame", year=year).amount)


def test_every_row_keeps_the_rules_of_its_model():
    rows = loaded_rows()
    for row in rows:
        row.full_clean()
    assert len(rows) > 100


@pytest.mark.parametrize("label", BY_NATURE)
def test_income_and_costs_have_the_published_figures_with_income_negative(label):
    assert shown(label, "nature") == BY_NATURE[label]


@pytest.mark.parametrize("label", BY_AREA)
def test_each_area_has_the_published_figures(label):
    assert shown(label, "unit") == BY_AREA[label]


def test_the_rows_stand_in_the_order_of_the_published_table():
    assert list(figures_of("klk", 2016, "nature")) == list(BY_NATURE)
    assert list(figures_of("klk", 2016, "unit")) == list(BY_AREA)


def test_the_result_is_the_frame_less_the_net_cost():
    net = figures_of("klk", 2016, "nature")["Nettokostnader"]
    results = frame(2015) - tkr(net.outcome_last_year), frame(2016) - tkr(net.outcome), frame(2016) - tkr(net.forecast)
    assert (frame(2015), frame(2016)) == (42_007, 41_651)
    assert results == (1422, 76, -362)


def test_the_budget_is_the_frame():
    assert tkr(figures_of("klk", 2016, "unit")["Summa"].budget) == frame(2016)


def test_the_forecast_is_that_of_the_last_of_august():
    assert str(ForecastRound.objects.get()) == "prognos per 2016-08-31"
    assert tkr(figures_of("klk", 2016, "unit")["Summa"].forecast_error) == 438


def test_the_frame_was_changed_by_the_published_amounts():
    changes = Appropriation.objects.filter(year=2016).exclude(kind="frame")
    assert [(c.kind, tkr(c.amount)) for c in changes] == [
        ("earmarked", 150),
        ("earmarked", 500),
        ("earmarked", 100),
        ("efficiency", 298),
    ]


def test_the_published_sum_of_the_areas_is_wrong_as_net_cost_and_beside_its_variance():
    assert wrong_in_print("hjo-2016")["error"] == {"Summa, som är nettokostnaderna, utfall", "Summa, avvikelse"}


def test_as_a_sum_of_its_parts_rounding_would_explain_it_and_nothing_else_differs():
    assert wrong_in_print("hjo-2016")["info"] == {"Summa, utfall"}
