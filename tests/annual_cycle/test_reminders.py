"""Reminders: one mail a week to each person, with all that is late or due within a week."""

import datetime
from smtplib import SMTPException

import pytest
from django.core import mail
from django.core.management import call_command

from kommunrapport.annual_cycle import background, reminders
from kommunrapport.annual_cycle.letters import week_of
from kommunrapport.annual_cycle.models import SentReminder
from kommunrapport.annual_cycle.reminders import send_weekly_reminders, weekly_letters
from kommunrapport.organisation.roles import Role
from tests.annual_cycle.kommun import LATE, LATER, MONDAY, SOON
from tests.factories import create_position


@pytest.fixture(autouse=True)
def mail_server(settings):
    settings.MAIL_HOST = "smtp.kommun.example"
    settings.BASE_URL = "https://kommunrapport.kommun.example"


def test_all_that_waits_comes_in_one_mail_with_links(kommun):
    late, soon = kommun.chapter("Ekonomi", LATE), kommun.chapter("Personal", SOON)
    kommun.chapter("Framtid", LATER)

    assert send_weekly_reminders(MONDAY) == 1

    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([kommun.manager.email], "En sak är försenad")
    assert "Ekonomi\n  Skulle ha varit klart 20 januari 2026." in letter.body
    assert "Personal\n  Senast 2 februari 2026." in letter.body
    assert "Framtid" not in letter.body
    for chapter in (late, soon):
        address = f"/2025/namnd/rapporter/{kommun.report.slug}/{chapter.pk}/"
        assert f"https://kommunrapport.kommun.example{address}\n" in letter.body


def test_nobody_gets_two_in_a_week_and_the_next_week_brings_another(kommun):
    kommun.chapter("Ekonomi", LATE)

    sent = [send_weekly_reminders(MONDAY + datetime.timedelta(days=n)) for n in (0, 0, 6, 7)]

    assert sent == [1, 0, 0, 1]
    assert set(SentReminder.objects.values_list("week", flat=True)) == {"2026-W05", "2026-W06"}


def test_who_was_reminded_by_somebody_gets_the_letter_of_the_week_all_the_same(kommun):
    kommun.chapter("Ekonomi", LATE)
    controller = kommun.member("Controllern", Role.CONTROLLER)
    SentReminder.objects.create(user=kommun.manager, week=week_of(MONDAY), sent_by=controller)

    assert send_weekly_reminders(MONDAY) == 1
    assert weekly_letters(MONDAY) == []


def test_who_has_nothing_to_do_gets_nothing(kommun):
    kommun.chapter("Framtid", LATER)
    kommun.chapter("Utan dag", None)

    assert weekly_letters(MONDAY) == []


@pytest.mark.parametrize("fault", [SMTPException, ConnectionRefusedError])
def test_a_letter_that_the_server_refuses_is_sent_the_next_time(kommun, monkeypatch, fault):
    kommun.chapter("Ekonomi", LATE)

    def refuse(*args):
        raise fault

    with monkeypatch.context() as broken:
        broken.setattr(reminders, "send_mail", refuse)
        assert send_weekly_reminders(MONDAY) == 0

    assert send_weekly_reminders(MONDAY) == 1


def test_a_substitute_gets_what_waits_for_who_is_away_with_both_names(kommun):
    other = kommun.member("Controllern", Role.MANAGER)
    create_position(org_unit=kommun.unit, holder=other)
    kommun.substitute(other)
    kommun.chapter("Ekonomi", LATE)

    send_weekly_reminders(MONDAY)

    (letter,) = mail.outbox
    assert letter.to == [other.email]
    assert letter.body.startswith("Hej Controllern\n")
    assert "Det här väntar på Chefen, som du är ersättare för." in letter.body
    assert SentReminder.objects.get().stands_in_for == kommun.manager


def test_who_is_away_is_still_reminded_of_other_posts(kommun):
    kommun.substitute(kommun.member("Controllern", Role.MANAGER))
    kommun.chapter("Ekonomi", LATE)
    kommun.chapter("Miljö", LATE, create_position(org_unit=kommun.unit, holder=kommun.manager))

    bodies = {letter.user.name: letter.body for letter in weekly_letters(MONDAY)}

    assert "Ekonomi" in bodies["Controllern"]
    assert "Miljö" not in bodies["Controllern"]
    assert "Miljö" in bodies["Chefen"]
    assert "Ekonomi" not in bodies["Chefen"]


def test_who_has_left_and_who_only_administers_gets_nothing(kommun):
    kommun.member("Administratören", Role.ADMINISTRATOR)
    kommun.manager.is_active = False
    kommun.manager.save()
    kommun.chapter("Ekonomi", LATE)

    assert weekly_letters(MONDAY) == []


def test_without_a_mail_server_nothing_is_sent_and_the_command_shows_the_letters(kommun, settings, capsys):
    settings.MAIL_HOST = ""
    kommun.chapter("Ekonomi", LATE)

    assert send_weekly_reminders(MONDAY) == 0
    call_command("send_reminders")

    shown = capsys.readouterr().out
    assert f"Till: {kommun.manager.email}\nÄmne: En sak är försenad" in shown
    assert not SentReminder.objects.exists()


def test_the_command_tells_how_many_it_sent(kommun, capsys):
    kommun.chapter("Ekonomi", LATE)

    call_command("send_reminders")

    assert capsys.readouterr().out == "1 påminnelser skickades\n"


@pytest.mark.parametrize(
    ("at", "sends"), [("2026-01-26T06:30", True), ("2026-01-26T03:00", False), ("2026-01-25T09:00", False)]
)
def test_the_worker_sends_at_office_hours_of_working_days(kommun, time_machine, at, sends):
    kommun.chapter("Ekonomi", LATE)
    time_machine.move_to(datetime.datetime.fromisoformat(at).replace(tzinfo=datetime.UTC), tick=False)

    background.remind_at_office_hours()

    assert bool(mail.outbox) == sends


@pytest.mark.parametrize(
    ("day", "week"), [("2026-12-31", "2026-W53"), ("2027-01-03", "2026-W53"), ("2025-12-29", "2026-W01")]
)
def test_the_days_round_new_year_belong_to_their_iso_week(day, week):
    assert week_of(datetime.date.fromisoformat(day)) == week
