"""What waits in the economy: variances that nobody has explained."""

from __future__ import annotations

import datetime

from django.urls import reverse

from budget.forecast_todo import correction_tasks, forecast_tasks
from budget.models import BudgetArea
from budget.pages.economy import comment_lock, groupings_of, read_economy
from kommunrapport.http import Lens
from kommunrapport.numbers import count_word
from kommunrapport.organisation.access import Access, access_of
from kommunrapport.organisation.models import User
from kommunrapport.organisation.roles import Capability
from kommunrapport.todo import Task, tasks_from

__all__ = ["correction_tasks", "forecast_tasks", "variance_tasks"]

MOST_NAMED = 3


@tasks_from
def variance_tasks(user: User, lens: Lens, today: datetime.date) -> list[Task]:
    """Variances beyond the threshold that wait for a comment by the user, in the first grouping of the unit."""
    access = access_of(user)
    if lens.occasion is None or not _has_areas(access, lens) or comment_lock(lens.org_unit, lens.occasion):
        return []
    economy = read_economy(lens, access, groupings_of(lens.org_unit)[0])
    waiting = [area.name for area in economy.missing if economy.may_answer(area)]
    if not waiting:
        return []
    things = "en avvikelse" if len(waiting) == 1 else f"{count_word(len(waiting))} avvikelser"
    return [
        Task(
            text=f"Kommentera {things} mot budget",
            detail=f"{_named(waiting)}.",
            url=reverse("budget:overview", args=[lens.year, lens.org_unit.slug]),
            button="Kommentera",
            icon="money",
            count=len(waiting),
            due=lens.occasion.unit_deadline,
        )
    ]


def _has_areas(access: Access, lens: Lens) -> bool:
    """Keeps the economy of the unit, or is responsible for some area."""
    if access.may(Capability.MANAGE_BUDGET, lens.org_unit.pk):
        return True
    return BudgetArea.objects.filter(responsible__in=access.positions).exists()


def _named(names: list[str]) -> str:
    more = f" och {count_word(len(names) - MOST_NAMED)} till" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more
