"""Inriktningar and utförare: reading them, and writing about one."""

import pytest
from pytest_django.asserts import assertContains, assertRedirects

from goals.models import GuidelineFollowUp, ProviderReport
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.roles import Role
from tests.factories import create_chapter, create_guideline, create_org_unit, create_report
from tests.goals.steering import sign_in_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def guideline():
    return create_guideline(slug="vardegrund", title="Värdegrund", number="6.1")


@pytest.fixture
def provider():
    return create_org_unit(slug="eksta", name="Eksta", kind=OrgUnit.Kind.COMPANY)


def write(client, kommun, guideline, **data):
    said = {"heading": "Så gör vi", "text": "<p>Vi pratar om den.</p>", "version": 0} | data
    return client.post(kommun.url("guideline_detail", guideline.slug), said)


def report(client, kommun, provider, **data):
    said = {"text": "<p>Nya lokaler.</p>", "version": 0} | data
    return client.post(kommun.url("provider_report", provider.slug), said)


def test_the_list_says_what_is_followed_up(client, kommun, guideline, provider):
    create_guideline(title="Valfrihet", order=1)
    GuidelineFollowUp.objects.create(
        guideline=guideline, org_unit=kommun.ks, occasion=kommun.occasion, text="<p>Bra</p>"
    )
    sign_in_as(client, Role.READER, kommun.ks)

    text = client.get(kommun.url("guideline_list")).text

    assert text.index("Värdegrund") < text.index("Uppföljd") < text.index("Valfrihet") < text.index("Inte uppföljd")
    assert "Eksta" in text


def test_a_year_without_guidelines_says_so(client, kommun):
    sign_in_as(client, Role.READER, kommun.ks)

    assertContains(client.get(kommun.url("guideline_list")), "Inga inriktningar gäller 2025")


def test_a_neighbour_finds_neither_list_nor_page(client, kommun, guideline, provider):
    sign_in_as(client, Role.CONTROLLER, kommun.namnd)

    assert client.get(kommun.url("guideline_list")).status_code == 404
    assert client.get(kommun.url("guideline_detail", guideline.slug)).status_code == 404
    assert client.get(kommun.url("provider_report", provider.slug)).status_code == 404


@pytest.mark.parametrize(("role", "writes"), [(Role.READER, False), (Role.POLITICIAN, False), (Role.CONTROLLER, True)])
def test_the_wording_is_read_by_all_and_the_form_by_writers(client, kommun, guideline, role, writes):
    sign_in_as(client, role, kommun.ks)

    response = client.get(kommun.url("guideline_detail", guideline.slug))

    assertContains(response, "<p>Så här.</p>")
    assert ('name="heading"' in response.text) == writes
    assert write(client, kommun, guideline).status_code == (302 if writes else 404)


def test_a_follow_up_is_saved_and_read(client, kommun, guideline):
    sign_in_as(client, Role.CONTROLLER, kommun.ks)

    assertRedirects(write(client, kommun, guideline), kommun.url("guideline_detail", guideline.slug))

    sign_in_as(client, Role.READER, kommun.ks)
    assertContains(client.get(kommun.url("guideline_detail", guideline.slug)), "Vi pratar om den.")


def test_a_heading_that_is_too_long_is_refused(client, kommun, guideline):
    sign_in_as(client, Role.CONTROLLER, kommun.ks)

    assertContains(write(client, kommun, guideline, heading="x" * 200), "Vi pratar om den.")
    assert not GuidelineFollowUp.objects.exists()


def test_two_who_write_at_once_see_both(client, kommun, guideline):
    sign_in_as(client, Role.CONTROLLER, kommun.ks)
    write(client, kommun, guideline)

    response = write(client, kommun, guideline, text="<p>Vi gör annat.</p>")

    assertContains(response, "Vi gör annat.", status_code=409)
    assertContains(response, "Vi pratar om den.", status_code=409)


def test_locked_it_is_text_and_takes_nothing(client, kommun, guideline):
    kommun.lock()
    sign_in_as(client, Role.CONTROLLER, kommun.ks)

    response = client.get(kommun.url("guideline_detail", guideline.slug))
    assertContains(response, "Låst för inmatning")
    assert 'name="heading"' not in response.text

    assertContains(write(client, kommun, guideline), "Vi pratar om den.")
    assert not GuidelineFollowUp.objects.exists()


def test_a_report_that_is_sent_out_locks_it(client, kommun, guideline):
    sent = create_report(org_unit=kommun.ks, occasion=kommun.occasion, state="proposal")
    create_chapter(report=sent, subject_key=f"goals.guideline:{guideline.pk}")
    sign_in_as(client, Role.CONTROLLER, kommun.ks)

    assertContains(client.get(kommun.url("guideline_detail", guideline.slug)), "texterna kan inte ändras")


def test_a_guideline_of_other_years_is_not_found(client, kommun):
    old = create_guideline(valid_from=2010, valid_to=2014)
    sign_in_as(client, Role.READER, kommun.ks)

    assert client.get(kommun.url("guideline_detail", old.slug)).status_code == 404


def test_a_provider_is_reported_on_and_then_read(client, kommun, provider):
    sign_in_as(client, Role.CONTROLLER, kommun.ks)
    assertRedirects(report(client, kommun, provider), kommun.url("provider_report", "eksta"))

    sign_in_as(client, Role.READER, kommun.ks)

    assertContains(client.get(kommun.url("provider_report", "eksta")), "Nya lokaler.")
    assert report(client, kommun, provider, version=1).status_code == 404


def test_a_provider_nobody_has_written_about_has_no_page_to_read(client, kommun, provider):
    sign_in_as(client, Role.READER, kommun.ks)

    assert client.get(kommun.url("provider_report", "eksta")).status_code == 404


def test_a_nämnd_is_no_provider(client, kommun):
    sign_in_as(client, Role.CONTROLLER, kommun.ks)

    assert client.get(kommun.url("provider_report", kommun.namnd.slug)).status_code == 404


def test_a_locked_year_takes_no_report_on_a_provider(client, kommun, provider):
    kommun.lock()
    sign_in_as(client, Role.CONTROLLER, kommun.ks)

    assertContains(report(client, kommun, provider), "Låst för inmatning")
    assert not ProviderReport.objects.exists()
