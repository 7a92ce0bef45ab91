"""Forecasts, the plan for balance, budget changes and costs over years in a report."""

import datetime
from decimal import Decimal

import pytest

from budget.models import Grouping
from budget.sections.changes import NO_DECISION
from tests.budget.section_scope import build, scope_of, texts
from tests.budget_factories import (
    create_area,
    create_budget_entry,
    create_correction_action,
    create_correction_follow_up,
    create_forecast,
    create_forecast_round,
    create_ledger_entry,
)
from tests.factories import create_municipality, create_org_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(db):
    create_municipality()
    return create_org_unit()


@pytest.mark.parametrize(
    ("outcome", "words"),
    [("40000", "2 tkr bättre än"), ("43000", "1 tkr sämre än"), ("42100", "som")],
)
def test_the_forecast_is_held_against_the_outcome(unit, outcome, words):
    area = create_area(org_unit=unit)
    create_ledger_entry(area=area, amount=Decimal(outcome))
    made = create_forecast_round(org_unit=unit, as_of=datetime.date(2025, 8, 31))
    create_forecast(forecast_round=made, area=area, amount=Decimal(42000))

    said = build("budget.forecast_accuracy", scope_of(unit)).sentence.replace("\u00a0", " ")

    assert said == f"Utfallet blev {words} prognosen per 31 augusti 2025."


def test_kalmars_forecast_of_the_total_missed_by_what_they_said(unit):
    whole = create_area(org_unit=unit, has_heading=False, total_label="Resultat")
    part = create_area(parent=whole)
    create_ledger_entry(area=part, amount=Decimal("186654500"))
    create_forecast(area=whole, amount=Decimal("186052000"))

    shown = build("budget.forecast_accuracy", scope_of(unit), decimals=1)

    assert texts(shown.table)[-1] == ["Resultat", "186 052,0", "186 654,5", "−602,5"]
    assert "602,5\u00a0tkr sämre" in shown.sentence


def test_a_year_without_forecasts_has_no_accuracy(unit):
    create_ledger_entry(area=create_area(org_unit=unit))

    assert build("budget.forecast_accuracy", scope_of(unit)).table is None


def test_the_final_budget_is_reached_decision_by_decision(unit):
    area = create_area(org_unit=unit, name="IT")
    create_budget_entry(area=area, amount=Decimal(5000))
    create_budget_entry(area=area, kind="reallocation", amount=Decimal(-1000))
    decision = {"decided_by": "Fullmäktige", "decided_on": datetime.date(2025, 4, 28), "paragraph": "§ 112"}
    for month in (5, 6):
        create_budget_entry(
            area=area, kind="supplementary", month=month, amount=Decimal(1500), description="Nytt system", **decision
        )

    table = build("budget.changes", scope_of(unit)).table

    assert texts(table) == [
        ["Ursprunglig budget 2025", "", "", "5"],
        ["Nytt system", "IT", "Fullmäktige 28 april 2025, § 112", "3"],
        ["Omfördelning", "IT", NO_DECISION, "−1"],
        ["Budget 2025", "", "", "7"],
    ]
    assert table.rows[-1].sum_of == (0, 1, 2)


def _deficit(unit):
    area = create_area(org_unit=unit)
    create_budget_entry(area=area, amount=Decimal(100_000))
    made = create_forecast_round(org_unit=unit)
    create_forecast(forecast_round=made, area=area, amount=Decimal(400_000))
    return made


def test_a_plan_says_what_is_lacking_and_what_the_actions_give(unit):
    made = _deficit(unit)
    action = create_correction_action(org_unit=unit, text="Vakanser", effect_this_year=Decimal(200_000))
    create_correction_action(org_unit=unit, text="Resor", status="dropped", effect_this_year=Decimal(70_000))
    create_correction_follow_up(action=action, forecast_round=made, text="Två vakanta tjänster.")

    shown = build("budget.correction_plan", scope_of(unit))

    said = "Prognosen visar ett underskott på 300 tkr. Åtgärderna väntas ge 200 tkr i år."
    assert shown.sentence.replace("\u00a0", " ") == said
    assert [(row[0], row[3], row[5], row[6]) for row in texts(shown.table)] == [
        ("Vakanser", "200", "Planerad", "Två vakanta tjänster."),
        ("Resor", "0", "Blev inte av", ""),
        ("Summa", "200", "", ""),
    ]


def test_a_deficit_without_actions_is_said(unit):
    _deficit(unit)

    shown = build("budget.correction_plan", scope_of(unit))

    assert shown.sentence.endswith("Det finns inga beslutade åtgärder.")
    assert shown.table is None


def test_costs_over_years_are_bars_of_each_area(unit):
    whole = create_area(org_unit=unit, grouping=Grouping.FIELD, has_heading=False)
    politics, rescue = create_area(parent=whole, name="Politik"), create_area(parent=whole, name="Räddning")
    create_area(parent=whole, name="Tom")
    create_ledger_entry(area=politics, year=2024, amount=Decimal(-7000))
    create_ledger_entry(area=create_area(parent=rescue), year=2025, amount=Decimal(9000))

    shown = build("budget.cost_per_area", scope_of(unit, years_shown=2))

    assert shown.chart.title == "Nettokostnad per verksamhetsområde 2024–2025"
    assert texts(shown.chart.table) == [["Politik", "−7", "saknas"], ["Räddning", "saknas", "9"]]
    assert shown.table is None


def test_nothing_booked_is_no_chart(unit):
    create_area(org_unit=unit, grouping=Grouping.FIELD)

    assert build("budget.cost_per_area", scope_of(unit)).chart is None
