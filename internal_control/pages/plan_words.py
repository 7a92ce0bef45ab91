"""What a kontrollmoment begins as, and where else it stands."""

from __future__ import annotations

from internal_control.models import ControlTest, PlannedControl, Risk


def suggested_from(risk: Risk) -> ControlTest:
    """A kontrollmoment about a risk, to be finished and saved by a person."""
    category = risk.get_category_display()
    return ControlTest(
        org_unit=risk.org_unit,
        risk=risk,
        area=risk.area or category[:1].upper() + category[1:],
        title=risk.title,
        objective=f"Att det här fungerar: {risk.existing_control}" if risk.existing_control else "",
        responsible=risk.owner,
        is_confidential=risk.is_confidential,
    )


def also_in(control: PlannedControl) -> str:
    """That a change shows in other years too; empty where there are none."""
    planned = control.control_test.planned.exclude(pk=control.pk).order_by("plan__year")
    years = [str(year) for year in planned.values_list("plan__year", flat=True)]
    if not years:
        return ""
    listed = years[0] if len(years) == 1 else f"{', '.join(years[:-1])} och {years[-1]}"
    return f"Momentet står också i planen för {listed}. Det du ändrar ändras där också, men inte i beslutade rapporter."
