import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from tests.factories import create_municipality, create_user

PASSWORD = "en lång mening om hösten"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_earlier_attempts():
    cache.clear()


def create_person(**fields):
    user = create_user(**fields)
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, email, password=PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": email, "password": password, **more})


def test_signing_in_leads_to_the_start_page(client):
    create_person(email="chef@kommun.example")

    response = sign_in(client, "Chef@kommun.example")

    assert response.status_code == 302
    assert response.url == "/"


def test_signing_in_leads_on_to_the_page_one_came_for(client):
    create_person(email="chef@kommun.example")

    response = sign_in(client, "chef@kommun.example", next="/2025/ks/")

    assert response.url == "/2025/ks/"


def test_signing_in_never_leads_to_another_host(client):
    create_person(email="chef@kommun.example")

    response = sign_in(client, "chef@kommun.example", next="https://fel.example/")

    assert response.url == "/"


@pytest.mark.parametrize(("email", "password"), [("chef@kommun.example", "fel"), ("ingen@kommun.example", PASSWORD)])
def test_a_wrong_password_and_an_unknown_address_are_told_the_same(client, email, password):
    create_person(email="chef@kommun.example")

    response = sign_in(client, email, password)

    assert "E-postadressen och lösenordet hör inte ihop." in response.content.decode()


def test_the_sixth_attempt_waits_even_with_the_right_password(client):
    create_person(email="chef@kommun.example")
    for _ in range(5):
        sign_in(client, "chef@kommun.example", "fel")

    response = sign_in(client, "chef@kommun.example")

    assert "Vänta en kvart" in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_throttling_one_address_leaves_the_others_alone(client):
    create_person(email="chef@kommun.example")
    for _ in range(6):
        sign_in(client, "granne@kommun.example", "fel")

    assert sign_in(client, "chef@kommun.example").status_code == 302


def test_too_many_requests_from_one_place_get_a_page_in_swedish(client):
    for number in range(60):
        sign_in(client, f"person{number}@kommun.example", "")

    response = sign_in(client, "chef@kommun.example")

    assert response.status_code == 429
    assert "För många försök" in response.content.decode()


def test_nobody_can_sign_up(client):
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")
    assert client.post("/accounts/signup/", {"email": "ny@kommun.example"}).status_code in {302, 404}
    assert client.get("/signup/").status_code in {302, 404}


def test_who_is_shut_out_is_told_so_and_stays_outside(client):
    create_person(email="chef@kommun.example", is_active=False)

    response = sign_in(client, "chef@kommun.example")

    assert response.url == reverse("account_inactive")
    assert "avstängt" in client.get(response.url).content.decode()


def test_shutting_out_ends_the_session_at_once(client):
    user = create_person(email="chef@kommun.example")
    sign_in(client, user.email)
    user.is_active = False
    user.save()

    assert client.get("/hjalp/").status_code == 302


def test_signing_out_asks_first(client):
    client.force_login(create_user())

    client.get(reverse("account_logout"))
    assert "_auth_user_id" in client.session

    assert client.post(reverse("account_logout")).url == reverse("account_login")
    assert "_auth_user_id" not in client.session


def test_changing_password_needs_the_present_one(client):
    user = create_person()
    client.force_login(user)
    new = {"password1": "en annan mening om våren", "password2": "en annan mening om våren"}

    refused = client.post(reverse("account_change_password"), {"oldpassword": "fel", **new})
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **new})

    user.refresh_from_db()
    assert "inte ditt nuvarande lösenord" in refused.content.decode()
    assert user.check_password("en annan mening om våren")


def test_a_forgotten_password_is_mailed_only_where_there_is_a_mail_server(client, settings, mailoutbox):
    create_person(email="chef@kommun.example")
    assert client.get(reverse("account_reset_password")).status_code == 404

    settings.MAIL_HOST = "smtp.kommun.example"
    client.post(reverse("account_reset_password"), {"email": "chef@kommun.example"})
    client.post(reverse("account_reset_password"), {"email": "ingen@kommun.example"})

    assert [mail.to for mail in mailoutbox] == [["chef@kommun.example"]]
    assert re.search(r"/konto/valj-losenord/\S+/", mailoutbox[0].body)


def test_the_form_points_to_the_message_of_a_field(client):
    response = client.post(reverse("account_login"), {"login": "", "password": ""})

    page = response.content.decode()
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_login_error"' in page
    assert 'id="id_login_error"' in page


def test_the_page_names_the_kommun_and_has_no_menu(client):
    create_municipality(name="Exempelby kommun")

    page = client.get(reverse("account_login")).content.decode()

    assert "Exempelby kommun" in page
    assert "Huvudmeny" not in page


def test_a_form_without_its_key_gets_a_page_that_says_what_to_do():
    strict = Client(enforce_csrf_checks=True)

    response = sign_in(strict, "chef@kommun.example")

    assert response.status_code == 403
    assert "texten du skrev finns kvar" in response.content.decode()


def test_every_address_of_signing_in_that_is_open_has_a_page(client):
    """The library's views ask for each other's names: none may be missing."""
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str) and name.startswith("account_")}
    plain = names - {"account_reset_password_from_key", "account_reset_password", "account_reset_password_done"}

    statuses = {client.get(reverse(name)).status_code for name in plain}

    assert statuses <= {200, 302}
