"""Where else the findings stand: in the menu, on the start page, beside the report and before the figures are sent."""

import pytest
from django.core.cache import cache
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from kommunrapport.organisation.models import Submission
from kommunrapport.organisation.roles import Role
from kommunrapport.quality.registry import Severity
from tests.factories import create_chapter, create_member, create_position, create_report, create_user
from tests.quality.checks import a_finding

pytestmark = pytest.mark.django_db
LIST = "/2025/ks/avstamning/"


def _sign_in(client, role, unit):
    user = create_member(role, unit)
    client.force_login(user)
    return user


class TestMenu:
    @pytest.mark.parametrize("role", [Role.CONTROLLER, Role.SECRETARY, Role.ADMINISTRATOR])
    def test_who_may_see_it_has_it_in_the_menu(self, client, unit, occasion, findings, role):
        _sign_in(client, role, unit)

        assertContains(client.get(reverse("goals:goal_list", args=[2025, "ks"])), LIST)

    @pytest.mark.parametrize("role", [Role.READER, Role.MANAGER, Role.POLITICIAN])
    def test_others_have_not(self, client, unit, occasion, findings, role):
        _sign_in(client, role, unit)

        assertNotContains(client.get(reverse("goals:goal_list", args=[2025, "ks"])), LIST)

    def test_it_counts_the_open_errors_that_are_known(self, client, unit, occasion, findings):
        _sign_in(client, Role.CONTROLLER, unit)
        findings.append(a_finding(key="annan", severity=Severity.WARNING))
        client.get(LIST)

        page = client.get(reverse("goals:goal_list", args=[2025, "ks"]))

        assertContains(page, '1<span class="visually-hidden"> fel</span>')

    def test_it_runs_no_rule_for_the_menu(self, client, unit, occasion, findings):
        _sign_in(client, Role.CONTROLLER, unit)
        cache.clear()

        page = client.get(reverse("goals:goal_list", args=[2025, "ks"]))

        assertNotContains(page, '<span class="visually-hidden"> fel</span>')


class TestStartPage:
    def test_a_controller_sees_what_is_to_be_sorted_out(self, client, unit, occasion, findings):
        _sign_in(client, Role.CONTROLLER, unit)

        page = client.get(reverse("web:start", args=[2025, "ks"]))

        assertContains(page, "Att reda ut")
        assertContains(page, "Summan är fel")

    def test_a_manager_does_not(self, client, unit, occasion, findings):
        _sign_in(client, Role.MANAGER, unit)

        assertNotContains(client.get(reverse("web:start", args=[2025, "ks"])), "Att reda ut")

    def test_what_is_only_told_stays_on_its_page(self, client, unit, occasion, findings):
        findings[:] = [a_finding(severity=Severity.INFO)]
        _sign_in(client, Role.CONTROLLER, unit)

        assertNotContains(client.get(reverse("web:start", args=[2025, "ks"])), "Att reda ut")


class TestBesideTheReport:
    URL = "/2025/ks/rapporter/ks-2025/avstamning/"

    def chapter_page(self, client, unit, occasion, **fields):
        chapter = create_chapter(report=create_report(slug="ks-2025", org_unit=unit, occasion=occasion), **fields)
        return client.get(reverse("reports:chapter_edit", args=[2025, "ks", "ks-2025", chapter.pk]))

    def test_the_page_of_a_chapter_fetches_it_and_links_to_it_without_script(self, client, unit, occasion, findings):
        _sign_in(client, Role.CONTROLLER, unit)

        page = self.chapter_page(client, unit, occasion)

        assertContains(page, f'hx-get="{self.URL}"')
        assertContains(page, f'href="{self.URL}"')

    def test_it_has_the_worst_and_how_many_more_there_are(self, client, unit, occasion, findings):
        create_report(slug="ks-2025", org_unit=unit, occasion=occasion)
        findings += [a_finding(key=str(n), text=f"Nummer {n}") for n in range(6)]
        _sign_in(client, Role.CONTROLLER, unit)

        part = client.get(self.URL, headers={"HX-Request": "true"})

        assertNotContains(part, "<h1>")
        assertContains(part, "Nummer 3")
        assertNotContains(part, "Nummer 4")
        assertContains(part, "2 till i avstämningen")

    def test_a_manager_with_a_chapter_does_not_see_it(self, client, unit, occasion, findings):
        manager = _sign_in(client, Role.MANAGER, unit)

        page = self.chapter_page(client, unit, occasion, responsible=create_position(org_unit=unit, holder=manager))

        assertNotContains(page, "Avstämning")


class TestBeforeSending:
    URL = "/2025/ks/inlamning/"

    @pytest.fixture
    def locked(self, unit, occasion):
        return Submission.objects.create(
            org_unit=unit,
            occasion=occasion,
            state="locked",
            changed_by=create_user(),
            changed_at="2026-01-25T10:00:00Z",
        )

    def test_what_is_to_be_sorted_out_stands_above_the_buttons(self, client, unit, occasion, findings):
        _sign_in(client, Role.SECRETARY, unit)

        page = client.get(self.URL)

        assertContains(page, "Innan ni låser")
        assertContains(page, "Summan är fel")

    def test_a_reader_does_not_see_it(self, client, unit, occasion, findings):
        _sign_in(client, Role.READER, unit)

        assertNotContains(client.get(self.URL), "Summan är fel")

    def test_locking_asks_nothing(self, client, unit, occasion, findings):
        _sign_in(client, Role.SECRETARY, unit)

        assertRedirects(client.post(self.URL, {"state": "locked", "version": 0}), self.URL)

    def test_sending_with_errors_asks_first_and_says_how_many(self, client, unit, locked, findings):
        findings.append(a_finding(key="annan"))
        _sign_in(client, Role.SECRETARY, unit)

        answer = client.post(self.URL, {"state": "sent", "version": 1})

        assertContains(answer, "Det finns två fel i avstämningen.")
        assertContains(answer, "Översänd trots två fel i avstämningen")
        locked.refresh_from_db()
        assert locked.state == "locked"

    def test_who_insists_sends(self, client, unit, locked, findings):
        _sign_in(client, Role.SECRETARY, unit)

        client.post(self.URL, {"state": "sent", "version": 1, "sends_with_errors": "on"})

        locked.refresh_from_db()
        assert locked.state == "sent"

    def test_warnings_ask_nothing(self, client, unit, locked, findings):
        findings[:] = [a_finding(severity=Severity.WARNING)]
        _sign_in(client, Role.SECRETARY, unit)

        client.post(self.URL, {"state": "sent", "version": 1})

        locked.refresh_from_db()
        assert locked.state == "sent"
