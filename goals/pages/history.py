"""Who changed the assessment and the texts of a goal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from goals.models import GoalAssessment, GoalComment
from goals.pages.viewpoint import Viewpoint
from kommunrapport.dates import format_date
from kommunrapport.measures.changes import NOBODY, NOTHING, Change
from kommunrapport.reports.rich_text import plain_text

type Shown = list[tuple[str, Callable[[Any], str]]]

ASSESSMENT: Shown = [("Bedömning", lambda line: line.level.short), ("Motivering", lambda line: line.motivation)]


def read_goal_history(view: Viewpoint) -> list[Change]:
    """The latest first: what the unit wrote, and what the coordinating unit proposed and wrote if the user sees it."""
    about = {"goal": view.goal, "occasion": view.occasion}
    units = {view.org_unit.pk} | ({view.goal.coordinating_unit_id} if view.sees_work else set())
    comments = GoalComment.history.filter(org_unit__in=units, **about).select_related("org_unit", "kind")
    changes = _changes(comments, _comment)
    if view.sees_work:
        proposed = GoalAssessment.history.filter(**about).select_related("level")
        changes += _changes(proposed, lambda _: ASSESSMENT)
    return sorted(changes, key=lambda change: change.at, reverse=True)


def _comment(line: Any) -> Shown:
    name = f"{line.kind}, {line.org_unit}"
    return [(name, lambda row: plain_text(row.text)), (f"Lämnad, {line.org_unit}", _handed_over)]


def _handed_over(line: Any) -> str:
    return f"lämnad {format_date(line.handed_over_at)}" if line.handed_over_at else ""


def _changes(lines: Any, shown: Callable[[Any], Shown]) -> list[Change]:
    """Lines of history as changes: each line beside the one before it of the same row."""
    rows: list[Any] = list(lines.select_related("history_user").order_by("history_id"))
    latest: dict[int, Any] = {}
    changes: list[Change] = []
    for line in rows:
        earlier = latest.get(line.id)
        changes += _differences(line, earlier, shown(line))
        latest[line.id] = line
    return changes


def _differences(line: Any, earlier: Any, shown: Shown) -> Iterable[Change]:
    who = line.history_user.name if line.history_user else NOBODY
    for name, show in shown:
        before, after = show(earlier) if earlier else "", show(line)
        if before != after:
            yield Change(name, who, line.history_date, before or NOTHING, after or NOTHING)
