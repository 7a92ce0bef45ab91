"""Deviation bars: from a centre line, better than the budget to the right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

WIDTH, LONGEST = 180, Decimal(84)
CENTRE = Decimal(WIDTH) / 2


@dataclass(frozen=True, slots=True)
class Bar:
    """Where a bar is drawn, as text with one decimal. `is_cut` means that it goes on beyond the edge."""

    x: str
    width: str
    is_better: bool
    is_cut: bool


def scale_of(variances: Iterable[Decimal | None]) -> Decimal:
    """The variance that gets the longest bar; all rows of a table share it."""
    return max((abs(variance) for variance in variances if variance is not None), default=Decimal(0))


def bar_of(variance: Decimal | None, scale: Decimal) -> Bar | None:
    """None where there is nothing to draw. What is beyond the scale is cut, such as a sum."""
    if not variance or not scale:
        return None
    length = min(abs(variance) / scale, Decimal(1)) * LONGEST
    start = CENTRE if variance > 0 else CENTRE - length
    return Bar(_text(start), _text(length), is_better=variance > 0, is_cut=abs(variance) > scale)


def _text(coordinate: Decimal) -> str:
    return str(coordinate.quantize(Decimal("0.1")))
