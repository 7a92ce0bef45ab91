"""What waits in the forecasts: those of the user's own areas, and the plan that a deficit asks for."""

from __future__ import annotations

import datetime

from django.urls import reverse

from budget.balance import read_balance
from budget.models import BudgetArea, CorrectionAction, CorrectionFollowUp, Forecast, ForecastRound, Grouping
from budget.rounds import rounds_of
from budget.units import units_around
from kommunrapport.dates import format_date
from kommunrapport.http import Lens
from kommunrapport.numbers import count_word
from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.models import User
from kommunrapport.organisation.roles import Capability
from kommunrapport.todo import Task, tasks_from


@tasks_from
def forecast_tasks(user: User, lens: Lens, today: datetime.date) -> list[Task]:
    """The user's own areas without a forecast in the open round."""
    access = access_of(user)
    if not access.positions or not access.may(Capability.FORECAST_OWN_AREAS, lens.org_unit.pk):
        return []
    rounds = [made for made in rounds_of(lens.org_unit, int(lens.year)) if made.is_open(today)]
    if not rounds:
        return []
    latest = rounds[-1]
    waiting = _without_forecast(latest, int(lens.year), access.positions)
    if not waiting:
        return []
    things = "ett område" if waiting == 1 else f"{count_word(waiting)} områden"
    last_day = f" senast {format_date(latest.cut_off)}" if latest.cut_off else ""
    url = reverse("budget:forecast_round", args=[lens.year, lens.org_unit.slug, latest.pk])
    detail = f"Prognosen görs per {format_date(latest.as_of)}."
    return [Task(f"Lämna prognos för {things}{last_day}", detail, url, "Lämna", "edit", waiting, due=latest.cut_off)]


def _without_forecast(latest: ForecastRound, year: int, positions: frozenset[int]) -> int:
    """How many areas without parts that hold operating money, and no forecast of their own."""
    own = BudgetArea.objects.valid_in(year).filter(responsible__in=positions, parts=None)
    own = own.exclude(grouping=Grouping.PROJECT)
    given = Forecast.objects.current().filter(forecast_round=latest, layer=Forecast.Layer.UNIT)
    return own.exclude(pk__in=given.values("area")).count()


@tasks_from
def correction_tasks(user: User, lens: Lens, today: datetime.date) -> list[Task]:
    """A deficit without actions, and actions that nobody has followed up at the latest forecast."""
    if not access_of(user).may(Capability.MANAGE_BUDGET, lens.org_unit.pk):
        return []
    balance = read_balance(lens.org_unit, lens.year)
    if balance.deficit is None or balance.latest is None:
        return []
    url = reverse("budget:correction_plan", args=[lens.year, lens.org_unit.slug])
    day = format_date(balance.latest.as_of)
    actions = CorrectionAction.objects.filter(org_unit__in=units_around(lens.org_unit).within, year=int(lens.year))
    if not actions:
        detail = f"Prognosen per {day} är högre än budgeten, och åtgärdsplan saknas."
        return [Task("Skriv en åtgärdsplan", detail, url, "Skriv", "warn")]
    said = CorrectionFollowUp.objects.filter(forecast_round=balance.latest).values("action")
    waiting = actions.exclude(pk__in=said).exclude(status=CorrectionAction.Status.DROPPED).count()
    if not waiting or len(balance.rounds) == 1:  # at the first forecast the plan was made
        return []
    things = "en åtgärd" if waiting == 1 else f"{count_word(waiting)} åtgärder"
    detail = f"Prognosen per {day} visar fortfarande ett underskott."
    return [Task(f"Följ upp {things} i åtgärdsplanen", detail, url, "Följ upp", "edit", waiting)]
