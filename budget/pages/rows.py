"""The rows of the economy's tables: an area, what stands in its columns, and whether its variance is explained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from budget.figures import AreaRow, AreaRowKind
from budget.models import BudgetArea
from budget.pages.bars import Bar, bar_of, scale_of
from budget.pages.columns import Columns, FigureColumn
from budget.pages.economy import Economy
from budget.presentation import Presentation
from kommunrapport.http import Lens
from kommunrapport.numbers import EN_DASH, format_number

THOUSANDS = Presentation(unit="tkr")
_CSS = {AreaRowKind.HEADING: "group-head", AreaRowKind.SUM: "subtotal", AreaRowKind.TOTAL: "sum"}
_OF_ONE_AREA = (AreaRowKind.LEAF, AreaRowKind.OWN)


@dataclass(frozen=True, slots=True)
class CommentState:
    """Whether a variance is explained. `url` leads to the comment, `form_url` to its form for who may write it."""

    is_needed: bool
    is_written: bool
    url: str
    form_url: str


@dataclass(frozen=True, slots=True)
class EconomyRow:
    """One row, its amounts in words. `url` is the page of the area; `reason` is that of an adjustment."""

    row: AreaRow
    url: str
    before: tuple[str, ...]
    judged: str
    percent: str
    after: tuple[str, ...]
    bar: Bar | None
    comment: CommentState | None

    @property
    def css(self) -> str:
        """The classes of the table row."""
        indent = f"indent-{min(self.row.depth, 3)}" if self.row.depth else ""
        return " ".join(filter(None, [_CSS.get(self.row.kind, ""), indent]))

    @property
    def is_heading(self) -> bool:
        return self.row.kind == AreaRowKind.HEADING


def economy_rows(
    economy: Economy,
    rows: Sequence[AreaRow],
    columns: Columns,
    earlier: Mapping[int, Sequence[Decimal | None]] | None = None,
) -> tuple[EconomyRow, ...]:
    """`rows` as they are shown; `earlier` has outcomes of years before by the number of the row."""
    scale = scale_of(columns.judged.value(row.figures) for row in rows if row.kind in _OF_ONE_AREA)
    linked = _Linked(economy.lens)
    return tuple(
        EconomyRow(
            row=row,
            url=linked.url(row),
            before=(*map(THOUSANDS.amount, (earlier or {}).get(n, ())), *_amounts(columns.before, row)),
            judged=_amount(columns.judged, row),
            percent=percent_in_words(columns.percent(row.figures)),
            after=tuple(_amounts(columns.after, row)),
            bar=bar_of(columns.judged.value(row.figures), scale),
            comment=_comment(economy, row),
        )
        for n, row in enumerate(rows)
    )


def percent_in_words(percent: Decimal | None) -> str:
    return EN_DASH if percent is None else format_number(percent, 1, plus=True)


def area_url(lens: Lens, area: BudgetArea) -> str:
    return reverse("budget:area_detail", args=[lens.year, lens.org_unit.slug, area.pk])


def comment_url(lens: Lens, area: BudgetArea) -> str:
    return reverse("budget:variance_comment", args=[lens.year, lens.org_unit.slug, area.pk])


def comment_state(economy: Economy, area: BudgetArea) -> CommentState:
    """How it stands with the comment of an area without parts."""
    writes = economy.may_answer(area) and not economy.is_closed(area)
    return CommentState(
        is_needed=area.pk in economy.to_explain,
        is_written=area.pk in economy.comments,
        url=f"{area_url(economy.lens, area)}#kommentar",
        form_url=comment_url(economy.lens, area) if writes else "",
    )


def _comment(economy: Economy, row: AreaRow) -> CommentState | None:
    if row.area is None or row.kind != AreaRowKind.LEAF:
        return None
    return comment_state(economy, row.area)


def _amount(column: FigureColumn, row: AreaRow) -> str:
    """Nothing, rather than a dash, where an adjustment of the forecast has no amount to have."""
    value = column.value(row.figures)
    if value is None and row.kind == AreaRowKind.ADJUSTMENT:
        return ""
    return THOUSANDS.variance(value) if column.is_variance else THOUSANDS.amount(value)


def _amounts(columns: Sequence[FigureColumn], row: AreaRow) -> Iterator[str]:
    return (_amount(column, row) for column in columns)


class _Linked:
    """Each area is linked once, from the first of its rows: its heading, or its sum."""

    def __init__(self, lens: Lens) -> None:
        self._lens, self._seen = lens, set[int]()

    def url(self, row: AreaRow) -> str:
        if row.area is None or row.area.pk in self._seen:
            return ""
        if row.kind in (AreaRowKind.OWN, AreaRowKind.ADJUSTMENT):
            return ""
        self._seen.add(row.area.pk)
        return area_url(self._lens, row.area)
