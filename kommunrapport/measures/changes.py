"""Who changed an outcome or a target, when, from what and to what."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from kommunrapport.measures.hiding import is_survey, shown_versions
from kommunrapport.measures.models import AgeGroup, Measure, Observation, Sex, Target
from kommunrapport.measures.shown import HIDDEN, shown_outcome, shown_target
from kommunrapport.organisation.models import OrgUnit

NOBODY = "Programmet"  # demo data and what is fetched from elsewhere has no person behind it
NOTHING = "tomt"


@dataclass(frozen=True, slots=True)
class Change:
    """One save. `before` and `after` are as they stand in a table; `why` is empty for an ordinary one."""

    what: str
    who: str
    at: datetime.datetime
    before: str
    after: str
    why: str = ""


def latest_change(observation: Observation) -> Change | None:
    """The last save of the same outcome, also when that save took it away."""
    key = {
        name: getattr(observation, name)
        for name in ("measure_id", "org_unit_id", "year", "part", "kind", "sex", "age_group")
    }
    lines = Observation.history.filter(**key).select_related("history_user").order_by("-history_id")[:2]
    changes = _changes(lines, _outcome_name, _showing(observation.measure, observation.org_unit))
    return changes[0] if changes else None


def changes_of(measure: Measure, org_unit: OrgUnit, part: str) -> list[Change]:
    """Every save of outcomes at one kind of occasion and of targets for the unit, the latest first: two queries."""
    own = {"measure": measure, "org_unit": org_unit}
    outcomes = Observation.history.filter(**own, part=part).select_related("history_user").order_by("-history_id")
    targets = Target.history.filter(**own).select_related("history_user").order_by("-history_id")
    changes = _changes(outcomes, _outcome_name, _showing(measure, org_unit))
    changes += _changes(targets, _target_name, lambda t: shown_target(measure, t))
    return sorted(changes, key=lambda change: change.at, reverse=True)


def _showing(measure: Measure, org_unit: OrgUnit) -> Callable[[Observation], str]:
    """How an outcome of the history is written; of a survey only what is shown now."""
    if not is_survey(measure):
        return lambda outcome: shown_outcome(measure, outcome)
    shown = shown_versions(measure, org_unit)

    def show(outcome: Observation) -> str:
        is_shown = outcome.value is None or (outcome.pk, outcome.version) in shown
        return shown_outcome(measure, outcome) if is_shown else HIDDEN

    return show


def _changes(lines: Iterable[Any], name: Callable[[Any], str], show: Callable[[Any], str]) -> list[Change]:
    """Lines of history, the latest first, as changes. A row that was taken away is shown as nothing."""
    rows = list(lines)
    changes = []
    for position, line in enumerate(rows):
        earlier = next((o for o in rows[position + 1 :] if _key(o) == _key(line)), None)
        before = NOTHING if earlier is None or earlier.history_type == "-" else show(earlier.instance)
        after = NOTHING if line.history_type == "-" else show(line.instance)
        who = line.history_user.name if line.history_user else NOBODY
        why = line.history_change_reason or ""
        changes.append(Change(name(line), who, line.history_date, before, after, why))
    return changes


def _key(line: Any) -> tuple[Any, ...]:
    return tuple(getattr(line, name, None) for name in ("year", "part", "kind", "sex", "age_group", "goal_id"))


def _outcome_name(line: Any) -> str:
    parts = [str(line.year)]
    if line.sex != Sex.TOTAL:
        parts.append(str(Sex(line.sex).label))
    if line.age_group != AgeGroup.ALL:
        parts.append(str(AgeGroup(line.age_group).label))
    return ", ".join(parts)


def _target_name(line: Any) -> str:
    part = "" if line.sex == Sex.TOTAL else f", {Sex(line.sex).label}"
    return f"Målvärde {line.year}{part}"
