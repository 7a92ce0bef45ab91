"""What was typed in the grid, saved cell by cell: each is saved whole or not at all, and says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from goals.outcomes.forms import NOT_SAVED, DetailsForm, ValueForm
from goals.outcomes.grid import Grid
from goals.outcomes.rows import Clash, GridRow
from kommunrapport.measures.changes import latest_change
from kommunrapport.measures.hiding import hide, is_survey
from kommunrapport.measures.models import Observation
from kommunrapport.measures.services import clear_outcome, record_outcome, record_value, undo_outcome
from kommunrapport.organisation.models import OrgUnit, User
from kommunrapport.organisation.period import Period
from kommunrapport.records.saving import Conflict, Locked


@dataclass(frozen=True, slots=True)
class CellSaver:
    """Saves cells of one unit and period for one user."""

    org_unit: OrgUnit
    period: Period
    by: User

    def save(self, row: GridRow, typed: str, version: int) -> GridRow | None:
        """Save what was typed, or clear the outcome when nothing was; None when it is saved.

        Otherwise the row with what was typed and why it is not saved.
        """
        form = ValueForm(row.measure, typed)
        unsaved = replace(row, typed=typed, seen_version=version)
        if not form.is_valid():
            return replace(unsaved, error=form.sentence)
        try:
            self._record(row, form, version)
        except Conflict as conflict:
            return replace(unsaved, clash=clash_of(conflict, typed, form.cleaned_data["value"]))
        except Locked as locked:
            return replace(unsaved, error=f"{locked.sentence} {NOT_SAVED}")
        return None

    def _record(self, row: GridRow, form: ValueForm, version: int) -> None:
        value = form.cleaned_data["value"]
        if value is not None:
            record_value(
                measure=row.measure,
                org_unit=self.org_unit,
                year=self.period,
                part=self.period.kind,
                breakdown=row.series.breakdown,
                version=version,
                by=self.by,
                value=value,
            )
        elif row.observation is not None and row.has_value:
            # An empty cell beside a reason is how the reason is shown, so only a value is cleared.
            clear_outcome(observation=row.observation, version=version, by=self.by)

    def save_details(self, row: GridRow, form: DetailsForm, version: int) -> None:
        """Save all that can be said of an outcome. Raises Conflict or Locked."""
        record_outcome(
            measure=row.measure,
            org_unit=self.org_unit,
            year=self.period,
            part=self.period.kind,
            breakdown=row.series.breakdown,
            version=version,
            by=self.by,
            **form.outcome,
        )

    def undo(self, row: GridRow, version: int) -> bool:
        """Put back what stood before the save that made the outcome `version`; False if somebody saved since."""
        try:
            undo_outcome(
                measure=row.measure,
                org_unit=self.org_unit,
                year=self.period,
                part=self.period.kind,
                breakdown=row.series.breakdown,
                version=version,
                by=self.by,
            )
        except (Conflict, Locked):
            return False
        return True


def clash_of(conflict: Conflict, typed: str = "", value: Decimal | None = None) -> Clash:
    stored = conflict.stored
    assert isinstance(stored, Observation)  # noqa: S101 (services of outcomes raise it with one)
    hide([stored])
    return Clash(stored, latest_change(stored), typed, value)


@dataclass(frozen=True, slots=True)
class Pasted:
    """What became of a pasted block. `refused` are the rows that say why they were not saved."""

    saved: tuple[str, ...]
    refused: tuple[GridRow, ...]
    skipped: int
    blank: int
    left_over: int

    @property
    def sentence(self) -> str:
        parts = [_count(len(self.saved), "värde inklistrat", "värden inklistrade")]
        if self.refused:
            parts.append(f"{len(self.refused)} behöver rättas")
        if self.skipped:
            parts.append(_count(self.skipped, "låst ruta hoppades över", "låsta rutor hoppades över"))
        if self.blank:
            parts.append(_count(self.blank, "tom ruta ändrade inget", "tomma rutor ändrade inget"))
        if self.left_over:
            parts.append(_count(self.left_over, "värde fick inte plats", "värden fick inte plats"))
        return f"{', '.join(parts)}."


def paste_block(saver: CellSaver, grid: Grid, start: str, block: str, versions: Mapping[str, int]) -> Pasted:
    """Save a block copied from a spreadsheet, down from the row `start`; the grid takes one column.

    `versions` has what the user saw, by anchor; a row that came to the page later clashes instead of being overwritten.
    """
    lines = [line.split("\t") for line in block.replace("\r\n", "\n").rstrip("\n").split("\n")]
    rows = _from(grid.shown_rows, start)
    saved: list[str] = []
    refused: list[GridRow] = []
    skipped = blank = 0
    for row, cells in zip(rows, lines, strict=False):
        typed = cells[0].strip()
        if not row.is_editable:
            skipped += 1
        elif not typed:
            blank += 1
        elif failed := saver.save(row, typed, versions.get(row.anchor, 0)):
            refused.append(failed)
        else:
            saved.append(row.anchor)
    left_over = sum(map(len, lines)) - min(len(rows), len(lines))
    return Pasted(tuple(saved), tuple(refused), skipped, blank, left_over)


def _from(rows: Sequence[GridRow], start: str) -> list[GridRow]:
    """The rows from the one with anchor `start`; none when it is not there."""
    position = next((i for i, row in enumerate(rows) if row.anchor == start), len(rows))
    return list(rows[position:])


def _count(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def receipt_text(row: GridRow, typed: str) -> str:
    """What was saved; empty when an empty cell was left empty. A result of a survey may be one that nobody sees."""
    if typed and is_survey(row.measure):
        return f"{row.name} är sparad"
    if typed:
        return f"{row.name}: {typed}"
    return f"{row.name}: värdet är borttaget" if row.has_value else ""
