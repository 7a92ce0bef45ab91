import re

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import CommandError, call_command
from django.urls import reverse

from kommunrapport.organisation.models import Membership, Municipality, OrgUnit, User
from kommunrapport.organisation.roles import Role
from kommunrapport.web.invitations import invitation_path
from tests.factories import create_member, create_org_unit, create_user

NEW = {"password1": "en lång mening om hösten", "password2": "en lång mening om hösten"}

pytestmark = pytest.mark.django_db


class DeafBackend(BaseEmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, email_messages):
        raise ConnectionRefusedError


def invite(client, user):
    client.force_login(create_member(Role.ADMINISTRATOR))
    return client.post(reverse("administration:user_invite", args=[user.pk]))


def test_without_a_mail_server_the_link_is_shown(client):
    response = invite(client, create_user())

    assert re.search(r"http://testserver/konto/valj-losenord/\S+/", response.content.decode())


def test_with_a_mail_server_the_link_is_mailed_and_not_shown(client, settings, mailoutbox):
    settings.MAIL_HOST = "smtp.kommun.example"
    user = create_user()

    response = invite(client, user)

    assert response.url == reverse("administration:user_edit", args=[user.pk])
    assert "http://testserver/konto/valj-losenord/" in mailoutbox[0].body


def test_when_the_mail_server_does_not_answer_the_link_is_shown(client, settings):
    settings.MAIL_HOST = "smtp.kommun.example"
    settings.MAILERS = {"default": {"BACKEND": "tests.web.test_invitations.DeafBackend"}}

    page = invite(client, create_user()).content.decode()

    assert "gick inte att skicka" in page
    assert "/konto/valj-losenord/" in page


def test_only_an_administrator_invites(client):
    client.force_login(create_member(Role.CONTROLLER))

    assert client.post(reverse("administration:user_invite", args=[create_user().pk])).status_code == 404


def test_the_link_lets_one_choose_a_password_and_signs_in(client):
    user = create_user()

    page = client.get(invitation_path(user), follow=True)
    response = client.post(page.wsgi_request.path, NEW)

    user.refresh_from_db()
    assert response.url == "/"
    assert user.check_password(NEW["password1"])
    assert client.session["_auth_user_id"] == str(user.pk)


def test_the_link_works_once(client):
    path = invitation_path(create_user())
    page = client.get(path, follow=True)
    client.post(page.wsgi_request.path, NEW)
    client.logout()

    assert "gäller inte längre" in client.get(path, follow=True).content.decode()


def test_a_made_up_link_says_the_same(client):
    page = client.get("/konto/valj-losenord/1-abc-123/").content.decode()

    assert "gäller inte längre" in page


def test_a_short_password_is_refused(client):
    page = client.get(invitation_path(create_user()), follow=True)

    response = client.post(page.wsgi_request.path, {"password1": "kort", "password2": "kort"})

    assert "minst 12 tecken" in response.content.decode()


def test_the_first_administrator_gets_a_kommun_and_a_link(capsys):
    call_command("create_administrator", "Admin@kommun.example", name="Administratör", municipality="Exempelby kommun")

    user = User.objects.get(email="admin@kommun.example")
    assert Municipality.objects.get().name == "Exempelby kommun"
    assert user.memberships.get().org_unit == OrgUnit.objects.get(parent=None)
    assert "/konto/valj-losenord/" in capsys.readouterr().out


def test_running_it_again_gives_a_new_link_and_nothing_else(capsys):
    root = create_org_unit()
    for _ in range(2):
        call_command("create_administrator", "admin@kommun.example", name="Administratör")

    assert Membership.objects.get().org_unit == root
    assert capsys.readouterr().out.count("/konto/valj-losenord/") == 2


def test_an_address_that_is_none_is_refused():
    with pytest.raises(CommandError, match="e-post"):
        call_command("create_administrator", "admin", name="Administratör")
