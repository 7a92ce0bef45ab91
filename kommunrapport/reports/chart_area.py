"""Where the values of a line chart lie: from time and decimals to places in the drawing."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from kommunrapport.reports.blocks import Chart, ChartPoint


@dataclass(frozen=True, slots=True)
class Position:
    """A place in the drawing; y grows downwards."""

    x: Decimal
    y: Decimal


@dataclass(frozen=True, slots=True)
class Mark:
    """A point of the series; `at` is None where there is no value."""

    point: ChartPoint
    x: Decimal
    at: Position | None


@dataclass(frozen=True, slots=True)
class Area:
    """Where the values may lie: the first at `left`, the highest at `top`."""

    left: Decimal
    right: Decimal
    top: Decimal
    bottom: Decimal

    def x(self, index: int, count: int) -> Decimal:
        """Spread `count` points evenly; a single one lies in the middle."""
        if count == 1:
            return (self.left + self.right) / 2
        return self.left + (self.right - self.left) * index / (count - 1)

    def y(self, value: Decimal, chart: Chart) -> Decimal:
        """The target is part of the scale; values that are all the same lie in the middle."""
        known = [point.value for point in chart.points if point.value is not None]
        scale = known if chart.target is None else [*known, chart.target]
        low, high = min(scale), max(scale)
        if low == high:
            return (self.top + self.bottom) / 2
        return self.bottom - (self.bottom - self.top) * (value - low) / (high - low)

    def marks(self, chart: Chart) -> list[Mark]:
        return [self._mark(chart, index, point) for index, point in enumerate(chart.points)]

    def _mark(self, chart: Chart, index: int, point: ChartPoint) -> Mark:
        x = self.x(index, len(chart.points))
        return Mark(point, x, None if point.value is None else Position(x, self.y(point.value, chart)))


def runs(marks: list[Mark]) -> list[list[Position]]:
    """Return the unbroken runs of values: no line is drawn through a year without one."""
    groups = groupby((mark.at for mark in marks), key=lambda at: at is not None)
    return [[at for at in group if at is not None] for known, group in groups if known]
