"""Statements in a report: columns, signs, notes, comments, frame and result, and chapters of areas."""

import datetime
from decimal import Decimal

import pytest

from budget.models import ComparabilityItem, Forecast, Grouping
from budget.presentation import DOES_NOT_ADD_UP, kept_budget_sentence
from budget.statement_table import OWN_FORECAST
from kommunrapport.reports.registry import SUBJECTS
from tests.budget.section_scope import build, heads, notes, scope_of, texts
from tests.budget_factories import (
    create_appropriation,
    create_area,
    create_budget_entry,
    create_forecast,
    create_forecast_round,
    create_ledger_entry,
    create_variance_comment,
)
from tests.factories import create_municipality, create_org_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(db):
    create_municipality()
    return create_org_unit()


def _area(unit, budget=None, outcome=None, **fields):
    area = create_area(org_unit=unit, **fields)
    if budget is not None:
        create_budget_entry(area=area, amount=Decimal(budget))
    if outcome is not None:
        create_ledger_entry(area=area, amount=Decimal(outcome))
    return area


def _table(org_unit, key="budget.operating_statement", /, **params):
    return build(key, scope_of(org_unit), **params).table


def test_a_unit_without_areas_has_no_table(unit):
    assert _table(unit) is None
    assert _table(unit, "budget.by_nature") is None


def test_heads_of_part_of_the_year_name_its_months(unit):
    area = _area(unit)
    create_ledger_entry(area=area, month=3, amount=Decimal(5000))
    columns = ("budget_to_date", "outcome_to_date", "variance_to_date", "same_period_last_year", "outcome")

    table = build("budget.operating_statement", scope_of(unit, kind="half_year"), columns=columns).table

    assert table.caption == "Driftredovisning delår 2025 (tkr)"
    assert heads(table)[1:] == [
        "Budget jan–aug 2025",
        "Utfall jan–aug 2025",
        "Avvikelse jan–aug 2025",
        "Utfall jan–aug 2024",
        "Bokfört 2025",
    ]
    assert texts(table)[0][1:] == ["–", "5", "−5", "–", "5"]
    assert [column.this_year for column in table.columns] == [False, False, True, False, False, False]


def test_columns_that_we_do_not_know_are_left_out(unit):
    _area(unit)

    assert heads(_table(unit, columns=("outcome", "nyhet", "outcome"))) == ["Enhet", "Utfall 2025"]


def test_a_variance_is_the_difference_of_its_columns(unit):
    _area(unit)

    columns = _table(unit, columns=("outcome", "budget", "variance", "forecast_variance")).columns

    assert [column.difference_of for column in columns] == [None, None, None, (2, 1), None]


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, [["Intäkter", "−2", "−3", "+1"], ["Löner", "5", "6", "−1"], ["Nettokostnader", "3", "3", "0"]]),
        (
            {"income_positive": True},
            [["Intäkter", "2", "3", "+1"], ["Löner", "5", "6", "−1"], ["Nettokostnader", "3", "3", "0"]],
        ),
        (
            {"income_positive": True, "cost_negative": True, "plus": False},
            [["Intäkter", "2", "3", "1"], ["Löner", "−5", "−6", "−1"], ["Nettokostnader", "−3", "−3", "0"]],
        ),
    ],
)
def test_the_signs_of_income_and_cost_are_the_tables(unit, params, expected):
    nature = {"grouping": Grouping.NATURE}
    _area(unit, -2000, -3000, name="Intäkter", nature="income", order=1, **nature)
    _area(unit, 5000, 6000, name="Löner", nature="cost", order=2, **nature)

    assert texts(_table(unit, "budget.by_nature", with_result=False, **params)) == expected


def test_a_table_says_that_it_does_not_add_up_only_when_it_does_not(unit):
    for _ in range(3):
        _area(unit, 400, 400)

    assert _table(unit).source == DOES_NOT_ADD_UP
    assert _table(unit, unit="kr").source == ""


def test_the_budget_is_the_frame_where_no_anslag_is_written(unit):
    _area(unit, 5000, 6000)

    assert texts(_table(unit, with_result=True))[-2:] == [
        ["Tilldelad ram", "5", "5", "0"],
        ["Resultat", "0", "−1", "−1"],
    ]


def test_the_frame_of_the_anslag_wins_over_the_budget(unit):
    _area(unit, 5000, 6000)
    create_appropriation(org_unit=unit, amount=Decimal(8000))
    create_appropriation(org_unit=unit, kind="internal_financing", amount=Decimal(1000))

    rows = texts(_table(unit, with_result=True, columns=("original", "changes", "budget", "outcome", "variance")))

    assert rows[-2:] == [["Tilldelad ram", "8", "–", "8", "8", "0"], ["Resultat", "+3", "–", "+3", "+2", "−1"]]


def test_the_result_stands_with_and_without_what_disturbs_comparison(unit):
    _area(unit, 5000, 2000)
    ComparabilityItem.objects.create(org_unit=unit, year=2025, name="Byggbonus", amount=Decimal(-4000))

    assert texts(_table(unit, with_result=True))[-3:] == [
        ["Resultat", "0", "+3", "+3"],
        ["varav byggbonus", "", "+4", ""],
        ["Resultat exklusive byggbonus", "0", "−1", "−1"],
    ]


def test_comments_print_in_the_order_of_the_table(unit):
    scope = scope_of(unit)
    second, first = _area(unit, name="Brand", order=2), _area(unit, name="Skola", order=1)
    create_variance_comment(area=second, occasion=scope.occasion, reason="Fler larm", action="Nya tider")
    create_variance_comment(area=first, occasion=scope.occasion, reason="Färre elever.", duration="one_off")

    said = build("budget.operating_statement", scope).explanations

    assert [(each.area, each.reason, each.duration, each.action) for each in said] == [
        ("Skola", "Färre elever.", "Engångshändelse.", ""),
        ("Brand", "Fler larm.", "", "Nya tider."),
    ]
    assert build("budget.operating_statement", scope, with_comments=False).explanations == ()


def test_a_comment_of_another_occasion_is_not_shown(unit):
    create_variance_comment(area=_area(unit), occasion=scope_of(unit, kind="tertial").occasion)

    assert build("budget.operating_statement", scope_of(unit)).explanations == ()


def test_a_forecast_says_whose_it_is_and_what_it_lacks(unit):
    whole = create_area(org_unit=unit, has_heading=False)
    made = create_forecast_round(org_unit=unit)
    create_forecast(forecast_round=made, area=create_area(parent=whole), amount=Decimal(5000))
    create_forecast(forecast_round=made, area=whole, amount=Decimal(6000))
    _area(unit, 1000, name="Skola")
    create_forecast(
        forecast_round=made, area=whole, layer=Forecast.Layer.ADMINISTRATION, amount=Decimal(-1000), reason="Vakanser"
    )

    table = _table(unit, columns=("budget", "forecast"))

    assert heads(table)[2] == "Prognos per 2025-10-31"
    assert texts(table)[1] == ["Förvaltningens justering", "", "−1"]
    assert notes(table) == ["Vakanser.", OWN_FORECAST, kept_budget_sentence(["Skola"])]


def test_forecasts_of_different_days_have_no_day_in_the_head(unit):
    for month in (8, 9):
        below = create_org_unit(parent=unit)
        made = create_forecast_round(org_unit=below, as_of=datetime.date(2025, month, 30))
        create_forecast(forecast_round=made, area=create_area(org_unit=below))

    assert heads(_table(unit, columns=("forecast",))) == ["Enhet", "Prognos"]


def test_the_chapter_of_an_area_has_only_its_rows_and_comments(unit):
    scope = scope_of(unit)
    field = {"grouping": Grouping.FIELD}
    politics = _area(unit, 1000, 2000, name="Politik", **field)
    rescue = _area(unit, 3000, 4000, name="Räddning", **field)
    for area in (politics, rescue):
        create_variance_comment(area=area, occasion=scope.occasion)

    shown = build("budget.operating_statement", scope.for_subject(f"budget.area:{rescue.pk}"), with_result=True)

    assert texts(shown.table) == [["Räddning", "3", "4", "−1"]]
    assert heads(shown.table)[0] == "Verksamhetsområde"
    assert [said.area for said in shown.explanations] == ["Räddning"]


def test_the_chapter_of_an_area_that_is_gone_shows_nothing(unit):
    _area(unit, 1000, grouping=Grouping.FIELD)
    scope = scope_of(unit).for_subject("budget.area:0")

    for key in ("operating_statement", "forecast_accuracy", "changes"):
        assert build(f"budget.{key}", scope).table is None


def test_areas_are_subjects_below_those_they_are_part_of(unit):
    all_of_it = create_area(org_unit=unit, grouping=Grouping.FIELD, has_heading=False)
    support = create_area(parent=all_of_it, name="Stöd")
    it = create_area(parent=support, name="IT")

    found = SUBJECTS["budget.area"].heads(scope_of(unit))

    assert [(head.pk, head.title, head.parent) for head in found] == [
        (support.pk, "Stöd", None),
        (it.pk, "IT", support.pk),
    ]
    assert SUBJECTS["budget.unit"].heads(scope_of(unit, kind="tertial")) == []


def test_a_units_own_frame_wins_over_those_of_units_below(unit):
    _area(unit, 5000, 6000)
    create_appropriation(org_unit=unit, amount=Decimal(8000))
    create_appropriation(org_unit=create_org_unit(parent=unit), amount=Decimal(3000))

    assert texts(_table(unit, with_result=True))[-2] == ["Tilldelad ram", "8", "8", "0"]


def test_without_a_frame_of_its_own_a_unit_has_those_below_together(unit):
    _area(unit, 5000, 6000)
    for amount in (3000, 4000):
        create_appropriation(org_unit=create_org_unit(parent=unit), amount=Decimal(amount))

    assert texts(_table(unit, with_result=True))[-2] == ["Tilldelad ram", "7", "7", "0"]


def test_a_table_of_forecast_variances_says_what_it_lacks_and_shows_adjustments(unit):
    covered = _area(unit, 5000)
    _area(unit, 1000, name="Skola")
    made = create_forecast_round(org_unit=unit)
    create_forecast(forecast_round=made, area=covered, amount=Decimal(6000))
    create_forecast(
        forecast_round=made, area=covered, layer=Forecast.Layer.ADMINISTRATION, amount=Decimal(2000), reason="Hyran"
    )

    table = _table(unit, columns=("budget", "forecast_variance"))

    assert [row[-1] for row in texts(table)] == ["−1", "−2", "–", "−3"]
    assert kept_budget_sentence(["Skola"]) in notes(table)
