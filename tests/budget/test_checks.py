"""Avstämning of the economy."""

import datetime
from decimal import Decimal

import pytest

from budget.checks.decisions import changes_without_decision
from budget.checks.explanations import unexplained_variances
from budget.checks.frames import deficits_without_plan, undistributed_frames
from budget.checks.groupings import groupings_that_differ, outcomes_without_budget
from budget.checks.printed import printed_sums
from budget.models import BudgetEntry, Figure, Grouping
from kommunrapport.quality.registry import Severity
from kommunrapport.quality.scope import check_scope
from tests.budget_factories import (
    create_appropriation,
    create_area,
    create_budget_entry,
    create_control_value,
    create_correction_action,
    create_forecast,
    create_import_batch,
    create_ledger_entry,
    create_threshold,
)
from tests.factories import create_municipality, create_occasion

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 1, 20)


def found(rule, unit):
    return list(rule(check_scope(unit, create_occasion(), TODAY)))


def two_areas():
    first = create_area(name="Politik")
    second = create_area(org_unit=first.org_unit, name="Stab")
    for area, amount in [(first, "11500.00"), (second, "21000.00")]:
        create_ledger_entry(area=area, amount=Decimal(amount))
        create_budget_entry(area=area, amount=Decimal("20000.00"))
    return [first, second]


@pytest.mark.parametrize(
    ("printed", "severity"),
    [("32500.00", None), ("32515.00", Severity.INFO), ("32515.01", Severity.ERROR), ("32484.99", Severity.ERROR)],
)
def test_a_printed_sum_may_differ_by_half_a_step_for_each_part_and_its_own(printed, severity):
    areas = two_areas()
    create_control_value(parts=areas, amount=Decimal(printed), step=Decimal(10))

    findings = found(printed_sums, areas[0].org_unit)

    assert [finding.severity for finding in findings] == ([severity] if severity else [])


@pytest.mark.parametrize(("printed", "errors"), [("8500.00", 0), ("8515.00", 0), ("8516.00", 1)])
def test_a_printed_deviation_may_differ_by_one_and_a_half_steps(printed, errors):
    areas = two_areas()
    create_control_value(parts=areas[:1], amount=Decimal(printed), step=Decimal(10), figure=Figure.VARIANCE)

    findings = found(printed_sums, areas[0].org_unit)

    assert [finding.severity for finding in findings].count(Severity.ERROR) == errors


def test_a_deviation_that_follows_a_wrong_sum_is_not_wrong_too():
    areas = two_areas()
    printed = {Figure.ORIGINAL: "40000", Figure.OUTCOME: "32600", Figure.VARIANCE: "7400"}
    for figure, amount in printed.items():
        create_control_value(parts=areas, amount=Decimal(amount), figure=figure)

    findings = found(printed_sums, areas[0].org_unit)

    assert [(finding.severity, finding.text) for finding in findings] == [
        (Severity.ERROR, "Summa: Utfall 2025 stämmer inte med delarna")
    ]


def test_what_a_file_printed_counts_only_while_it_is_read_in():
    areas = two_areas()
    create_control_value(parts=areas, amount=Decimal(1), batch=create_import_batch(org_unit=areas[0].org_unit))

    assert found(printed_sums, areas[0].org_unit) == []


def test_the_same_money_divided_in_two_ways_has_no_tolerance():
    areas = two_areas()
    nature = create_area(org_unit=areas[0].org_unit, grouping=Grouping.NATURE)
    create_ledger_entry(area=nature, amount=Decimal("32500.01"))

    [finding] = found(groupings_that_differ, areas[0].org_unit)

    assert finding.text == "Utfallet 2025 är olika efter enhet och efter slag"


def test_an_outcome_without_a_budget_is_named():
    area = create_area(name="Kommuninvest", grouping=Grouping.PROJECT)
    create_ledger_entry(area=area)

    [finding] = found(outcomes_without_budget, area.org_unit)

    assert finding.text == "Kommuninvest har ett utfall men ingen budget"


def test_a_change_of_the_budget_has_a_decision_and_an_addition_its_financing():
    entry = create_budget_entry(kind=BudgetEntry.Kind.SUPPLEMENTARY)

    findings = found(changes_without_decision, entry.org_unit)

    assert [finding.severity for finding in findings] == [Severity.ERROR, Severity.WARNING]


def test_what_is_left_of_the_frame_is_named():
    area = create_area()
    create_budget_entry(area=area, amount=Decimal("41000000"))
    create_appropriation(org_unit=area.org_unit, amount=Decimal("41651000"))

    [finding] = found(undistributed_frames, area.org_unit)

    assert finding.text == "651\u00a0000 kr av ramen är inte fördelat"


def test_a_forecast_deficit_is_past_when_the_year_is_booked():
    area = create_area()
    create_budget_entry(area=area, amount=Decimal(90_000))
    create_ledger_entry(area=area, amount=Decimal(91_000))
    create_forecast(area=area, amount=Decimal(95_000))

    assert found(deficits_without_plan, area.org_unit) == []


@pytest.mark.parametrize(("effect", "count"), [(None, 1), ("4999", 1), ("5000", 0)])
def test_a_forecast_deficit_needs_a_plan_that_covers_it(effect, count):
    area = create_area()
    create_budget_entry(area=area, amount=Decimal(90_000))
    create_forecast(area=area, amount=Decimal(95_000))
    if effect:
        create_correction_action(org_unit=area.org_unit, effect_this_year=Decimal(effect))

    assert len(found(deficits_without_plan, area.org_unit)) == count


def test_a_move_between_two_areas_needs_one_decision():
    area = create_area()
    for amount in (-5, 5):
        create_budget_entry(area=area, kind=BudgetEntry.Kind.REALLOCATION, amount=Decimal(amount), transfer="abc")

    assert len(found(changes_without_decision, area.org_unit)) == 1


def test_a_change_of_the_budget_is_beside_the_frame():
    area = create_area()
    create_budget_entry(area=area)
    create_budget_entry(area=area, kind=BudgetEntry.Kind.SUPPLEMENTARY, amount=Decimal(4_300))
    create_appropriation(org_unit=area.org_unit, amount=Decimal(100_000))

    assert found(undistributed_frames, area.org_unit) == []


def test_a_transfer_without_a_decision_is_told_once():
    first, second = two_areas()
    for area, amount in ((first, "-150000"), (second, "150000")):
        create_budget_entry(area=area, kind=BudgetEntry.Kind.REALLOCATION, amount=Decimal(amount), transfer="a")

    [finding] = found(changes_without_decision, first.org_unit)

    assert finding.text == "Omfördelning från Politik till Stab har inget beslut"


def test_an_addition_does_not_put_the_internal_budget_over_its_frame():
    area = create_area()
    create_budget_entry(area=area, amount=Decimal("41651000"))
    create_budget_entry(area=area, amount=Decimal("1000000"), kind=BudgetEntry.Kind.SUPPLEMENTARY)
    create_appropriation(org_unit=area.org_unit, amount=Decimal("41651000"))

    assert found(undistributed_frames, area.org_unit) == []


def test_a_unit_that_divides_by_field_is_asked_to_explain_too():
    create_municipality()
    create_threshold(amount=Decimal(1_000), percent=Decimal(1))
    area = create_area(name="Kultur", grouping=Grouping.FIELD)
    create_budget_entry(area=area, amount=Decimal(10_000))
    create_ledger_entry(area=area, amount=Decimal(20_000))

    [finding] = found(unexplained_variances, area.org_unit)

    assert finding.text == "Avvikelsen för Kultur är inte förklarad"
    assert finding.url.endswith(f"/ekonomi/{area.pk}/#kommentar")
