"""The pages of a report's way: where it is, and each step as a form."""

import datetime

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from kommunrapport.organisation.roles import Role
from kommunrapport.reports.flow.words import ABOUT, ADDRESSES, DONE
from kommunrapport.reports.models import Chapter, Report
from kommunrapport.reports.states import REPORT_STEPS
from tests.factories import create_job, create_member
from tests.reports.desk import desk
from tests.reports.flow.way import bring_to, decide, print_version, send_out, take

pytestmark = pytest.mark.django_db

PAGE = "flow_detail"
DECIDED = {
    "body": "Kommunstyrelsen",
    "decided_on": "2026-02-24",
    "paragraph": "§ 41",
    "wording": "Kommunstyrelsen godkänner årsredovisningen.",
    "verified_on": "",
}


def _post(at, step, **data):
    """Send the form of a step; always the same form, so a second time is that form sent twice."""
    at.report.refresh_from_db()
    data = {"version": at.report.version, "token": "en"} | data
    return at.client.post(at.of_report(f"flow_{step}"), data)


@pytest.fixture
def at(client):
    return desk(client, Role.SECRETARY, text="<p>Det gick bra.</p>")


def test_every_step_of_the_table_has_its_words_and_its_address():
    assert set(ABOUT) == set(DONE) == set(ADDRESSES) == set(REPORT_STEPS)
    assert len(set(ADDRESSES.values())) == len(ADDRESSES)


def test_the_page_offers_the_next_step_and_tells_what_is_left(at):
    response = at.client.get(at.of_report(PAGE))

    assertContains(response, at.of_report("flow_send_out"))
    assertContains(response, "Ett kapitel är inte klart")
    assertNotContains(response, at.of_report("flow_decide"))


def test_a_reader_is_told_who_takes_the_next_step(client):
    at = desk(client, Role.READER)

    response = client.get(at.of_report(PAGE))

    assertContains(response, "Controllern eller nämndsekreteraren skickar ut rapporten")
    assertNotContains(response, at.of_report("flow_send_out"))


def test_the_report_is_sent_out_when_it_is_confirmed_that_chapters_are_not_ready(at):
    assertContains(_post(at, "send_out"), "Bekräfta att du vill skicka ut ändå")

    response = _post(at, "send_out", not_ready="on")

    assertRedirects(response, at.of_report(PAGE))
    assertContains(at.client.get(at.of_report(PAGE)), "Skickade ut till nämnden. 1 kapitel var inte klart.")
    at.report.refresh_from_db()
    assert at.report.state == "proposal"


def test_a_form_sent_twice_leads_back_without_a_word_of_error(at):
    Chapter.objects.update(status="ready")
    _post(at, "send_out")

    assertRedirects(_post(at, "send_out"), at.of_report(PAGE))
    assert at.report.versions.count() == 1


def test_the_decision_is_registered_with_its_words(at):
    send_out(at.report, at.user)

    assertRedirects(_post(at, "decide", **DECIDED), at.of_report(PAGE))

    version = at.report.versions.latest("number")
    assert (version.body, version.paragraph, version.wording) == ("Kommunstyrelsen", "§ 41", DECIDED["wording"])
    assertContains(at.client.get(at.of_report(PAGE)), "Registrerade beslutet: Kommunstyrelsen 24 februari 2026, § 41.")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("body", "", "Skriv vilket organ som beslutade"),
        ("paragraph", "", "Skriv paragrafen"),
        ("wording", "", "Skriv beslutet så som det står i protokollet"),
        ("decided_on", "2199-01-01", "Dagen har inte varit än"),
        ("verified_on", "2026-02-23", "kan inte vara justerat före beslutet"),
    ],
)
def test_a_decision_that_lacks_something_is_not_registered(at, field, value, sentence):
    send_out(at.report, at.user)

    assertContains(_post(at, "decide", **DECIDED | {field: value}), sentence)
    assert at.report.versions.count() == 1


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("", "Skriv vilken dag protokollet justerades"),
        ("2026-02-23", "kan inte vara justerat före beslutet"),
        ("2199-01-01", "Dagen har inte varit än"),
    ],
)
def test_minutes_are_not_verified_on_an_impossible_day(at, day, sentence):
    decide(at.report, at.user)

    assertContains(_post(at, "verify", verified_on=day), sentence)
    assert not at.report.events.filter(action="verify").exists()


def test_minutes_verified_after_the_decision_are_registered(at):
    decide(at.report, at.user)
    assertContains(at.client.get(at.of_report(PAGE)), "(inte justerat än)")

    assertRedirects(_post(at, "verify", verified_on="2026-02-24"), at.of_report(PAGE))

    page = at.client.get(at.of_report(PAGE))
    assertContains(page, "§ 41, justerat 24 februari 2026")
    assertContains(page, "Registrerade att protokollet är justerat: 24 februari 2026.")
    assertNotContains(page, at.of_report("flow_verify"))


def test_what_stands_in_the_way_is_told_instead_of_the_form(at):
    send_out(at.report, at.user)
    Chapter.objects.update(text="<p>Ändrat.</p>")

    response = at.client.get(at.of_report("flow_decide"))

    assertContains(response, "Rapporten har ändrats efter utskicket")
    assertNotContains(response, 'name="paragraph"')


def test_what_was_changed_after_the_dispatch_is_listed(at):
    send_out(at.report, at.user)
    take(at.report, "open", at.user)
    Chapter.objects.update(text="<p>Ändrat.</p>")

    response = at.client.get(at.of_report(PAGE))

    assertContains(response, "Ändrat efter utskick")
    assertContains(response, at.of_chapter())


def test_after_the_decision_the_data_may_go_on(at):
    decide(at.report, at.user)
    Chapter.objects.update(text="<p>Ändrat.</p>")

    assertNotContains(at.client.get(at.of_report(PAGE)), "skiljer sig från version")


def test_a_politician_does_not_see_what_was_changed_after_the_dispatch(at, client):
    send_out(at.report, at.user)
    take(at.report, "open", at.user)
    Chapter.objects.update(text="<p>Ändrat.</p>")
    client.force_login(create_member(Role.POLITICIAN, at.unit))

    assertNotContains(client.get(at.of_report(PAGE)), "Ändrat efter utskick")


def test_who_was_overtaken_is_told_and_keeps_what_was_typed(at):
    send_out(at.report, at.user)
    seen = Report.objects.get(pk=at.report.pk).version
    take(at.report, "open", at.user)
    take(at.report, "send_out", at.user)

    response = _post(at, "open", version=seen, reason="Ett tal är fel.")

    assertContains(response, "Någon annan tog ett steg", status_code=409)
    assertContains(response, "Ett tal är fel.", status_code=409)


def test_a_step_that_is_not_one_from_here_leads_back_and_says_why(at):
    response = at.client.get(at.of_report("flow_archive"), follow=True)

    assertRedirects(response, at.of_report(PAGE))
    assertContains(response, "så det går inte att välja Arkivera")


def test_a_report_is_opened_for_a_reason(at):
    send_out(at.report, at.user)

    assertContains(_post(at, "open", reason=""), "Skriv varför.")
    assertRedirects(_post(at, "open", reason="Fel tal i kapitel 1."), at.of_report(PAGE))
    assertContains(at.client.get(at.of_report(PAGE)), "Fel tal i kapitel 1.")


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("proposal", "utskickad till nämnden som förvaltningens förslag sedan"),
        ("decided", "Nämndsekreteraren kan öppna för en rättelse"),
        ("archived", "En arkiverad rapport öppnas inte igen"),
    ],
)
def test_the_lock_says_since_when_by_whom_and_who_can_open(at, state, sentence):
    bring_to(at.report, state, at.user)

    response = at.client.get(at.of_report(PAGE))

    assertContains(response, sentence)
    assertContains(response, f"av {at.user}, och texterna kan inte ändras")


def test_the_page_comes_anew_when_the_pdf_is_made(at):
    version = take(at.report, "send_out", at.user).version
    asks = {"query_params": {"vantar": "pdf"}, "headers": {"HX-Request": "true"}}
    assert at.client.get(at.of_report(PAGE), **asks).status_code == 204

    print_version(version)

    assert at.client.get(at.of_report(PAGE), **asks).headers["HX-Refresh"] == "true"


def test_a_pdf_that_could_not_be_made_is_ordered_anew(at):
    version = take(at.report, "send_out", at.user).version
    assertContains(at.client.get(at.of_report(PAGE)), "Den görs i bakgrunden")
    create_job(
        kind="reports.freeze_files",
        params={"version": version.pk},
        created_by=at.user,
        state="failed",
        error="Kapitel 1 går inte att skriva ut.",
        finished_at=timezone.now(),
    )

    response = at.client.get(at.of_report(PAGE))

    assertContains(response, "Kapitel 1 går inte att skriva ut.")
    assertContains(response, at.of_report("version_make_files", version.number))


def test_a_personal_number_in_the_wording_is_asked_about(at):
    send_out(at.report, at.user)

    response = _post(at, "decide", **DECIDED | {"wording": "Beslut om 19811218-9876."})

    assertContains(response, "personnummer")
    assert at.report.versions.count() == 1


@pytest.mark.parametrize(
    ("state", "dates", "text"),
    [
        ("open", {"dispatch_date": 3}, "Skicka ut Årsredovisning 2025 till nämnden"),
        ("proposal", {"committee_date": -1}, "Registrera beslutet om Årsredovisning 2025"),
        ("decided", {}, "Översänd Årsredovisning 2025 till kommunstyrelsen"),
        ("decided", {}, "Registrera justeringen av beslutet om Årsredovisning 2025"),
        ("correcting", {}, "Lägg fast rättelsen av Årsredovisning 2025"),
    ],
)
def test_the_step_that_waits_stands_in_att_gora(at, state, dates, text):
    bring_to(at.report, state, at.user)
    _set_dates(at, dates)

    assertContains(at.client.get(f"/2025/{at.unit.slug}/"), text)


@pytest.mark.parametrize(
    ("state", "dates", "text"),
    [("open", {"dispatch_date": 30}, "Skicka ut"), ("proposal", {"committee_date": 1}, "Registrera beslutet")],
)
def test_a_step_whose_day_has_not_come_waits_for_nobody(at, state, dates, text):
    bring_to(at.report, state, at.user)
    _set_dates(at, dates)

    assertNotContains(at.client.get(f"/2025/{at.unit.slug}/"), f"{text} ")


def _set_dates(at, dates):
    occasion = at.report.occasion
    for name, days in dates.items():
        setattr(occasion, name, timezone.localdate() + datetime.timedelta(days=days))
    occasion.save()
