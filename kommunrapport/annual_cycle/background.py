"""What the worker does of its own for the year."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from kommunrapport.annual_cycle.reminders import send_weekly_reminders
from kommunrapport.annual_cycle.workdays import is_workday
from kommunrapport.jobs.chores import chore

OFFICE_HOURS = range(7, 17)


@chore(every=timedelta(hours=1))
def remind_at_office_hours() -> None:
    """The letters of the week leave on its first working day, and later in the week for what comes up then."""
    now = timezone.localtime()
    if is_workday(now.date()) and now.hour in OFFICE_HOURS:
        send_weekly_reminders(now.date())
