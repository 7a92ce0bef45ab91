"""What is computed of outcomes: derived measures, and outcomes of several years together. Nothing of it is stored."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kommunrapport.measures.models import Measure

PERCENT = 100


def together(measure: Measure, outcomes: Sequence[Sequence[Decimal | None]]) -> Decimal | None:
    """The value of `measure` over one year or several, in its unit.

    `outcomes` are the years' outcomes of what it is made of: its own, or those of the first and of the second it is
    computed of. A ratio is the sum of the first in percent of the sum of the second; else it is the yearly average.
    None when any outcome is missing, and for a ratio to zero.
    """
    sums = [_sum(years) for years in outcomes]
    first, second = sums[0], sums[-1]
    if first is None or second is None:
        return None
    count = len(outcomes[0])
    match measure.formula:
        case Measure.Formula.RATIO:
            return PERCENT * first / second if second else None
        case Measure.Formula.DIFFERENCE:
            return (first - second) / count
        case _:
            return first / count


def _sum(years: Sequence[Decimal | None]) -> Decimal | None:
    known = [value for value in years if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(years) else None
