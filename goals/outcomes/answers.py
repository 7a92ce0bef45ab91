"""How the grid answers: the rows that changed and the receipt to htmx, the whole page to others."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from goals.outcomes.grid import Grid, GridFilter, read_grid
from goals.outcomes.rows import GridRow
from goals.outcomes.saving import CellSaver
from kommunrapport.http import HtmxRequest, render_part
from kommunrapport.measures.figures import Figures, figures_or_404

RECEIPT = "outcome_receipt"
TEMPLATE = "goals/outcome_list.html"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was done, and what Ångra takes back: `undo` has keys of outcomes as they became."""

    text: str
    undo: tuple[str, ...] = ()
    saved_at: datetime.datetime | None = None


class OutcomePage:
    """One request to the grid: whose figures, which filter, which rows."""

    def __init__(self, request: HtmxRequest, year: int, org_unit: str, part: str = "") -> None:
        self.request = request
        self.figures: Figures = figures_or_404(request, year, org_unit)
        chosen = GridFilter.from_query(request.GET)
        # A row for women or men stands only on the page that is divided by sex.
        self.chosen = chosen.divided() if part and "_total_" not in part else chosen
        self.grid = self.read()

    def read(self) -> Grid:
        return read_grid(self.figures, self.chosen, timezone.localdate())

    @property
    def saver(self) -> CellSaver:
        lens = self.figures.lens
        return CellSaver(lens.org_unit, lens.year, self.request.user)

    @property
    def list_url(self) -> str:
        lens = self.figures.lens
        query = f"?{self.request.GET.urlencode()}" if self.request.GET else ""
        return reverse("goals:outcome_list", args=[lens.year, lens.org_unit.slug]) + query

    def context(self, grid: Grid, receipt: Receipt | None = None) -> dict[str, Any]:
        lens = self.figures.lens
        return {
            "lens": lens,
            "figures": self.figures,
            "grid": grid,
            "receipt": receipt,
            "query": self.request.GET.urlencode(),
            "years": range(lens.year - 2, lens.year),
        }

    def render(self, receipt: Receipt | None = None) -> HttpResponse:
        return render_part(self.request, TEMPLATE, "whole", self.context(self.grid, receipt))

    def refused(self, rows: Iterable[GridRow], receipt: Receipt | None = None, saved: Iterable[str] = ()) -> HttpResponse:
        """Rows that were not saved, with what was typed; 409 when somebody else saved first."""
        grid = self.read()
        failed = list(rows)
        for row in failed:
            grid = grid.with_row(row)
        status = 409 if any(row.clash for row in failed) else 200
        return self._answer(grid, {row.anchor for row in failed} | set(saved), receipt, status)

    def saved(self, anchors: Iterable[str], text: str) -> HttpResponse:
        """Rows that are saved, with a receipt. Without htmx the list is shown again, so that reload does no harm."""
        changed, grid = set(anchors), self.read()
        undo = tuple(row.undo_key for row in grid.rows if row.anchor in changed)
        receipt = Receipt(text, undo, timezone.now())
        if self.request.htmx:
            return self._answer(grid, changed, receipt)
        self.request.session[RECEIPT] = {"text": text, "undo": undo}
        return HttpResponseRedirect(self.list_url)

    def fresh(self, row: GridRow) -> HttpResponse:
        """One row as it is stored."""
        return self._answer(self.grid, {row.anchor}, None) if self.request.htmx else HttpResponseRedirect(self.list_url)

    def _answer(self, grid: Grid, anchors: set[str], receipt: Receipt | None, status: int = 200) -> HttpResponse:
        changed = [row for row in grid.rows if row.anchor in anchors]
        parts = {"changed": [*changed, *grid.following(changed)], "totals": grid.totals(changed)}
        return render_part(self.request, TEMPLATE, "answer", self.context(grid, receipt) | parts, status)


def pop_receipt(request: HtmxRequest) -> Receipt | None:
    """The receipt of a save that was answered by showing the list again."""
    kept = request.session.pop(RECEIPT, None)
    return Receipt(kept["text"], tuple(kept["undo"])) if kept else None
