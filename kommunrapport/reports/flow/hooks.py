"""What the apps do when a report is decided. They register from their `decisions.py`.

@on_decision
def fix_assessments(decided: Decided) -> None:
    ...
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kommunrapport.organisation.models import User
from kommunrapport.reports.models import Report, ReportVersion


@dataclass(frozen=True, slots=True)
class Decided:
    """A report that was just decided, as a version, by somebody who registered it."""

    report: Report
    version: ReportVersion
    by: User


type Hook = Callable[[Decided], None]

HOOKS: list[Hook] = []


def on_decision(hook: Hook) -> Hook:
    """Register what is done in the transaction of the decision; an exception stops the decision."""
    HOOKS.append(hook)
    return hook


def run_hooks(decided: Decided) -> None:
    for hook in HOOKS:
        hook(decided)
