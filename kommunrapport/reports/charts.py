"""Geometry of line charts: decimals in, coordinates as text out, so that templates only write them down."""

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from kommunrapport.reports.blocks import Chart, ChartPoint
from kommunrapport.reports.chart_area import Area, Mark, Position, runs
from kommunrapport.reports.chart_labels import (
    FONT_SIZE,
    Box,
    Label,
    Surroundings,
    place_if_free,
    place_on_line,
    place_values,
    text_width,
)

EDGE = Decimal(2)  # from the edge of the drawing to the axis
SIDE = Decimal(16)  # and on to the first dot, more where its words are wider
TOP, BOTTOM = Decimal(22), Decimal(20)  # room for a value above the highest dot, and for one under the lowest
YEARS = 24  # room under the axis


@dataclass(frozen=True, slots=True)
class Dot:
    """A measured value. `current` is the last point of the series; one that is `alone` has no line to it."""

    x: str
    y: str
    current: bool
    alone: bool


@dataclass(frozen=True, slots=True)
class Text:
    """Words; `x` is their middle and `y` the line they stand on."""

    x: str
    y: str
    text: str


@dataclass(frozen=True, slots=True)
class LineGeometry:
    """A line chart ready to draw. Coordinates are text with one decimal, y grows downwards.

    `reading` is the series in words. `lines` has the points of each unbroken run of values; `missing` says why a
    value is not there; `target_y` is None without a target.
    """

    width: str
    height: str
    reading: str
    lines: tuple[str, ...]
    dots: tuple[Dot, ...]
    target_y: str | None
    left: str
    right: str
    axis_y: str
    font_size: str = str(FONT_SIZE)
    target_label: Text | None = None
    values: tuple[Text, ...] = ()
    missing: tuple[Text, ...] = ()
    labels: tuple[Text, ...] = ()


def line_geometry(chart: Chart, width: int = 219, height: int = 108) -> LineGeometry:
    """Return a chart with words, as in the printed report; width and height in units of the drawing."""
    frame = Box(Decimal(0), Decimal(width), Decimal(0), Decimal(height - YEARS))
    right = _axis_end(chart, frame)
    first, last = (max(SIDE, _half_width(ends) + EDGE) for ends in (chart.points[:1], chart.points[-1:]))
    area = Area(first, right - last, TOP, frame.bottom - BOTTOM)
    marks, target_y = area.marks(chart), _target_y(chart, area)
    around = _surroundings(marks, frame, target_y)
    target = None if target_y is None else _target_box(chart, right, target_y, around)
    values, missing = _words(marks, around, [target] if target else [])
    return replace(
        _without_words(chart, area, width, height),
        left=_text(EDGE),
        right=_text(right),
        axis_y=_text(frame.bottom),
        target_label=_texts([(chart.target_label, target)])[0] if target else None,
        values=values,
        missing=missing,
        labels=_labels(marks, Decimal(width), frame.bottom + 18),
    )


def sparkline_geometry(chart: Chart, width: int = 92, height: int = 30) -> LineGeometry:
    """Return a chart without words, for a list where the numbers stand beside it."""
    return _without_words(chart, Area(Decimal(5), Decimal(width - 5), Decimal(5), Decimal(height - 5)), width, height)


def reading(chart: Chart) -> str:
    """Return the series in words: what a screen reader says instead of the picture."""
    points = [f"{point.label}: {point.shown or 'saknas'}" for point in chart.points]
    target = f" {chart.target_label.replace('Mål ', 'Målvärde ', 1)}." if chart.target is not None else ""
    return f"{', '.join([chart.title, *points])}.{target}"


def _without_words(chart: Chart, area: Area, width: int, height: int) -> LineGeometry:
    marks, target_y = area.marks(chart), _target_y(chart, area)
    return LineGeometry(
        width=str(width),
        height=str(height),
        reading=reading(chart),
        lines=_lines(marks),
        dots=_dots(marks),
        target_y=None if target_y is None else _text(target_y),
        left="0.0",
        right=_text(Decimal(width)),
        axis_y=_text(Decimal(height)),
    )


def _target_y(chart: Chart, area: Area) -> Decimal | None:
    return None if chart.target is None else area.y(chart.target, chart)


def _lines(marks: list[Mark]) -> tuple[str, ...]:
    joined = (run for run in runs(marks) if len(run) > 1)
    return tuple(" ".join(f"{_text(at.x)},{_text(at.y)}" for at in run) for run in joined)


def _dots(marks: list[Mark]) -> tuple[Dot, ...]:
    current = marks[-1].at if marks else None
    return tuple(
        Dot(_text(at.x), _text(at.y), current=at == current, alone=len(run) == 1) for run in runs(marks) for at in run
    )


def _axis_end(chart: Chart, frame: Box) -> Decimal:
    """Leave room for the target's label at the end of its line, unless it would take nearly half the chart."""
    room = text_width(chart.target_label) + 5 if chart.target is not None else Decimal(0)
    return frame.right - EDGE - (room if room < frame.right * 2 / 5 else 0)


def _target_box(chart: Chart, right: Decimal, y: Decimal, around: Surroundings) -> Box:
    text = chart.target_label
    if right < around.frame.right - EDGE:
        return Box.of_text(text, right + 3 + text_width(text) / 2, y + 4)
    return place_on_line(text, EDGE, right, y, around)


def _surroundings(marks: list[Mark], frame: Box, target_y: Decimal | None) -> Surroundings:
    dots = tuple(mark.at for mark in marks if mark.at is not None)
    return Surroundings(frame, target_y, dots, tuple(pair for run in runs(marks) for pair in pairwise(run)))


def _words(marks: list[Mark], around: Surroundings, boxes: list[Box]) -> tuple[tuple[Text, ...], tuple[Text, ...]]:
    """Return the values at their dots, and on the axis why a value is missing. `boxes` is taken already."""
    known = [(mark.at, mark.point.shown) for mark in marks if mark.at is not None]
    axis = around.frame.bottom - 4
    gaps = [(Position(mark.x, axis), mark.point.shown) for mark in marks if mark.at is None and mark.point.shown]
    values = place_values(known, around, boxes)
    return _texts(values), _texts(place_if_free(gaps, around, boxes))


def _labels(marks: list[Mark], width: Decimal, baseline: Decimal) -> tuple[Text, ...]:
    """Return the years under the axis; where they do not all fit, the latest are kept."""
    around = Surroundings(Box(Decimal(0), width, Decimal(0), baseline), None, (), ())
    return _texts(place_if_free([(Position(mark.x, baseline), mark.point.label) for mark in marks], around, []))


def _half_width(points: tuple[ChartPoint, ...]) -> Decimal:
    texts = [text for point in points for text in (point.label, point.shown)]
    return max((text_width(text) / 2 for text in texts), default=Decimal(0))


def _texts(labels: list[Label]) -> tuple[Text, ...]:
    return tuple(Text(_text((box.left + box.right) / 2), _text(box.bottom), text) for text, box in labels)


def _text(coordinate: Decimal) -> str:
    return str(coordinate.quantize(Decimal("0.1")))
