"""Inläsningar: every file of the year, what it changed, and the form for a new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import F

from budget.models import ImportBatch, StagedLine
from budget.pages.import_words import count_words
from kommunrapport.http import Lens

SHOWN = 100
State, Change = ImportBatch.State, StagedLine.Change
STATUS = {
    State.UPLOADED: "doing",
    State.MAPPING: "way",
    State.PREVIEW: "way",
    State.APPLIED: "good",
    State.UNDONE: "none",
    State.REFUSED: "bad",
    State.CANCELLED: "none",
}


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One file as the list tells of it. `icon` is the status icon of its state."""

    batch: ImportBatch
    icon: str
    changed: str

    @property
    def may_undo(self) -> bool:
        return self.batch.state == State.APPLIED


@dataclass(frozen=True, slots=True)
class HistoryPage:
    rows: tuple[HistoryRow, ...]
    waiting: int
    is_cut: bool

    @property
    def lead(self) -> str:
        if not self.rows:
            return "Inga filer är inlästa i år."
        if self.waiting:
            return f"{count_words(self.waiting, 'fil väntar', 'filer väntar')} på dig."
        return f"{count_words(len(self.rows), 'fil', 'filer')}. Ingen väntar på dig."


def read_history(lens: Lens) -> HistoryPage:
    """The latest files of the unit's year, in one query."""
    batches = ImportBatch.objects.filter(org_unit=lens.org_unit, year=int(lens.year))
    found = list(
        batches.select_related("source", "uploaded_by", "applied_by", "undone_by")
        .defer("mapping", "understanding", "plan")
        .annotate(counts=F("plan__counts"))[: SHOWN + 1]
    )
    rows = tuple(_row(batch) for batch in found[:SHOWN])
    waiting = sum(row.batch.state in (State.MAPPING, State.PREVIEW) for row in rows)
    return HistoryPage(rows, waiting, len(found) > SHOWN)


def _row(batch: ImportBatch) -> HistoryRow:
    counts = getattr(batch, "counts", None) or {}
    changed = what_changed(counts) if batch.state in (State.APPLIED, State.UNDONE) else ""
    return HistoryRow(batch, STATUS[State(batch.state)], changed)


def what_changed(counts: Mapping[str, int]) -> str:
    """ "12 nya, 3 ändrade, 1 borttagen" """
    words = [
        (Change.NEW, "ny", "nya"),
        (Change.CHANGED, "ändrad", "ändrade"),
        (Change.REMOVED, "borttagen", "borttagna"),
    ]
    told = [f"{n} {one if n == 1 else many}" for change, one, many in words if (n := counts.get(change, 0))]
    return ", ".join(told) or "0 ändringar"
