"""Outcomes that should have been here, for whoever owns the measure."""

from __future__ import annotations

import datetime

from django.urls import reverse

from kommunrapport.dates import format_date
from kommunrapport.http import Lens
from kommunrapport.measures.models import Measure, Observation
from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.models import User
from kommunrapport.organisation.roles import Capability
from kommunrapport.todo import Task, tasks_from


@tasks_from
def overdue_measures(user: User, lens: Lens, today: datetime.date) -> list[Task]:
    """The user's own measures whose next outcome is late and not yet entered for the unit."""
    access = access_of(user)
    if not access.may(Capability.RECORD_OUTCOMES, lens.org_unit.pk):
        return []
    entered = Observation.objects.filter(org_unit=lens.org_unit, year=lens.year, part=lens.year.kind)
    own = Measure.objects.overdue(today).filter(owner__in=access.positions).exclude(pk__in=entered.values("measure"))
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
