"""Outcomes that should have been here, for whoever owns the measure."""

from __future__ import annotations

import calendar
import datetime

from django.urls import reverse

from kommunrapport.dates import format_date
from kommunrapport.http import Lens
from kommunrapport.measures.models import Measure, Observation
from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.models import User
from kommunrapport.organisation.period import PERIOD_KINDS, Period
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


@tasks_from
def expected_values(user: User, lens: Lens, today: datetime.date) -> list[Task]:
    """Values of the unit that were to come later and should have come by now, of the year of the lens and before."""
    waiting = (
        Observation.objects.editable_by(user)
        .filter(org_unit=lens.org_unit, status=Observation.Status.EXPECTED, expected_on__lte=today)
        .filter(year__lte=lens.year, part__in=PERIOD_KINDS)
        .select_related("measure")
        .order_by("expected_on", "measure__name")
    )
    periods = {(o.measure, Period(o.year, o.part)): o.expected_on for o in reversed(waiting) if o.expected_on}
    return [
        Task(
            text=f"Registrera utfallet för {measure.name} {period}",
            detail="Det skulle komma senare. Det går att registrera fast inmatningen är låst.",
            url=f"{reverse('goals:outcome_list', args=[period, lens.org_unit.slug])}?saknas=1",
            button="Registrera",
            icon="edit",
            due=_last_day(expected),
        )
        for (measure, period), expected in reversed(periods.items())
    ]


def _last_day(expected: datetime.date) -> datetime.date:
    """What is expected a month, kept as its first day, may come until its last."""
    if expected.day != 1:
        return expected
    return expected.replace(day=calendar.monthrange(expected.year, expected.month)[1])
