"""The economy of the demo set of Kungsbacka: example data that adds up, with months, changes and forecasts."""

import datetime
from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from budget.figures import Statement, read_statement
from budget.models import BudgetArea, BudgetEntry, ForecastRound, InvestmentProject, VarianceComment, VarianceThreshold
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.period import Period
from tests.demo_sets import figures_of, loaded, tkr

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kungsbacka")]

# In tkr: outcome 2015, budget 2016, outcome 2016, variance, budget less the forecast of October.
AREAS = {
    "Politisk verksamhet": "13410 14200 13870 330 200",
    "Kommunledning och stab": "21030 22450 23912 -1462 -650",
    "Ekonomi": "18455 18900 18214 686 400",
    "HR": "15980 16750 17120 -370 -150",
    "Kommunikation": "9120 9800 9655 145 0",
    "Digitalisering": "16240 21300 19047 2253 1200",
    "Näringsliv": "5210 8600 7734 866 400",
    "Samhällsplanering": "30118 31500 33286 -1786 -900",
    "Integration": "4870 12000 9418 2582 1500",
    "Räddningstjänst": "47300 48700 48655 45 0",
    "Kollektivtrafik": "37890 39400 41230 -1830 -1200",
    "Nettokostnad": "219623 243600 242141 1459 800",
}


@pytest.fixture(scope="module")
def kungsbacka(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with loaded("kungsbacka", django_db_blocker):
        yield


def statement(kind: str = "full_year") -> Statement:
    return read_statement(org_unit=OrgUnit.objects.get(slug="ks"), period=Period(2016, kind), grouping="unit")


def test_the_areas_have_their_figures_and_add_up():
    figures = figures_of("ks", 2016, "unit").items()
    shown = {label: (f.outcome_last_year, f.budget, f.outcome, f.variance, f.forecast_variance) for label, f in figures}
    assert {label: " ".join(f"{tkr(amount):.0f}" for amount in row) for label, row in shown.items()} == AREAS


def test_every_month_has_its_budget_and_outcome_also_the_year_before():
    to_date = statement("half_year").total
    assert 0 < to_date.budget_to_date < to_date.budget
    assert 0 < to_date.outcome_to_date < to_date.outcome
    assert 0 < to_date.same_period_last_year < to_date.outcome_last_year


def test_the_forecasts_of_august_and_october_are_both_kept():
    days = ForecastRound.objects.values_list("as_of", flat=True)
    assert list(days) == [datetime.date(2016, 8, 31), datetime.date(2016, 10, 31)]
    assert (statement("half_year").forecast_as_of, statement().forecast_as_of) == tuple(days)


def test_the_administration_has_adjusted_the_forecast_of_august():
    total = statement("half_year").roots[0]
    assert (tkr(total.unit_forecast), tkr(total.figures.forecast)) == (243_100, 243_400)


def test_the_budget_was_changed_by_decisions_but_for_one_that_is_missing():
    changes = BudgetEntry.objects.exclude(kind="original")
    assert set(changes.values_list("kind", flat=True)) == set(BudgetEntry.CHANGES)
    assert {c.description for c in changes if not c.has_decision} == {"Direktsändning av fullmäktige"}


def test_what_moves_between_areas_comes_to_nothing():
    moved = BudgetEntry.objects.filter(kind="reallocation")
    assert {sum(m.amount for m in moved if m.transfer == t) for t in {m.transfer for m in moved}} == {0}


def test_two_of_five_large_variances_are_explained():
    threshold = VarianceThreshold.objects.get()
    large = {
        row.label
        for row in statement().rows
        if abs(row.figures.variance) > threshold.amount and abs(row.figures.variance_percent) > threshold.percent
    }
    explained = set(VarianceComment.objects.values_list("area__name", flat=True))
    assert large - explained == {"Samhällsplanering", "Integration", "Kollektivtrafik"}
    assert explained == {"Kommunledning och stab", "Digitalisering"}


def test_each_project_has_a_decision_and_an_estimate_of_every_year_it_was_followed():
    projects = InvestmentProject.objects.all()
    assert len(projects) == 4
    assert all(p.decided_by and p.decided_on and p.estimates.exists() for p in projects)


def test_every_area_has_somebody_who_answers_for_it():
    assert not BudgetArea.objects.filter(responsible=None).exists()
