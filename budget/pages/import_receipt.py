"""What a file changed when it was read in, and whether that can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from budget.models import BudgetEntry, Forecast, ImportBatch, ImportProblem, LedgerEntry
from budget.pages.import_history import what_changed
from budget.pages.import_lines import LinesPage, read_lines
from kommunrapport.dates import format_date, format_time

BUILT_ON = "En senare inläsning bygger på den här filen. Ångra den senare först."


@dataclass(frozen=True, slots=True)
class ReceiptPage:
    """`obstacle` is why the file can't be taken back; empty when it can."""

    lead: str
    changed: str
    lines: LinesPage
    left_out: int
    obstacle: str


def read_receipt(batch: ImportBatch, query: QueryDict, lock: str) -> ReceiptPage:
    return ReceiptPage(
        lead=_lead(batch),
        changed=what_changed(batch.plan.get("counts", {})),
        lines=read_lines(batch, query),
        left_out=batch.problems.filter(severity=ImportProblem.Severity.ERROR).count(),
        obstacle=lock or (BUILT_ON if is_built_on(batch) else ""),
    )


def is_built_on(batch: ImportBatch) -> bool:
    """Whether a later file has taken the place of some of its amounts."""
    return any(_replaced(model, batch) for model in (BudgetEntry, LedgerEntry, Forecast))


def _replaced(model: Any, batch: ImportBatch) -> bool:
    return bool(model.objects.filter(batch=batch).exclude(replaced_by=None).exists())


def _lead(batch: ImportBatch) -> str:
    if batch.state == ImportBatch.State.UNDONE and batch.undone_at:
        when = f"{format_date(batch.undone_at)} {format_time(batch.undone_at)}"
        return f"Ångrad {when} av {batch.undone_by}. Det som fanns innan gäller igen."
    if batch.applied_at is None:
        return ""
    when = f"{format_date(batch.applied_at)} {format_time(batch.applied_at)}"
    return f"Inläst {when} av {batch.applied_by}: {what_changed(batch.plan.get('counts', {}))}."
