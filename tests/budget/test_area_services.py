"""Keeping the trees of areas."""

import pytest
from django.core.exceptions import ValidationError

from budget.models import BudgetArea, Grouping
from budget.services.areas import change_area, create_area, delete_area
from kommunrapport.records.saving import Conflict
from tests import budget_factories as factories
from tests.factories import create_user

pytestmark = pytest.mark.django_db


def change(area, **changes):
    return change_area(pk=area.pk, version=area.version, by=create_user(), **changes)


def test_an_area_cannot_be_hung_below_its_own_part():
    area = factories.create_area()
    part = factories.create_area(parent=area)

    with pytest.raises(ValidationError, match="ligger redan under"):
        change(area, parent=part)


@pytest.mark.parametrize("make", [factories.create_budget_entry, factories.create_ledger_entry])
def test_an_area_with_amounts_cannot_get_parts(make):
    parent, area = factories.create_area(), factories.create_area()
    area.org_unit = parent.org_unit
    area.save()
    make(area=parent)

    with pytest.raises(ValidationError, match="har belopp"):
        change(area, parent=parent)


def test_a_new_area_below_one_with_amounts_is_refused():
    parent = factories.create_ledger_entry().by_unit
    fields = {"org_unit": parent.org_unit, "grouping": parent.grouping, "name": "Del", "parent": parent}

    with pytest.raises(ValidationError, match="har belopp"):
        create_area(token="t", by=create_user(), **fields)
    assert not BudgetArea.objects.filter(name="Del").exists()


def test_parts_stand_in_the_same_unit_and_grouping():
    area = factories.create_area(grouping=Grouping.UNIT)
    other = factories.create_area(org_unit=area.org_unit, grouping=Grouping.FIELD)

    with pytest.raises(ValidationError, match="annan enhet eller indelning"):
        change(area, parent=other)


def test_an_area_with_amounts_keeps_its_grouping():
    area = factories.create_budget_entry().by_unit

    with pytest.raises(ValidationError, match="Området har belopp"):
        change(area, grouping=Grouping.FIELD)


def test_an_area_with_parts_keeps_its_unit():
    area = factories.create_area()
    factories.create_area(parent=area)

    with pytest.raises(ValidationError, match="Området har delar"):
        change(area, org_unit=factories.create_area().org_unit)


def test_an_area_with_amounts_is_not_deleted():
    area = factories.create_ledger_entry().by_unit

    with pytest.raises(ValidationError, match="kan inte tas bort"):
        delete_area(pk=area.pk, version=area.version, by=create_user())


def test_an_unused_area_is_deleted():
    area = factories.create_area()

    delete_area(pk=area.pk, version=area.version, by=create_user())

    assert not BudgetArea.objects.filter(pk=area.pk).exists()


def test_two_who_rename_an_area_meet():
    area = factories.create_area()
    change(area, name="Deras")

    with pytest.raises(Conflict):
        change(area, name="Mitt")
