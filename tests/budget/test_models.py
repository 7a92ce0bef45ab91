"""What always holds in the economy, whoever writes the rows."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from budget.models import BudgetArea, BudgetEntry, Forecast, Grouping, LedgerEntry
from tests.budget_factories import (
    create_area,
    create_budget_entry,
    create_forecast,
    create_import_batch,
    create_ledger_entry,
)

pytestmark = pytest.mark.django_db


def test_an_area_has_one_original_budget_for_a_time():
    area = create_area()
    create_budget_entry(area=area)

    with pytest.raises(IntegrityError):
        create_budget_entry(area=area)


def test_the_form_says_that_the_area_has_its_original_budget():
    entry = create_budget_entry()
    again = BudgetEntry(org_unit=entry.org_unit, year=2025, by_unit=entry.by_unit, amount=Decimal(1))

    with pytest.raises(ValidationError, match="redan en ursprunglig budget"):
        again.full_clean()


def test_a_budget_may_be_changed_many_times():
    area = create_area()
    for _ in range(3):
        create_budget_entry(area=area, kind=BudgetEntry.Kind.SUPPLEMENTARY)

    assert BudgetEntry.objects.current().count() == 3


def test_what_a_later_import_replaced_leaves_room_and_does_not_count():
    area = create_area()
    create_ledger_entry(area=area, replaced_by=create_import_batch())
    create_ledger_entry(area=area, amount=Decimal(5))

    assert [entry.amount for entry in LedgerEntry.objects.current()] == [Decimal(5)]


def test_a_month_is_one_of_twelve():
    with pytest.raises(IntegrityError, match="month_is_a_month"):
        create_ledger_entry(month=13)


def test_an_amount_has_a_place():
    with pytest.raises(IntegrityError, match="has_a_place"):
        create_ledger_entry(by_unit=None)


def test_an_amount_of_a_project_stands_in_no_other_grouping():
    with pytest.raises(IntegrityError, match="has_a_place"):
        create_ledger_entry(by_project=create_area(grouping=Grouping.PROJECT))


def test_areas_beside_each_other_have_different_names():
    area = create_area(name="Näringsliv")
    again = BudgetArea(org_unit=area.org_unit, name="näringsliv")

    with pytest.raises(ValidationError, match="redan ett område med det namnet"):
        again.full_clean()


def test_only_a_slag_is_income_or_cost():
    with pytest.raises(IntegrityError, match="nature_of_a_nature"):
        create_area(nature=BudgetArea.Nature.COST)


def test_an_adjustment_of_the_administration_has_a_reason():
    with pytest.raises(IntegrityError, match="adjustment_has_a_reason"):
        create_forecast(layer=Forecast.Layer.ADMINISTRATION)
