"""Whether the latest forecast of a unit keeps its budget."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from budget.models import OPERATING, Forecast, ForecastRound
from budget.rounds import read_rounds, rounds_of
from budget.units import units_around
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.period import Period


@dataclass(frozen=True, slots=True)
class Balance:
    """The unit's rounds, and what the latest of them shows. `variance` is budget less forecast, None without any."""

    rounds: tuple[ForecastRound, ...] = ()
    variance: Decimal | None = None

    @property
    def latest(self) -> ForecastRound | None:
        return self.rounds[-1] if self.rounds else None

    @property
    def deficit(self) -> Decimal | None:
        """How much the forecast is over the budget, in kronor; None where it is not."""
        return -self.variance if self.variance is not None and self.variance < 0 else None


def read_balance(org_unit: OrgUnit, period: Period) -> Balance:
    """Of rounds of the unit or below it; those of a unit above say nothing of this one alone."""
    within = units_around(org_unit).within
    rounds = [made for made in rounds_of(org_unit, int(period)) if made.org_unit_id in within]
    if not rounds:
        return Balance()
    found = Forecast.objects.current().filter(forecast_round=rounds[-1], area__grouping__in=OPERATING)
    used = set(found.values_list("area__grouping", flat=True))
    if not used:
        return Balance(tuple(rounds))
    grouping = next(grouping for grouping in OPERATING if grouping in used)
    _, (trees,) = read_rounds(rounds[-1:], period, grouping)
    return Balance(tuple(rounds), trees.variance)
