"""What waits for HR: figures of the staff that have not come."""

from __future__ import annotations

import datetime

from django.urls import reverse

from kommunrapport.http import Lens
from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.models import OrgUnit, User
from kommunrapport.organisation.roles import Subject
from kommunrapport.organisation.tree import ids_below
from kommunrapport.todo import Task, tasks_from
from personnel.models import Headcount, SickLeave

SOON = datetime.timedelta(days=30)


@tasks_from
def staff_tasks(user: User, lens: Lens, today: datetime.date) -> list[Task]:
    """The figures of the unit, from when the period is over or its last day is near until they are there."""
    if lens.occasion is None or Subject.PERSONNEL not in access_of(user).subjects:
        return []
    due = lens.occasion.unit_deadline
    starts = min(lens.year.last_day, due - SOON) if due else lens.year.last_day
    if today <= starts or _has_figures(lens):
        return []
    return [
        Task(
            text="Läs in personaluppgifter",
            detail=f"Antal anställda och sjukfrånvaro för {lens.year} saknas.",
            url=reverse("personnel:import_list", args=[lens.year, lens.org_unit.slug]),
            button="Läs in",
            icon="file",
            due=due,
        )
    ]


def _has_figures(lens: Lens) -> bool:
    """Both how many they are and their sick leave, of the unit or of some below it."""
    units = ids_below([lens.org_unit.pk], OrgUnit.objects.child_ids())
    first, last = datetime.date(int(lens.year), 1, 1), lens.year.last_day
    counted = Headcount.objects.filter(org_unit__in=units, as_of__range=(first, last))
    sick = SickLeave.objects.filter(org_unit__in=units, from_date=first, to_date__lte=last)
    return counted.exists() and sick.exists()
