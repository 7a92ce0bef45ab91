"""Creating, changing and deleting a row, and what happens when two people do it."""

import pytest
from django.urls import reverse

from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.roles import Role
from kommunrapport.records.saving import save_checked
from tests.factories import create_goal, create_member, create_org_unit, create_user

pytestmark = pytest.mark.django_db

UNIT = {"name": "Service", "slug": "service", "kind": "committee", "order": "1"}


@pytest.fixture
def administrator(client):
    user = create_member(Role.ADMINISTRATOR)
    client.force_login(user)
    return user


def edit_url(unit):
    return reverse("administration:org_unit_edit", args=[unit.pk])


def posted(unit, **changes):
    values = {"name": unit.name, "slug": unit.slug, "kind": unit.kind, "order": unit.order, "version": unit.version}
    return values | changes


def test_a_row_is_created_with_a_line_of_history(client, administrator):
    response = client.post(reverse("administration:org_unit_create"), UNIT | {"token": "t1"})

    unit = OrgUnit.objects.get(slug="service")
    assert response.url == reverse("administration:org_unit_list")
    assert unit.history.get().history_user == administrator


def test_a_double_click_creates_one_row(client, administrator):
    for _ in range(2):
        response = client.post(reverse("administration:org_unit_create"), UNIT | {"token": "t1"})

    assert response.status_code == 302
    assert OrgUnit.objects.filter(slug="service").count() == 1


def test_a_refused_form_can_be_sent_again(client, administrator):
    client.post(reverse("administration:org_unit_create"), UNIT | {"token": "t1", "name": ""})
    client.post(reverse("administration:org_unit_create"), UNIT | {"token": "t1"})

    assert OrgUnit.objects.filter(slug="service").exists()


def test_a_change_is_saved_and_counted(client, administrator):
    unit = create_org_unit()

    client.post(edit_url(unit), posted(unit, name="Nytt namn"))

    unit.refresh_from_db()
    assert (unit.name, unit.version) == ("Nytt namn", 2)


def test_only_the_chosen_rows_changed_and_the_version_goes_up(client, administrator):
    unit, heir = create_org_unit(), create_org_unit()

    client.post(edit_url(unit), posted(unit, successors=[heir.pk]))

    unit.refresh_from_db()
    assert list(unit.successors.all()) == [heir]
    assert unit.version == 2


def test_nothing_changed_writes_nothing(client, administrator):
    unit = create_org_unit()

    client.post(edit_url(unit), posted(unit))

    unit.refresh_from_db()
    assert unit.version == 1
    assert unit.history.count() == 1


def test_a_stranger_finds_nothing_to_change(client):
    unit = create_org_unit()
    client.force_login(create_member(Role.CONTROLLER, unit))

    assert client.post(edit_url(unit), posted(unit, name="Kapat")).status_code == 404
    unit.refresh_from_db()
    assert unit.name != "Kapat"


def test_two_who_change_the_same_field_are_shown_both_values(client, administrator):
    unit = create_org_unit(name="Först")
    save_checked(OrgUnit, pk=unit.pk, version=1, by=create_user(name="HR"), name="Deras")

    response = client.post(edit_url(unit), posted(unit, name="Mitt"))

    page = response.content.decode()
    assert response.status_code == 409
    assert "HR ändrade samma sak" in page
    assert "Deras" in page
    assert "Mitt" in page
    unit.refresh_from_db()
    assert unit.name == "Deras"


def test_save_mine_keeps_what_the_other_changed_elsewhere(client, administrator):
    unit = create_org_unit(name="Först", order=1)
    save_checked(OrgUnit, pk=unit.pk, version=1, by=create_user(), name="Deras", order=5)
    conflict = client.post(edit_url(unit), posted(unit, name="Mitt"))

    form = conflict.context["collision"].form
    client.post(edit_url(unit), {field.name: field.value() or "" for field in form if field.name != "successors"})

    unit.refresh_from_db()
    assert (unit.name, unit.order) == ("Mitt", 5)


def test_the_same_change_by_two_is_no_conflict(client, administrator):
    unit = create_org_unit(name="Först")
    save_checked(OrgUnit, pk=unit.pk, version=1, by=create_user(), name="Samma", order=5)

    response = client.post(edit_url(unit), posted(unit, name="Samma"))

    assert response.status_code == 302


def test_a_unit_cannot_be_placed_below_itself(client, administrator):
    above = create_org_unit()
    below = create_org_unit(parent=above)

    response = client.post(edit_url(above), posted(above, parent=below.pk))

    assert "ligger redan under" in response.content.decode()
    above.refresh_from_db()
    assert above.parent is None


def test_deleting_asks_first(client, administrator):
    unit = create_org_unit()
    url = reverse("administration:org_unit_delete", args=[unit.pk])

    assert "Vill du ta bort" in client.get(url).content.decode()
    client.post(url, {"version": "1"})

    assert not OrgUnit.objects.filter(pk=unit.pk).exists()


def test_what_something_hangs_on_stays(client, administrator):
    unit = create_org_unit()
    create_goal(coordinating_unit=unit)

    response = client.post(reverse("administration:org_unit_delete", args=[unit.pk]), {"version": "1"})

    assert "1 mål" in response.content.decode()
    assert OrgUnit.objects.filter(pk=unit.pk).exists()


def test_a_choice_by_others_hangs_on_too(client, administrator):
    unit = create_org_unit()
    create_goal().addressed_units.add(unit)

    response = client.post(reverse("administration:org_unit_delete", args=[unit.pk]), {"version": "1"})

    assert "går inte att ta bort" in response.content.decode()
    assert OrgUnit.objects.filter(pk=unit.pk).exists()


@pytest.mark.parametrize("version", ["2", "", "abc"])
def test_a_row_that_changed_meanwhile_is_not_deleted(client, administrator, version):
    unit = create_org_unit()

    response = client.post(reverse("administration:org_unit_delete", args=[unit.pk]), {"version": version})

    assert response.status_code == 409
    assert OrgUnit.objects.filter(pk=unit.pk).exists()


def test_history_says_who_changed_what_from_what_to_what(client, administrator):
    unit, heir = create_org_unit(name="Först"), create_org_unit(name="Arvtagaren")
    client.post(edit_url(unit), posted(unit, name="Sedan", kind="company", successors=[heir.pk]))

    response = client.get(reverse("administration:org_unit_history", args=[unit.pk]))

    changes = {(c.label, c.old, c.new) for e in response.context["events"] for c in e.changes}
    assert response.context["events"][0].who == administrator.name
    assert changes == {("Namn", "Först", "Sedan"), ("Slag", "nämnd", "bolag"), ("Ersätts av", "–", "Arvtagaren")}
