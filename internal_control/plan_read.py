"""The plan of a unit and year, and the controls in it."""

from __future__ import annotations

from internal_control.models import ControlPlan, PlannedControl
from internal_control.models.plans import PlannedControlQuerySet
from kommunrapport.dates import format_date
from kommunrapport.organisation.models import OrgUnit


def plan_of(org_unit: OrgUnit, year: int) -> ControlPlan | None:
    """None until somebody has put a control in it."""
    return ControlPlan.objects.filter(org_unit=org_unit, year=year).select_related("org_unit", "sent_by").first()


def planned_controls(org_unit: OrgUnit, year: int) -> PlannedControlQuerySet:
    """In the order of the plan, with all that a row of it shows. Narrow by `.shown()` or `controls_seen`."""
    return all_planned().for_year(year).filter(plan__org_unit=org_unit)


def all_planned() -> PlannedControlQuerySet:
    """Planned controls of any unit and year, with all that a row shows."""
    return PlannedControl.objects.select_related("plan__org_unit", "control_test__risk", "control_test__responsible")


def decision_words(plan: ControlPlan) -> str:
    """ "Nämnden, 3 februari 2025, § 12, dnr KS 2025/7"; empty for a draft."""
    if plan.decided_on is None:
        return ""
    case = f"dnr {plan.case_number}" if plan.case_number else ""
    parts = [plan.decided_by, format_date(plan.decided_on), plan.decision_paragraph, case]
    return ", ".join(part for part in parts if part)
