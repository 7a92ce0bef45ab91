"""Dates that the law would have otherwise, for who keeps them."""

from __future__ import annotations

import datetime

from django.urls import reverse

from kommunrapport.annual_cycle.statutory import legal_days
from kommunrapport.http import Lens
from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.models import Occasion, User
from kommunrapport.todo import Task, tasks_from


@tasks_from
def legal_tasks(user: User, lens: Lens, today: datetime.date) -> list[Task]:
    """Days of the year's occasions that are too late or missing, as long as they can still be changed in time."""
    if not access_of(user).is_administrator:
        return []
    return [
        Task(
            text=f"Ändra dagen ”{day.label}” för {occasion}",
            detail=day.warning,
            url=reverse("administration:occasion_dates", args=[occasion.pk]),
            button="Ändra",
            icon="warn",
            due=day.last,
        )
        for occasion in Occasion.objects.for_year(lens.year)
        for day in legal_days(occasion)
        if day.warning and today <= day.last
    ]
