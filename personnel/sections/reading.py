"""What the sections of a report read once and share."""

from __future__ import annotations

from kommunrapport.organisation.period import Period
from kommunrapport.reports.scope import ReportScope
from personnel.figures import SickLeaveFigures, StaffFigures, StaffReader


def reader_of(scope: ReportScope) -> StaffReader:
    """The figures of the staff, read once for the whole report."""
    return scope.memo("personnel.reader", StaffReader)


def periods_of(scope: ReportScope) -> list[Period]:
    """The years that have been: those of the report, or for a plan those before it."""
    return [Period.of(year) for year in scope.outcome_years]


def staff_of(scope: ReportScope) -> StaffFigures:
    """The staff of the latest year."""
    return reader_of(scope).staff(scope.org_unit, periods_of(scope)[-1])


def staff_over_years(scope: ReportScope) -> list[StaffFigures]:
    return [reader_of(scope).staff(scope.org_unit, period) for period in periods_of(scope)]


def sick_leave_over_years(scope: ReportScope, denominator: str) -> list[SickLeaveFigures]:
    return [reader_of(scope).sick_leave(scope.org_unit, period, denominator) for period in periods_of(scope)]
