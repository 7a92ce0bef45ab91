"""How far printed figures may be from each other and still be the same figures, rounded.

A printed figure is known to half a step, where the step is what it is rounded to: 0.1, 1, 1000. A sum of printed
figures is therefore known to half a step for each of them, and the printed total to half a step of its own.
The same quantity shown in two places has no tolerance: there the figures are equal or one of them is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal


def rounding_step(decimals: int) -> Decimal:
    """What a figure with so many decimals is rounded to: 0 gives 1, 1 gives 0.1."""
    return Decimal(1).scaleb(-decimals)


def sum_tolerance(step: Decimal, addends: int, coarser: Iterable[Decimal] = ()) -> Decimal:
    """How far a total may be from the sum of `addends` printed figures, in the figures' unit.

    All are rounded to `step`, but for those (the total among them) that are rounded to one of the steps in `coarser`.
    """
    return (step * (addends + 1) + sum((wide - step for wide in coarser if wide > step), Decimal(0))) / 2


def within_rounding(
    sum_of_parts: Decimal, printed: Decimal, step: Decimal, addends: int, coarser: Iterable[Decimal] = ()
) -> bool:
    """Whether the printed total is the sum of its printed parts, but for rounding; the arguments as `sum_tolerance`."""
    return abs(sum_of_parts - printed) <= sum_tolerance(step, addends, coarser)


def row_tolerance(step: Decimal) -> Decimal:
    """How far budget − outcome may be from the printed variance, where all three are rounded to `step`."""
    return step * 3 / 2
