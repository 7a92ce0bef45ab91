"""Granska: what would happen if the file were read in, what is wrong with it, and whether it adds up."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from budget.imports.table_lines import ROUNDING, WRONG_SUM
from budget.models import ImportBatch, ImportProblem, StagedLine
from budget.pages.import_lines import LinesPage, new_names, read_lines
from budget.pages.import_sums import ControlCheck, FigureSum, check_control, read_sums
from budget.pages.import_words import count_words

Change = StagedLine.Change
_SHOWN_REMARKS = 60


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """`wrong_sums` are printed sums that do not add up, `roundings` those that rounding explains."""

    lines: LinesPage
    sums: tuple[FigureSum, ...]
    control: ControlCheck | None
    wrong_sums: tuple[ImportProblem, ...]
    roundings: tuple[ImportProblem, ...]
    remarks: tuple[ImportProblem, ...]
    new_areas: tuple[str, ...]
    counts: dict[str, int]
    errors: int

    @property
    def readable(self) -> int:
        """How many rows of the file can be read in."""
        return sum(self.counts.get(change, 0) for change in (Change.NEW, Change.CHANGED, Change.UNCHANGED))

    @property
    def removed(self) -> int:
        return self.counts.get(Change.REMOVED, 0)

    @property
    def changes(self) -> int:
        return self.readable - self.counts.get(Change.UNCHANGED, 0) + self.removed

    @property
    def lead(self) -> str:
        wrong = count_words(self.errors, "rad behöver rättas", "rader behöver rättas")
        if self.errors and self.readable:
            return f"Inget är ändrat ännu. {wrong}, resten kan läsas in."
        if self.errors:
            return f"Inget är ändrat ännu. {wrong}, och ingen rad kan läsas in som filen är nu."
        if not self.changes:
            return "Allt i filen finns redan: 0 ändringar."
        return "Inget är ändrat ännu. Alla rader kan läsas in."

    @property
    def button(self) -> str:
        return "Läs in 1 rad" if self.readable == 1 else f"Läs in {self.readable} rader"

    @property
    def left_out(self) -> str:
        """What is said of the rows that are wrong, beside the button."""
        if not self.errors:
            return ""
        return "Den felaktiga hoppas över." if self.errors == 1 else f"De {self.errors} felaktiga hoppas över."


def read_preview(batch: ImportBatch, query: QueryDict) -> PreviewPage:
    remarks = list(batch.problems.filter(severity=ImportProblem.Severity.REMARK))
    wrong = tuple(one for one in remarks if one.sentence.startswith(WRONG_SUM))
    roundings = tuple(one for one in remarks if one.sentence.startswith(ROUNDING))
    others = tuple(one for one in remarks if one not in wrong and one not in roundings)
    sums = read_sums(batch)
    return PreviewPage(
        lines=read_lines(batch, query),
        sums=sums,
        control=check_control(batch, sums),
        wrong_sums=wrong[:_SHOWN_REMARKS],
        roundings=roundings[:_SHOWN_REMARKS],
        remarks=others[:_SHOWN_REMARKS],
        new_areas=tuple(new_names(batch.plan).values()),
        counts=batch.plan.get("counts", {}),
        errors=batch.problems.filter(severity=ImportProblem.Severity.ERROR).count(),
    )
