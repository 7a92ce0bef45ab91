"""The areas of a grouping as a tree with its sums, and as the rows of a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum, auto

from budget.area_figures import AreaFigures, sum_figures, total_of
from budget.forecast_read import Adjustment, ForecastLayers
from budget.models import BudgetArea, Grouping

ADJUSTMENT = "Förvaltningens justering"
TOTAL_LABELS = {Grouping.NATURE: "Nettokostnader", Grouping.PROJECT: "Nettoinvesteringar"}


class AreaRowKind(StrEnum):
    """HEADING has no figures. OWN is what stands on an area that has parts, beside them."""

    HEADING = auto()
    LEAF = auto()
    OWN = auto()
    ADJUSTMENT = auto()
    SUM = auto()
    TOTAL = auto()


@dataclass(frozen=True, slots=True)
class AreaNode:
    """An area with its parts. `figures` are those of the area and all below, with the adjustments of the forecast.

    `own` is what is stored on the area itself, and `unit_forecast` the forecast before adjustments: its own, or what
    its parts have together. In the forecast of `figures` parts without one count with their budget.
    """

    area: BudgetArea
    parts: tuple[AreaNode, ...]
    own: AreaFigures
    figures: AreaFigures
    unit_forecast: Decimal | None
    has_own_forecast: bool
    adjustments: tuple[Adjustment, ...]

    @property
    def total_label(self) -> str:
        return self.area.total_label or f"Summa {self.area.name[:1].lower()}{self.area.name[1:]}"

    @property
    def expected(self) -> Decimal | None:
        """What a sum counts the area as where others have a forecast: its own forecast, else its adjusted budget."""
        if self.figures.forecast is not None:
            return self.figures.forecast
        adjusted = (made.amount for node in self.below() for made in node.adjustments)
        return total_of([self.figures.budget, *adjusted])

    def below(self) -> Iterator[AreaNode]:
        """The node and all below it, in order."""
        yield self
        for part in self.parts:
            yield from part.below()


@dataclass(frozen=True, slots=True)
class AreaTrees:
    """The areas of a grouping, each with its parts."""

    grouping: str
    roots: tuple[AreaNode, ...]

    @property
    def nodes(self) -> Iterator[AreaNode]:
        """Every area, in order."""
        for root in self.roots:
            yield from root.below()

    def node(self, area_id: int) -> AreaNode | None:
        return next((node for node in self.nodes if node.area.pk == area_id), None)


@dataclass(frozen=True, slots=True)
class AreaRow:
    """A row of a statement. `area` is None in the total of several trees; `reason` is that of an adjustment.

    `nature` is income or cost where all of the row is one of them; `sum_of` the numbers of the rows it adds up.
    """

    area: BudgetArea | None
    label: str
    depth: int
    kind: AreaRowKind
    figures: AreaFigures
    nature: str = ""
    reason: str = ""
    sum_of: tuple[int, ...] = ()


def plant(
    areas: Iterable[BudgetArea], figures: Callable[[int], AreaFigures], forecasts: ForecastLayers
) -> tuple[AreaNode, ...]:
    """The trees of `areas`, in their order; an area whose parent is not among them stands at the top."""
    areas = list(areas)
    known = {area.pk for area in areas}
    children: dict[int | None, list[BudgetArea]] = defaultdict(list)
    for area in areas:
        children[area.parent_id if area.parent_id in known else None].append(area)
    return tuple(_node(area, children, figures, forecasts) for area in children[None])


def _node(
    area: BudgetArea,
    children: Mapping[int | None, list[BudgetArea]],
    figures: Callable[[int], AreaFigures],
    forecasts: ForecastLayers,
) -> AreaNode:
    parts = tuple(_node(part, children, figures, forecasts) for part in children.get(area.pk, []))
    own = figures(area.pk)
    own_forecast = forecasts.own.get(area.pk)
    unit_forecast = total_of(part.unit_forecast for part in parts) if own_forecast is None else own_forecast
    adjustments = tuple(forecasts.adjustments.get(area.pk, ()))
    together = sum_figures([own, *(part.figures for part in parts)])
    node = AreaNode(area, parts, own, together, unit_forecast, own_forecast is not None, adjustments)
    return replace(node, figures=replace(together, forecast=_forecast(node)))


def _forecast(node: AreaNode) -> Decimal | None:
    """With the adjustments; None where nobody has forecast anything, since an adjustment of no forecast is none."""
    if node.unit_forecast is None:
        return None
    if node.has_own_forecast:
        adjusted = (made.amount for below in node.below() for made in below.adjustments)
        return total_of([node.unit_forecast, *adjusted])
    adjusted = (made.amount for made in node.adjustments)
    return total_of([node.own.budget, *(part.expected for part in node.parts), *adjusted])


def total_figures(roots: tuple[AreaNode, ...]) -> AreaFigures:
    """The figures of the trees together. As within a tree, what has no forecast counts in it with its budget."""
    together = sum_figures([root.figures for root in roots])
    if together.forecast is None:
        return together
    return replace(together, forecast=total_of(root.expected for root in roots))


def statement_rows(roots: tuple[AreaNode, ...], grouping: str) -> tuple[AreaRow, ...]:
    """The rows in the order they are printed: an area with parts as a heading, its parts and their sum.

    The last row is the total, unless there is a single area without parts.
    """
    rows: list[AreaRow] = []
    added = [number for root in roots for number in _append(rows, root, 0, "")]
    if len(roots) == 1 and roots[0].parts:
        rows[-1] = replace(rows[-1], kind=AreaRowKind.TOTAL)
    if len(roots) > 1:
        label = TOTAL_LABELS.get(Grouping(grouping), "Summa")
        rows.append(AreaRow(None, label, 0, AreaRowKind.TOTAL, total_figures(roots), sum_of=tuple(added)))
    return tuple(rows)


def _append(rows: list[AreaRow], node: AreaNode, depth: int, nature: str) -> list[int]:
    """Put the rows of a node last, and return the numbers of those that the sum above adds up."""
    area, nature = node.area, node.area.nature or nature
    if not node.parts:
        leaf = replace(node.own, forecast=node.unit_forecast)
        first = len(rows)
        rows += [AreaRow(area, area.name, depth, AreaRowKind.LEAF, leaf, nature), *_adjustments(node, depth, nature)]
        return list(range(first, len(rows)))
    if area.has_heading:
        rows.append(AreaRow(area, area.name, depth, AreaRowKind.HEADING, AreaFigures(), nature))
    inner = depth + area.has_heading
    added = [number for part in node.parts for number in _append(rows, part, inner, nature)]
    first = len(rows)
    rows += [*_own(node, inner, nature), *_adjustments(node, inner, nature)]
    added += range(first, len(rows))
    rows.append(AreaRow(area, node.total_label, depth, AreaRowKind.SUM, node.figures, nature, sum_of=tuple(added)))
    return [len(rows) - 1]


def _own(node: AreaNode, depth: int, nature: str) -> list[AreaRow]:
    """What stands on an area that has parts, such as the outcome of the year before it was divided."""
    if node.own.is_empty:
        return []
    return [AreaRow(node.area, f"{node.area.name}, inte fördelat", depth, AreaRowKind.OWN, node.own, nature)]


def _adjustments(node: AreaNode, depth: int, nature: str) -> list[AreaRow]:
    return [
        AreaRow(node.area, ADJUSTMENT, depth, AreaRowKind.ADJUSTMENT, AreaFigures(forecast=a.amount), nature, a.reason)
        for a in node.adjustments
    ]
