"""What a new year means for reports: they are made from templates when their occasion comes."""

from __future__ import annotations

from kommunrapport.annual_cycle.turning.registry import Group, Line, Part, first_outcome, year_part
from kommunrapport.reports.models import Report


@year_part
def reports(year: int) -> Part:
    """Reports of the year before that are not decided yet."""
    going = Report.objects.filter(occasion__year=year - 1, state__in=["open", "proposal", "remitted"])
    lines = tuple(
        Line(str(report), note=f"{report.org_unit}, {report.get_state_display()}")
        for report in going.select_related("org_unit", "occasion")
    )
    return Part("Rapporter", (Group("Inte beslutade ännu", lines),))


@first_outcome
def written(year: int) -> str:
    """A report of the year."""
    is_made = Report.objects.filter(occasion__year=year).exists()
    return f"Det finns redan en rapport för {year}." if is_made else ""
