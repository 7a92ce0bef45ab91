"""Förbättringsåtgärder in a report."""

from __future__ import annotations

from dataclasses import dataclass, field

from internal_control.pages.action_rows import ActionRow
from internal_control.sections.reading import is_of_test, open_actions
from internal_control.tables import action_table
from kommunrapport.reports.blocks import Table
from kommunrapport.reports.registry import section
from kommunrapport.reports.scope import ReportScope

WHICH = (("all", "alla"), ("new", "årets nya"), ("earlier", "öppna från tidigare år"))


@dataclass(frozen=True, slots=True)
class ActionChoices:
    """Which actions; `which` is of WHICH, and one that we do not know is all."""

    title: str = field(default="Förbättringsåtgärder", metadata={"label": "Tabellens rubrik"})
    which: str = field(default="all", metadata={"label": "Vilka åtgärder", "choices": WHICH})
    with_control: bool = field(default=True, metadata={"label": "Visa vilken kontroll de kommer av"})


@dataclass(frozen=True, slots=True)
class ActionReport:
    """A table; None when there are no actions."""

    table: Table | None


@section("internal_control.actions", title="Förbättringsåtgärder", params=ActionChoices)
def actions(scope: ReportScope, params: ActionChoices) -> ActionReport:
    """What came of the year's controls, and what was still open of earlier years."""
    year = int(scope.year)
    rows = [row for row in open_actions(scope) if _is_wanted(row, params.which)]
    with_control = params.with_control and not is_of_test(scope)
    caption = f"{params.title} {year}"
    return ActionReport(action_table(rows, own=scope.org_unit, caption=caption, with_control=with_control))


def _is_wanted(row: ActionRow, which: str) -> bool:
    if which == "new":
        return row.follows_from is None
    return which != "earlier" or row.follows_from is not None
