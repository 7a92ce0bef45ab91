"""Rules and pages of the organisation's own administration."""

import pytest
from django.urls import reverse

from kommunrapport.administration.organisation_forms import OccasionForm
from kommunrapport.organisation.models import Label, Membership, Substitute, User
from kommunrapport.organisation.roles import Role
from kommunrapport.records.saving import create_recorded, save_checked
from tests.factories import create_member, create_municipality, create_org_unit, create_position, create_user

pytestmark = pytest.mark.django_db

OCCASION = {"year": "2026", "kind": "full_year", "token": "t"}


@pytest.fixture
def administrator(client):
    user = create_member(Role.ADMINISTRATOR)
    client.force_login(user)
    return user


@pytest.mark.parametrize(
    ("dates", "wrong"),
    [
        ({"unit_deadline": "2027-01-20", "council_date": "2027-04-10"}, set()),
        ({"unit_deadline": "2027-01-20", "administration_deadline": "2027-01-20"}, set()),
        ({"unit_deadline": "2027-01-20", "council_date": "2027-01-19"}, {"council_date"}),
        (
            {"dispatch_date": "2027-02-05", "committee_date": "2027-02-01", "board_date": "2027-03-01"},
            {"committee_date"},
        ),
    ],
)
def test_dates_of_an_occasion_follow_each_other(dates, wrong):
    form = OccasionForm(OCCASION | dates)

    assert set(form.errors) == wrong


def test_the_same_occasion_twice_a_year_is_refused_in_words(client, administrator):
    client.post(reverse("administration:occasion_create"), OCCASION)

    response = client.post(reverse("administration:occasion_create"), OCCASION | {"token": "t2"})

    assert "Tillfället finns redan det året." in response.content.decode()


def test_a_new_user_is_shown_again_so_that_roles_can_be_given(client, administrator):
    fields = {"name": "Ny", "email": "ny@kommun.example", "is_active": "on", "token": "t"}

    response = client.post(reverse("administration:user_create"), fields)

    user = User.objects.get(email="ny@kommun.example")
    assert response.url == reverse("administration:user_edit", args=[user.pk])
    assert "Lägg till behörighet" in client.get(response.url).content.decode()


def test_a_role_is_given_to_the_user_of_the_address(client, administrator):
    user, unit = create_user(), create_org_unit()
    url = reverse("administration:membership_create", args=[user.pk])

    client.post(url, {"role": "controller", "org_unit": unit.pk, "token": "t"})

    assert Membership.objects.get(user=user).org_unit == unit


def test_the_same_role_twice_is_refused_in_words(client, administrator):
    unit = administrator.memberships.get().org_unit
    url = reverse("administration:membership_create", args=[administrator.pk])

    response = client.post(url, {"role": "administrator", "org_unit": unit.pk, "token": "t"})

    assert "Användaren har redan den rollen i enheten." in response.content.decode()


def test_the_last_administrator_is_told_why_the_role_stays(client, administrator):
    membership = administrator.memberships.get()

    url = reverse("administration:membership_delete", args=[membership.pk])
    response = client.post(url, {"version": "1"})

    assert "Någon måste kunna administrera" in response.content.decode()
    assert Membership.objects.filter(pk=membership.pk).exists()


def test_a_substitute_stands_in_from_a_day(client, administrator):
    position, user = create_position(), create_user()
    url = reverse("administration:substitute_create", args=[position.pk])

    client.post(url, {"user": user.pk, "valid_from": "2026-06-15", "token": "t"})

    assert Substitute.objects.get().position == position


def test_the_kommun_has_one_page_and_no_list(client, administrator):
    create_municipality()
    fields = {"name": "Nya kommunen", "short_name": "Nya", "accent_color": "#123456", "version": "1"}
    days = {"unit_days": "28", "administration_days": "14", "dispatch_days": "7"}

    response = client.post(reverse("administration:municipality_edit", args=[1]), fields | days)

    assert response.url == reverse("web:administration")


def test_a_colour_that_is_none_is_refused(client, administrator):
    create_municipality()
    fields = {"name": "Nya", "short_name": "Nya", "accent_color": "röd", "version": "1"}

    response = client.post(reverse("administration:municipality_edit", args=[1]), fields)

    assert "till exempel #b0224c" in response.content.decode()


def test_a_word_is_replaced_and_given_back(client, administrator):
    url = reverse("administration:label_edit", args=["measure"])

    client.post(url, {"text": "Mått", "token": "t"})
    assert Label.objects.get().text == "Mått"

    client.post(url, {"text": "", "version": "1"})
    assert not Label.objects.exists()


def test_a_word_chosen_by_somebody_else_meanwhile_is_shown(client, administrator):
    label = create_recorded(Label, by=administrator, key="measure", text="Mått")
    save_checked(Label, pk=label.pk, version=1, by=create_user(name="HR"), text="Nyckeltal")

    url = reverse("administration:label_edit", args=["measure"])
    response = client.post(url, {"text": "Indikator", "version": "1"})

    assert response.status_code == 409
    assert "Nyckeltal" in response.content.decode()


def test_a_word_that_is_not_in_the_program_is_not_found(client, administrator):
    assert client.get(reverse("administration:label_edit", args=["hittepå"])).status_code == 404


def test_words_are_for_administrators_only(client):
    client.force_login(create_member(Role.CONTROLLER))

    assert client.get(reverse("administration:label_edit", args=["measure"])).status_code == 404
