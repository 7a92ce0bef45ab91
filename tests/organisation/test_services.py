import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError

from kommunrapport.organisation.models import Label, Membership, OrgUnit, User
from kommunrapport.organisation.roles import Role
from kommunrapport.organisation.services import (
    add_user,
    change_membership,
    change_org_unit,
    change_user,
    choose_label,
    delete_membership,
)
from kommunrapport.records.saving import AlreadyDone, Conflict
from tests.factories import create_member, create_org_unit, create_user

pytestmark = pytest.mark.django_db


def test_a_new_user_cannot_sign_in_before_choosing_a_password():
    user = add_user(token="t", by=create_user(), email="Ny@Kommun.example", name="Ny")

    assert user.email == "ny@kommun.example"
    assert not user.has_usable_password()


def test_the_same_form_adds_one_user():
    by = create_user()
    add_user(token="t", by=by, email="ny@kommun.example", name="Ny")

    with pytest.raises(AlreadyDone):
        add_user(token="t", by=by, email="annan@kommun.example", name="Ny")
    assert not User.objects.filter(email="annan@kommun.example").exists()


def test_a_former_address_signs_nobody_in():
    administrator = create_member(Role.ADMINISTRATOR)
    user = create_user(email="gammal@kommun.example")
    EmailAddress.objects.create(user=user, email="gammal@kommun.example")

    change_user(pk=user.pk, version=1, by=administrator, email="Ny@kommun.example", name="Ny")

    assert not EmailAddress.objects.filter(email="gammal@kommun.example").exists()
    assert User.objects.get(pk=user.pk).email == "ny@kommun.example"


def test_the_last_administrator_cannot_be_shut_out():
    user = create_member(Role.ADMINISTRATOR)

    with pytest.raises(ValidationError, match="Någon måste kunna administrera"):
        change_user(pk=user.pk, version=1, by=user, email=user.email, name=user.name, is_active=False)
    assert User.objects.get(pk=user.pk).is_active


@pytest.mark.parametrize("days", ["2020-01-01", "2024-12-31"])
def test_the_last_administrator_keeps_the_role(days):
    user = create_member(Role.ADMINISTRATOR)
    membership = user.memberships.get()

    with pytest.raises(ValidationError):
        change_membership(pk=membership.pk, version=1, by=user, valid_to=days)
    with pytest.raises(ValidationError):
        delete_membership(pk=membership.pk, version=1, by=user)
    assert Membership.objects.get().valid_to is None


def test_one_administrator_of_two_may_go():
    create_member(Role.ADMINISTRATOR)
    user = create_member(Role.ADMINISTRATOR)

    delete_membership(pk=user.memberships.get().pk, version=1, by=user)

    assert not user.memberships.exists()


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_a_unit_is_never_below_itself(depth):
    unit = create_org_unit()
    chain = [unit]
    for _ in range(depth):
        chain.append(create_org_unit(parent=chain[-1]))

    with pytest.raises(ValidationError):
        change_org_unit(pk=unit.pk, version=1, by=create_user(), parent=chain[-1])
    assert OrgUnit.objects.get(pk=unit.pk).parent is None


def test_a_word_is_chosen_changed_and_given_back():
    by = create_user()

    choose_label(key="measure", text="Mått", version=0, by=by)
    choose_label(key="measure", text="Indikator", version=1, by=by)
    assert Label.objects.get().text == "Indikator"

    choose_label(key="measure", text="", version=2, by=by)
    assert not Label.objects.exists()


def test_two_who_choose_the_same_word_do_not_overwrite_each_other():
    by = create_user()
    choose_label(key="measure", text="Mått", version=0, by=by)

    with pytest.raises(Conflict):
        choose_label(key="measure", text="Indikator", version=0, by=by)
