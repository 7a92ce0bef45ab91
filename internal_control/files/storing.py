"""Stores what a filled-in register said, after the yes: all of it or nothing, by the services of each row."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from internal_control.files.columns import Kind
from internal_control.files.ticket import TicketRow
from internal_control.models import ImprovementAction
from internal_control.services.actions import add_action, change_action, mark_action
from internal_control.services.plans import change_control_test, change_when, create_control
from internal_control.services.risks import change_risk, create_risk, rate_risk
from kommunrapport.organisation.models import OrgUnit, User
from kommunrapport.records.saving import claim_token
from kommunrapport.spreadsheets.review import Ticket

_NO_REASON: dict[str, Any] = {"reason": ""}
_ANY_TIME: dict[str, Any] = {"due_on": None, "due_text": ""}


@transaction.atomic
def store_register(ticket: Ticket[TicketRow], *, org_unit: OrgUnit, year: int, today: datetime.date, by: User) -> int:
    """Return how many rows were stored.

    Raises AlreadyDone for a second yes, Locked, Conflict when a row was changed since the page was shown,
    ObjectDoesNotExist when one is gone, and ValidationError when one would break a rule.
    """
    claim_token(ticket.token, by)
    storing = _Storing(org_unit, year, today, by)
    for number, row in enumerate(ticket.rows):
        if row.keys:
            storing.change(row)
        else:
            storing.create(row, f"{ticket.token}-{number}")
    return len(ticket.rows)


@dataclass(frozen=True, slots=True)
class _Storing:
    org_unit: OrgUnit
    year: int
    today: datetime.date
    by: User

    def create(self, row: TicketRow, token: str) -> None:
        what, parts = row.parts.get("what", {}), row.parts
        new: dict[str, Any] = {"org_unit": self.org_unit, "year": self.year, "token": token, "by": self.by}
        match row.kind:
            case Kind.RISK:
                create_risk(**new, **_NO_REASON | parts["rating"], **what)
            case Kind.CONTROL:
                create_control(**new, **_ANY_TIME | parts.get("when", {}), **what)
            case Kind.ACTION:
                add_action(**new, **what, **self._begun(parts.get("mark", {})))

    def change(self, row: TicketRow) -> None:
        match row.kind:
            case Kind.RISK:
                self._change_risk(row)
            case Kind.CONTROL:
                self._change_control(row)
            case Kind.ACTION:
                self._change_action(row)

    def _begun(self, mark: dict[str, Any]) -> dict[str, Any]:
        """How a new action stands: closed today, where the file has no day."""
        is_closed = mark.get("status") in ImprovementAction.CLOSED
        return mark | ({"closed_on": mark.get("closed_on", self.today)} if is_closed else {})

    def _change_risk(self, row: TicketRow) -> None:
        pk = row.keys["risk"]
        if what := row.parts.get("what"):
            change_risk(pk=pk, year=self.year, version=row.versions["risk"], by=self.by, **what)
        if rating := row.parts.get("rating"):
            rate_risk(pk=pk, year=self.year, version=row.versions["rating"], by=self.by, **rating)

    def _change_control(self, row: TicketRow) -> None:
        pk = row.keys["planned"]
        if what := row.parts.get("what"):
            change_control_test(pk=pk, version=row.versions["test"], by=self.by, **what)
        if when := row.parts.get("when"):
            change_when(pk=pk, version=row.versions["planned"], by=self.by, **when)

    def _change_action(self, row: TicketRow) -> None:
        pk, version = row.keys["action"], row.versions["action"]
        if what := row.parts.get("what"):
            version = change_action(pk=pk, year=self.year, version=version, by=self.by, **what).version
        if mark := row.parts.get("mark"):
            stored = ImprovementAction.objects.get(pk=pk)
            said: dict[str, Any] = {"status": stored.status, "closed_on": None} | mark
            mark_action(pk=pk, year=self.year, version=version, today=self.today, by=self.by, **said)
