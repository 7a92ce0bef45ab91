"""Geometry of bar charts: one small drawing for each series, all on one scale, so that they can be compared."""

from dataclasses import dataclass
from decimal import Decimal

from kommunrapport.numbers import EN_DASH
from kommunrapport.reports.blocks import BarChart, BarGroup, ChartPoint
from kommunrapport.reports.chart_labels import FONT_SIZE, text_width
from kommunrapport.reports.charts import Text

PLOT = Decimal(84)  # from the highest value of the whole chart to the lowest
ABOVE, BELOW = Decimal(4), Decimal(11)  # from the end of a bar to the line its value stands on
ROOM = Decimal(14)  # for a value above the highest bar, and below the lowest that goes down
LABELS = Decimal(18)
BETWEEN, NARROWEST_SLOT, WIDEST_BAR = Decimal(8), Decimal(30), Decimal(30)
BAR_SHARE = Decimal("0.62")
BROAD = Decimal(240)  # a wider drawing than this can't stand beside another


@dataclass(frozen=True, slots=True)
class Bar:
    """A drawn value. `current` is the last of its series."""

    x: str
    y: str
    width: str
    height: str
    current: bool


@dataclass(frozen=True, slots=True)
class BarPanel:
    """One series ready to draw. Coordinates are text with one decimal, y grows downwards; `reading` is it in words."""

    label: str
    reading: str
    width: str
    height: str
    is_broad: bool
    zero_y: str
    bars: tuple[Bar, ...]
    values: tuple[Text, ...]
    missing: tuple[Text, ...]
    labels: tuple[Text, ...]
    font_size: str = str(FONT_SIZE)


@dataclass(frozen=True, slots=True)
class _Scale:
    """What all drawings of a chart share. A slot is the room of one bar."""

    low: Decimal
    high: Decimal
    slot: Decimal

    @property
    def bottom(self) -> Decimal:
        """Below the lowest bar and its value."""
        return ROOM + PLOT + (ROOM if self.low < 0 else 0)

    def y(self, value: Decimal) -> Decimal:
        span = self.high - self.low
        return ROOM + (PLOT * (self.high - value) / span if span else PLOT)

    def middle(self, place: int) -> Decimal:
        return self.slot * place + self.slot / 2

    def width(self, count: int) -> Decimal:
        return self.slot * count


def bar_panels(chart: BarChart) -> tuple[BarPanel, ...]:
    """Return the drawings of a chart, in units of the drawing; zero is always part of the scale."""
    points = [point for group in chart.groups for point in group.points]
    known = [point.value for point in points if point.value is not None]
    texts = [point.label for point in points] + [point.shown for point in points if point.value is not None]
    slot = max([NARROWEST_SLOT, *(text_width(text) + BETWEEN for text in texts)])
    scale = _Scale(min([Decimal(0), *known]), max([Decimal(0), *known]), slot)
    return tuple(_panel(chart, group, scale) for group in chart.groups)


def reading(chart: BarChart, group: BarGroup) -> str:
    """Return one series in words: what a screen reader says instead of the picture."""
    name = f"{group.label}, {chart.unit}" if chart.unit else group.label
    return f"{', '.join([name, *(f'{p.label}: {p.shown or "saknas"}' for p in group.points)])}."


def _panel(chart: BarChart, group: BarGroup, scale: _Scale) -> BarPanel:
    points, width = group.points, scale.width(len(group.points))
    known = [(place, point.value, point) for place, point in enumerate(points) if point.value is not None]
    gaps = [(place, point) for place, point in enumerate(points) if point.value is None]
    zero, last = scale.y(Decimal(0)), len(points) - 1
    return BarPanel(
        label=group.label,
        reading=reading(chart, group),
        width=_text(width),
        height=_text(scale.bottom + LABELS),
        is_broad=width > BROAD,
        zero_y=_text(zero),
        bars=tuple(_bar(scale, place, value, current=place == last) for place, value, _ in known if value),
        values=tuple(_words(scale, place, _value_line(scale, value), point.shown) for place, value, point in known),
        missing=tuple(_words(scale, place, zero - ABOVE, _reason(scale, point)) for place, point in gaps),
        labels=tuple(_words(scale, n, scale.bottom + LABELS - 4, point.label) for n, point in enumerate(points)),
    )


def _bar(scale: _Scale, place: int, value: Decimal, *, current: bool) -> Bar:
    width = min(scale.slot * BAR_SHARE, WIDEST_BAR)
    top, end = sorted((scale.y(Decimal(0)), scale.y(value)))
    return Bar(_text(scale.middle(place) - width / 2), _text(top), _text(width), _text(end - top), current)


def _value_line(scale: _Scale, value: Decimal) -> Decimal:
    return scale.y(value) + (BELOW if value < 0 else -ABOVE)


def _reason(scale: _Scale, point: ChartPoint) -> str:
    """Why there is no value, where there is room to say it; the table says it always."""
    return point.shown if point.shown and text_width(point.shown) <= scale.slot else EN_DASH


def _words(scale: _Scale, place: int, baseline: Decimal, text: str) -> Text:
    return Text(_text(scale.middle(place)), _text(baseline), text)


def _text(coordinate: Decimal) -> str:
    return str(coordinate.quantize(Decimal("0.1")))
