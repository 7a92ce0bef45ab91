"""Handing over a contribution to a goal, and the history of it all."""

import pytest
from pytest_django.asserts import assertContains

from kommunrapport.organisation.roles import Role
from tests.goals.steering import sign_in_as

pytestmark = pytest.mark.django_db
TEXT = "<p>Vi har gjort mycket.</p>"


def propose(client, kommun, level=None, motivation="", version=0, **options):
    data = {"level": level.pk if level else "", "motivation": motivation, "version": version}
    return client.post(kommun.url("assessment_propose", kommun.goal.pk), data, **options)


def write(client, kommun, text=TEXT, version=0, unit=None, kind=None, **options):
    url = kommun.url("comment_write", kommun.goal.pk, (kind or kommun.kind).pk, unit=unit)
    return client.post(url, {"text": text, "version": version}, **options)


def send(client, kommun, name, unit=None, **data):
    return client.post(kommun.url(name, kommun.goal.pk, unit=unit), data, follow=True)


class TestContribution:
    def test_it_is_handed_over_and_opened_again(self, client, kommun):
        sign_in_as(client, Role.CONTROLLER, kommun.namnd)
        write(client, kommun, unit=kommun.namnd)

        response = send(client, kommun, "comment_hand_over", kommun.namnd, seen=f"{kommun.kind.pk}.1")
        assertContains(response, "Bidraget är lämnat till Kommunstyrelsen.")

        response = send(client, kommun, "comment_reopen", kommun.namnd)
        assertContains(response, "Bidraget är öppet igen.")

    def test_an_empty_one_is_not(self, client, kommun):
        sign_in_as(client, Role.CONTROLLER, kommun.namnd)

        assertContains(send(client, kommun, "comment_hand_over", kommun.namnd), "Skriv något innan ni lämnar bidraget.")

    @pytest.mark.parametrize("seen", ["", "x.y", "1", "1.2.3"])
    def test_one_that_was_changed_meanwhile_is_not(self, client, kommun, seen):
        sign_in_as(client, Role.CONTROLLER, kommun.namnd)
        write(client, kommun, unit=kommun.namnd)

        response = send(client, kommun, "comment_hand_over", kommun.namnd, seen=seen)

        assertContains(response, "Någon ändrade texten samtidigt.")

    def test_locked_figures_take_none(self, client, kommun):
        sign_in_as(client, Role.CONTROLLER, kommun.namnd)
        write(client, kommun, unit=kommun.namnd)
        kommun.lock(kommun.namnd)

        response = send(client, kommun, "comment_hand_over", kommun.namnd, seen=f"{kommun.kind.pk}.1")
        assertContains(response, "Låst för inmatning")
        assertContains(send(client, kommun, "comment_reopen", kommun.namnd), "Låst för inmatning")

    def test_the_coordinating_unit_has_nobody_to_hand_over_to(self, client, kommun):
        sign_in_as(client, Role.CONTROLLER, kommun.ks)

        assert send(client, kommun, "comment_hand_over").status_code == 404
        assert send(client, kommun, "comment_reopen").status_code == 404


class TestHistory:
    def test_it_says_who_when_from_what_and_to_what(self, client, kommun):
        user = sign_in_as(client, Role.CONTROLLER, kommun.ks)
        propose(client, kommun, kommun.scale[1])
        propose(client, kommun, kommun.scale[2], "Vi når inte fram.", version=1)
        write(client, kommun, "<p>Första</p>")

        response = client.get(kommun.url("goal_history", kommun.goal.pk))

        assertContains(response, user.name)
        assertContains(response, "<p>På rätt väg</p>", html=True)
        assertContains(response, "<p>Inte nått</p>", html=True)
        assertContains(response, "Kommentar, Kommunstyrelsen")

    def test_another_units_work_is_left_out(self, client, kommun):
        sign_in_as(client, Role.CONTROLLER, kommun.ks)
        write(client, kommun, "<p>Deras text</p>")
        propose(client, kommun, kommun.scale[1])
        sign_in_as(client, Role.CONTROLLER, kommun.namnd)

        response = client.get(kommun.url("goal_history", kommun.goal.pk, unit=kommun.namnd))

        assertContains(response, "Ingen har skrivit eller bedömt något ännu.")

    def test_a_neighbour_does_not_find_it(self, client, kommun):
        sign_in_as(client, Role.CONTROLLER, kommun.namnd)

        assert client.get(kommun.url("goal_history", kommun.goal.pk)).status_code == 404
