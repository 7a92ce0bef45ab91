"""The seven figures of sick leave that the law asks for."""

from __future__ import annotations

from dataclasses import dataclass, field

from kommunrapport.reports.blocks import Chart, Table
from kommunrapport.reports.registry import section
from kommunrapport.reports.scope import ReportScope
from personnel.models import SickLeave
from personnel.sections.reading import periods_of, reader_of, sick_leave_over_years
from personnel.tables.sick_leave import (
    DEFINITIONS,
    TITLES,
    WHY_TWO,
    Definition,
    latest_year,
    rolling_chart,
    rolling_table,
    seven_table,
)

ORDINARY, AGREED = SickLeave.Denominator.ORDINARY_TIME.value, SickLeave.Denominator.AGREED_TIME.value
DENOMINATORS = ((ORDINARY, "ordinarie arbetstid, som lagen säger"), (AGREED, "överenskommen arbetstid"))


@dataclass(frozen=True, slots=True)
class SickLeaveChoices:
    """What stands beside the figures."""

    denominator: str = field(default=ORDINARY, metadata={"label": "I procent av", "choices": DENOMINATORS})
    with_definitions: bool = field(default=False, metadata={"label": "Förklara vad uppgifterna betyder"})
    with_trend: bool = field(default=False, metadata={"label": "Visa tolv månader i taget som diagram"})


@dataclass(frozen=True, slots=True)
class SickLeaveReport:
    """The figures over the years, and the trend with its table; None without figures."""

    table: Table | None
    explanation: str = ""
    definitions: tuple[Definition, ...] = ()
    chart: Chart | None = None
    trend: Table | None = None


@section("personnel.sick_leave", title="Sjukfrånvaro", params=SickLeaveChoices)
def sick_leave(scope: ReportScope, params: SickLeaveChoices) -> SickLeaveReport:
    """The seven figures of the years, of one denominator. What we do not know is the ordinary one."""
    denominator = params.denominator if params.denominator in TITLES else ORDINARY
    table = seven_table(periods_of(scope), sick_leave_over_years(scope, denominator), TITLES[denominator])
    if table is None:
        return SickLeaveReport(None)
    rolling = []
    if params.with_trend and denominator == ORDINARY:
        rolling = latest_year(reader_of(scope).rolling(scope.org_unit, periods_of(scope)[-1].last_day))
    return SickLeaveReport(
        table=table,
        explanation=WHY_TWO if denominator == AGREED else "",
        definitions=DEFINITIONS if params.with_definitions else (),
        chart=rolling_chart(rolling),
        trend=rolling_table(rolling),
    )
