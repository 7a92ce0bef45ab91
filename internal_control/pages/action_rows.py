"""One improvement action as a row, as it is shown in a year."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet

from internal_control.action_status import LATE, action_due, action_is_late, action_responsible, action_status
from internal_control.models import ImprovementAction
from kommunrapport.dates import format_date
from kommunrapport.organisation.labels import LabelSet, label_set
from kommunrapport.reports.blocks import Status


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action as it is shown in a year. Texts are empty when nothing is known; `url` is empty in an output.

    `status` says late in place of where it stands. `follows_from` is the earlier year that it came from, else None.
    """

    action: ImprovementAction
    status: Status
    responsible: str
    due: str
    control: str
    is_late: bool
    follows_from: int | None
    url: str = ""

    @property
    def text(self) -> str:
        return self.action.text

    @property
    def is_hidden(self) -> bool:
        return self.action.is_hidden

    @property
    def order(self) -> tuple[int, int, int]:
        """Late first, then what is open, then what is closed; each in the order they came."""
        return (2 if self.action.is_closed else 1 - self.is_late, self.action.year, self.action.order)

    @property
    def detail(self) -> str:
        """ "It-chef. Skulle vara klart 30 november 2016. Följer med från 2015."."""
        follows = f"Följer med från {self.follows_from}" if self.follows_from else ""
        parts = [self.responsible, _when(self), _new_time(self.action), follows]
        return " ".join(f"{part.rstrip('.')}." for part in parts if part)


def _when(row: ActionRow) -> str:
    action = row.action
    if action.is_closed and action.closed_on is not None:
        word = "Klar" if action.status == ImprovementAction.Status.DONE else "Avslutad"
        return f"{word} {format_date(action.closed_on)}"
    if not row.due:
        return ""
    due = row.due[:1].lower() + row.due[1:]
    if row.is_late:
        return f"Skulle vara klart {due}"
    has_a_year = any(character.isdigit() for character in due)  # "löpande" is nothing to be finished by
    return f"Klart {due}" if has_a_year else due.capitalize()


def _new_time(action: ImprovementAction) -> str:
    return f"Ny tid: {action.new_due_text}" if action.new_due_text and not action.is_closed else ""


def action_rows(actions: QuerySet[ImprovementAction], *, year: int, today: datetime.date) -> tuple[ActionRow, ...]:
    """One row for each, late ones first. The caller chooses: `.shown()` in an output, `actions_seen` on a page."""
    labels = label_set()
    found = actions.select_related("responsible", "risk", "control_test__risk")
    return tuple(sorted((action_row(action, year, today, labels) for action in found), key=lambda row: row.order))


def action_row(
    action: ImprovementAction, year: int, today: datetime.date, labels: LabelSet, control: bool = True, url: str = ""
) -> ActionRow:
    is_late = action_is_late(action, today)
    return ActionRow(
        action=action,
        status=LATE if is_late else action_status(action, labels),
        responsible=action_responsible(action),
        due=action_due(action),
        control=str(action.control_test) if control and action.control_test else "",
        is_late=is_late,
        follows_from=action.year if action.year < year else None,
        url=url,
    )
