"""The rounds of forecasts of a unit, each with its areas and their sums."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Q

from budget.area_figures import AreaFigures
from budget.figures import AreaNode, AreaRow, Statement, read_statement
from budget.forecast_read import Adjustment, ForecastLayers
from budget.models import Forecast, ForecastRound
from budget.tree import AreaTrees, plant, statement_rows, total_figures
from budget.units import units_around
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.period import Period
from kommunrapport.organisation.submissions import reporting_unit


def rounds_of(org_unit: OrgUnit, year: int) -> list[ForecastRound]:
    """The rounds of the unit, the earliest first; where it has none, of the nearest unit above up to its nämnd.

    Where no unit above has any either, those of the one unit below that has: a nämnd sees its förvaltning's.
    """
    above = [unit.pk for unit in _up_to(org_unit, reporting_unit(org_unit))]
    below = units_around(org_unit).within - {org_unit.pk}
    found = ForecastRound.objects.filter(Q(org_unit__in=above) | Q(org_unit__in=below), year=year)
    made = list(found.select_related("org_unit", "locked_by").order_by("as_of"))
    owners = {r.org_unit_id for r in made}
    owner = next((pk for pk in above if pk in owners), None)
    if owner is None and len(owners) == 1:
        (owner,) = owners
    return [r for r in made if r.org_unit_id == owner]


def _up_to(org_unit: OrgUnit, top: OrgUnit) -> Iterator[OrgUnit]:
    unit: OrgUnit | None = org_unit
    while unit is not None:
        yield unit
        unit = None if unit == top else unit.parent


@dataclass(frozen=True, slots=True)
class RoundTrees(AreaTrees):
    """One round over the areas of a statement. `stored` are its forecasts, by area and layer."""

    forecast_round: ForecastRound
    stored: Mapping[tuple[int, str], Forecast]

    @property
    def rows(self) -> tuple[AreaRow, ...]:
        return statement_rows(self.roots, self.grouping)

    @property
    def total(self) -> AreaFigures:
        return total_figures(self.roots)

    def forecast_of(self, area_id: int) -> Forecast | None:
        """What the unit says of the area itself, not of its parts."""
        return self.stored.get((area_id, Forecast.Layer.UNIT))

    @property
    def covered(self) -> tuple[int, int]:
        """How many of the areas without parts have a forecast, their own or that of an area above; and of how many."""
        leaves = [(node, covered) for root in self.roots for node, covered in _leaves(root, covered=False)]
        return sum(covered for _, covered in leaves), len(leaves)

    @property
    def variance(self) -> Decimal | None:
        """Budget less forecast; None without any forecast."""
        return self.total.forecast_variance

    @property
    def expected(self) -> Decimal | None:
        """What the year is thought to cost in all, areas without a forecast at their budget; None without any."""
        return self.total.forecast

    def with_amounts(self, amounts: Mapping[int, Decimal | None]) -> RoundTrees:
        """The same as if `amounts` were stored instead of what is: what a person is typing."""
        own = {area: f.amount for (area, layer), f in self.stored.items() if layer == Forecast.Layer.UNIT}
        typed = {area: amount for area, amount in (own | dict(amounts)).items() if amount is not None}
        layers = ForecastLayers(own=typed, adjustments=_adjustments(self.stored.values()))
        return replace(self, roots=_replanted([*self.nodes], layers))


def _leaves(node: AreaNode, *, covered: bool) -> Iterator[tuple[AreaNode, bool]]:
    covered = covered or node.has_own_forecast
    if not node.parts:
        yield node, covered
    for part in node.parts:
        yield from _leaves(part, covered=covered)


def read_rounds(rounds: Sequence[ForecastRound], period: Period, grouping: str) -> tuple[Statement, list[RoundTrees]]:
    """The statement of the unit that the rounds belong to, and each round over its areas.

    To date is to the day of the last of `rounds`. The same queries for any number of rounds; at least one.
    """
    latest = rounds[-1]
    statement = read_statement(
        org_unit=latest.org_unit, period=period, grouping=grouping, through_month=latest.as_of.month
    )
    stored: dict[int, dict[tuple[int, str], Forecast]] = defaultdict(dict)
    for forecast in Forecast.objects.current().filter(forecast_round__in=rounds, area__grouping=grouping):
        stored[forecast.forecast_round_id][forecast.area_id, forecast.layer] = forecast
    nodes = [*statement.nodes]
    return statement, [
        RoundTrees(grouping, _replanted(nodes, _layers(stored[made.pk].values())), made, stored[made.pk])
        for made in rounds
    ]


def _replanted(nodes: Sequence[AreaNode], layers: ForecastLayers) -> tuple[AreaNode, ...]:
    """The same areas and amounts with other forecasts."""
    own = {node.area.pk: node.own for node in nodes}
    return plant([node.area for node in nodes], own.__getitem__, layers)


def _layers(forecasts: Iterable[Forecast]) -> ForecastLayers:
    own = {f.area_id: f.amount for f in forecasts if f.layer == Forecast.Layer.UNIT}
    return ForecastLayers(own=own, adjustments=_adjustments(forecasts))


def _adjustments(forecasts: Iterable[Forecast]) -> dict[int, list[Adjustment]]:
    found: dict[int, list[Adjustment]] = defaultdict(list)
    for forecast in forecasts:
        if forecast.layer == Forecast.Layer.ADMINISTRATION:
            found[forecast.area_id].append(Adjustment(forecast.area_id, forecast.amount, forecast.reason))
    return dict(found)
