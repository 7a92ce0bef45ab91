"""Amounts as they are typed and shown, and which areas a unit types them on."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from budget.forms.amounts import AmountField
from budget.money import KRONOR, THOUSANDS, money_unit
from budget.placing import read_places
from kommunrapport.organisation.models import OrgUnit
from tests.budget_factories import create_area
from tests.factories import create_org_unit


@pytest.mark.parametrize(("slug", "unit"), [("kr", KRONOR), ("tkr", THOUSANDS), ("", THOUSANDS), ("mnkr", THOUSANDS)])
def test_thousands_unless_kronor_are_asked_for(slug, unit):
    assert money_unit(slug) == unit


@pytest.mark.parametrize(
    ("unit", "amounts", "shown"),
    [
        (THOUSANDS, ["651000"], ["651"]),
        (THOUSANDS, ["651000", "-1550", None], ["651,0", "−1,6", "–"]),
        (KRONOR, ["651000"], ["651 000"]),
        (KRONOR, ["651000.5"], ["651 000,50"]),
    ],
)
def test_decimals_stand_only_where_some_amount_needs_them(unit, amounts, shown):
    known = [None if amount is None else Decimal(amount) for amount in amounts]
    fitting = unit.fitting(known)

    assert [fitting.shown(amount).replace("\u00a0", " ") for amount in known] == shown


@pytest.mark.parametrize("amount", ["0", "651000", "-1550", "0.01", "999999999999.99"])
def test_what_is_shown_in_an_input_reads_back_to_the_same(amount):
    typed = KRONOR.typed(Decimal(amount))

    assert AmountField(money_unit=KRONOR).clean(typed) == Decimal(amount)


@pytest.mark.parametrize(
    ("typed", "unit", "amount"),
    [
        ("1 944,9", THOUSANDS, "1944900"),
        ("0", KRONOR, "0"),
        ("−12", THOUSANDS, "-12000"),
        ("999999999999,99", KRONOR, "999999999999.99"),
    ],
)
def test_an_amount_is_read_to_kronor(typed, unit, amount):
    assert AmountField(money_unit=unit).clean(typed) == Decimal(amount)


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("1000000000000", KRONOR),
        ("1000000000", THOUSANDS),
        ("0,005", KRONOR),
        ("1,234", THOUSANDS),
        ("5 tkr", THOUSANDS),
        ("١٢", KRONOR),
    ],
)
def test_what_could_mean_something_else_is_refused(typed, unit):
    with pytest.raises(ValidationError):
        AmountField(money_unit=unit).clean(typed)


def test_an_empty_amount_is_not_nothing():
    assert AmountField(required=False).clean(" ") is None


@pytest.mark.django_db
def test_a_unit_uses_its_own_areas_before_those_of_the_nearest_unit_above():
    kommun = create_org_unit(kind=OrgUnit.Kind.MUNICIPALITY)
    ks = create_org_unit(kind=OrgUnit.Kind.EXECUTIVE_BOARD, parent=kommun)
    enhet = create_org_unit(kind=OrgUnit.Kind.UNIT, parent=ks)
    wide = create_area(org_unit=kommun, grouping="nature")
    assert read_places(enhet, 2025).leaves("nature") == [wide]
    assert read_places(enhet, 2025).owner_of_money(wide) == enhet

    own = create_area(org_unit=enhet, grouping="nature", valid_from=2025)

    assert read_places(ks, 2025).leaves("nature") == [own]
    assert read_places(ks, 2025).owner_of_money(own) == enhet
    assert read_places(ks, 2024).leaves("nature") == [wide]


@pytest.mark.django_db
def test_only_areas_without_parts_take_amounts():
    top = create_area(name="Skolan")
    part = create_area(parent=top)

    places = read_places(top.org_unit, 2025)

    assert places.leaves("unit") == [part]
    assert [(node.area, node.depth) for node in places.trees["unit"]] == [(top, 0), (part, 1)]
    assert (places.grouping("unit"), places.grouping("annat"), places.grouping("field")) == ("unit", "unit", "unit")
