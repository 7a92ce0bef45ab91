"""The administrator gives the scale the kommun's own words."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from internal_control.scale import read_scale
from kommunrapport.organisation.roles import Role
from tests.internal_control.reporting import sign_in_as


@pytest.fixture(autouse=True)
def administrator(client, board):
    return sign_in_as(client, Role.ADMINISTRATOR, board.ks)


def test_both_lists_are_reached_from_the_first_page_and_say_what_holds_without_rows(client):
    page = client.get(reverse("web:administration"))
    for name, words in [("risk_scale_step", "den vanliga skalan"), ("risk_level", "4–8 bevakas")]:
        url = reverse(f"administration:{name}_list")
        assertContains(page, url)
        assertContains(client.get(url), words)


def test_a_step_gets_the_kommuns_own_words(client):
    step = {"token": "en", "axis": "impact", "value": "4", "name": "Katastrofal", "description": "Får inte hända."}
    client.post(reverse("administration:risk_scale_step_create"), step)
    assert [str(step) for step in read_scale().impact][-1] == "4 Katastrofal"


def test_a_level_begins_at_a_score(client):
    for token, (score, name, tone) in enumerate([("1", "lämnas", "accept"), ("8", "följs", "watch")]):
        fields = {"token": token, "from_score": score, "name": name, "tone": tone}
        client.post(reverse("administration:risk_level_create"), fields)
    assert [str(entry) for entry in read_scale().legend()] == ["1–6 lämnas", "8–16 följs"]


def test_the_same_step_twice_is_refused(client):
    for token in ("en", "två"):
        step = {"token": token, "axis": "impact", "value": "4", "name": "Katastrofal"}
        response = client.post(reverse("administration:risk_scale_step_create"), step)
    assertContains(response, "Steget finns redan.")
