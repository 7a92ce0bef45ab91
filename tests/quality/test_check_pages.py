"""Avstämning on screen: who sees it, and accepting with and without htmx."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from kommunrapport.organisation.roles import Role
from kommunrapport.quality.checking import finding_slug
from kommunrapport.quality.models import AcceptedFinding
from kommunrapport.quality.registry import Severity
from tests.factories import create_accepted_finding, create_member, create_org_unit, create_report
from tests.quality.checks import a_finding

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
SEES = {Role.CONTROLLER: 200, Role.SECRETARY: 200, Role.ADMINISTRATOR: 200}


class Place:
    """Avstämning of a unit, or of its report, and the address of its one finding."""

    def __init__(self, unit, report=None):
        name, rest = ("reports:report", [report.slug]) if report else ("quality:finding", [])
        key = [2025, unit.slug, *rest]
        slug = finding_slug(unit.pk, "tests.rule", "sak")
        self.list = reverse("reports:report_check" if report else "quality:check_list", args=key)
        self.accept = reverse(f"{name}_accept", args=[*key, slug])
        self.withdraw = reverse(f"{name}_withdraw", args=[*key, slug])


@pytest.fixture(params=["unit", "report"])
def place(request, unit, occasion, findings):
    report = create_report(org_unit=unit, occasion=occasion) if request.param == "report" else None
    return Place(unit, report)


@pytest.fixture
def controller(client, unit):
    user = create_member(Role.CONTROLLER, unit, user=None)
    client.force_login(user)
    return user


def _post(client, url, **fields):
    """What the form says when it was opened now, with `fields` written in it."""
    form = client.get(url).context["form"]
    said = {name: form[name].value() for name in form.fields}
    return client.post(url, said | fields)


@pytest.mark.parametrize("role", Role)
def test_who_answers_for_the_figures_or_sends_them_sees_it(client, unit, place, role):
    client.force_login(create_member(role, unit, **({"subject": "personnel"} if role == "subject_owner" else {})))

    assert client.get(place.list).status_code == SEES.get(role, 404)


def test_a_neighbour_gets_404(client, place):
    client.force_login(create_member(Role.CONTROLLER, create_org_unit()))

    for url in (place.list, place.accept):
        assert client.get(url).status_code == 404


def test_the_secretary_sees_it_and_accepts_nothing(client, unit, place):
    client.force_login(create_member(Role.SECRETARY, unit))

    assertNotContains(client.get(place.list), "Godta")
    assert client.get(place.accept).status_code == 404
    assert client.post(place.withdraw, {"version": 1}).status_code == 404


class TestLead:
    def lead(self, client, place):
        return client.get(place.list).context["page"].lead

    def test_it_counts_what_is_to_be_sorted_out(self, client, controller, place, findings):
        findings += [a_finding(key=str(n), severity=Severity.WARNING) for n in range(2)]

        assert self.lead(client, place) == "Ett fel och två varningar att reda ut."

    def test_what_is_only_told_is_not_to_be_sorted_out(self, client, controller, place, findings):
        findings[:] = [a_finding(severity=Severity.INFO)]

        assert self.lead(client, place) == "Inga fel eller varningar. En upplysning."

    def test_all_is_well(self, client, controller, place, findings):
        findings.clear()

        assert self.lead(client, place).startswith("Allt stämmer. Avstämt klockan ")

    def test_what_is_accepted_does_not_count(self, client, controller, unit, occasion, place, findings):
        create_accepted_finding(org_unit=unit, occasion=occasion, fingerprint=findings[0].fingerprint)

        assert self.lead(client, place).startswith("Allt stämmer.")


def test_the_list_says_what_where_why_and_how_to_mend_it(client, controller, place, findings):
    findings[:] = [a_finding(why="5 mot 4.", mend="Rätta utfallet")]

    page = client.get(place.list)

    for words in ("Summan är fel", "5 mot 4.", "Här", "Rätta utfallet"):
        assertContains(page, words)


class TestAccepting:
    def test_with_a_reason_it_moves_down_among_the_accepted(self, client, controller, place):
        assertRedirects(_post(client, place.accept, reason="Källan är avrundad"), place.list)

        page = client.get(place.list)
        assertContains(page, "Skäl: Källan är avrundad")
        assertContains(page, controller.name)

    def test_with_htmx_the_form_opens_in_the_list_and_the_page_follows(self, client, controller, place):
        form = client.get(place.accept, headers=HTMX)
        said = {name: form.context["form"][name].value() for name in form.context["form"].fields}
        answer = client.post(place.accept, said | {"reason": "Så är det"}, headers=HTMX)

        assertNotContains(form, "<h1>")
        assert answer.headers["HX-Redirect"] == place.list
        assert AcceptedFinding.objects.get().reason == "Så är det"

    @pytest.mark.parametrize("headers", [{}, HTMX])
    def test_without_a_reason_it_is_not_accepted(self, client, controller, place, headers):
        answer = client.post(
            place.accept, {"reason": "", "version": 0, "fingerprint": "x", "token": "t"}, headers=headers
        )

        assertContains(answer, "Skriv varför det kan vara så.")
        assert not AcceptedFinding.objects.exists()

    def test_sent_twice_it_is_accepted_once(self, client, controller, place):
        form = client.get(place.accept).context["form"]
        said = {name: form[name].value() for name in form.fields} | {"reason": "Så är det"}

        assertRedirects(client.post(place.accept, said), place.list)
        assertRedirects(client.post(place.accept, said), place.list)
        assert AcceptedFinding.history.count() == 1

    def test_who_comes_second_sees_what_the_first_wrote_and_keeps_the_own_words(
        self, client, controller, unit, occasion, place, findings
    ):
        form = client.get(place.accept).context["form"]
        said = {name: form[name].value() for name in form.fields} | {"reason": "Mitt skäl"}
        create_accepted_finding(org_unit=unit, occasion=occasion, reason="Ditt skäl")

        answer = client.post(place.accept, said)

        assertContains(answer, "med skälet ”Ditt skäl”", status_code=409)
        assertContains(answer, "Mitt skäl</textarea>", status_code=409)
        again = answer.context["form"]
        said = {name: again[name].value() for name in again.fields}
        assertRedirects(client.post(place.accept, said), place.list)
        assert AcceptedFinding.objects.get().reason == "Mitt skäl"

    def test_a_finding_that_changed_meanwhile_is_shown_as_it_is_now(self, client, controller, place, findings):
        form = client.get(place.accept).context["form"]
        said = {name: form[name].value() for name in form.fields} | {"reason": "Så är det"}
        findings[:] = [a_finding(why="Nu skiljer det 700.")]

        answer = client.post(place.accept, said)

        assertContains(answer, "Nu skiljer det 700.", status_code=409)
        assert not AcceptedFinding.objects.exists()

    def test_what_is_mended_meanwhile_says_so(self, client, controller, place, findings):
        findings.clear()

        answer = client.get(place.accept, follow=True)

        assertContains(answer, "Det är redan åtgärdat")

    def test_an_address_of_nothing_is_404(self, client, controller, place):
        assert client.get(place.list + "finns-inte/").status_code == 404


class TestTakingBack:
    def test_it_is_open_again(self, client, controller, unit, occasion, place, findings):
        accepted = create_accepted_finding(org_unit=unit, occasion=occasion, fingerprint=findings[0].fingerprint)

        assertRedirects(client.post(place.withdraw, {"version": accepted.version}), place.list)

        assertContains(client.get(place.list), "Ett fel att reda ut.")

    def test_twice_does_no_harm(self, client, controller, place):
        assertRedirects(client.post(place.withdraw, {"version": 1}), place.list)

    def test_what_was_accepted_anew_is_kept(self, client, controller, unit, occasion, place, findings):
        create_accepted_finding(org_unit=unit, occasion=occasion, fingerprint=findings[0].fingerprint, version=2)

        client.post(place.withdraw, {"version": 1})

        assert AcceptedFinding.objects.exists()


def test_a_year_that_is_not_opened_says_so(client, controller, unit):
    assertContains(client.get(reverse("quality:check_list", args=[1999, "ks"])), "1999 är inte öppnat för uppföljning")
