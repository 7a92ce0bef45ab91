"""The forecast that holds at a day: the latest round of a unit, or of those below it."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from budget.models import Forecast, ForecastRound
from budget.units import UnitsAround
from kommunrapport.organisation.models import OrgUnit


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What the administration adds to the forecast of an area, and why. Kronor, ledger sign."""

    area_id: int
    amount: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class ForecastLayers:
    """The forecasts of areas, and the adjustments of the administration beside them."""

    rounds: tuple[ForecastRound, ...] = ()
    own: Mapping[int, Decimal] = field(default_factory=dict)
    adjustments: Mapping[int, list[Adjustment]] = field(default_factory=dict)

    @property
    def areas(self) -> set[int]:
        return {*self.own, *self.adjustments}


def read_forecasts(
    org_unit: OrgUnit, units: UnitsAround, year: int, grouping: str, by: datetime.date
) -> ForecastLayers:
    """The latest forecasts made with what was known on `by` or before: one query.

    A round that nobody has filled in yet does not take the place of the one before.
    """
    made = Forecast.objects.current().filter(
        area__grouping=grouping,
        forecast_round__org_unit__in=units.within,
        forecast_round__year=year,
        forecast_round__as_of__lte=by,
    )
    found = list(made.select_related("forecast_round").order_by("area_id", "pk"))
    rounds = _latest_rounds(org_unit, units, {forecast.forecast_round for forecast in found})
    own: dict[int, Decimal] = defaultdict(Decimal)
    adjustments: dict[int, list[Adjustment]] = defaultdict(list)
    for forecast in found:
        if forecast.forecast_round not in rounds:
            continue
        if forecast.layer == Forecast.Layer.UNIT:
            own[forecast.area_id] += forecast.amount
        else:
            adjustments[forecast.area_id].append(Adjustment(forecast.area_id, forecast.amount, forecast.reason))
    return ForecastLayers(tuple(rounds), dict(own), dict(adjustments))


def _latest_rounds(org_unit: OrgUnit, units: UnitsAround, made: Iterable[ForecastRound]) -> list[ForecastRound]:
    """The unit's own latest round; where it has none, the latest of each unit below that has."""
    latest = {found.org_unit_id: found for found in sorted(made, key=lambda found: found.as_of)}
    rounds: list[ForecastRound] = []
    waiting = [org_unit.pk]
    while waiting:
        unit = waiting.pop(0)
        if unit in latest:
            rounds.append(latest[unit])
        else:
            waiting.extend(units.children.get(unit, []))
    return rounds
