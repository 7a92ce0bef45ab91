"""Who came and who left."""

from __future__ import annotations

from dataclasses import dataclass, field

from kommunrapport.reports.blocks import Table
from kommunrapport.reports.registry import section
from kommunrapport.reports.scope import ReportScope
from personnel.sections.reading import periods_of, staff_over_years
from personnel.tables.turnover import turnover_table


@dataclass(frozen=True, slots=True)
class TurnoverChoices:
    """Which rows."""

    by_sex: bool = field(default=True, metadata={"label": "Visa kvinnor och män"})


@dataclass(frozen=True, slots=True)
class TurnoverReport:
    """None when nothing is known of who came and left."""

    table: Table | None


@section("personnel.turnover", title="Personalrörlighet", params=TurnoverChoices)
def turnover(scope: ReportScope, params: TurnoverChoices) -> TurnoverReport:
    """Turnover, hired, left, overtime and hourly paid over the years."""
    return TurnoverReport(turnover_table(periods_of(scope), staff_over_years(scope), by_sex=params.by_sex))
