"""The overview as tables for a workbook: the same rows as on the page, but nothing confidential leaves the program."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from internal_control.in_view import controls_in_view, risks_in_view
from internal_control.matrix import read_matrix
from internal_control.pages.actions import read_actions
from internal_control.tables import action_table, plan_table, result_table, risk_table
from kommunrapport.http import Lens
from kommunrapport.organisation.models import User
from kommunrapport.reports.blocks import Table
from kommunrapport.reports.workbooks import NamedTable

CONFIDENTIAL = "Det som har sekretess är inte med."


def workbook_tables(lens: Lens, user: User, today: datetime.date) -> list[NamedTable]:
    """Risks, plan, results and actions; those with nothing in them are left out."""
    return [NamedTable(name, table) for name, table in _tables(lens, user, today) if table]


def _tables(lens: Lens, user: User, today: datetime.date) -> Iterator[tuple[str, Table | None]]:
    year, unit = int(lens.year), lens.org_unit
    rated = read_matrix(risks_in_view(lens, user).shown(), year).risks
    yield "Risker", risk_table(rated, own=unit, caption=f"Risker {year}")
    controls = list(controls_in_view(lens, user).shown())
    yield "Kontrollplan", plan_table(controls, own=unit, caption=f"Internkontrollplan {year}")
    yield "Resultat", result_table(controls, own=unit, caption=f"Resultat av kontroller {year}")
    actions = [row for row in read_actions(user, lens, today) if not row.is_hidden]
    yield "Åtgärder", action_table(actions, own=unit, caption=f"Förbättringsåtgärder {year}")
