import pytest

from kommunrapport.organisation.models import OrgUnit
from kommunrapport.records.saving import Conflict, create_recorded, save_checked
from tests.factories import create_org_unit, create_user

pytestmark = pytest.mark.django_db


def chosen(line):
    return [row.to_orgunit_id for row in line.successors.all()]


def test_a_new_row_gets_its_choices():
    heir = create_org_unit()

    unit = create_recorded(OrgUnit, by=None, slug="a", name="A", kind="committee", successors=[heir])

    assert list(unit.successors.all()) == [heir]
    assert chosen(unit.history.first()) == [heir.pk]


def test_a_change_of_choices_alone_is_one_line_of_history():
    unit, heir = create_org_unit(), create_org_unit()

    save_checked(OrgUnit, pk=unit.pk, version=1, by=create_user(), successors=[heir])

    assert unit.history.count() == 2
    assert chosen(unit.history.first()) == [heir.pk]
    assert unit.history.first().version == 2


def test_the_same_choices_in_another_order_are_no_change():
    unit, one, two = create_org_unit(), create_org_unit(), create_org_unit()
    unit.successors.set([one, two])

    saved = save_checked(OrgUnit, pk=unit.pk, version=1, by=create_user(), successors=[two, one])

    assert saved.version == 1


def test_choices_of_an_old_version_are_refused():
    unit, heir = create_org_unit(), create_org_unit()
    save_checked(OrgUnit, pk=unit.pk, version=1, by=create_user(), name="Nytt")

    with pytest.raises(Conflict):
        save_checked(OrgUnit, pk=unit.pk, version=1, by=create_user(), successors=[heir])
    assert not unit.successors.exists()
