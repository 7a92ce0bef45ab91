"""What a file seems to be, beside the questions about its columns."""

from __future__ import annotations

from dataclasses import dataclass

from budget.forms.import_columns import ColumnsForm
from budget.models import ImportBatch
from budget.pages.import_words import count_words


@dataclass(frozen=True, slots=True)
class ColumnsPage:
    """`sample` is the first rows of the file as texts, `first_row` where the first of them stands."""

    sheets: tuple[str, ...]
    sheet: str
    header_row: int
    sample: tuple[tuple[str, ...], ...]
    remarks: tuple[str, ...]
    evidence: str
    has_codes: bool
    is_sie: bool

    @property
    def lead(self) -> str:
        if self.is_sie:
            return "Inget är ändrat ännu. Säg vad filens dimensioner är, så granskar du beloppen sedan."
        return "Inget är ändrat ännu. Kontrollera hur filen är förstådd, så granskar du raderna sedan."


def read_columns(batch: ImportBatch, form: ColumnsForm) -> ColumnsPage:
    found = batch.understanding
    return ColumnsPage(
        sheets=tuple(found.get("sheets", ())),
        sheet=form.stored.sheet,
        header_row=form.stored.header_row or found.get("header_row", 0),
        sample=tuple(tuple(row) for row in found.get("sample", ())),
        remarks=tuple(found.get("remarks", ())),
        evidence=_evidence(found.get("held", 0), found.get("checked", 0)),
        has_codes=bool(form.stored.codes),
        is_sie=form.is_sie,
    )


def _evidence(held: int, checked: int) -> str:
    if not checked:
        return "Filen har inga summor eller avvikelser att pröva tecknen mot. Kontrollera dem själv."
    if held == checked:
        return f"{held} av {checked} summor och avvikelser i filen stämmer så."
    left = count_words(checked - held, "stämmer inte och visas", "stämmer inte och visas")
    return f"{held} av {checked} summor och avvikelser i filen stämmer så. {left} när du granskar."
