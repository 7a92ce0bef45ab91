"""The same quantity in two measures: there is no tolerance, one of the figures is wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from kommunrapport.measures.checks.places import measure_place, measure_url
from kommunrapport.measures.checks.reading import outcomes_of
from kommunrapport.measures.models import Measure, Observation
from kommunrapport.measures.shown import shown_number
from kommunrapport.numbers import count_word
from kommunrapport.quality.registry import Finding, Severity, rule
from kommunrapport.quality.scope import CheckScope


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of an observation, and of what: the same `quantity` is the same figure wherever it stands."""

    observation: Observation
    quantity: tuple[object, ...]
    value: Decimal
    called: str


@rule("measures.same_quantity", title="Samma sak på två ställen")
def contradicting_figures(scope: CheckScope) -> Iterator[Finding]:
    """Two measures that say different things: of the same number in Kolada, or of the same name and unit.

    Only the name may be the same by chance, so that is a warning.
    """
    observations = outcomes_of(scope)
    known = set()
    for same in _contradictions(_by_kolada_number(observations)):
        known.add(_measures(same))
        yield _finding(scope, same, Severity.ERROR)
    for same in _contradictions(_by_name(observations)):
        if _measures(same) not in known:
            yield _finding(scope, same, Severity.WARNING)


def _contradictions(figures: Iterable[Figure]) -> list[list[Figure]]:
    by_quantity: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        by_quantity[figure.quantity].append(figure)
    return [same for same in by_quantity.values() if len({figure.value for figure in same}) > 1]


def _measures(same: list[Figure]) -> frozenset[int]:
    return frozenset(figure.observation.measure_id for figure in same)


def _by_kolada_number(observations: list[Observation]) -> Iterator[Figure]:
    for o in observations:
        if number := o.measure.kolada_id:
            yield from _both_values(o, ("kolada", number), f"Nyckeltalet {number} i Kolada")


def _by_name(observations: list[Observation]) -> Iterator[Figure]:
    for o in observations:
        yield from _both_values(o, ("namn", o.measure.name.casefold(), o.measure.measurement_unit), o.measure.name)


def _both_values(observation: Observation, identity: tuple[str, ...], called: str) -> Iterator[Figure]:
    """The outcome, and what it is compared with."""
    of = (*identity, observation.org_unit_id, observation.kind, observation.sex, observation.age_group)
    if observation.value is not None:
        yield Figure(observation, of, observation.value, called)
    if observation.comparison_value is not None:
        label = observation.comparison_label
        compared = f"{called} ({label})"
        yield Figure(observation, (*of, label.casefold()), observation.comparison_value, compared)


def _finding(scope: CheckScope, same: list[Figure], severity: Severity) -> Finding:
    first = same[0]
    unit = first.observation.org_unit_id
    measure = first.observation.measure
    return Finding(
        key=":".join(str(part) for part in first.quantity),
        severity=severity,
        text=f"{first.called} har {count_word(len({f.value for f in same}))} olika värden {scope.year}",
        where=measure_place(scope, unit),
        url=measure_url(scope, measure, unit),
        why=_values(same),
        mend="Rätta utfallet",
        org_unit_id=unit,
    )


def _values(same: Iterable[Figure]) -> str:
    shown = [(f.observation.measure, f.value, f.observation.kind) for f in same]
    return f"{'. '.join(f'{_name(m)}: {shown_number(m, value, kind)}' for m, value, kind in shown)}."


def _name(measure: Measure) -> str:
    return f"{measure.name} ({measure.source})" if measure.source else measure.name
