"""Outcomes that should have been here, for whoever owns the measure."""

from __future__ import annotations

import datetime

from django.urls import reverse

from kommunrapport.dates import format_date
from kommunrapport.http import Lens
from kommunrapport.measures.models import Measure
from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.models import User
from kommunrapport.todo import Task, tasks_from


@tasks_from
def overdue_measures(user: User, lens: Lens, today: datetime.date) -> list[Task]:
    """The user's own measures whose next outcome is late."""
    own = Measure.objects.overdue(today).filter(owner__in=access_of(user).positions)
    return [
        Task(
            text=f"Registrera det försenade utfallet för {measure.name}",
            detail=f"Det väntades {format_date(measure.next_due)}.",
            url=reverse("measures:measure_detail", args=[lens.year, lens.org_unit.slug, measure.slug]),
            button="Registrera",
            icon="warn",
            due=measure.next_due,
        )
        for measure in own
        if measure.next_due
    ]
