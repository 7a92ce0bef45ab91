"""Sending reminders: one mail a week to each person, however much waits, and one more when somebody asks for it."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Iterable
from itertools import groupby
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction

from kommunrapport.annual_cycle.guises import guises_of
from kommunrapport.annual_cycle.letters import Letter, week_of, write_letter
from kommunrapport.annual_cycle.models import SentReminder
from kommunrapport.annual_cycle.people import Desks, working_people
from kommunrapport.annual_cycle.waiting import what_waits
from kommunrapport.organisation.models import User
from kommunrapport.records.saving import hold_row

logger = logging.getLogger(__name__)


def weekly_letters(today: datetime.date) -> list[Letter]:
    """The letters of the week, to those who have not got theirs and have something late or due within a week."""
    got = SentReminder.objects.filter(week=week_of(today), sent_by=None).values_list("user", flat=True)
    people = [user for user in working_people(today) if user.pk not in set(got)]
    if not people:
        return []
    desks = Desks(today)
    letters = []
    for user, guises in groupby(guises_of(people, today), key=lambda guise: guise.user):
        shares = [share for guise in guises if (share := what_waits(guise, desks.lenses_of(guise.seen), today))]
        if shares:
            letters.append(write_letter(user, shares))
    return letters


def send_weekly_reminders(today: datetime.date) -> int:
    """Mail the letters of the week; returns how many. Without a mail server nothing is sent and nothing is noted."""
    if not settings.MAIL_HOST:
        return 0
    return sum(send_letter(letter, today) for letter in weekly_letters(today))


def send_reminders_now(letters: Iterable[Letter], today: datetime.date, *, by: User) -> list[Letter]:
    """Mail letters that `by` asks for, at most one a week to each person; returns those that were sent."""
    return [letter for letter in letters if send_letter(letter, today, by=by)]


def send_letter(letter: Letter, today: datetime.date, *, by: User | None = None) -> bool:
    """Note that the letter is sent, then mail it; False when the person has had one, or the server does not take it.

    Noted first, and outside the sending: two workers never send twice, and no database waits for a mail server. If
    the server refuses, the note is taken away again.
    """
    noted = _note(letter, week_of(today), by)
    if noted is None:
        return False
    try:
        send_mail(letter.subject, letter.body, None, [letter.user.email])
    except (OSError, SMTPException):
        logger.exception("The reminder to user %s could not be mailed", letter.user.pk)
        noted.delete()
        return False
    return True


@transaction.atomic
def _note(letter: Letter, week: str, by: User | None) -> SentReminder | None:
    """None when somebody, or another worker, was first this week."""
    hold_row(User.objects.all(), letter.user.pk)
    if SentReminder.objects.filter(user=letter.user, week=week, sent_by__isnull=by is None).exists():
        return None
    return SentReminder.objects.create(
        user=letter.user, stands_in_for=letter.stands_in_for, week=week, sent_by=by, body=letter.body
    )
