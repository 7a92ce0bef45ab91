"""How the grid answers: the rows that changed and the receipt to htmx, the whole page to others."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from goals.outcomes.forms import DetailsForm
from goals.outcomes.grid import YEARS_BEFORE, Grid, GridFilter, read_grid
from goals.outcomes.rows import Clash, GridRow
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
    def query(self) -> str:
        """The filter as it stands in the address; every form on the page carries it along."""
        return f"?{self.request.GET.urlencode()}" if self.request.GET else ""

    @property
    def list_url(self) -> str:
        lens = self.figures.lens
        return reverse("goals:outcome_list", args=[lens.year, lens.org_unit.slug]) + self.query

    def context(self, grid: Grid, receipt: Receipt | None = None) -> dict[str, Any]:
        lens = self.figures.lens
        return {
            "lens": lens,
            "figures": self.figures,
            "grid": grid,
            "receipt": receipt,
            "query": self.query,
            "years": lens.year.latest(YEARS_BEFORE + 1)[:-1],
        }

    def render(self, receipt: Receipt | None) -> HttpResponse:
        return render(self.request, TEMPLATE, self.context(self.grid, receipt))

    def answer(self, text: str, saved: Iterable[str], refused: Sequence[GridRow] = ()) -> HttpResponse:
        """Rows with the anchors in `saved` are saved, `refused` are not; 409 when somebody else saved first.

        Without htmx the list is shown again after a save, so that reload does no harm.
        """
        changed, grid = set(saved), self.read()
        undo = tuple(row.undo_key for row in grid.rows if row.anchor in changed)
        if not self.request.htmx and not refused:
            self.request.session[RECEIPT] = {"text": text, "undo": undo}
            return HttpResponseRedirect(self.list_url)
        for row in refused:
            grid = grid.with_row(row)
        receipt = Receipt(text, undo, timezone.now()) if text else None
        status = 409 if any(row.clash for row in refused) else 200
        return self._rows(grid, changed | {row.anchor for row in refused}, receipt, status)

    def fresh(self, row: GridRow) -> HttpResponse:
        """One row as it is stored."""
        if not self.request.htmx:
            return HttpResponseRedirect(self.list_url)
        return self._rows(self.grid, {row.anchor}, None)

    def undone(self, anchors: set[str], text: str) -> HttpResponse:
        """Rows that were taken back, as they are now; an undo is not undone in its turn."""
        if not self.request.htmx:
            self.request.session[RECEIPT] = {"text": text, "undo": []}
            return HttpResponseRedirect(self.list_url)
        return self._rows(self.read(), anchors, Receipt(text, (), timezone.now()))

    def details(self, row: GridRow, form: DetailsForm, version: int, clash: Clash | None = None) -> HttpResponse:
        """The form about one outcome: in a dialog, or as a page of its own."""
        context = self.context(self.grid) | {"row": row, "form": form, "version": version, "clash": clash}
        return render_part(self.request, "goals/outcome_missing.html", "details", context, 409 if clash else 200)

    def _rows(self, grid: Grid, anchors: set[str], receipt: Receipt | None, status: int = 200) -> HttpResponse:
        changed = [row for row in grid.rows if row.anchor in anchors]
        parts: dict[str, Any] = {"changed": [*changed, *grid.following(changed)], "totals": grid.totals(changed)}
        parts["not_saved"] = receipt is None and any(row.error or row.clash for row in changed)
        return render_part(self.request, TEMPLATE, "answer", self.context(grid, receipt) | parts, status)


def pop_receipt(request: HtmxRequest) -> Receipt | None:
    """The receipt of a save that was answered by showing the list again."""
    kept = request.session.pop(RECEIPT, None)
    return Receipt(kept["text"], tuple(kept["undo"])) if kept else None
