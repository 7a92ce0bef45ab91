"""An outcome beside its target and the year before, in words; and a target beside the year before."""

from __future__ import annotations

from dataclasses import dataclass

from kommunrapport.measures.models import Measure, Target
from kommunrapport.measures.reaching import improved, lower_is_better, reaches
from kommunrapport.measures.series import Series
from kommunrapport.measures.shown import horizon_of, shown_number


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one outcome stands: a drawn mark and its words."""

    icon: str
    text: str


REACHED = Verdict("good", "Når målet")
BETTER = Verdict("way", "Bättre")
UNCHANGED = Verdict("none", "Oförändrat")
WORSE = Verdict("bad", "Sämre")


def verdict_of(series: Series) -> Verdict | None:
    """The latest outcome, or that of the target's horizon, against the target; else the latest against the year before.

    None without a value, without a year before, and where neither up nor down is better.
    """
    value, target = series.latest.value, series.target
    previous = series.previous.value if series.previous else None
    if value is None:
        return None
    judged = series.judged
    if target is not None and judged is not None and reaches(target, judged, previous):
        return REACHED
    if previous is None or not _has_direction(series.measure, target):
        return None
    if value == previous:
        return UNCHANGED
    return BETTER if improved(series.measure, target, value, previous) else WORSE


def _has_direction(measure: Measure, target: Target | None) -> bool:
    if measure.better_is != Measure.Better.NONE:
        return True
    neutral = {Target.Operator.EXACTLY, Target.Direction.KEEP}
    return target is not None and not {target.operator, target.direction} & neutral


def target_warning(series: Series) -> str:
    """A sentence when the target asks for less than the year before gave; empty otherwise. It never stops anyone."""
    sentence = weaker_target(series)
    return f"{sentence} Det går att spara, men kontrollera att det är avsikten." if sentence else ""


def weaker_target(series: Series) -> str:
    """That the target asks for less than the year before gave, in a sentence; empty when it does not.

    A target over several years is nothing that one year can be held against.
    """
    target, previous = series.target, series.previous
    if target is None or target.value is None or previous is None or previous.value is None or horizon_of(target) > 1:
        return ""
    lower_is_easier = not lower_is_better(series.measure, target)
    if (target.value >= previous.value) if lower_is_easier else (target.value <= previous.value):
        return ""
    aim = shown_number(series.measure, target.value, target.kind)
    outcome = shown_number(series.measure, previous.value, target.kind)
    return f"Målvärdet {aim} är {'lägre' if lower_is_easier else 'högre'} än förra årets utfall {outcome}."
