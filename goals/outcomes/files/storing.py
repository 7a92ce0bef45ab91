"""Stores what a file of outcomes said, after the yes: all of it or nothing."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from goals.outcomes.files.ticket import TicketRow
from kommunrapport.measures.figures import Figures
from kommunrapport.measures.models import Measure
from kommunrapport.measures.services import record_outcome
from kommunrapport.organisation.models import User
from kommunrapport.records.saving import claim_token
from kommunrapport.spreadsheets.review import Ticket


class NoLongerAllowed(ObjectDoesNotExist):
    """A measure is gone, computed, or no longer the user's to record."""


@transaction.atomic
def store_outcomes(ticket: Ticket[TicketRow], figures: Figures, by: User) -> int:
    """Return how many outcomes were stored.

    Raises AlreadyDone for a second yes, Locked, Conflict when any of them was changed since the page was shown,
    ValidationError when a row would break a rule, and NoLongerAllowed.
    """
    claim_token(ticket.token, by)
    lens = figures.lens
    measures = Measure.objects.entered().in_bulk({row.measure for row in ticket.rows})
    for row in ticket.rows:
        measure = measures.get(row.measure)
        if measure is None or not figures.may_record(measure):
            raise NoLongerAllowed
        record_outcome(
            measure=measure,
            org_unit=lens.org_unit,
            year=lens.year,
            part=lens.year.kind,
            breakdown=row.breakdown,
            version=row.version,
            by=by,
            **row.fields,
        )
    return len(ticket.rows)
