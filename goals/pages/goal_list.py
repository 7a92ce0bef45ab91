"""The list of goals: each with its measures, its assessment and how far its text has come."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from goals.facts import FollowedMeasure, GoalFacts, Scale, read_goal_facts
from goals.forms.goals import NOT_ASSESSED
from goals.models import Goal
from goals.pages.goal_order import headings, in_tree_order
from goals.pages.text_states import TextState, read_text_states
from goals.reach import units_in_view
from goals.rights import units_seen_into
from kommunrapport.dates import format_date
from kommunrapport.http import Lens
from kommunrapport.numbers import count_word
from kommunrapport.organisation.models import User
from kommunrapport.reports.blocks import Chart, Status
from kommunrapport.reports.measure_tables import trend_chart

YEARS_SHOWN = 3
MOST_NAMED = 3
NOT_YET = Status("none", "Ej bedömt")


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure of a goal: sparkline, last year, this year, target."""

    name: str
    sparkline: Chart
    previous: str
    latest: str
    target: str
    is_missing: bool


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One goal. `assessment` is None when another unit assesses it and is still at work."""

    goal: Goal
    url: str
    depth: int
    heading: str
    measures: tuple[MeasureRow, ...]
    level_id: int | None
    assessment: Status | None
    text: TextState

    @property
    def height(self) -> int:
        """How many rows of the table the goal takes."""
        return max(len(self.measures), 1)


@dataclass(frozen=True, slots=True)
class GoalGroup:
    """Goals under one heading: an area, or a level. A list in one piece has no heading."""

    heading: str
    rows: tuple[GoalRow, ...]


@dataclass(frozen=True, slots=True)
class GoalList:
    """The whole page. `total` counts goals before the filter; `overdue` is a sentence, or empty."""

    lead: str
    groups: tuple[GoalGroup, ...]
    years: tuple[int, ...]
    overdue: str
    total: int

    @property
    def previous_year(self) -> int:
        return self.years[-2]


def goals_in_view(lens: Lens) -> list[Goal]:
    """The goals of the year that the unit works with, in the kommun's order."""
    goals = Goal.objects.valid_in(lens.year).concerning_any(units_in_view(lens.org_unit))
    related = goals.select_related("level", "focus_area", "coordinating_unit__parent__parent")
    return list(related.prefetch_related("addressed_units"))


def read_goal_list(user: User, lens: Lens, scale: Scale, chosen: dict[str, Any], today: datetime.date) -> GoalList:
    """Read the goals of the lens; `chosen` is what `GoalFilterForm` understood."""
    occasion = lens.required_occasion
    years = lens.year.latest(YEARS_SHOWN)
    goals = goals_in_view(lens)
    facts = read_goal_facts(goals, occasion, years)
    texts = read_text_states(facts, lens)
    seen = units_seen_into(user, {goal.coordinating_unit for goal in goals}, occasion)
    tree = in_tree_order(goals)
    heads = headings(tree)
    rows = [
        _row(facts[goal.pk], lens, depth, heads[goal.pk], texts[goal.pk], goal.coordinating_unit_id in seen)
        for goal, depth in tree
    ]
    return GoalList(
        lead=_lead(rows, scale),
        groups=_groups(_kept(rows, user, lens.year, chosen)),
        years=years,
        overdue=_overdue(facts.values(), lens, today),
        total=len(rows),
    )


def _row(fact: GoalFacts, lens: Lens, depth: int, heading: str, text: TextState, sees_assessment: bool) -> GoalRow:
    level = fact.assessment.level if fact.assessment and sees_assessment else None
    assessment = Status(level.icon, level.short) if level else NOT_YET
    return GoalRow(
        goal=fact.goal,
        url=reverse("goals:goal_detail", args=[lens.year, lens.org_unit.slug, fact.goal.pk]),
        depth=depth,
        heading=heading,
        measures=tuple(_measure(measure) for measure in fact.measures),
        level_id=level.pk if level else None,
        assessment=assessment if sees_assessment else None,
        text=text,
    )


def _measure(followed: FollowedMeasure) -> MeasureRow:
    series = followed.series.main
    return MeasureRow(
        name=followed.name,
        sparkline=trend_chart(followed.name, series),
        previous=series.previous.shown if series.previous else "",
        latest=series.latest.shown,
        target=series.shown_target,
        is_missing=series.latest.value is None,
    )


def _kept(rows: list[GoalRow], user: User, year: int, chosen: dict[str, Any]) -> list[GoalRow]:
    """The rows that pass the filter."""
    level, wanted = chosen.get("niva"), chosen.get("bedomning")
    if level:
        rows = [row for row in rows if row.goal.level_id == level.pk]
    if wanted == NOT_ASSESSED:
        rows = [row for row in rows if row.assessment == NOT_YET]
    elif wanted:
        rows = [row for row in rows if str(row.level_id) == wanted]
    if chosen.get("mina"):
        own = set(Goal.objects.own(user, year).values_list("pk", flat=True))
        rows = [row for row in rows if row.goal.pk in own]
    return rows


def _groups(rows: Iterable[GoalRow]) -> tuple[GoalGroup, ...]:
    grouped: dict[str, list[GoalRow]] = {}
    for row in rows:
        grouped.setdefault(row.heading, []).append(row)
    return tuple(GoalGroup(heading, tuple(members)) for heading, members in grouped.items())


def _lead(rows: list[GoalRow], scale: Scale) -> str:
    """ "11 mål från kommunfullmäktige och 2 från kommunstyrelsen: 3 nått, …"."""
    if not rows:
        return ""
    by = Counter(row.goal.decided_by or row.goal.level.name for row in rows)
    origins = [f"från {_lower_first(name)}" for name in by]
    counts = [f"{count} {origin}" for count, origin in zip(by.values(), origins, strict=True)]
    counts[0] = counts[0].replace(" från ", " mål från ", 1)
    words = Counter(row.assessment for row in rows if row.assessment)
    steps = [Status(level.icon, level.short) for level in scale.levels]
    tally = [f"{words[step]} {_lower_first(step.text)}" for step in [*steps, NOT_YET] if words[step]]
    sentence = _listed(counts)
    return f"{sentence}: {_listed(tally)}." if tally else f"{sentence}."


def _listed(parts: list[str]) -> str:
    return " och ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _overdue(facts: Iterable[GoalFacts], lens: Lens, today: datetime.date) -> str:
    """Which of the unit's own measures should have had an outcome by now."""
    deadline = lens.required_occasion.unit_deadline
    late: dict[int, str] = {}
    for fact in facts:
        for measure in fact.measures if fact.goal.coordinating_unit_id == lens.org_unit.pk else ():
            due = measure.series.measure.next_due or deadline
            if measure.is_awaited and due and due < today:
                late.setdefault(measure.goal_measure.measure_id, measure.name)
    if not late:
        return ""
    things = "En mätning" if len(late) == 1 else f"{count_word(len(late)).capitalize()} mätningar"
    names = list(late.values())
    more = f" och {len(names) - MOST_NAMED} till" if len(names) > MOST_NAMED else ""
    when = f" (senast {format_date(deadline)})" if deadline else ""
    return f"{things} skulle ha haft ett utfall för {lens.year} nu{when}: {', '.join(names[:MOST_NAMED])}{more}."
