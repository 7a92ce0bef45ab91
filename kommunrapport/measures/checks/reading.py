"""Outcomes of an occasion as the rules about two figures of one thing read them."""

from __future__ import annotations

from decimal import Decimal

from kommunrapport.measures.hiding import read_outcomes
from kommunrapport.measures.models import AgeGroup, Observation, Sex
from kommunrapport.measures.series import Breakdown
from kommunrapport.quality.scope import CheckScope
from kommunrapport.quality.tolerance import rounding_step

type Outcomes = dict[tuple[int, int, Breakdown], Observation]


def outcomes_of(scope: CheckScope) -> list[Observation]:
    """Every outcome of the occasion, by the name of its measure: read once."""

    def read() -> list[Observation]:
        found = Observation.objects.filter(
            org_unit__in=scope.unit_ids, year=scope.occasion.year, part=scope.occasion.kind
        )
        return read_outcomes(found.order_by("measure__name", "measure_id", "pk"))

    return scope.memo("outcomes of the occasion", read)


def known_outcomes(scope: CheckScope) -> Outcomes:
    """Those that are shown with a value, by measure, unit and breakdown."""
    known = [o for o in outcomes_of(scope) if o.value is not None]
    return {(o.measure_id, o.org_unit_id, Breakdown(o.kind, o.sex, o.age_group)): o for o in known}


def value_of(observation: Observation) -> Decimal:
    assert observation.value is not None  # noqa: S101 (read with a value)
    return observation.value


def half_step(observation: Observation) -> Decimal:
    """Half of what the figure is rounded to, in its unit; 0 for a whole number, which is taken to be exact."""
    decimals = observation.measure.decimals
    step = observation.precision or (rounding_step(decimals) if decimals else Decimal(0))
    return step / 2


def is_above(one: Observation, other: Observation) -> bool:
    """Whether the first is above the second also before they were rounded."""
    low, high = value_of(one) - half_step(one), value_of(other) + half_step(other)
    return value_of(one) > value_of(other) and low >= high


def whose(breakdown: Breakdown) -> str:
    """ " (kvinnor)"; empty for everybody."""
    words = [] if breakdown.sex == Sex.TOTAL else [Sex(breakdown.sex).label]
    words += [] if breakdown.age_group == AgeGroup.ALL else [AgeGroup(breakdown.age_group).label]
    return f" ({', '.join(map(str, words))})" if words else ""
