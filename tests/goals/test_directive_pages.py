"""Direktiv och uppdrag: the register, the page of one, and the decision that closes it."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from goals.models import DirectiveFollowUp
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.roles import Role
from tests.factories import create_activity, create_chapter, create_directive, create_org_unit, create_report
from tests.goals.steering import HTMX, sign_in_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def directive(kommun):
    return create_directive(addressed=kommun.ks, title="Värdskap i toppklass", number="5.2")


def say(kommun, directive, unit, status="partly", text="<p>Vi är på väg.</p>"):
    key = {"directive": directive, "org_unit": unit, "occasion": kommun.occasion}
    return DirectiveFollowUp.objects.create(status=status, text=text, **key)


class TestRegister:
    @pytest.mark.parametrize("role", [r for r in Role.values if r != Role.AUDITOR])
    def test_each_role_of_the_unit_reads_it(self, client, kommun, directive, role):
        sign_in_as(client, role, kommun.ks)

        assertContains(client.get(kommun.url("directive_list")), "Värdskap i toppklass")

    def test_a_neighbour_does_not_find_it(self, client, kommun):
        sign_in_as(client, Role.CONTROLLER, kommun.namnd)

        assert client.get(kommun.url("directive_list")).status_code == 404

    def test_what_is_addressed_to_others_is_left_out(self, client, kommun):
        create_directive(addressed=kommun.namnd, title="Till vården")
        sign_in_as(client, Role.READER, kommun.ks)

        assertContains(client.get(kommun.url("directive_list")), "Inga direktiv gäller 2025")

    def test_from_the_top_all_nämnders_answers_stand_beside_each_other(self, client, kommun, directive):
        directive.addressed_units.add(kommun.namnd)
        say(kommun, directive, kommun.ks, "reached")
        root = OrgUnit.objects.get(slug="kommun")
        sign_in_as(client, Role.ADMINISTRATOR, root)

        text = client.get(kommun.url("directive_list", unit=root)).text

        assert "Uppnått" in text
        assert "Inte besvarat" in text

    def test_a_neighbours_answer_is_not_shown(self, client, kommun, directive):
        directive.addressed_units.add(kommun.namnd)
        say(kommun, directive, kommun.ks, "not_reached")
        sign_in_as(client, Role.CONTROLLER, kommun.namnd)

        response = client.get(kommun.url("directive_list", unit=kommun.namnd))

        assertContains(response, "Inte besvarat")
        assertNotContains(response, "Inte uppnått")

    def test_a_late_one_says_so(self, client, kommun, directive):
        directive.report_by = datetime.date(2025, 6, 30)
        directive.save()
        sign_in_as(client, Role.READER, kommun.ks)

        response = client.get(kommun.url("directive_list"))

        assertContains(response, "Försenat")
        assertContains(response, "Ett skulle ha återrapporterats.")

    @pytest.mark.parametrize(
        ("query", "shown"),
        [
            ("?slag=directive", {"Direktivet"}),
            ("?slag=assignment", {"Uppdraget", "Det avslutade"}),
            ("?visa=pagar", {"Direktivet", "Uppdraget"}),
            ("?visa=avslutade", {"Det avslutade"}),
            ("?visa=forsenade", {"Uppdraget"}),
            ("?visa=nonsens&slag=%00", {"Direktivet", "Uppdraget", "Det avslutade"}),
        ],
    )
    def test_the_filter_keeps_the_rest_away(self, client, kommun, query, shown):
        day = datetime.date(2025, 1, 31)
        create_directive(addressed=kommun.ks, title="Direktivet")
        create_directive(addressed=kommun.ks, title="Uppdraget", kind="assignment", report_by=day)
        closed = {"closed_on": day, "closed_by": "Kommunfullmäktige", "report_by": day}
        create_directive(addressed=kommun.ks, title="Det avslutade", kind="assignment", **closed)
        sign_in_as(client, Role.READER, kommun.ks)

        text = client.get(kommun.url("directive_list") + query).text

        assert {title for title in ("Direktivet", "Uppdraget", "Det avslutade") if f">{title}</a>" in text} == shown

    def test_htmx_gets_only_the_list(self, client, kommun, directive):
        sign_in_as(client, Role.READER, kommun.ks)

        response = client.get(kommun.url("directive_list"), headers=HTMX)

        assertNotContains(response, "<h1>")
        assertContains(response, 'id="direktiv"')

    def test_it_takes_the_same_queries_for_one_and_for_fifty(self, client, kommun, directive):
        sign_in_as(client, Role.CONTROLLER, kommun.ks)
        one = self.queries_of(client, kommun)

        for _ in range(49):
            say(kommun, create_directive(addressed=kommun.ks), kommun.ks)

        assert self.queries_of(client, kommun) == one

    def queries_of(self, client, kommun) -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(kommun.url("directive_list"))
        return len(queries)


class TestPage:
    def url(self, kommun, directive, unit=None):
        return kommun.url("directive_detail", directive.pk, unit=unit)

    def post(self, client, kommun, directive, unit=None, **data):
        said = {"status": "partly", "text": "<p>Vi är på väg.</p>", "version": 0} | data
        return client.post(self.url(kommun, directive, unit), said)

    @pytest.mark.parametrize(("role", "writes"), [(Role.READER, False), (Role.CONTROLLER, True)])
    def test_wording_and_decision_are_read_by_all_and_the_form_by_writers(
        self, client, kommun, directive, role, writes
    ):
        create_activity(directive=directive, org_unit=kommun.ks, title="Utbilda i värdskap")
        sign_in_as(client, role, kommun.ks)

        response = client.get(self.url(kommun, directive))

        assertContains(response, "Gör så här.")
        assertContains(response, "Utbilda i värdskap")
        assert ('name="status"' in response.text) == writes

    def test_a_follow_up_is_saved_and_shown(self, client, kommun, directive):
        sign_in_as(client, Role.CONTROLLER, kommun.ks)

        response = self.post(client, kommun, directive)

        assertRedirects(response, self.url(kommun, directive))
        assertContains(client.get(self.url(kommun, directive)), "Delvis uppnått")
        directive.refresh_from_db()
        assert directive.closed_on is None

    def test_a_status_nobody_offered_is_refused(self, client, kommun, directive):
        sign_in_as(client, Role.CONTROLLER, kommun.ks)

        response = self.post(client, kommun, directive, status="closed")

        assert response.status_code == 200
        assert not DirectiveFollowUp.objects.exists()

    def test_two_who_follow_up_at_once_see_both(self, client, kommun, directive):
        say(kommun, directive, kommun.ks, "reached")
        sign_in_as(client, Role.CONTROLLER, kommun.ks)

        response = self.post(client, kommun, directive)

        assertContains(response, "Uppnått", status_code=409)
        assertContains(response, "Delvis uppnått", status_code=409)

    @pytest.mark.parametrize("role", [Role.READER, Role.MANAGER, Role.SECRETARY, Role.POLITICIAN])
    def test_who_does_not_write_for_the_unit_cannot(self, client, kommun, directive, role):
        sign_in_as(client, role, kommun.ks)

        assert self.post(client, kommun, directive).status_code == 404

    def test_a_unit_that_is_not_addressed_cannot(self, client, kommun, directive):
        below = create_org_unit(kind=OrgUnit.Kind.UNIT, parent=kommun.ks)
        sign_in_as(client, Role.CONTROLLER, below)

        assert client.get(self.url(kommun, directive, below)).status_code == 200
        assert self.post(client, kommun, directive, below).status_code == 404

    def test_a_neighbour_does_not_find_it(self, client, kommun, directive):
        sign_in_as(client, Role.CONTROLLER, kommun.namnd)

        assert client.get(self.url(kommun, directive)).status_code == 404
        assert client.get(self.url(kommun, directive, kommun.namnd)).status_code == 404

    def test_locked_it_is_text_and_keeps_what_was_written(self, client, kommun, directive):
        kommun.lock()
        sign_in_as(client, Role.CONTROLLER, kommun.ks)

        response = client.get(self.url(kommun, directive))
        assertContains(response, "Låst för inmatning")
        assert 'name="status"' not in response.text

        assertContains(self.post(client, kommun, directive), "Vi är på väg.")
        assert not DirectiveFollowUp.objects.exists()

    def test_a_report_that_is_sent_out_locks_it(self, client, kommun, directive):
        report = create_report(org_unit=kommun.ks, occasion=kommun.occasion, state="proposal")
        create_chapter(report=report, subject_key=f"goals.directive:{directive.pk}")
        sign_in_as(client, Role.CONTROLLER, kommun.ks)

        assertContains(client.get(self.url(kommun, directive)), "texterna kan inte ändras")

    def test_an_amount_is_shown_with_its_sign(self, client, kommun):
        directive = create_directive(addressed=kommun.ks, kind="priority", amount=-250_000, one_off=True)
        sign_in_as(client, Role.READER, kommun.ks)

        assertContains(client.get(self.url(kommun, directive)), "−250\u00a0000 kr, engångsbelopp")
