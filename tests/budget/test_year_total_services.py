"""A year's amount of an area: for the year or for its months, never both, and never over somebody else's."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from budget.models import BudgetEntry, LedgerEntry
from budget.services.year_totals import even_months, months_like, read_stored, record_year_total
from kommunrapport.records.saving import Conflict, Locked
from tests.budget_factories import create_area, create_import_batch, create_ledger_entry
from tests.factories import create_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return create_user()


def stored(economy, model=LedgerEntry):
    return read_stored(model, economy.school, economy.ks, 2025)


def record(economy, by, *amounts, model=LedgerEntry, seen=None):
    record_year_total(
        model=model,
        area=economy.school,
        org_unit=economy.ks,
        year=2025,
        amounts=[Decimal(amount) for amount in amounts],
        seen=stored(economy, model).seen if seen is None else seen,
        by=by,
    )


@pytest.mark.parametrize("amount", ["0", "12", "100000", "-1000000", "999999999999.99", "0.01"])
def test_months_sum_to_the_year(amount):
    assert sum(even_months(Decimal(amount))) == Decimal(amount)
    assert sum(months_like(Decimal(amount), [Decimal(n) for n in range(1, 13)])) == Decimal(amount)


def test_the_last_month_takes_the_rest():
    assert even_months(Decimal(100)) == [Decimal(8)] * 11 + [Decimal(12)]


def test_months_follow_a_pattern():
    pattern = [Decimal(0)] * 6 + [Decimal(10)] * 6

    assert months_like(Decimal(600), pattern) == [Decimal(0)] * 6 + [Decimal(100)] * 6
    with pytest.raises(ValueError, match="twelve months"):
        months_like(Decimal(600), [Decimal(0)] * 12)


def test_an_outcome_is_typed_changed_and_cleared(economy, by):
    record(economy, by, "900000")
    record(economy, by, "950000.50")
    assert stored(economy).amount == Decimal("950000.50")

    record(economy, by)

    assert stored(economy).amount is None
    assert LedgerEntry.history.count() == 3


def test_a_year_becomes_months_and_a_year_again(economy, by):
    record(economy, by, *even_months(Decimal(1_200_000)), model=BudgetEntry)
    months = stored(economy, BudgetEntry)
    assert (len(months.rows), months.amount, months.is_monthly) == (12, Decimal(1_200_000), True)

    record(economy, by, "1300000", model=BudgetEntry)

    assert [(row.month, row.amount) for row in stored(economy, BudgetEntry).rows] == [(None, Decimal(1_300_000))]


def test_who_saw_something_else_is_told(economy, by):
    record(economy, by, "900000")
    seen = stored(economy).seen
    record(economy, by, "910000")

    with pytest.raises(Conflict):
        record(economy, by, "920000", seen=seen)
    with pytest.raises(Conflict):
        record(economy, by, "920000", seen="")
    with pytest.raises(Conflict):
        record(economy, by, seen=seen)
    assert stored(economy).amount == Decimal(910_000)


def test_what_is_stored_already_is_a_success(economy, by):
    record(economy, by, "900000")

    record(economy, by, "900000", seen="")

    assert LedgerEntry.history.count() == 1


def test_what_somebody_took_away_is_told(economy, by):
    record(economy, by, "900000")
    seen = stored(economy).seen
    record(economy, by)

    with pytest.raises(ValidationError, match="tog bort beloppet"):
        record(economy, by, "920000", seen=seen)


@pytest.mark.parametrize("amounts", [[], ["1"], ["1"] * 12])
def test_a_year_is_never_put_beside_months_from_a_file(economy, by, amounts):
    batch = create_import_batch(org_unit=economy.ks)
    create_ledger_entry(area=economy.school, month=1, batch=batch)

    with pytest.raises(ValidationError, match="från en inläst fil"):
        record(economy, by, *amounts)
    assert stored(economy).rows[0].month == 1


def test_an_amount_of_two_groupings_is_left_alone(economy, by):
    nature = create_area(org_unit=economy.ks, grouping="nature")
    create_ledger_entry(area=economy.school, by_nature=nature)

    with pytest.raises(ValidationError, match="en annan indelning"):
        record(economy, by, "1")


def test_a_locked_year_takes_no_amount(economy, by):
    economy.lock()

    with pytest.raises(Locked):
        record(economy, by, "1")
    assert stored(economy).amount is None
