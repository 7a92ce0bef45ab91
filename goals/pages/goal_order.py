"""Goals as a tree: each under its parent, in groups by area or level."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from goals.models import Goal

NO_AREA = "Övriga mål"


def in_tree_order(goals: Sequence[Goal]) -> list[tuple[Goal, int]]:
    """(goal, depth), each goal after its parent; a goal whose parent is not among them stands at the top.

    With areas, the goals of one area stand together, in the order of the areas, and those without last.
    """
    known = {goal.pk for goal in goals}
    below: dict[int | None, list[Goal]] = defaultdict(list)
    for goal in goals:
        below[goal.parent_id if goal.parent_id in known else None].append(goal)
    if any(goal.focus_area for goal in goals):
        below[None].sort(key=_area_order)
    rows: list[tuple[Goal, int]] = []

    def add(parent_id: int | None, depth: int) -> None:
        for goal in below[parent_id]:
            rows.append((goal, depth))
            add(goal.pk, depth + 1)

    add(None, 0)
    return rows


def _area_order(goal: Goal) -> tuple[bool, int, str]:
    area = goal.focus_area
    return (False, area.order, area.name) if area else (True, 0, "")


def headings(rows: Sequence[tuple[Goal, int]]) -> dict[int, str]:
    """The heading each goal stands under, by id: its area where the kommun has areas, else the level of the
    topmost goal above it. One level alone needs no heading."""
    if any(goal.focus_area_id for goal, _ in rows):
        return _of_topmost(rows, lambda goal: str(goal.focus_area) if goal.focus_area else NO_AREA)
    if len({goal.level_id for goal, depth in rows if depth == 0}) > 1:
        return _of_topmost(rows, lambda goal: goal.level.name)
    return {goal.pk: "" for goal, _ in rows}


def _of_topmost(rows: Sequence[tuple[Goal, int]], name: Callable[[Goal], str]) -> dict[int, str]:
    found, current = {}, ""
    for goal, depth in rows:
        current = name(goal) if depth == 0 else current
        found[goal.pk] = current
    return found
