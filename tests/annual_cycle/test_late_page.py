"""Vem är sen?: who is late with what, and the button that reminds them."""

import pytest
from django.core import mail

from kommunrapport.annual_cycle.late import read_late_page
from kommunrapport.annual_cycle.models import SentReminder
from kommunrapport.annual_cycle.workdays import DAY
from kommunrapport.organisation.roles import Role
from tests.annual_cycle.kommun import LATE, MONDAY, SOON
from tests.factories import create_activity, create_goal, create_member, create_org_unit, create_position

PAGE = "/2025/namnd/vem-ar-sen/"


@pytest.fixture
def controller(kommun):
    return kommun.member("Controllern", Role.CONTROLLER)


def test_who_is_late_stands_before_who_has_a_week_left(kommun):
    other = create_position(org_unit=kommun.unit, holder=kommun.member("Kanslichefen", Role.MANAGER))
    kommun.chapter("Personal", SOON, other)
    kommun.chapter("Ekonomi", LATE)

    page = read_late_page(kommun.lens, MONDAY)

    assert [row.names for row in page.late_rows] == ["Chefen"]
    assert [row.names for row in page.coming_rows] == ["Kanslichefen"]


def test_those_with_the_same_role_stand_together(kommun, controller):
    kommun.member("Ekonomen", Role.CONTROLLER)
    goal = create_goal(coordinating_unit=kommun.unit)

    (row,) = read_late_page(kommun.lens, MONDAY).late_rows

    assert row.names == "Controllern och Ekonomen"
    assert [task.text for task in row.late] == [f"Kommentera mål {goal}"]


def test_the_page_takes_the_same_queries_for_two_controllers_and_ten(kommun, controller, django_assert_max_num_queries):
    create_goal(coordinating_unit=kommun.unit)
    with django_assert_max_num_queries(1000) as few:
        read_late_page(kommun.lens, MONDAY)
    for number in range(9):
        kommun.member(f"Controller {number}", Role.CONTROLLER)

    with django_assert_max_num_queries(len(few)):
        read_late_page(kommun.lens, MONDAY)


def test_a_substitute_stands_with_both_names(kommun):
    kommun.substitute(kommun.member("Ersättaren", Role.MANAGER))
    create_activity(org_unit=kommun.unit).responsible.add(kommun.post)

    page = read_late_page(kommun.lens, MONDAY)

    assert [row.names for row in page.late_rows] == ["Ersättaren, ersättare för Chefen"]


def test_only_those_for_whom_the_same_waits_stand_together(kommun, controller):
    kommun.member("Sekreteraren", Role.SECRETARY)
    create_member(Role.CONTROLLER, create_org_unit(parent=kommun.unit))
    create_member(Role.CONTROLLER)
    create_member(Role.SUBJECT_OWNER, subject="personnel")
    create_member(Role.SUBJECT_OWNER, subject="quality")
    create_goal(coordinating_unit=kommun.unit)

    rows = read_late_page(kommun.lens, MONDAY).late_rows

    assert {tuple(task.text.split()[0] for task in row.late): len(row.guises) for row in rows} == {
        ("Kommentera",): 1,
        ("Läs",): 1,
    }


def test_each_whom_a_substitute_stands_in_for_has_a_row_and_all_come_in_one_letter(kommun, controller):
    substitute = kommun.member("Ersättaren", Role.MANAGER)
    other = create_position(org_unit=kommun.unit, holder=kommun.member("Kanslichefen", Role.MANAGER))
    for heading, post in (("Ekonomi", kommun.post), ("Personal", other)):
        kommun.substitute(substitute, post)
        kommun.chapter(heading, LATE, post)

    page = read_late_page(kommun.lens, MONDAY)
    (letter,) = page.letters(by=controller)

    assert {row.names for row in page.late_rows} == {
        "Ersättaren, ersättare för Chefen",
        "Ersättaren, ersättare för Kanslichefen",
    }
    assert "Ekonomi" in letter.body
    assert "Personal" in letter.body


def test_who_has_been_late_longest_stands_first(kommun):
    other = create_position(org_unit=kommun.unit, holder=kommun.member("Kanslichefen", Role.MANAGER))
    kommun.chapter("Ekonomi", LATE)
    kommun.chapter("Personal", LATE - DAY, other)
    kommun.chapter("Miljö", LATE - 2 * DAY)
    kommun.chapter("Kultur", LATE - 3 * DAY, other)

    rows = read_late_page(kommun.lens, MONDAY).late_rows

    assert [row.names for row in rows] == ["Kanslichefen", "Chefen"]


def test_reminders_of_the_week_stand_by_the_person_and_those_of_other_units_nowhere(kommun):
    kommun.chapter("Ekonomi", LATE)
    this, before = (SentReminder.objects.create(user=kommun.manager, week=f"2026-W0{week}") for week in (5, 4))
    SentReminder.objects.create(user=create_member(Role.MANAGER), week="2026-W05")

    page = read_late_page(kommun.lens, MONDAY)

    assert page.rows[0].reminded == (this,)
    assert set(page.sent) == {this, before}


def test_one_button_reminds_all_who_are_late_once_a_week(client, settings, kommun, controller):
    settings.MAIL_HOST = "smtp.kommun.example"
    kommun.chapter("Ekonomi", LATE)
    soon = create_position(org_unit=kommun.unit, holder=kommun.member("Kanslichefen", Role.MANAGER))
    kommun.chapter("Personal", SOON, soon)
    client.force_login(controller)

    answers = [client.post(f"{PAGE}paminn/", follow=True) for _ in range(2)]

    assert [letter.to for letter in mail.outbox] == [[kommun.manager.email]]
    assert "Controllern skickade påminnelsen." in mail.outbox[0].body
    assert "Påminnelse skickad till Chefen." in answers[0].text
    assert "Inget skickades. Inte skickat till Chefen" in answers[1].text
    assert SentReminder.objects.get().sent_by == controller


def test_a_button_reminds_one_alone(client, settings, kommun, controller):
    settings.MAIL_HOST = "smtp.kommun.example"
    other = create_position(org_unit=kommun.unit, holder=kommun.member("Kanslichefen", Role.MANAGER))
    kommun.chapter("Ekonomi", LATE)
    kommun.chapter("Personal", LATE, other)
    client.force_login(controller)

    client.post(f"{PAGE}paminn/", {"person": other.holder_id})

    assert [letter.to for letter in mail.outbox] == [[other.holder.email]]


def test_without_a_mail_server_the_letters_stand_on_the_page(client, kommun, controller):
    kommun.chapter("Ekonomi", LATE)
    client.force_login(controller)

    page = client.get(PAGE).text
    client.post(f"{PAGE}paminn/")

    assert "Påminn alla" not in page
    assert "Hej Chefen" in page
    assert not mail.outbox
    assert not SentReminder.objects.exists()


def test_who_may_not_lock_sees_nobody(client, kommun):
    client.force_login(kommun.manager)

    assert client.get(PAGE).status_code == 404
    assert client.post(f"{PAGE}paminn/").status_code == 404
