"""Which areas and whose money a statement has, and how its rows are laid out."""

import datetime
from decimal import Decimal

import pytest

from budget.figures import AreaRowKind, read_statement
from budget.history import read_forecast_history, read_months, read_years
from budget.models import Grouping
from budget.units import units_around
from kommunrapport.organisation.period import Period
from tests.budget_factories import (
    create_area,
    create_budget_entry,
    create_forecast,
    create_forecast_round,
    create_ledger_entry,
)
from tests.factories import create_org_unit

pytestmark = pytest.mark.django_db

HEADING, LEAF, OWN, SUM, TOTAL = (
    AreaRowKind.HEADING,
    AreaRowKind.LEAF,
    AreaRowKind.OWN,
    AreaRowKind.SUM,
    AreaRowKind.TOTAL,
)


@pytest.fixture
def unit(db):
    return create_org_unit()


def _read(unit, grouping=Grouping.UNIT):
    return read_statement(org_unit=unit, period=Period(2025), grouping=grouping)


def _layout(statement):
    return [(row.kind, row.label, row.depth, row.sum_of) for row in statement.rows]


def test_an_area_with_parts_is_a_heading_its_parts_and_their_sum(unit):
    support = create_area(org_unit=unit, name="Stöd", order=1)
    create_area(parent=support, name="Lön", order=1)
    create_area(parent=support, name="IT", order=2)
    create_area(org_unit=unit, name="Brand", order=2)

    assert _layout(_read(unit)) == [
        (HEADING, "Stöd", 0, ()),
        (LEAF, "Lön", 1, ()),
        (LEAF, "IT", 1, ()),
        (SUM, "Summa stöd", 0, (1, 2)),
        (LEAF, "Brand", 0, ()),
        (TOTAL, "Summa", 0, (3, 4)),
    ]


def test_what_stands_on_an_area_that_was_divided_later_is_a_row_of_its_own(unit):
    support = create_area(org_unit=unit, name="Stöd", has_heading=False)
    create_ledger_entry(area=support, amount=Decimal(3))
    create_ledger_entry(area=create_area(parent=support, name="IT"), amount=Decimal(4))

    statement = _read(unit)

    assert [(kind, label) for kind, label, *_ in _layout(statement)] == [
        (LEAF, "IT"),
        (OWN, "Stöd, inte fördelat"),
        (TOTAL, "Summa stöd"),
    ]
    assert statement.total.outcome == Decimal(7)


def test_a_single_area_needs_no_total(unit):
    create_area(org_unit=unit)

    assert [row.kind for row in _read(unit).rows] == [LEAF]


def test_natures_and_projects_have_their_own_words_for_the_total(unit):
    for grouping in (Grouping.NATURE, Grouping.PROJECT):
        create_area(org_unit=unit, grouping=grouping)
        create_area(org_unit=unit, grouping=grouping)

    assert _read(unit, Grouping.NATURE).rows[-1].label == "Nettokostnader"
    assert _read(unit, Grouping.PROJECT).rows[-1].label == "Nettoinvesteringar"


def test_the_part_of_an_income_is_an_income(unit):
    income = create_area(org_unit=unit, grouping=Grouping.NATURE, nature="income")
    create_area(parent=income)

    assert {row.nature for row in _read(unit, Grouping.NATURE).rows} == {"income"}


def test_money_of_units_below_counts_and_a_neighbours_does_not(unit):
    below = create_org_unit(parent=unit)
    create_ledger_entry(area=create_area(org_unit=unit), amount=Decimal(1))
    create_ledger_entry(area=create_area(org_unit=below), amount=Decimal(2))
    create_ledger_entry(amount=Decimal(4))

    assert _read(unit).total.outcome == Decimal(3)
    assert _read(below).total.outcome == Decimal(2)


def test_of_a_tree_above_only_what_the_unit_has_money_in_is_shown(unit):
    kommun = create_org_unit()
    unit.parent = kommun
    unit.save()
    wages = create_area(org_unit=kommun, grouping=Grouping.NATURE, name="Löner")
    create_area(org_unit=kommun, grouping=Grouping.NATURE, name="Hyror")
    create_ledger_entry(area=wages, org_unit=unit, amount=Decimal(5))
    create_ledger_entry(area=wages, amount=Decimal(7))

    assert [(row.label, row.figures.outcome) for row in _read(unit, Grouping.NATURE).rows] == [("Löner", 5)]
    assert _read(kommun, Grouping.NATURE).total.outcome == Decimal(12)


def test_an_area_that_no_longer_holds_is_shown_while_it_has_money(unit):
    create_area(org_unit=unit, valid_to=2024)
    ended = create_area(org_unit=unit, valid_to=2024, name="Avslutad")
    create_ledger_entry(area=ended, year=2024)

    assert [row.label for row in _read(unit).rows] == ["Avslutad"]


def test_without_a_forecast_of_its_own_a_unit_shows_those_of_units_below(unit):
    days = (datetime.date(2025, 8, 31), datetime.date(2025, 10, 31))
    for day, amount in zip(days, (10, 20), strict=True):
        below = create_org_unit(parent=unit)
        made = create_forecast_round(org_unit=below, as_of=day)
        create_forecast(forecast_round=made, area=create_area(org_unit=below), amount=Decimal(amount))

    statement = _read(unit)

    assert statement.total.forecast == Decimal(30)
    assert (statement.forecast_round.as_of, statement.forecast_as_of) == (days[1], None)


def test_the_units_around_are_read_once(unit, django_assert_num_queries):
    below = create_org_unit(parent=unit)

    with django_assert_num_queries(1):
        found = [units_around(unit).within for _ in range(2)]

    assert found == [{unit.pk, below.pk}] * 2


@pytest.mark.parametrize("areas", [1, 3])
def test_a_statement_takes_five_queries_for_any_number_of_areas(unit, areas, django_assert_num_queries):
    for _ in range(areas):
        area = create_area(parent=create_area(org_unit=unit))
        create_budget_entry(area=area, month=1)
        create_ledger_entry(area=area, month=1)
        made = create_forecast_round(org_unit=create_org_unit(parent=unit))
        create_forecast(forecast_round=made, area=area)

    with django_assert_num_queries(5):
        statement = _read(unit)

    assert statement.total.forecast == 95_000 * areas


def test_many_small_amounts_add_up_to_the_ore(unit):
    area = create_area(org_unit=unit)
    for month in range(1, 13):
        create_ledger_entry(area=area, month=month, amount=Decimal("0.10"))
        create_ledger_entry(
            area=area, org_unit=create_org_unit(parent=unit), month=month, amount=Decimal("999999999.99")
        )

    assert _read(unit).total.outcome == Decimal("12000000001.08")


def test_an_area_by_month_beside_last_year(unit):
    area = create_area(org_unit=unit)
    create_budget_entry(area=area, month=2, amount=Decimal(10))
    create_ledger_entry(area=area, month=2, amount=Decimal(9))
    create_ledger_entry(area=area, year=2024, month=2, amount=Decimal(8))

    january, february, *_ = read_months(org_unit=unit, year=2025, grouping=Grouping.UNIT, areas=[area.pk])

    assert (january.budget, january.outcome) == (None, None)
    assert (february.budget, february.outcome, february.outcome_last_year) == (10, 9, 8)


def test_an_area_over_years_has_the_same_part_of_each(unit):
    area = create_area(org_unit=unit)
    create_ledger_entry(area=area, year=2024)
    create_ledger_entry(area=area, year=2025, month=4, amount=Decimal(9))

    found = read_years(org_unit=unit, years=[2024, 2025], grouping=Grouping.UNIT, through_month=8)

    assert [each.outcome for each in found[area.pk]] == [None, Decimal(9)]


def test_forecasts_of_the_year_one_after_the_other(unit):
    whole = create_area(org_unit=unit)
    part = create_area(parent=whole)
    april = create_forecast_round(org_unit=unit, as_of=datetime.date(2025, 4, 30))
    october = create_forecast_round(org_unit=unit)
    create_forecast(forecast_round=april, area=part, amount=Decimal(10))
    create_forecast(forecast_round=october, area=part, amount=Decimal(11))
    create_forecast(forecast_round=october, area=whole, amount=Decimal(12))

    history = read_forecast_history(org_unit=unit, year=2025, areas=[whole, part])

    assert [(past.forecast_round, past.amount) for past in history] == [(april, 10), (october, 12)]
