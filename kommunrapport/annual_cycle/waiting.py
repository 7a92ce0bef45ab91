"""What waits for a person and is late, or will be within a week."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from kommunrapport.annual_cycle.guises import Guise
from kommunrapport.http import Lens
from kommunrapport.todo import Task, find_tasks

SOON = datetime.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Waiting:
    """The tasks of one person in one guise. `coming` are those whose last day is within a week."""

    guise: Guise
    late: tuple[Task, ...]
    coming: tuple[Task, ...]

    def __bool__(self) -> bool:
        return bool(self.late or self.coming)

    @property
    def since(self) -> datetime.date | None:
        """The day that the longest waiting task should have been done; None when none is late."""
        return min((task.due for task in self.late if task.due), default=None)


def what_waits(guise: Guise, lenses: Iterable[Lens], today: datetime.date) -> Waiting:
    """Ask every app what waits, through each lens; what several lenses show is told once."""
    found: dict[object, Task] = {}
    for lens in lenses:
        for task in find_tasks(guise.seen, lens, today):
            found.setdefault((task.text, task.detail, task.due), task)
    dated = sorted((task for task in found.values() if task.due), key=lambda task: task.due or today)
    return Waiting(
        guise,
        late=tuple(task for task in dated if task.due and task.due < today),
        coming=tuple(task for task in dated if task.due and today <= task.due <= today + SOON),
    )
