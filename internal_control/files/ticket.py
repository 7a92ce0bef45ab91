"""The rows that a page of review carries to the yes."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from internal_control.files.columns import Kind
from internal_control.files.planning import Change, Parts
from kommunrapport.http import Lens
from kommunrapport.organisation.models import User
from kommunrapport.spreadsheets.review import Ticket, open_review, sign_review

_SALT = "internal_control.files"
_DATES = ("due_on", "closed_on")


@dataclass(frozen=True, slots=True)
class TicketRow:
    """A row to store; `keys` and `versions` as in StoredRow, empty for a new one."""

    kind: Kind
    keys: dict[str, int]
    versions: dict[str, int]
    parts: Parts


def write_ticket(changes: Sequence[Change], lens: Lens, user: User) -> str:
    """For this user, unit and year only."""
    rows = []
    for change in changes:
        stored = change.row.stored
        known = [dict(stored.keys), dict(stored.versions)] if stored else [{}, {}]
        if change.parts:
            parts = {part: {k: _sent(v) for k, v in said.items()} for part, said in change.parts.items()}
            rows.append([str(change.row.table.kind), *known, parts])
    return sign_review(rows, address=_address(lens, user), salt=_SALT)


def read_ticket(text: str, lens: Lens, user: User) -> Ticket[TicketRow] | None:
    """None for what is older than a day, or was not written for this user and address."""
    return open_review(text, address=_address(lens, user), salt=_SALT, row=_row)


def _address(lens: Lens, user: User) -> list[object]:
    return [user.pk, lens.org_unit.pk, lens.year.calendar_year]


def _row(kind: str, keys: dict[str, int], versions: dict[str, int], sent: Parts) -> TicketRow:
    parts = {part: {name: _read(name, value) for name, value in said.items()} for part, said in sent.items()}
    return TicketRow(Kind(kind), keys, versions, parts)


def _sent(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value


def _read(name: str, value: Any) -> Any:
    return datetime.date.fromisoformat(value) if name in _DATES else value
