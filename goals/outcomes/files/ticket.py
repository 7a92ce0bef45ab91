"""The outcomes that a page of review carries to the yes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from goals.outcomes.files.planning import Change
from kommunrapport.http import Lens
from kommunrapport.measures.series import Breakdown
from kommunrapport.organisation.models import User
from kommunrapport.spreadsheets.review import Ticket, open_review, sign_review

_SALT = "goals.outcomes.files"


@dataclass(frozen=True, slots=True)
class TicketRow:
    """An outcome to store. `version` is 0 when there was none."""

    measure: int
    breakdown: Breakdown
    version: int
    fields: dict[str, Any]


def write_ticket(changes: Sequence[Change], lens: Lens, user: User) -> str:
    """For this user, unit and period only."""
    rows = [
        [
            change.line.measure.pk,
            change.line.breakdown.slug,
            change.line.observation.version if change.line.observation else 0,
            {name: str(value) if isinstance(value, Decimal) else value for name, value in change.fields.items()},
        ]
        for change in changes
        if change.fields
    ]
    return sign_review(rows, address=_address(lens, user), salt=_SALT)


def read_ticket(text: str, lens: Lens, user: User) -> Ticket[TicketRow] | None:
    """None for what is older than a day, or was not written for this user and address."""
    return open_review(text, address=_address(lens, user), salt=_SALT, row=_row)


def _address(lens: Lens, user: User) -> list[object]:
    return [user.pk, lens.org_unit.pk, lens.year.slug]


def _row(measure: int, part: str, version: int, fields: dict[str, Any]) -> TicketRow:
    value = fields.get("value")
    read = fields | ({"value": Decimal(value)} if value is not None else {})
    return TicketRow(measure, Breakdown.from_slug(part), version, read)
