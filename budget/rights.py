"""What one user may do with the areas of a unit."""

from __future__ import annotations

from collections.abc import Collection

from budget.models import BudgetArea
from kommunrapport.organisation.access import Access
from kommunrapport.organisation.roles import Capability


def answers_for(access: Access, area: BudgetArea, org_unit_id: int) -> bool:
    """The user keeps the unit's economy, or holds the position that is responsible for the area there."""
    if access.may(Capability.MANAGE_BUDGET, org_unit_id):
        return True
    return area.responsible_id in access.positions and access.may(Capability.FORECAST_OWN_AREAS, org_unit_id)


def is_of_unit(access: Access, area: BudgetArea, within: Collection[int]) -> bool:
    """One of the units answers for the area, by its tree or by the position that is responsible, or the user does."""
    there = area.responsible is not None and area.responsible.org_unit_id in within
    return there or area.org_unit_id in within or area.responsible_id in access.positions
