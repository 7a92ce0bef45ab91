"""The matter of a memo: its number, and the instances it passes, each with its day, § and decision."""

import datetime

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from kommunrapport.administration.organisation_forms import MunicipalityForm
from kommunrapport.organisation.models import Municipality
from kommunrapport.organisation.roles import Role
from kommunrapport.records.saving import save_checked
from kommunrapport.reports.memos.forms import case_number_warning
from kommunrapport.reports.memos.sheets import read_sheet
from kommunrapport.reports.models import MemoInstance, Report
from tests.factories import create_municipality
from tests.reports.desk import desk
from tests.writing_factories import create_memo, create_memo_instance

pytestmark = pytest.mark.django_db

KALMAR = r"KS \d{4}/\d{4}"


@pytest.mark.parametrize(
    ("number", "pattern", "warns"),
    [("KS 2014/0248", KALMAR, False), ("KS.2017.59", KALMAR, True), ("KS.2017.59", "", False), ("", KALMAR, False)],
)
def test_a_number_that_is_not_as_the_kommun_writes_them_is_warned_about(number, pattern, warns):
    assert bool(case_number_warning(number, pattern)) is warns


def test_a_number_that_looks_odd_is_saved_all_the_same(client):
    at = desk(client, Role.SECRETARY)
    Municipality.objects.filter(pk=1).update(case_number_pattern=KALMAR)

    response = client.post(at.of_report("memo_case_number"), {"version": 1, "case_number": "2011-439"}, follow=True)

    assertContains(response, "2011-439 ser inte ut som kommunens andra diarienummer.")
    assert Report.objects.get().case_number == "2011-439"


def test_the_number_of_a_locked_report_is_not_changed(client):
    at = desk(client, Role.SECRETARY)
    at.send_over()

    response = client.post(at.of_report("memo_case_number"), {"version": 2, "case_number": "KS 1"})

    assertContains(response, "texterna kan inte ändras")
    assert Report.objects.get().case_number == ""


def test_an_instance_is_added_once_however_often_the_form_is_sent(client):
    at = desk(client, Role.SECRETARY)
    create_memo(report=at.report)
    form = {"token": "a", "order": "1", "body": "Kommunstyrelsens arbetsutskott", "meeting_on": "2026-02-10"}

    for _ in range(2):
        assertRedirects(client.post(at.of_report("memo_instance_add"), form), at.of_report("memo_read"))

    assert MemoInstance.objects.get().meeting_on == datetime.date(2026, 2, 10)


def test_the_decision_of_an_instance_is_registered_after_the_texts_are_locked(client):
    at = desk(client, Role.SECRETARY)
    instance = create_memo_instance(memo=create_memo(report=at.report))
    at.send_over()
    form = {"version": 1, "order": "1", "body": "Kommunstyrelsen", "paragraph": "§ 41", "outcome": "Godkänner."}

    client.post(at.of_report("memo_instance_edit", instance.pk), form)

    instance.refresh_from_db()
    assert (instance.paragraph, instance.outcome) == ("§ 41", "Godkänner.")


def test_nothing_is_registered_in_an_archived_matter(client):
    at = desk(client, Role.SECRETARY)
    instance = create_memo_instance(memo=create_memo(report=at.report))
    save_checked(Report, pk=at.report.pk, version=1, by=at.user, state="archived")

    response = client.post(at.of_report("memo_instance_remove", instance.pk), {"version": 1})

    assertContains(response, "arkiverad")
    assert MemoInstance.objects.exists()


def test_an_instance_is_removed_after_a_question(client):
    at = desk(client, Role.SECRETARY)
    instance = create_memo_instance(memo=create_memo(report=at.report))
    url = at.of_report("memo_instance_remove", instance.pk)

    assertContains(client.get(url), "tas bort ur ärendets gång")
    client.post(url, {"version": 1})

    assert not MemoInstance.objects.exists()


def test_of_two_who_change_an_instance_the_second_sees_both(client):
    at = desk(client, Role.SECRETARY)
    instance = create_memo_instance(memo=create_memo(report=at.report))
    save_checked(MemoInstance, pk=instance.pk, version=1, by=at.user, paragraph="§ 40")
    form = {"version": 1, "order": "1", "body": "Kommunstyrelsen", "paragraph": "§ 41"}

    response = client.post(at.of_report("memo_instance_edit", instance.pk), form)

    assertContains(response, "§ 40", status_code=409)
    assertContains(response, "§ 41", status_code=409)


def test_the_instances_stand_in_order_with_what_each_decided():
    create_municipality()
    memo = create_memo()
    for order, (body, paragraph) in enumerate([("KSAU", "§ 12"), ("KS", "§ 41"), ("KF", "")], start=1):
        create_memo_instance(memo=memo, order=order, body=body, paragraph=paragraph)

    (part,) = [part for part in read_sheet(memo).after if part.kind == "instances"]

    assert part.heading == "Ärendets gång"
    assert [(step.body, step.paragraph) for step in part.steps] == [("KSAU", "§ 12"), ("KS", "§ 41"), ("KF", "")]


def test_who_reads_sees_the_way_of_the_matter_and_no_link_to_change_it(client):
    at = desk(client, Role.READER)
    instance = create_memo_instance(memo=create_memo(report=at.report), paragraph="§ 41")

    response = client.get(at.of_report("memo_read"))

    assertContains(response, "§ 41")
    assertNotContains(response, at.of_report("memo_instance_edit", instance.pk))


def test_a_pattern_that_cannot_be_read_is_refused_in_administration():
    form = MunicipalityForm({"case_number_pattern": "KS ("}, instance=create_municipality())

    assert form.errors["case_number_pattern"] == [r"Mönstret går inte att tolka. Skriv till exempel KS \d{4}/\d{4}."]
