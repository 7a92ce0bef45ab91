"""Uppsikt in a report: what every nämnd has sent over."""

from __future__ import annotations

from dataclasses import dataclass, field

from internal_control.pages.oversight import read_oversight
from internal_control.sections.reading import as_of
from internal_control.tables import oversight_table
from kommunrapport.http import Lens
from kommunrapport.organisation.access import OVERSEEING_KINDS
from kommunrapport.reports.blocks import Table
from kommunrapport.reports.registry import section
from kommunrapport.reports.scope import ReportScope


@dataclass(frozen=True, slots=True)
class OversightChoices:
    """What the table is called."""

    title: str = field(default="Nämndernas interna kontroll", metadata={"label": "Tabellens rubrik"})
    with_sentence: bool = field(default=True, metadata={"label": "Visa sammanfattningen i ord"})


@dataclass(frozen=True, slots=True)
class OversightReport:
    """The table is None in the report of a unit that does not oversee others."""

    sentence: str = ""
    table: Table | None = None


@section("internal_control.oversight", title="Nämndernas interna kontroll (uppsikt)", params=OversightChoices)
def oversight(scope: ReportScope, params: OversightChoices) -> OversightReport:
    """All nämnder with what they have sent; only in reports of the kommunstyrelse, fullmäktige or the kommun."""
    if scope.org_unit.kind not in OVERSEEING_KINDS:
        return OversightReport()
    page = read_oversight(Lens(scope.year, scope.org_unit, scope.occasion), as_of(scope))
    table = oversight_table(page.rows, caption=f"{params.title} {int(scope.year)}")
    return OversightReport(page.lead if params.with_sentence and table else "", table)
