"""How far the unit's text about each goal has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from goals.facts import GoalFacts
from goals.models import Goal, GoalComment
from goals.reach import addressed_units
from goals.services.holding import subject_key
from kommunrapport.http import Lens
from kommunrapport.reports.models import Chapter

FINISHED = (Chapter.Status.READY, Chapter.Status.REVIEWED)


@dataclass(frozen=True, slots=True)
class TextState:
    """One word; an `icon` where it is a status, nothing where it only tells."""

    text: str
    icon: str = ""


READY = TextState("Klar", "check")
DRAFT = TextState("Utkast", "doing")
HANDED_OVER = TextState("Lämnad", "check")
MISSING = TextState("Saknas")
NOT_HANDED_OVER = TextState("Ert bidrag saknas")


def read_text_states(facts: Mapping[int, GoalFacts], lens: Lens) -> dict[int, TextState]:
    """By goal id, the state of the text that the lens' unit writes. Needs `addressed_units` of the goals prefetched."""
    asked = addressed_units([fact.goal for fact in facts.values()], lens.year)
    keys = {subject_key(fact.goal): pk for pk, fact in facts.items()}
    found = Chapter.objects.filter(report__org_unit=lens.org_unit, report__occasion=lens.occasion, subject_key__in=keys)
    chapters = {keys[key]: status for key, status in found.values_list("subject_key", "status")}
    own = GoalComment.objects.filter(org_unit=lens.org_unit, occasion=lens.occasion, goal__in=facts).exclude(text="")
    contributions: dict[int, list[GoalComment]] = {}
    for comment in own:
        contributions.setdefault(comment.goal_id, []).append(comment)
    return {
        pk: _own_state(fact, chapters.get(pk))
        if fact.goal.coordinating_unit_id == lens.org_unit.pk
        else _contribution_state(fact.goal, lens.org_unit in asked[pk], contributions.get(pk, []))
        for pk, fact in facts.items()
    }


def _own_state(fact: GoalFacts, status: str | None) -> TextState:
    if fact.goal.reported_elsewhere:
        return TextState(fact.goal.reported_elsewhere.rstrip("."))
    if status in FINISHED:
        return READY
    if status == Chapter.Status.RETURNED:
        return TextState("Återlämnad", "comment")
    return DRAFT if fact.has_text else MISSING


def _contribution_state(goal: Goal, is_asked: bool, own: list[GoalComment]) -> TextState:
    if any(comment.handed_over_at for comment in own):
        return HANDED_OVER
    if own:
        return DRAFT
    return NOT_HANDED_OVER if is_asked else TextState(f"{goal.coordinating_unit} samordnar")
