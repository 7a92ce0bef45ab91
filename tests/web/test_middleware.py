import pytest
from django.urls import reverse

from tests.factories import create_member, create_org_unit

pytestmark = pytest.mark.django_db


def test_a_signed_out_fragment_is_401_and_not_the_sign_in_page(client):
    answer = client.get(reverse("web:start", args=[2025, "ks"]), headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert answer.content == b""


def test_a_signed_out_page_goes_to_the_sign_in_page(client):
    answer = client.get(reverse("web:start", args=[2025, "ks"]))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/logga-in/?next=")


def test_pages_are_not_kept_by_browsers(client):
    unit = create_org_unit()
    client.force_login(create_member(org_unit=unit))
    answer = client.get(reverse("web:start", args=[2025, unit.slug]))
    assert answer.headers["Cache-Control"] == "no-store"
    assert "camera=()" in answer.headers["Permissions-Policy"]
