"""A published figure of growth against the series that it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kommunrapport.measures.checks.places import measure_url
from kommunrapport.measures.formulas import PERCENT
from kommunrapport.measures.models import Measure, ValueKind
from kommunrapport.measures.series import Point, Series, Wanted, read_wanted
from kommunrapport.measures.shown import shown_number
from kommunrapport.quality.registry import Finding, Severity, rule
from kommunrapport.quality.scope import CheckScope
from kommunrapport.quality.tolerance import rounding_step

YEARS_BEFORE = 5  # what is printed beside the year


@dataclass(frozen=True, slots=True)
class Growth:
    """What was published for a year, in percent, and the outcomes of that year and the year before."""

    measure: Measure
    published: Point
    latest: Point
    before: Point

    @property
    def computed(self) -> Decimal:
        """In percent, of the outcomes as they stand."""
        return _growth(_value(self.latest), _value(self.before))

    @property
    def is_published_right(self) -> bool:
        """Whether some outcomes, that round to those of the series, give the published figure when it is rounded."""
        latest, before = _half_step(self.latest), _half_step(self.before)
        if _value(self.before) <= before:
            return True  # from nothing there is no growth in percent
        half = _step(self.published, self.measure) / 2
        least = _growth(_value(self.latest) - latest, _value(self.before) + before)
        most = _growth(_value(self.latest) + latest, _value(self.before) - before)
        return least - half <= _value(self.published) <= most + half


@rule("measures.growth", title="Förändring från året innan")
def growth(scope: CheckScope) -> Iterator[Finding]:
    """Published growth that the outcomes do not give, in any of the years that stand beside each other."""
    measures = list(Measure.objects.filter(growth_of__isnull=False, formula="").select_related("growth_of"))
    if not measures:
        return
    years = scope.year.latest(YEARS_BEFORE + 1)
    pairs = [(m, unit) for m in measures for unit in scope.units]
    published = read_wanted([Wanted(m, unit) for m, unit in pairs], years, scope.occasion.kind)
    sources = read_wanted([Wanted(_source(m), unit) for m, unit in pairs], years, scope.occasion.kind)
    for (measure, unit), figures, source in zip(pairs, published, sources, strict=True):
        by_breakdown = {series.breakdown: series for series in source.all}
        for series in figures.all:
            if series.breakdown.kind == ValueKind.VALUE and series.breakdown in by_breakdown:
                for found in _known(measure, series, by_breakdown[series.breakdown]):
                    if not found.is_published_right:
                        yield _finding(scope, found, unit, series.breakdown.slug)


def _known(measure: Measure, series: Series, source: Series) -> Iterator[Growth]:
    """The years with a published figure and both outcomes."""
    pairs = zip(series.points[1:], source.points[1:], source.points, strict=False)
    for published, latest, before in pairs:
        if None not in (published.value, latest.value, before.value):
            yield Growth(measure, published, latest, before)


def _finding(scope: CheckScope, found: Growth, unit: int, breakdown: str) -> Finding:
    measure, source, year = found.measure, _source(found.measure), found.published.year
    published = shown_number(measure, _value(found.published))
    computed = shown_number(measure, found.computed)
    outcomes = [shown_number(source, _value(point)) for point in (found.before, found.latest)]
    return Finding(
        key=f"{measure.slug}:{breakdown}:{int(year)}",
        severity=Severity.WARNING,
        text=f"{measure.name} {year} är {published}, men {computed} räknat på {source.name}",
        where=f"Utfall {year}, {scope.units[unit].name}",
        url=measure_url(scope, measure, unit),
        why=f"{source.name} var {outcomes[0]} {found.before.year} och {outcomes[1]} {year}.",
        mend="Rätta utfallet",
        org_unit_id=unit,
    )


def _source(measure: Measure) -> Measure:
    assert measure.growth_of is not None  # noqa: S101 (read with one)
    return measure.growth_of


def _growth(latest: Decimal, before: Decimal) -> Decimal:
    return PERCENT * (latest / before - 1)


def _half_step(point: Point) -> Decimal:
    """Half of what the outcome is rounded to; 0 for a whole number that nothing is said of, as of people counted."""
    observation = point.observation
    if observation is None or not (observation.precision or observation.measure.decimals):
        return Decimal(0)
    return _step(point, observation.measure) / 2


def _step(point: Point, measure: Measure) -> Decimal:
    observation = point.observation
    return (observation.precision if observation else None) or rounding_step(measure.decimals)


def _value(point: Point) -> Decimal:
    assert point.value is not None  # noqa: S101 (only known figures are compared)
    return point.value
