"""The list of reports, making one, and what other units have sent."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.roles import Role
from kommunrapport.reports.models import Report
from tests.factories import (
    create_chapter,
    create_goal,
    create_member,
    create_occasion,
    create_org_unit,
    create_report,
    create_template,
    create_template_chapter,
)
from tests.reports.desk import create_report_of_unit, desk

pytestmark = pytest.mark.django_db


def test_a_report_stands_with_state_and_progress(client):
    at = desk(client, status="ready")
    create_chapter(report=at.report)

    response = client.get(at.url("report_list"))

    assertContains(response, "Årsredovisning 2025")
    assertContains(response, "1 av 2 kapitel klara")
    assertContains(response, "Öppen")


def test_a_unit_without_reports_is_told_the_first_step(client):
    at = desk(client)
    Report.objects.all().delete()

    assertContains(client.get(at.url("report_list")), "Skapa från mall")


@pytest.mark.parametrize("role", [Role.READER, Role.MANAGER, Role.SECRETARY, Role.POLITICIAN])
def test_who_does_not_write_all_texts_creates_no_report(client, role):
    at = desk(client, role)

    assertNotContains(client.get(at.url("report_list")), "Skapa från mall")
    assert client.get(at.url("report_create")).status_code == 404


def test_another_committee_has_no_list_and_no_report(client):
    at = desk(client)
    client.force_login(create_member(org_unit=create_org_unit()))

    assert client.get(at.url("report_list")).status_code == 404
    assert client.get(at.of_report("report_detail")).status_code == 404
    assert client.get(at.url("report_create")).status_code == 404
    assert client.post(at.of_report("report_complete")).status_code == 404


@pytest.mark.parametrize("state", ["open", "proposal", "decided", "sent", "published", "archived"])
def test_the_board_sees_what_another_committee_has_sent_and_no_draft(client, state):
    at = desk(client, Role.POLITICIAN)
    other = create_report(org_unit=create_org_unit(), occasion=at.report.occasion, title="Vårdrapport", state=state)

    response = client.get(at.url("report_list"))

    sent = state in ("sent", "published", "archived")
    assert ("Vårdrapport" in response.text) == ("Översänt till er" in response.text) == sent
    read = reverse("reports:report_read", args=[2025, other.org_unit.slug, other.slug])
    assert client.get(read).status_code == (200 if sent else 404)


def test_an_auditor_sees_what_every_unit_has_sent(client):
    unit = create_org_unit()
    report = create_report_of_unit(unit, state="sent")
    client.force_login(create_member(Role.AUDITOR))

    response = client.get(reverse("reports:report_list", args=[2025, unit.slug]))

    assertContains(response, str(report))


@pytest.mark.parametrize("chapters", [1, 50])
def test_the_list_takes_the_same_queries_for_any_number_of_reports_and_chapters(client, chapters):
    at = desk(client, Role.POLITICIAN)
    for kind in ("plan", "memo", "follow_up")[: 1 if chapters == 1 else 3]:
        report = create_report(org_unit=at.unit, occasion=at.report.occasion, kind=kind)
        for _ in range(chapters):
            create_chapter(report=report)

    with CaptureQueriesContext(connection) as queries:
        client.get(at.url("report_list"))

    assert len(queries) <= 16


def test_a_report_is_made_from_a_template(client):
    at = desk(client)
    unit = create_org_unit(parent=at.unit)
    create_goal(coordinating_unit=unit, title="Trygghet")
    create_template_chapter(template=create_template(), repeats_over="goals.goal")
    url = reverse("reports:report_create", args=[2025, unit.slug])
    form = client.get(url).context["form"]
    data = {"template": form.fields["template"].queryset.get().pk, "occasion": at.report.occasion.pk}
    data["token"] = form.initial["token"]

    responses = [client.post(url, data) for _ in range(2)]

    report = Report.objects.get(org_unit=unit)
    assert [chapter.subject_key.partition(":")[0] for chapter in report.chapters.all()] == ["goals.goal"]
    assertRedirects(
        responses[0],
        reverse("reports:report_detail", args=[2025, unit.slug, report.slug]),
        fetch_redirect_response=False,
    )
    assert responses[1].status_code == 302


def test_a_second_report_of_the_kind_is_refused_in_words(client):
    at = desk(client)
    template = create_template()

    response = client.post(
        at.url("report_create"), {"template": template.pk, "occasion": at.report.occasion.pk, "token": "t"}
    )

    assertContains(response, "Enheten har redan en sådan rapport för tillfället.")


def test_an_occasion_of_another_year_is_not_offered(client):
    at = desk(client)
    other = create_occasion(year=2024)

    response = client.post(
        at.url("report_create"), {"template": create_template().pk, "occasion": other.pk, "token": "t"}
    )

    assert response.context["form"].errors["occasion"]


@pytest.mark.parametrize(
    ("goals", "sentence"),
    [(0, "Inga kapitel saknades."), (1, "Ett kapitel är tillagt."), (2, "2 kapitel är tillagda.")],
)
def test_missing_chapters_are_added_and_counted(client, goals, sentence):
    at = desk(client)
    template = create_template()
    create_template_chapter(template=template, repeats_over="goals.goal")
    at.report.template = template
    at.report.save()
    for _ in range(goals):
        create_goal(coordinating_unit=at.unit)

    response = client.post(at.of_report("report_complete"), follow=True)

    assertContains(response, sentence)


def test_a_locked_report_says_why_no_chapter_was_added(client):
    at = desk(client)
    at.send_over()

    assertContains(client.post(at.of_report("report_complete"), follow=True), "texterna kan inte ändras")


def test_who_works_with_the_report_begins_at_its_first_chapter(client):
    at = desk(client)

    assertRedirects(client.get(at.of_report("report_detail")), at.of_chapter(), fetch_redirect_response=False)


@pytest.mark.parametrize("role", [Role.POLITICIAN])
def test_the_elected_begin_by_reading(client, role):
    at = desk(client, role)

    response = client.get(at.of_report("report_detail"))

    assertRedirects(response, at.of_report("report_read"), fetch_redirect_response=False)


def test_a_report_without_chapters_is_read(client):
    at = desk(client)
    at.chapter.delete()

    assertContains(client.get(at.of_report("report_detail"), follow=True), "Rapporten har inga kapitel ännu.")


def test_a_report_of_another_year_is_not_found_under_this_one(client):
    at = desk(client)

    assert client.get(reverse("reports:report_detail", args=[2024, at.unit.slug, at.report.slug])).status_code == 404
    assert OrgUnit.objects.filter(slug="ks").exists()
