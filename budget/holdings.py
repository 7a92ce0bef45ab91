"""Areas and corrections that positions answer for."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from budget.models import BudgetArea, CorrectionAction
from budget.services.areas import change_area
from budget.services.correction import change_correction_action
from kommunrapport.annual_cycle.holdings import Held, Holdings, register
from kommunrapport.organisation.models import Position, User


def valid_areas(year: int) -> Iterable[Held]:
    """Areas that are not over before `year`."""
    rows = BudgetArea.objects.filter(Q(valid_to=None) | Q(valid_to__gte=year)).exclude(responsible=None)
    return [Held(*row) for row in rows.values_list("responsible", "pk", "name")]


def hand_over_area(pk: int, old: Position, new: Position, by: User) -> None:
    area = BudgetArea.objects.select_related("parent").get(pk=pk)
    change_area(pk=pk, version=area.version, by=by, parent=area.parent, responsible=new)


def open_corrections(year: int) -> Iterable[Held]:
    """What is to bring the economy back into balance and is not done, of `year` and later."""
    over = (CorrectionAction.Status.DONE, CorrectionAction.Status.DROPPED)
    rows = CorrectionAction.objects.filter(year__gte=year).exclude(status__in=over).exclude(responsible=None)
    return [Held(*row) for row in rows.values_list("responsible", "pk", "text")]


def hand_over_correction(pk: int, old: Position, new: Position, by: User) -> None:
    action = CorrectionAction.objects.get(pk=pk)
    change_correction_action(pk=pk, version=action.version, by=by, responsible=new)


register(Holdings("budget.area", "budgetområde", "budgetområden", valid_areas, hand_over_area))
register(
    Holdings("budget.correction", "åtgärd för balans", "åtgärder för balans", open_corrections, hand_over_correction)
)
