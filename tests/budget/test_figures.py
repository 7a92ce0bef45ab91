"""A statement: areas with budget, outcome and forecast, and their sums."""

import datetime
from decimal import Decimal

import pytest

from budget.figures import AreaRowKind, read_statement
from budget.models import Forecast, Grouping
from kommunrapport.organisation.period import Period
from tests.budget_factories import (
    create_area,
    create_budget_entry,
    create_forecast,
    create_forecast_round,
    create_import_batch,
    create_ledger_entry,
)
from tests.factories import create_org_unit

pytestmark = pytest.mark.django_db

DELAR = Period(2025, "half_year")


@pytest.fixture
def unit(db):
    return create_org_unit()


def _read(unit, period=2025, grouping=Grouping.UNIT, **fields):
    return read_statement(org_unit=unit, period=Period.of(period), grouping=grouping, **fields)


def _only(unit, period=2025, **fields):
    return _read(unit, period, **fields).rows[0].figures


def test_the_final_budget_is_the_original_and_its_changes(unit):
    area = create_area(org_unit=unit)
    create_budget_entry(area=area, amount=Decimal("1000.10"))
    create_budget_entry(area=area, kind="supplementary", amount=Decimal("200.20"))
    create_budget_entry(area=area, kind="reallocation", amount=Decimal("-50.05"))

    figures = _only(unit)

    assert (figures.original, figures.changes) == (Decimal("1000.10"), Decimal("150.15"))
    assert figures.budget == Decimal("1150.25")


def test_what_is_not_stored_is_missing_and_never_nothing(unit):
    create_area(org_unit=unit)

    figures = _only(unit)

    assert figures.is_empty
    assert (figures.budget, figures.variance, figures.variance_percent) == (None, None, None)


def test_a_missing_budget_counts_as_nothing_beside_an_outcome(unit):
    create_ledger_entry(area=create_area(org_unit=unit), amount=Decimal(9331))

    figures = _only(unit)

    assert (figures.budget, figures.variance) == (None, Decimal(-9331))
    assert figures.variance_percent is None


def test_income_that_fell_short_is_unfavourable(unit):
    area = create_area(org_unit=unit)
    create_budget_entry(area=area, amount=Decimal(-30_000_000))
    create_ledger_entry(area=area, amount=Decimal(-25_765_800))

    figures = _only(unit)

    assert figures.variance == Decimal(-4_234_200)
    assert round(figures.variance_percent, 1) == Decimal("-14.1")


def test_replaced_rows_are_left_out(unit):
    area, batch = create_area(org_unit=unit), create_import_batch()
    create_ledger_entry(area=area, amount=Decimal(1), replaced_by=batch)
    create_ledger_entry(area=area, amount=Decimal(2))
    create_budget_entry(area=area, amount=Decimal(3), replaced_by=batch)

    figures = _only(unit)

    assert (figures.outcome, figures.budget) == (Decimal(2), None)


@pytest.mark.parametrize(("kind", "through"), [("tertial", 4), ("half_year", 8), ("october", 10), ("full_year", 12)])
def test_to_date_ends_with_the_months_of_the_occasion(unit, kind, through):
    area = create_area(org_unit=unit)
    for month in range(1, 13):
        create_budget_entry(area=area, month=month, amount=Decimal(10))
        create_ledger_entry(area=area, month=month, amount=Decimal(9))
        create_ledger_entry(area=area, year=2024, month=month, amount=Decimal(8))

    statement = _read(unit, Period(2025, kind))

    figures = statement.rows[0].figures
    assert (statement.through_month, statement.booked_through) == (through, 12)
    assert (figures.budget_to_date, figures.outcome_to_date) == (10 * through, 9 * through)
    assert (figures.variance_to_date, figures.same_period_last_year) == (through, 8 * through)
    assert (figures.budget, figures.outcome, figures.outcome_last_year) == (120, 108, 96)


def test_an_amount_of_the_whole_year_says_nothing_of_a_part_of_it(unit):
    area = create_area(org_unit=unit)
    create_budget_entry(area=area)
    create_ledger_entry(area=area, month=3, amount=Decimal(7))

    figures = _only(unit, DELAR)

    assert (figures.budget_to_date, figures.outcome_to_date, figures.variance_to_date) == (None, Decimal(7), None)


def test_a_sum_to_date_is_unknown_when_a_part_of_it_is(unit):
    whole, monthly = create_area(org_unit=unit), create_area(org_unit=unit)
    create_budget_entry(area=whole)
    create_budget_entry(area=monthly, month=1)

    total = _read(unit, DELAR).total

    assert total.budget == Decimal(200_000)
    assert total.budget_to_date is None


def test_a_part_with_nothing_does_not_hide_the_sum_to_date(unit):
    create_area(org_unit=unit)
    create_budget_entry(area=create_area(org_unit=unit), month=1, amount=Decimal(5))

    assert _read(unit, DELAR).total.budget_to_date == Decimal(5)


def test_through_another_month_when_the_page_asks_for_it(unit):
    area = create_area(org_unit=unit)
    for month in (1, 2, 3):
        create_ledger_entry(area=area, month=month, amount=Decimal(1))

    assert _only(unit, through_month=2).outcome_to_date == Decimal(2)


def test_a_forecast_is_the_latest_at_or_before_the_occasion(unit):
    area = create_area(org_unit=unit)
    for month, day in ((4, 30), (8, 31), (10, 31)):
        made = create_forecast_round(org_unit=unit, as_of=datetime.date(2025, month, day))
        create_forecast(forecast_round=made, area=area, amount=Decimal(month))

    statement = _read(unit, DELAR)

    assert statement.forecast_as_of == datetime.date(2025, 8, 31)
    assert statement.rows[0].figures.forecast == Decimal(8)
    assert _only(unit).forecast == Decimal(10)


def test_last_years_forecast_is_not_this_years(unit):
    area = create_area(org_unit=unit)
    made = create_forecast_round(org_unit=unit, year=2024, as_of=datetime.date(2024, 10, 31))
    create_forecast(forecast_round=made, area=area)

    assert _only(unit).forecast is None


def test_an_areas_own_forecast_wins_over_the_sum_of_its_parts(unit):
    whole = create_area(org_unit=unit, has_heading=False, total_label="Stöd")
    part = create_area(parent=whole)
    made = create_forecast_round(org_unit=unit)
    create_forecast(forecast_round=made, area=part, amount=Decimal(10))
    create_forecast(forecast_round=made, area=whole, amount=Decimal(12))

    statement = _read(unit)

    assert [(row.label, row.figures.forecast) for row in statement.rows] == [(part.name, 10), ("Stöd", 12)]
    assert statement.total.forecast == Decimal(12)


def test_the_adjustment_of_the_administration_is_a_row_of_its_own(unit):
    whole = create_area(org_unit=unit, has_heading=False, total_label="Stöd")
    part = create_area(parent=whole)
    made = create_forecast_round(org_unit=unit)
    create_forecast(forecast_round=made, area=part, amount=Decimal(10))
    create_forecast(
        forecast_round=made,
        area=whole,
        amount=Decimal(-2),
        layer=Forecast.Layer.ADMINISTRATION,
        reason="Vakanser håller i sig",
    )

    rows = _read(unit).rows

    assert [(row.kind, row.figures.forecast, row.reason) for row in rows] == [
        (AreaRowKind.LEAF, Decimal(10), ""),
        (AreaRowKind.ADJUSTMENT, Decimal(-2), "Vakanser håller i sig"),
        (AreaRowKind.TOTAL, Decimal(8), ""),
    ]


def test_an_adjusted_leaf_counts_with_its_adjustment_once(unit):
    leaf = create_area(org_unit=unit)
    create_area(org_unit=unit)
    made = create_forecast_round(org_unit=unit)
    create_forecast(forecast_round=made, area=leaf, amount=Decimal(10))
    create_forecast(
        forecast_round=made, area=leaf, amount=Decimal(5), layer=Forecast.Layer.ADMINISTRATION, reason="Hyran höjs"
    )

    statement = _read(unit)

    assert statement.rows[0].figures.forecast == Decimal(10)
    assert statement.total.forecast == Decimal(15)


def test_areas_with_a_budget_that_no_forecast_covers_are_named(unit):
    covered, forgotten = create_area(org_unit=unit), create_area(org_unit=unit)
    create_area(org_unit=unit)
    create_budget_entry(area=covered)
    create_budget_entry(area=forgotten)
    create_forecast(area=covered)

    assert _read(unit).without_forecast == (forgotten,)


def test_a_sum_counts_areas_without_a_forecast_with_their_budget(unit):
    covered, forgotten = create_area(org_unit=unit), create_area(org_unit=unit)
    create_budget_entry(area=covered, amount=Decimal(100))
    create_budget_entry(area=forgotten, amount=Decimal(40))
    assert _read(unit).total.forecast is None

    create_forecast(area=covered, amount=Decimal(110))

    statement = _read(unit)
    assert [row.figures.forecast for row in statement.rows] == [Decimal(110), None, Decimal(150)]
    assert statement.total.forecast_variance == Decimal(-10)


def test_what_stands_beside_the_parts_keeps_its_budget_in_their_sum(unit):
    whole = create_area(org_unit=unit)
    create_budget_entry(area=whole, amount=Decimal(7))
    create_forecast(area=create_area(parent=whole), amount=Decimal(10))

    assert _read(unit).total.forecast == Decimal(17)


def test_an_adjustment_of_an_area_without_a_forecast_is_added_to_its_budget(unit):
    covered, adjusted = create_area(org_unit=unit), create_area(org_unit=unit)
    create_budget_entry(area=adjusted, amount=Decimal(40))
    made = create_forecast_round(org_unit=unit)
    create_forecast(
        forecast_round=made, area=adjusted, amount=Decimal(5), layer=Forecast.Layer.ADMINISTRATION, reason="Hyran höjs"
    )
    assert _read(unit).total.forecast is None

    create_forecast(forecast_round=made, area=covered, amount=Decimal(10))

    assert _read(unit).total.forecast == Decimal(55)


def test_a_round_that_nobody_has_filled_in_leaves_the_forecast_before_it(unit):
    area = create_area(org_unit=unit)
    create_forecast(forecast_round=create_forecast_round(org_unit=unit), area=area, amount=Decimal(10))
    create_forecast_round(org_unit=unit, as_of=datetime.date(2025, 11, 30))

    statement = _read(unit)

    assert statement.total.forecast == Decimal(10)
    assert statement.forecast_as_of == datetime.date(2025, 10, 31)
