import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from kommunrapport.measures.models import Observation
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.records.saving import (
    AlreadyDone,
    Conflict,
    claim_token,
    create_once,
    create_recorded,
    delete_checked,
    is_spent,
    save_checked,
)
from tests.factories import create_goal, create_observation, create_org_unit, create_user

pytestmark = pytest.mark.django_db


def test_a_save_raises_the_version_and_writes_history_with_who():
    unit, by = create_org_unit(name="Förr"), create_user()

    saved = save_checked(OrgUnit, pk=unit.pk, version=1, by=by, name="Nu")

    assert (saved.name, saved.version) == ("Nu", 2)
    line = OrgUnit.history.filter(id=unit.pk).latest()
    assert (line.name, line.version, line.history_user) == ("Nu", 2, by)


def test_a_save_of_an_old_version_is_a_conflict_and_changes_nothing():
    unit, by = create_org_unit(name="Förr"), create_user()
    save_checked(OrgUnit, pk=unit.pk, version=1, by=by, name="Deras")

    with pytest.raises(Conflict) as conflict:
        save_checked(OrgUnit, pk=unit.pk, version=1, by=by, name="Mitt")

    assert conflict.value.stored.name == "Deras"
    unit.refresh_from_db()
    assert (unit.name, unit.version) == ("Deras", 2)


def test_the_same_post_twice_is_a_success_that_writes_once():
    unit, by = create_org_unit(), create_user()

    for _ in range(2):
        save_checked(OrgUnit, pk=unit.pk, version=1, by=by, name="Nu")

    unit.refresh_from_db()
    assert unit.version == 2
    assert OrgUnit.history.filter(id=unit.pk, name="Nu").count() == 1


def test_a_row_that_breaks_a_rule_is_not_saved():
    observation, by = create_observation(), create_user()

    with pytest.raises(ValidationError, match="Skriv ett värde"):
        save_checked(Observation, pk=observation.pk, version=1, by=by, value=None)

    observation.refresh_from_db()
    assert observation.value == 80
    assert observation.version == 1


def test_a_change_of_many_to_many_alone_raises_the_version():
    goal, unit, by = create_goal(), create_org_unit(), create_user()

    save_checked(type(goal), pk=goal.pk, version=1, by=by, addressed_units=[unit])

    goal.refresh_from_db()
    assert goal.version == 2
    assert list(goal.addressed_units.all()) == [unit]
    assert goal.history.latest().version == 2


def test_a_created_row_has_its_first_line_of_history():
    by = create_user()

    unit = create_recorded(OrgUnit, by=by, slug="ny", name="Ny", kind="committee")

    assert [line.history_user for line in OrgUnit.history.filter(id=unit.pk)] == [by]


def test_a_created_row_that_breaks_a_rule_is_refused():
    with pytest.raises(ValidationError):
        create_recorded(OrgUnit, by=create_user(), slug="ny", name="", kind="committee")


def test_a_form_that_acts_once_creates_once():
    by, fields = create_user(), {"name": "Ny", "kind": "committee"}
    create_once(OrgUnit, token="abc", by=by, slug="ny", **fields)

    with pytest.raises(AlreadyDone), transaction.atomic():
        create_once(OrgUnit, token="abc", by=by, slug="en-till", **fields)
    assert not OrgUnit.objects.filter(slug="en-till").exists()


def test_a_deleted_row_leaves_its_history():
    unit, by = create_org_unit(), create_user()

    delete_checked(OrgUnit, pk=unit.pk, version=1, by=by)

    assert not OrgUnit.objects.filter(pk=unit.pk).exists()
    assert OrgUnit.history.filter(id=unit.pk, history_type="-", history_user=by).exists()


def test_a_row_that_somebody_changed_is_not_deleted():
    unit, by = create_org_unit(), create_user()
    save_checked(OrgUnit, pk=unit.pk, version=1, by=by, name="Nu")

    with pytest.raises(Conflict):
        delete_checked(OrgUnit, pk=unit.pk, version=1, by=by)

    assert OrgUnit.objects.filter(pk=unit.pk).exists()


def test_a_token_can_be_spent_once():
    by = create_user()
    claim_token("abc", by)

    with pytest.raises(AlreadyDone), transaction.atomic():
        claim_token("abc", by)


def test_a_token_of_work_that_failed_is_not_spent():
    by = create_user()

    @transaction.atomic
    def fail_after_spending():
        claim_token("abc", by)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_after_spending()

    claim_token("abc", by)


@pytest.mark.parametrize("token", ["x" * 65, "a\0"])
def test_what_can_be_no_token_does_nothing(token):
    with pytest.raises(AlreadyDone):
        claim_token(token, create_user())

    assert not is_spent(token)
