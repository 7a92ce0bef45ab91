"""What waits for a person: each app registers what it knows in its `todo.py`, the start page gathers it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from kommunrapport.http import Lens
from kommunrapport.organisation.models import User


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do. `text` begins with a verb; `count` is how many things it stands for."""

    text: str
    detail: str
    url: str
    button: str
    icon: str
    count: int = 1
    due: datetime.date | None = None


type FindTasks = Callable[[User, Lens, datetime.date], list[Task]]

FINDERS: list[FindTasks] = []


def tasks_from(find: FindTasks) -> FindTasks:
    """Register a function that finds tasks for a user, through a lens, today."""
    FINDERS.append(find)
    return find


def find_tasks(user: User, lens: Lens, today: datetime.date) -> list[Task]:
    """All that waits for the user, the most urgent first; what has no day comes last."""
    tasks = [task for find in FINDERS for task in find(user, lens, today)]
    return sorted(tasks, key=lambda task: (task.due is None, task.due or today))
