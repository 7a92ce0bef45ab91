"""Where a file is on its way in: the steps above its page, and how far the background work is."""

from __future__ import annotations

from dataclasses import dataclass

from budget.background import BASE_CHANGED
from budget.imports.ordering import APPLY, latest_job
from budget.models import ImportBatch
from kommunrapport.jobs.models import Job

State = ImportBatch.State
_STEPS = ("Fil vald", "Kolumner kopplade", "Granska", "Läs in")
_CURRENT = {State.UPLOADED: 0, State.MAPPING: 1, State.PREVIEW: 2, State.APPLIED: 4, State.UNDONE: 4}


@dataclass(frozen=True, slots=True)
class Step:
    text: str
    is_past: bool
    is_current: bool


def steps_of(batch: ImportBatch, *, at_columns: bool = False) -> tuple[Step, ...]:
    """The four steps; `at_columns` when the user has gone back to them."""
    current = 1 if at_columns else _CURRENT.get(State(batch.state), 0)
    return tuple(Step(text, n < current, n == current) for n, text in enumerate(_STEPS))


@dataclass(frozen=True, slots=True)
class Progress:
    """A batch and the latest work ordered for it, if any."""

    batch: ImportBatch
    job: Job | None

    @property
    def is_applying(self) -> bool:
        return self.batch.state == State.PREVIEW and self.job is not None and self.job.kind == APPLY

    @property
    def is_waiting(self) -> bool:
        """The page has nothing to show yet but how far the work is."""
        if self.batch.state == State.UPLOADED:
            return True
        return self.is_applying and self.job is not None and not self.job.is_finished

    @property
    def title(self) -> str:
        return "Filen läses in" if self.is_applying else "Filen läses"

    @property
    def failure(self) -> str:
        """Why the work was given up; empty while there is hope."""
        return self.job.error if self.job is not None and self.job.state == Job.State.FAILED else ""

    @property
    def notice(self) -> str:
        """What the user should know above a preview: why it was not read in."""
        if self.is_applying:
            return self.failure
        again = self.job is not None and self.job.params.get("base_changed")
        return BASE_CHANGED if again and self.batch.state == State.PREVIEW else ""

    @property
    def mark(self) -> str:
        """Changes when what the page shows has changed."""
        return f"{self.batch.state} {self.batch.version} {self.job.mark if self.job else ''}".strip()


def read_progress(batch: ImportBatch) -> Progress:
    return Progress(batch, latest_job(batch))
