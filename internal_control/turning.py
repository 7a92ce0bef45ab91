"""What a new year means for internal control: actions follow by themselves, a plan is made by the nämnd."""

from __future__ import annotations

from internal_control.models import ControlPlan, ImprovementAction
from kommunrapport.annual_cycle.turning.registry import Group, Line, Part, first_outcome, year_part


@year_part
def controls(year: int) -> Part:
    """Actions that follow, and nämnder that had a plan and have none yet."""
    follow = ImprovementAction.objects.open_in(year).filter(year__lt=year).shown().select_related("org_unit")
    has = ControlPlan.objects.filter(year=year).values("org_unit")
    without = ControlPlan.objects.filter(year=year - 1).exclude(org_unit__in=has).select_related("org_unit")
    following = tuple(Line(str(action), note=str(action.org_unit)) for action in follow)
    return Part(
        "Intern kontroll",
        (
            Group("Öppna åtgärder följer med", following),
            Group("Plan saknas", tuple(Line(str(plan.org_unit)) for plan in without), is_missing=True),
        ),
    )


@first_outcome
def planned(year: int) -> str:
    """A control plan of the year."""
    return (
        f"Det finns redan en internkontrollplan för {year}." if ControlPlan.objects.filter(year=year).exists() else ""
    )
