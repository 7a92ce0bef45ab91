"""Changes of the budget: each with its decision, and a transfer always as two sides of one act."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from budget.models import BudgetEntry, Grouping
from budget.services.changes import add_budget_change, change_budget_change, remove_budget_change, transfer_budget
from kommunrapport.records.saving import AlreadyDone, Conflict, Locked
from tests.budget_factories import create_area
from tests.factories import create_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return create_user()


def add(economy, by, once="engång", **change):
    given = {"kind": "supplementary", "amount": Decimal(250_000), "by_unit": economy.school, "financing": "Reserven"}
    return add_budget_change(org_unit=economy.ks, year=2025, token=once, by=by, **given | change)


def transfer(economy, by, once="engång", amount=100_000, target=None):
    return transfer_budget(
        year=2025,
        kind="reallocation",
        source=(economy.school, economy.ks),
        target=(target or economy.library, economy.ks),
        amount=Decimal(amount),
        token=once,
        by=by,
    )


def changes():
    return BudgetEntry.objects.exclude(kind="original").order_by("amount")


def test_a_supplement_is_stored_with_its_decision(economy, by):
    entry = add(economy, by, decided_by="Fullmäktige", paragraph="§ 45")

    assert (entry.amount, entry.org_unit, entry.by_unit) == (Decimal(250_000), economy.ks, economy.school)
    assert entry.history.get().history_user == by


def test_a_supplement_says_how_it_is_financed(economy, by):
    with pytest.raises(ValidationError, match="hur tilläggsanslaget finansieras"):
        add(economy, by, financing="")
    add(economy, by, kind="rebudgeting", financing="")


def test_nothing_is_no_change(economy, by):
    with pytest.raises(ValidationError, match="inte är 0"):
        add(economy, by, amount=Decimal(0))


def test_a_change_belongs_to_an_area(economy, by):
    nowhere = dict.fromkeys(["by_unit", "by_field", "by_nature", "by_project"])
    with pytest.raises(ValidationError, match="vilket område"):
        add(economy, by, **nowhere)


def test_the_same_form_sent_twice_adds_one(economy, by):
    add(economy, by)
    with pytest.raises(AlreadyDone):
        add(economy, by)
    assert changes().count() == 1


def test_a_transfer_is_two_rows_that_sum_to_nothing(economy, by):
    transfer(economy, by)

    given, received = changes()
    assert (given.by_unit, given.amount) == (economy.school, Decimal(-100_000))
    assert (received.by_unit, received.amount) == (economy.library, Decimal(100_000))
    assert given.transfer == received.transfer != ""


def test_a_transfer_has_two_areas_of_one_grouping(economy, by):
    nature = create_area(org_unit=economy.ks, grouping=Grouping.NATURE)
    for target, sentence in [(economy.school, "ett annat område"), (nature, "samma indelning")]:
        with pytest.raises(ValidationError, match=sentence):
            transfer(economy, by, target=target)
    with pytest.raises(ValidationError, match="utan minus"):
        transfer(economy, by, amount=-1)
    assert not changes()


def test_changing_a_transfer_changes_both_sides(economy, by):
    received = transfer(economy, by)[1]

    change_budget_change(pk=received.pk, version=1, by=by, amount=Decimal(80_000), paragraph="§ 7")

    assert [(e.amount, e.paragraph, e.version) for e in changes()] == [
        (Decimal(-80_000), "§ 7", 2),
        (Decimal(80_000), "§ 7", 2),
    ]
    with pytest.raises(ValidationError, match="utan minus"):
        change_budget_change(pk=received.pk, version=2, by=by, amount=Decimal(-1))


def test_a_supplement_keeps_its_financing_when_changed(economy, by):
    entry = add(economy, by)

    change_budget_change(pk=entry.pk, version=1, by=by, amount=Decimal(300_000))
    with pytest.raises(ValidationError, match="finansieras"):
        change_budget_change(pk=entry.pk, version=2, by=by, financing="")


def test_who_saw_an_older_version_is_told(economy, by):
    entry = add(economy, by)
    change_budget_change(pk=entry.pk, version=1, by=by, amount=Decimal(1))

    with pytest.raises(Conflict):
        change_budget_change(pk=entry.pk, version=1, by=by, amount=Decimal(2))
    with pytest.raises(Conflict):
        remove_budget_change(pk=entry.pk, version=1, by=by)


def test_removing_a_transfer_removes_both_sides_and_keeps_their_history(economy, by):
    received = transfer(economy, by)[1]

    remove_budget_change(pk=received.pk, version=1, by=by)

    assert not changes()
    assert BudgetEntry.history.filter(history_type="-").count() == 2


def test_a_locked_year_takes_no_change(economy, by):
    entry = add(economy, by)
    economy.lock()

    for act in [
        lambda: add(economy, by, once="b"),
        lambda: transfer(economy, by, once="c"),
        lambda: change_budget_change(pk=entry.pk, version=1, by=by, amount=Decimal(2)),
        lambda: remove_budget_change(pk=entry.pk, version=1, by=by),
    ]:
        with pytest.raises(Locked):
            act()
    assert changes().get().amount == Decimal(250_000)
