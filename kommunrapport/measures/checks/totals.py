"""A published total against the sum of its parts, and a count against the women and men in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kommunrapport.measures.checks.places import measure_place, measure_url
from kommunrapport.measures.checks.reading import known_outcomes, value_of
from kommunrapport.measures.models import Measure, Observation, Sex, ValueKind
from kommunrapport.measures.series import Breakdown
from kommunrapport.numbers import editable_number
from kommunrapport.quality.registry import Finding, Severity, rule
from kommunrapport.quality.scope import CheckScope
from kommunrapport.quality.tolerance import rounding_step, within_rounding

ADDED = (ValueKind.VALUE, ValueKind.COUNT)  # shares and ranks of parts do not add up to those of the whole
COUNTED = "antal"
COUNTED_UNITS = ("antal", "st", "personer", "anställda")


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and its parts, all with a value, for one unit and breakdown. `parts_word` is what the parts are."""

    total: Observation
    parts: tuple[Observation, ...]
    measure: Measure
    parts_word: str = "delarna"

    @property
    def of_parts(self) -> Decimal:
        return sum((value_of(part) for part in self.parts), Decimal(0))

    @property
    def difference(self) -> Decimal:
        """How much more the total is than its parts."""
        return value_of(self.total) - self.of_parts

    @property
    def is_rounding(self) -> bool:
        step = rounding_step(self.measure.decimals)
        coarser = [o.precision for o in (self.total, *self.parts) if o.precision]
        return within_rounding(self.of_parts, value_of(self.total), step, len(self.parts), coarser)


@rule("measures.totals", title="Summor av mätningar")
def totals(scope: CheckScope) -> Iterator[Finding]:
    """Totals that are not the sum of their parts: an error beyond what rounding explains."""
    for found in _sums(scope):
        if found.difference:
            yield _finding(scope, found, _breakdown(found.total).slug)


@rule("measures.sexes", title="Kvinnor och män tillsammans")
def sexes(scope: CheckScope) -> Iterator[Finding]:
    """Counts that are not those of women and men together: an error beyond what rounding explains."""
    counted: dict[tuple[int, int, str, str], dict[str, Observation]] = defaultdict(dict)
    for (measure_id, unit, breakdown), o in known_outcomes(scope).items():
        if _is_counted(o):
            counted[measure_id, unit, breakdown.kind, breakdown.age_group][breakdown.sex] = o
    for by_sex in counted.values():
        if len(by_sex) < len(Sex):
            continue
        total = by_sex[Sex.TOTAL]
        found = Sum(total, (by_sex[Sex.WOMEN], by_sex[Sex.MEN]), total.measure, "kvinnor och män")
        if found.difference:
            yield _finding(scope, found, f"{_breakdown(total).slug}-sex")


def _finding(scope: CheckScope, found: Sum, breakdown: str) -> Finding:
    return Finding(
        key=f"{found.measure.slug}:{breakdown}",
        severity=Severity.INFO if found.is_rounding else Severity.ERROR,
        text=_sentence(found),
        where=measure_place(scope, found.total.org_unit_id),
        url=measure_url(scope, found.measure, found.total.org_unit_id),
        why=_why(found),
        mend="Rätta utfallet",
        org_unit_id=found.total.org_unit_id,
    )


def _sums(scope: CheckScope) -> Iterator[Sum]:
    """Every total of the units whose parts are all known."""
    components: dict[int, list[Measure]] = defaultdict(list)
    for part in Measure.objects.filter(part=Measure.Part.COMPONENT).select_related("parent").order_by("pk"):
        components[part.parent_id or 0].append(part)
    observed = _observed(scope, components)
    for parts in components.values():
        total = parts[0].parent
        assert total is not None  # noqa: S101 (held by a database constraint)
        for (measure_id, unit, breakdown), observation in observed.items():
            below = [observed.get((part.pk, unit, breakdown)) for part in parts]
            known = tuple(o for o in below if o is not None)
            if measure_id == total.pk and len(known) == len(parts):
                yield Sum(observation, known, total)


def _observed(scope: CheckScope, components: dict[int, list[Measure]]) -> dict[tuple[int, int, Breakdown], Observation]:
    measures = {*components, *(part.pk for parts in components.values() for part in parts)}
    found = known_outcomes(scope).items()
    return {key: o for key, o in found if o.measure_id in measures and o.kind in ADDED}


def _is_counted(observation: Observation) -> bool:
    """Whether it is a number of people or things, of which there are women and men."""
    is_value = observation.kind == ValueKind.VALUE and observation.measure.measurement_unit in COUNTED_UNITS
    return observation.kind == ValueKind.COUNT or is_value


def _breakdown(observation: Observation) -> Breakdown:
    return Breakdown(observation.kind, observation.sex, observation.age_group)


def _sentence(found: Sum) -> str:
    """As people say it: "Totalt antal resor är 620 fler än summan av delarna"."""
    measure, more = found.measure, found.difference > 0
    is_count = found.total.kind == ValueKind.COUNT or COUNTED in measure.name.lower()
    word = ("fler" if more else "färre") if is_count else ("högre" if more else "lägre")
    whom = "" if found.total.sex == "total" else f" ({found.total.get_sex_display()})"
    return f"{measure.name}{whom} är {_shown(found, abs(found.difference))} {word} än summan av {found.parts_word}"


def _why(found: Sum) -> str:
    """Both numbers, and what is known of how they are rounded."""
    sentences = [f"{_shown(found, value_of(found.total))} mot {_shown(found, found.of_parts)}."]
    sentences += _rounded((found.total, *found.parts))
    sentences.append("Det ryms i avrundningen." if found.is_rounding else "Det är mer än avrundningen kan förklara.")
    return " ".join(sentences)


def _rounded(observations: Sequence[Observation]) -> Iterable[str]:
    for o in observations:
        if o.precision:
            yield f"{o.measure.name} är avrundat till {editable_number(o.precision)}-tal."


def _shown(found: Sum, value: Decimal) -> str:
    return editable_number(value, found.measure.decimals)
