"""A "varav" against its whole: it is not more than the whole, and its share is the one that the counts give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from kommunrapport.measures.checks.places import measure_place, measure_url
from kommunrapport.measures.checks.reading import Outcomes, is_above, known_outcomes, value_of, whose
from kommunrapport.measures.formulas import PERCENT
from kommunrapport.measures.models import Measure, Observation, Sex, ValueKind
from kommunrapport.measures.series import Breakdown
from kommunrapport.measures.shown import shown_number
from kommunrapport.quality.registry import Finding, Severity, rule
from kommunrapport.quality.scope import CheckScope
from kommunrapport.quality.tolerance import rounding_step

ADDED = (ValueKind.VALUE, ValueKind.COUNT)


@rule("measures.subsets", title="Varav och helhet")
def subsets(scope: CheckScope) -> Iterator[Finding]:
    """More in a "varav" than in all: impossible for counts; a percentage may be of something else, so that is a
    warning."""
    known = known_outcomes(scope)
    for (measure_id, unit, breakdown), part in known.items():
        whole = known.get((part.measure.parent_id or 0, unit, breakdown))
        if whole is None or not _is_part_of(part, whole) or not is_above(part, whole):
            continue
        is_percent = part.measure.measurement_unit == "%"
        yield Finding(
            key=f"{measure_id}:{breakdown.slug}",
            severity=Severity.WARNING if is_percent else Severity.ERROR,
            text=f"{part.measure.name}{whose(breakdown)} är mer än {whole.measure.name}, som det är en del av",
            where=measure_place(scope, unit),
            url=measure_url(scope, part.measure, unit),
            why=f"{_shown(part)} av {_shown(whole)}.",
            mend="Rätta utfallet",
            org_unit_id=unit,
        )


def _is_part_of(part: Observation, whole: Observation) -> bool:
    """Both are amounts of the same unit. Below zero a part can be more than the whole."""
    same_unit = part.measure.measurement_unit == whole.measure.measurement_unit
    is_subset = part.measure.part == Measure.Part.SUBSET and part.kind in ADDED
    return is_subset and same_unit and min(value_of(part), value_of(whole)) >= 0


@rule("measures.shares", title="Antal och andel")
def shares(scope: CheckScope) -> Iterator[Finding]:
    """A count and a share of the same thing, where it is known what they are of."""
    known = known_outcomes(scope)
    for (measure_id, unit, breakdown), share in known.items():
        count = known.get((measure_id, unit, replace(breakdown, kind=ValueKind.COUNT.value)))
        if breakdown.kind != ValueKind.SHARE or count is None:
            continue
        whole = _of_what(known, count, unit, breakdown)
        if whole is None or _agree(count, whole, share):
            continue
        computed = PERCENT * value_of(count) / value_of(whole)
        yield Finding(
            key=f"{measure_id}:{breakdown.slug}",
            severity=Severity.WARNING,
            text=f"{share.measure.name}{whose(breakdown)}: andelen stämmer inte med antalet",
            where=measure_place(scope, unit),
            url=measure_url(scope, share.measure, unit),
            why=f"{_shown(count)} av {_shown(whole)} är {shown_number(share.measure, computed, share.kind)}, "
            f"men andelen är {_shown(share)}.",
            mend="Rätta utfallet",
            org_unit_id=unit,
        )


def _of_what(known: Outcomes, count: Observation, unit: int, breakdown: Breakdown) -> Observation | None:
    """The count that the share is of: that of the whole it is a "varav" of, or of women and men together where their
    shares come to a hundred percent."""
    measure = count.measure
    if measure.part == Measure.Part.SUBSET:
        above = (measure.parent_id or 0, unit)
        return known.get((*above, replace(breakdown, kind=ValueKind.COUNT.value)))
    both = [known.get((measure.pk, unit, replace(breakdown, sex=sex.value))) for sex in (Sex.WOMEN, Sex.MEN)]
    divided = [o for o in both if o is not None]
    if breakdown.sex == Sex.TOTAL or len(divided) < len(both):
        return None
    if abs(sum(map(value_of, divided), Decimal(0)) - PERCENT) > rounding_step(measure.decimals):
        return None
    return known.get((measure.pk, unit, Breakdown(ValueKind.COUNT.value, Sex.TOTAL.value, breakdown.age_group)))


def _agree(count: Observation, whole: Observation, share: Observation) -> bool:
    """Whether the share is what the counts give, but for how the figures are rounded."""
    low, high = value_of(whole) - _counted(whole), value_of(whole) + _counted(whole)
    if low <= 0:
        return True
    half = (share.precision or rounding_step(share.measure.decimals)) / 2
    least = PERCENT * (value_of(count) - _counted(count)) / high
    most = PERCENT * (value_of(count) + _counted(count)) / low
    return least - half <= value_of(share) <= most + half


def _counted(count: Observation) -> Decimal:
    """Half of what a count is rounded to; mostly it is not rounded, whatever decimals its measure has."""
    return (count.precision or Decimal(0)) / 2


def _shown(outcome: Observation) -> str:
    return shown_number(outcome.measure, value_of(outcome), outcome.kind)
