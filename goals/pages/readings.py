"""A measure of a goal read in words: how it stands against the year before and the target."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from goals.facts import FollowedMeasure, GoalFacts
from kommunrapport.measures.comparing import Verdict, verdict_of
from kommunrapport.measures.models import Measure, Target, ValueKind
from kommunrapport.measures.reaching import improved, reaches
from kommunrapport.measures.series import Series
from kommunrapport.measures.shown import UNKNOWN, shown_number
from kommunrapport.numbers import format_number
from kommunrapport.reports.blocks import Chart
from kommunrapport.reports.measure_tables import trend_chart

_DIRECTIONS = {
    Target.Direction.INCREASE: "målet är att öka",
    Target.Direction.DECREASE: "målet är att minska",
    Target.Direction.KEEP: "målet är att hålla samma nivå",
}
_BETTER = {Measure.Better.HIGHER: "Högre är bättre.", Measure.Better.LOWER: "Lägre är bättre."}


@dataclass(frozen=True, slots=True)
class MeasureCard:
    """One measure of a goal. `missing` says why there is no outcome this year; empty when there is one."""

    name: str
    detail: str
    chart: Chart | None
    reading: Verdict | None
    missing: str
    is_entered: bool


def measure_cards(facts: GoalFacts) -> tuple[MeasureCard, ...]:
    """One card per measure of the goal, in its order."""
    return tuple(_card(measure) for measure in facts.measures)


def _card(followed: FollowedMeasure) -> MeasureCard:
    series, measure = followed.series.main, followed.series.measure
    known = any(point.value is not None for point in series.points)
    # A measure that the goal calls something else still says what it is.
    called = measure.name if followed.name != measure.name else measure.source
    detail = [text for text in (called, _unit(measure), _BETTER.get(Measure.Better(measure.better_is), "")) if text]
    return MeasureCard(
        name=followed.name,
        detail=" ".join(text if text.endswith(".") else f"{text}." for text in detail),
        chart=trend_chart(followed.name, series) if known else None,
        reading=reading(series),
        missing=_why_missing(series),
        is_entered=not measure.is_derived,
    )


def _unit(measure: Measure) -> str:
    unit = measure.measurement_unit
    return f"Enhet: {unit}" if unit and unit != "%" and unit.lower() not in measure.name.lower() else ""


def _why_missing(series: Series) -> str:
    if series.latest.value is not None:
        return ""
    if series.latest.is_hidden:
        return "Utfallet visas inte"
    shown = series.latest.shown
    return "Inget utfall ännu" if shown == UNKNOWN else f"Inget utfall: {shown}"


def reading(series: Series) -> Verdict | None:
    """ "Bättre än 2015, 1 kvar till målet"; None without an outcome, or with nothing to hold it against."""
    if series.latest.value is None:
        return None
    words = [text for text in (_against_year_before(series), _against_target(series)) if text]
    if not words:
        return None
    verdict = verdict_of(series)
    text = ", ".join(words)
    return Verdict(verdict.icon if verdict else "none", text[:1].upper() + text[1:])


def _against_year_before(series: Series) -> str:
    value, previous = series.latest.value, series.previous
    if value is None or previous is None or previous.value is None:
        return ""
    if value == previous.value:
        return f"oförändrat sedan {previous.year}"
    if not _has_direction(series):
        return f"{'högre' if value > previous.value else 'lägre'} än {previous.year}"
    better = improved(series.measure, series.target, value, previous.value)
    return f"{'bättre' if better else 'sämre'} än {previous.year}"


def _has_direction(series: Series) -> bool:
    """Whether up or down is better; not where the target is to stay, or to be exactly at a value."""
    target = series.target
    if series.measure.better_is != Measure.Better.NONE:
        return True
    if target is None or target.operator == Target.Operator.EXACTLY:
        return False
    return target.direction != Target.Direction.KEEP


def _against_target(series: Series) -> str:
    target, value = series.target, series.judged
    if target is None or value is None:
        return ""
    if reaches(target, value, series.previous.value if series.previous else None):
        return "når målet"
    if target.value is None:
        return _DIRECTIONS[Target.Direction(target.direction)]
    return _distance(series, abs(target.value - value))


def _distance(series: Series, gap: Decimal) -> str:
    """How far it is to the target; between two shares the distance is in percentage points."""
    measure, kind = series.measure, series.breakdown.kind
    if round(gap, measure.decimals) == 0:
        return "nära målet"
    if kind == ValueKind.SHARE or (kind == ValueKind.VALUE and measure.measurement_unit == "%"):
        return f"{format_number(gap, measure.decimals)} procentenheter kvar till målet"
    return f"{shown_number(measure, gap, kind)} kvar till målet"
