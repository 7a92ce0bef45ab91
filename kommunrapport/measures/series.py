"""Outcomes of measures over years beside their targets, read together: two queries for any number of measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from kommunrapport.measures.formulas import together
from kommunrapport.measures.hiding import read_outcomes
from kommunrapport.measures.models import AgeGroup, Measure, Observation, Sex, Target, ValueKind
from kommunrapport.measures.shown import (
    HIDDEN,
    footnotes_of,
    horizon_of,
    shown_number,
    shown_outcome,
    shown_over,
    shown_target,
)
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.period import FULL_YEAR

_ORDER = [*ValueKind.values, *Sex.values, *AgeGroup.values]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Which part of the population and which kind of figure: women, share."""

    kind: str = ValueKind.VALUE
    sex: str = Sex.TOTAL
    age_group: str = AgeGroup.ALL

    @property
    def sort_key(self) -> tuple[int, ...]:
        return tuple(_ORDER.index(part) for part in (self.kind, self.sex, self.age_group))

    @property
    def slug(self) -> str:
        """As it stands in an address: "value_women_all"."""
        return f"{self.kind}_{self.sex}_{self.age_group}"

    @classmethod
    def from_slug(cls, slug: str) -> Breakdown:
        """Raises ValueError for what is not the slug of a breakdown."""
        kind, sex, age_group = slug.split("_")
        return cls(ValueKind(kind).value, Sex(sex).value, AgeGroup(age_group).value)


@dataclass(frozen=True, slots=True)
class Point:
    """One year. `value` is None where there is none, or too few have answered; `shown` then says why."""

    year: int
    value: Decimal | None
    shown: str
    footnotes: tuple[str, ...]
    observation: Observation | None
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """One measure for one unit and breakdown; `points` has every year asked for, the latest last.

    `over_horizon` is the value of all the years that the target is seen over; None for a target of one year.
    """

    measure: Measure
    breakdown: Breakdown
    points: tuple[Point, ...]
    target: Target | None
    over_horizon: Decimal | None = None

    @property
    def latest(self) -> Point:
        return self.points[-1]

    @property
    def previous(self) -> Point | None:
        return self.points[-2] if len(self.points) > 1 else None

    @property
    def judged(self) -> Decimal | None:
        """What the target is held against: the latest outcome, or the years of its horizon together."""
        return self.latest.value if horizon_of(self.target) == 1 else self.over_horizon

    @property
    def shown_target(self) -> str:
        return shown_target(self.measure, self.target)

    @property
    def shown_judged(self) -> str:
        """A sentence with the outcome over the target's horizon; empty when the target is of one year."""
        is_hidden = any(point.is_hidden for point in self.points)
        return shown_over(self.measure, self.target, self.over_horizon, is_hidden=is_hidden)


@dataclass(frozen=True, slots=True)
class MeasureSeries:
    """A measure with its whole and its parts by sex, age or kind. `main` is the whole."""

    measure: Measure
    main: Series
    parts: tuple[Series, ...]

    @property
    def all(self) -> tuple[Series, ...]:
        return (self.main, *self.parts)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One measure to read for one unit; with `goal_id` the goal's own target wins over the measure's common one.

    With `by_sex` there are parts for women and men even where nothing is entered for them.
    """

    measure: Measure
    org_unit_id: int
    goal_id: int | None = None
    by_sex: bool = False


type _Values = dict[tuple[int, int, Breakdown], dict[int, Observation]]
type _Targets = dict[tuple[int, int, int | None, str, str], Target]


def read_series(
    measures: Sequence[tuple[Measure, int | None]],
    org_unit: OrgUnit,
    years: Sequence[int],
    part: str = FULL_YEAR,
) -> list[MeasureSeries]:
    """Read the series of (measure, goal id or None) pairs for one unit: see `read_wanted`."""
    return read_wanted([Wanted(measure, org_unit.pk, goal) for measure, goal in measures], years, part)


def read_wanted(wanted: Sequence[Wanted], years: Sequence[int], part: str = FULL_YEAR) -> list[MeasureSeries]:
    """Read what is wanted, in that order, for `years` in rising order; the target is that of the last year."""
    units = {w.org_unit_id for w in wanted}
    goals = {w.goal_id for w in wanted if w.goal_id}
    measures = {w.measure.pk for w in wanted}
    found = Target.objects.filter(Q(goal=None) | Q(goal__in=goals), measure__in=measures, org_unit__in=units)
    targets: _Targets = {
        (t.measure_id, t.org_unit_id, t.goal_id, t.kind, t.sex): t for t in found.filter(year=years[-1])
    }
    sources = {pk for w in wanted for pk in w.measure.source_ids}
    needed = {*years, *_horizon(years[-1], max((horizon_of(t) for t in targets.values()), default=1))}
    values: _Values = {}
    for o in read_outcomes(
        Observation.objects.filter(measure__in=sources, org_unit__in=units, year__in=needed, part=part)
    ):
        key = (o.measure_id, o.org_unit_id, Breakdown(o.kind, o.sex, o.age_group))
        values.setdefault(key, {})[o.year] = o
    return [_measure_series(w, years, values, targets) for w in wanted]


def _horizon(last: int, count: int) -> list[int]:
    return [last - back for back in range(count)]


def _measure_series(wanted: Wanted, years: Sequence[int], values: _Values, targets: _Targets) -> MeasureSeries:
    measure, unit = wanted.measure, wanted.org_unit_id
    source = measure.first_id if measure.is_derived else measure.pk
    found = {
        b for (pk, unit_id, b), by_year in values.items() if (pk, unit_id) == (source, unit) and by_year.keys() & years
    }
    breakdowns = sorted(found or {Breakdown()}, key=lambda b: b.sort_key)
    whole = next((b for b in breakdowns if b.sex == Sex.TOTAL and b.age_group == AgeGroup.ALL), None)
    # Only parts are known, as when women and men are entered but no total: the whole then has no value.
    whole = whole or Breakdown(kind=breakdowns[0].kind)
    by_sex = {Breakdown(whole.kind, sex) for sex in (Sex.WOMEN.value, Sex.MEN.value)} if wanted.by_sex else set()
    parts = sorted({*breakdowns, *by_sex} - {whole}, key=lambda b: b.sort_key)
    main, *rest = [_series(wanted, breakdown, years, values, targets) for breakdown in [whole, *parts]]
    return MeasureSeries(measure, main, tuple(rest))


def _series(wanted: Wanted, breakdown: Breakdown, years: Sequence[int], values: _Values, targets: _Targets) -> Series:
    points = tuple(_point(wanted, breakdown, year, values) for year in years)
    target = None
    if breakdown.age_group == AgeGroup.ALL:
        key = (breakdown.kind, breakdown.sex)
        own = targets.get((wanted.measure.pk, wanted.org_unit_id, wanted.goal_id, *key))
        target = own or targets.get((wanted.measure.pk, wanted.org_unit_id, None, *key))
    count = horizon_of(target)
    over = _together(wanted, breakdown, _horizon(years[-1], count), values) if count > 1 else None
    return Series(wanted.measure, breakdown, points, target, over)


def _point(wanted: Wanted, breakdown: Breakdown, year: int, values: _Values) -> Point:
    measure = wanted.measure
    if measure.is_derived:
        return _derived_point(wanted, breakdown, year, values)
    observation = values.get((measure.pk, wanted.org_unit_id, breakdown), {}).get(year)
    return Point(
        year=year,
        value=observation.value if observation else None,
        shown=shown_outcome(measure, observation),
        footnotes=tuple(footnotes_of(observation)),
        observation=observation,
        is_hidden=observation is not None and observation.why_hidden != "",
    )


def _derived_point(wanted: Wanted, breakdown: Breakdown, year: int, values: _Values) -> Point:
    """What is computed of something hidden is hidden too."""
    measure = wanted.measure
    value = _together(wanted, breakdown, [year], values)
    if value is not None:
        return Point(year, value, shown_number(measure, value, breakdown.kind), (), None)
    sources = [by_year.get(year) for by_year in _sources(wanted, breakdown, values)]
    hidden = tuple(dict.fromkeys(o.why_hidden for o in sources if o and o.why_hidden))
    return Point(year, None, HIDDEN if hidden else shown_outcome(measure, None), hidden, None, is_hidden=bool(hidden))


def _together(wanted: Wanted, breakdown: Breakdown, years: Sequence[int], values: _Values) -> Decimal | None:
    found = _sources(wanted, breakdown, values)
    return together(wanted.measure, [[_value_of(by_year.get(year)) for year in years] for by_year in found])


def _sources(wanted: Wanted, breakdown: Breakdown, values: _Values) -> list[dict[int, Observation]]:
    """The outcomes by year of what the measure is made of."""
    measure = wanted.measure
    sources = (measure.first_id, measure.second_id) if measure.is_derived else (measure.pk,)
    return [values.get((pk or 0, wanted.org_unit_id, breakdown), {}) for pk in sources]


def _value_of(observation: Observation | None) -> Decimal | None:
    return observation.value if observation else None
