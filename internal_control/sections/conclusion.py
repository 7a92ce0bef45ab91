"""What the unit says of the year's internal control as a whole."""

from __future__ import annotations

from dataclasses import dataclass, field

from internal_control.models import ControlConclusion
from internal_control.status import verdict_status
from kommunrapport.reports.blocks import Status
from kommunrapport.reports.registry import section
from kommunrapport.reports.scope import ReportScope


@dataclass(frozen=True, slots=True)
class ConclusionChoices:
    """What it is called."""

    heading: str = field(default="Samlad bedömning", metadata={"label": "Rubrik"})


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The verdict, and why; both are empty when nothing is said."""

    heading: str
    verdict: Status | None
    text: str


@section("internal_control.conclusion", title="Samlad bedömning av intern kontroll", params=ConclusionChoices)
def conclusion(scope: ReportScope, params: ConclusionChoices) -> Conclusion:
    """The judgement of the report's own unit."""
    found = ControlConclusion.objects.filter(org_unit=scope.org_unit, year=int(scope.year)).first()
    return Conclusion(params.heading, verdict_status(found) if found else None, found.text if found else "")
