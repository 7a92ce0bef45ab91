"""Registering the decision that closes a directive."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from kommunrapport.organisation.roles import Role
from tests.factories import create_directive
from tests.goals.steering import sign_in_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def directive(kommun):
    return create_directive(addressed=kommun.ks, title="Värdskap i toppklass", number="5.2")


class TestClosing:
    DECISION = {"closed_by": "Kommunfullmäktige", "closed_on": "2025-12-01", "closing_paragraph": "§ 45"}

    def close(self, client, kommun, directive, **data):
        return client.post(kommun.url("directive_close", directive.pk), self.DECISION | {"version": 1} | data)

    @pytest.mark.parametrize("role", [Role.CONTROLLER, Role.SECRETARY, Role.ADMINISTRATOR])
    def test_who_keeps_the_papers_registers_the_decision(self, client, kommun, directive, role):
        sign_in_as(client, role, kommun.ks)

        response = self.close(client, kommun, directive)

        assertRedirects(response, kommun.url("directive_detail", directive.pk))
        said = "Avslutat av Kommunfullmäktige 1 december 2025, § 45."
        assertContains(client.get(kommun.url("directive_detail", directive.pk)), said)

    @pytest.mark.parametrize("role", [Role.READER, Role.MANAGER, Role.SUBJECT_OWNER, Role.POLITICIAN])
    def test_others_cannot_and_see_no_button(self, client, kommun, directive, role):
        sign_in_as(client, role, kommun.ks)

        assert self.close(client, kommun, directive).status_code == 404
        assertNotContains(client.get(kommun.url("directive_detail", directive.pk)), "Registrera avslut")

    def test_a_neighbour_cannot(self, client, kommun, directive):
        sign_in_as(client, Role.SECRETARY, kommun.namnd)

        assert self.close(client, kommun, directive).status_code == 404

    @pytest.mark.parametrize("field", ["closed_by", "closed_on", "closing_paragraph"])
    def test_the_decision_is_given_whole(self, client, kommun, directive, field):
        sign_in_as(client, Role.SECRETARY, kommun.ks)

        assertContains(self.close(client, kommun, directive, **{field: ""}), 'class="error"')
        directive.refresh_from_db()
        assert directive.closed_on is None

    def test_two_who_close_at_once_see_both(self, client, kommun, directive):
        sign_in_as(client, Role.SECRETARY, kommun.ks)
        self.close(client, kommun, directive)

        response = self.close(client, kommun, directive, closing_paragraph="§ 46")

        assertContains(response, "§ 46", status_code=409)
