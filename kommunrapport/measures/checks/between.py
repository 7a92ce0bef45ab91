"""A percentage of everybody lies between that of women and that of men."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kommunrapport.measures.checks.places import measure_place, measure_url
from kommunrapport.measures.checks.reading import half_step, is_above, known_outcomes, value_of
from kommunrapport.measures.models import Observation, Sex, ValueKind
from kommunrapport.measures.shown import shown_number
from kommunrapport.quality.registry import Finding, Severity, rule
from kommunrapport.quality.scope import CheckScope


@rule("measures.between", title="Totalt mellan kvinnor och män")
def between(scope: CheckScope) -> Iterator[Finding]:
    """Above both or below both, further than rounding explains."""
    known = known_outcomes(scope)
    for (measure_id, unit, breakdown), total in known.items():
        if breakdown.sex != Sex.TOTAL or not _is_percent(total):
            continue
        women, men = (known.get((measure_id, unit, replace(breakdown, sex=s.value))) for s in (Sex.WOMEN, Sex.MEN))
        if women is None or men is None or _are_parts(total, women, men) or _is_between(total, women, men):
            continue
        yield Finding(
            key=f"{measure_id}:{breakdown.slug}",
            severity=Severity.WARNING,
            text=f"{total.measure.name}: totalt ligger inte mellan kvinnor och män",
            where=measure_place(scope, unit),
            url=measure_url(scope, total.measure, unit),
            why=f"Totalt {_shown(total)}, kvinnor {_shown(women)} och män {_shown(men)}.",
            mend="Rätta utfallet",
            org_unit_id=unit,
        )


def _is_percent(outcome: Observation) -> bool:
    is_value = outcome.kind == ValueKind.VALUE and outcome.measure.measurement_unit == "%"
    return is_value or outcome.kind == ValueKind.SHARE


def _are_parts(total: Observation, women: Observation, men: Observation) -> bool:
    """The percentages are how the total is divided: 54 % are women and 46 % men."""
    rounding = sum(map(half_step, (total, women, men)))
    return abs(value_of(women) + value_of(men) - value_of(total)) <= rounding


def _is_between(total: Observation, women: Observation, men: Observation) -> bool:
    lower, higher = sorted((women, men), key=value_of)
    return not is_above(lower, total) and not is_above(total, higher)


def _shown(outcome: Observation) -> str:
    return shown_number(outcome.measure, value_of(outcome), outcome.kind)
