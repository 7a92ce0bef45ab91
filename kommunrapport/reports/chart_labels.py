"""Where the words of a line chart stand, so that none covers another, the line or the target."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from kommunrapport.reports.chart_area import Position

FONT_SIZE = 11  # in the chart's own units, as in the printed report
TEXT_HEIGHT = Decimal(8)  # of figures; letters below the line do not occur in values
GAP = Decimal(2)

# Widths of Source Sans 3 semibold in em; figures are all as wide as each other.
_NARROW, _FIGURE, _WIDE = Decimal("0.27"), Decimal("0.52"), Decimal("0.85")

# What it costs to cover something; at UNREADABLE the label is left out. The table still has the value.
UNREADABLE, ON_TARGET, ON_DOT, ON_LINE = 100, 10, 5, 3
FEW = 5  # with more points than this a value that a line crosses is left out too


def text_width(text: str) -> Decimal:
    """Return about how wide `text` becomes; rather too wide than too narrow."""
    ems = (_NARROW if c in " \u00a0.,:;|ijl1'" and c != "1" else _WIDE if c in "MWmw%" else _FIGURE for c in text)
    return FONT_SIZE * sum(ems, Decimal(0))


@dataclass(frozen=True, slots=True)
class Box:
    """The area that a text takes."""

    left: Decimal
    right: Decimal
    top: Decimal
    bottom: Decimal

    @classmethod
    def of_text(cls, text: str, centre: Decimal, baseline: Decimal) -> Box:
        half = text_width(text) / 2
        return cls(centre - half, centre + half, baseline - TEXT_HEIGHT, baseline)

    def overlaps(self, other: Box) -> bool:
        beside = self.right + GAP < other.left or other.right + GAP < self.left
        return not (beside or self.bottom + GAP < other.top or other.bottom + GAP < self.top)

    def holds(self, at: Position, margin: Decimal) -> bool:
        across = self.left - margin <= at.x <= self.right + margin
        return across and self.top - margin <= at.y <= self.bottom + margin

    def crosses(self, start: Position, end: Position) -> bool:
        """Whether the straight line from `start` to `end` (to the right of it) passes through."""
        left, right = max(self.left, start.x), min(self.right, end.x)
        if left >= right:
            return False
        slope = (end.y - start.y) / (end.x - start.x)
        ys = [start.y + slope * (x - start.x) for x in (left, right)]
        return max(ys) + 1 >= self.top and min(ys) - 1 <= self.bottom


type Label = tuple[str, Box]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a label must keep clear of: the frame, the target line, dots and line."""

    frame: Box
    target_y: Decimal | None
    dots: tuple[Position, ...]
    segments: tuple[tuple[Position, Position], ...]

    def cost(self, box: Box, own: Position | None, placed: Iterable[Box]) -> int:
        """Return how much `box` covers; `own` is the dot it belongs to."""
        inside = self.frame.left <= box.left and box.right <= self.frame.right
        inside = inside and self.frame.top <= box.top and box.bottom <= self.frame.bottom
        on_target = self.target_y is not None and box.top - GAP <= self.target_y <= box.bottom + GAP
        dots = sum(box.holds(dot, margin=Decimal(3)) for dot in self.dots if dot != own)
        lines = sum(box.crosses(*segment) for segment in self.segments)
        unreadable = not inside or any(box.overlaps(other) for other in placed)
        return UNREADABLE * unreadable + ON_TARGET * on_target + ON_DOT * dots + ON_LINE * lines


def place_values(texts: list[tuple[Position, str]], around: Surroundings, placed: list[Box]) -> list[Label]:
    """Return the values that have room, each at its dot: above, or where it covers less.

    This year's value, the last, chooses first; then the oldest; these two stand even where a line crosses them.
    Adds the boxes to `placed`.
    """
    worth_showing = ON_DOT if len(texts) <= FEW else ON_LINE
    chosen = []
    for turn, (dot, text) in enumerate(texts[-1:] + texts[:-1]):
        cost, box = _best(_at_dot(text, dot), dot, around, placed)
        if cost < (UNREADABLE if turn < 2 else worth_showing):
            placed.append(box)
            chosen.append((text, box))
    return sorted(chosen, key=lambda label: label[1].left)


def place_on_line(text: str, left: Decimal, right: Decimal, y: Decimal, around: Surroundings) -> Box:
    """Return where `text` on the line from `left` to `right` covers least: at its ends, above or below."""
    half = text_width(text) / 2
    boxes = [Box.of_text(text, x, y + dy) for x in (right - half, left + half) for dy in (-4, 12)]
    return _best(boxes, None, around, [])[1]


def _at_dot(text: str, dot: Position) -> list[Box]:
    """Above, below; then beside, which keeps clear of a line that rises or falls."""
    aside = text_width(text) / 2 - 3
    return [Box.of_text(text, dot.x + dx, dot.y + dy) for dx in (0, -aside, aside) for dy in (-7, 14)]


def _best(boxes: list[Box], own: Position | None, around: Surroundings, placed: list[Box]) -> tuple[int, Box]:
    """Return the box that covers least, the first of equals, and what it covers."""
    costs = [around.cost(box, own, placed) for box in boxes]
    return min(costs), boxes[costs.index(min(costs))]


def place_if_free(texts: list[tuple[Position, str]], around: Surroundings, placed: list[Box]) -> list[Label]:
    """Return the texts that cover nothing at all, from the last one backwards. Adds their boxes to `placed`."""
    chosen = []
    for at, text in reversed(texts):
        box = Box.of_text(text, at.x, at.y)
        if around.cost(box, None, placed) == 0:
            placed.append(box)
            chosen.append((text, box))
    return chosen[::-1]
