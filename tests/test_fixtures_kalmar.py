"""The demo set of Kalmar 2014: it loads, keeps every rule, and says what the published report says."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from pytest_django import DjangoDbBlocker

from budget.figures import read_statement
from budget.models import BudgetEntry, ControlValue, Forecast, ForecastRound, LedgerEntry, VarianceComment
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.period import Period
from tests.demo_sets import figures_of, loaded, loaded_rows, tkr, wrong_in_print

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kalmar")]

# As printed, in tkr: budget, outcome, variance.
OPERATING = {
    "Koncernledning": "16099.0 17424.8 -1325.8",
    "Kansli- och omvärldsenhet": "39851.0 35383.4 4467.6",
    "Ekonomienhet": "35495.0 35433.8 61.2",
    "Personalenhet": "16154.0 16523.7 -369.7",
    "Kommunhälsan": "8759.0 8048.5 710.5",
    "Näringslivs- och arbetsmarknadsenhet": "44097.0 40952.3 3144.7",
    "Projekt- och exploateringsenhet": "9164.0 12013.3 -2849.3",
    "Kommunikationsenhet": "6450.0 5865.9 584.1",
    "Brandkår": "41533.0 40774.7 758.3",
    "Summa driftresultat": "217602.0 212420.3 5181.7",
    "Exploateringsverksamhet": "-30000.0 -25765.8 -4234.2",
    "Resultat inklusive exploateringsverksamhet": "187602.0 186654.5 947.5",
}
# The printed variance of three rows is not the one that is computed, here in their place.
INVESTMENTS = {
    "Samlingsanslag KLK": "200 296 -96",
    "Brandkår": "3400 1732 1668",
    "Kommuninvest m.m.": "– 9331 -9331",
    "Hamnverksamhet": "4000 1551 2449",
    "Markförvärv": "3920 6708 -2788",
    "Exploateringsverksamhet": "49176 47751 1425",
    "Nettoinvesteringar": "60696 67369 -6673",
}
YEARS = (2011, 2012, 2013, 2014)
HUNDRED_KRONOR = Decimal("0.1")


@pytest.fixture(scope="module")
def kalmar(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with loaded("kalmar", django_db_blocker):
        yield


def printed(row: str) -> list[Decimal | None]:
    return [None if part == "–" else Decimal(part) for part in row.split()]


def shown(label: str, grouping: str) -> list[Decimal | None]:
    figures = figures_of("klk", 2014, grouping)[label]
    return [tkr(amount) for amount in (figures.budget, figures.outcome, figures.variance)]


def test_every_row_keeps_the_rules_of_its_model():
    rows = loaded_rows()
    for row in rows:
        row.full_clean()
    assert len(rows) > 150


@pytest.mark.parametrize("label", [label for label in OPERATING if "Summa" not in label and "Resultat" not in label])
def test_each_unit_has_the_published_budget_outcome_and_variance(label):
    assert shown(label, "unit") == printed(OPERATING[label])


@pytest.mark.parametrize("label", ["Summa driftresultat", "Resultat inklusive exploateringsverksamhet"])
def test_the_computed_sums_are_the_published_ones_but_for_the_rounding_of_their_parts(label):
    differences = [abs(a - b) for a, b in zip(shown(label, "unit"), printed(OPERATING[label]), strict=True)]
    assert differences == [0, HUNDRED_KRONOR, HUNDRED_KRONOR]


def test_the_rows_stand_in_the_order_of_the_published_table():
    assert list(figures_of("klk", 2014, "unit")) == list(OPERATING)
    assert list(figures_of("klk", 2014, "project")) == list(INVESTMENTS)


@pytest.mark.parametrize("label", INVESTMENTS)
def test_each_project_has_the_published_budget_and_outcome(label):
    assert shown(label, "project") == printed(INVESTMENTS[label])


def test_kommuninvest_has_an_outcome_and_no_budget_which_is_not_a_budget_of_nothing():
    assert not BudgetEntry.objects.filter(by_project__name="Kommuninvest m.m.").exists()
    assert LedgerEntry.objects.get(by_project__name="Kommuninvest m.m.").amount == 9_331_000


def test_the_forecast_of_october_is_1_550_tkr_better_than_the_budget_for_the_whole_office():
    forecast = Forecast.objects.get(forecast_round=ForecastRound.objects.get())
    total = figures_of("klk", 2014, "unit")["Resultat inklusive exploateringsverksamhet"]
    assert str(forecast.forecast_round) == "prognos per 2014-10-31"
    assert tkr(total.forecast_variance) == 1550


def test_the_budget_and_cost_of_the_operating_areas_2014_are_those_of_the_units():
    klk = OrgUnit.objects.get(slug="klk")
    by_field, by_unit = (read_statement(org_unit=klk, period=Period(2014), grouping=g).total for g in ("field", "unit"))
    assert by_field.outcome == by_unit.outcome == 186_654_600
    assert by_field.budget == by_unit.budget == 187_602_000


@pytest.mark.parametrize("year", YEARS)
def test_the_cost_of_each_operating_area_lies_within_the_axis_of_the_published_chart(year):
    figures = figures_of("klk", year, "field")
    areas = {label: tkr(figure.outcome) for label, figure in figures.items() if label != "Summa"}
    assert len(areas) == 6
    assert all(-40_000 <= cost <= 100_000 for cost in areas.values())


def test_of_the_published_figures_only_the_variance_of_land_is_wrong():
    assert wrong_in_print("kalmar-2014")["error"] == {"Markförvärv, avvikelse"}


def test_rounding_explains_the_other_published_figures_that_differ():
    assert wrong_in_print("kalmar-2014")["info"] == {
        "Summa driftresultat, utfall",
        "Resultat inklusive exploateringsverksamhet, utfall",
        "Kontoret, utfall",
        "Brandkår, avvikelse",
        "Exploateringsverksamhet, avvikelse",
    }


def test_every_control_value_says_where_it_is_printed():
    assert not ControlValue.objects.filter(place="").exists()
    assert not ControlValue.objects.exclude(batch=None).exists()


def test_every_large_variance_of_a_unit_has_its_explanation():
    explained = set(VarianceComment.objects.values_list("area__name", flat=True))
    large = {label for label, row in OPERATING.items() if abs(printed(row)[2]) > 300}
    sums = {"Summa driftresultat", "Resultat inklusive exploateringsverksamhet", "Brandkår"}
    assert large - sums <= explained
