"""Whether an outcome reaches its target, and whether it is better than the year before."""

from __future__ import annotations

from decimal import Decimal

from kommunrapport.measures.models import Measure, Target


def reaches(target: Target, value: Decimal, previous: Decimal | None) -> bool | None:
    """Whether `value` meets `target`, both in the measure's unit.

    A direction is reached when the value is strictly on that side of the year before; None without a year before.
    """
    if target.value is not None:
        match target.operator:
            case Target.Operator.AT_LEAST:
                return value >= target.value
            case Target.Operator.AT_MOST:
                return value <= target.value
            case _:
                return value == target.value
    if previous is None:
        return None
    match target.direction:
        case Target.Direction.INCREASE:
            return value > previous
        case Target.Direction.DECREASE:
            return value < previous
        case _:
            return value == previous


def lower_is_better(measure: Measure, target: Target | None) -> bool:
    """The direction of improvement: the measure's own, or the target's where the measure has none."""
    if measure.better_is != Measure.Better.NONE or target is None:
        return measure.better_is == Measure.Better.LOWER
    return target.operator == Target.Operator.AT_MOST or target.direction == Target.Direction.DECREASE


def improved(measure: Measure, target: Target | None, value: Decimal, previous: Decimal | None) -> bool | None:
    """Strictly better than `previous`; None when there is no year before to compare with."""
    if previous is None:
        return None
    return value < previous if lower_is_better(measure, target) else value > previous


def share_of_target(measure: Measure, target: Target, value: Decimal) -> Decimal | None:
    """How far the value has come, in percent of the target: 90 of 100 is 90, and 100 of at most 90 is 90.

    None for a direction, and where a share says nothing: zero or negative numbers.
    """
    if target.value is None or target.value <= 0 or value <= 0:
        return None
    ratio = target.value / value if lower_is_better(measure, target) else value / target.value
    return 100 * ratio
