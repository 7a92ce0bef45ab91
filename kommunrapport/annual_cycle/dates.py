"""The dates of an occasion, counted backwards from the day the nämnd meets."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from kommunrapport.annual_cycle.workdays import last_workday
from kommunrapport.organisation.models import Municipality, Occasion, User
from kommunrapport.records.saving import save_checked


@dataclass(frozen=True, slots=True)
class CountedDay:
    """A last day: as it is stored, None when nobody has said, and as it is counted."""

    field: str
    stored: datetime.date | None
    counted: datetime.date

    @property
    def label(self) -> str:
        return label_of(self.field)

    @property
    def is_changed(self) -> bool:
        return self.stored != self.counted


def label_of(field: str) -> str:
    """The name of one of the occasion's days, as a heading."""
    name: Any = Occasion._meta.get_field(field)
    return str(name.verbose_name).capitalize()


def counted_days(occasion: Occasion, municipality: Municipality) -> list[CountedDay]:
    """The days before the nämnd's meeting, in order; a day when nobody works becomes the working day before it.

    Empty while the day of the meeting is unknown.
    """
    meeting = occasion.committee_date
    if meeting is None:
        return []
    before = {
        "unit_deadline": municipality.unit_days,
        "administration_deadline": municipality.administration_days,
        "dispatch_date": municipality.dispatch_days,
    }
    return [
        CountedDay(field, getattr(occasion, field), last_workday(meeting - datetime.timedelta(days=days)))
        for field, days in before.items()
    ]


@transaction.atomic
def use_counted_days(*, occasion: Occasion, version: int, by: User) -> Occasion:
    """Save the counted days in place of what was there. Raises Conflict when somebody changed since `version`."""
    municipality = Municipality.objects.first() or Municipality()
    days = {day.field: day.counted for day in counted_days(occasion, municipality)}
    return save_checked(Occasion, pk=occasion.pk, version=version, by=by, **days)
