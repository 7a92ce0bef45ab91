"""Figures of measures that a text can hold: outcome, the year before, change, and target, of the report's unit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from kommunrapport.measures.models import Measure, Target, ValueKind
from kommunrapport.measures.series import MeasureSeries, Point, Series, read_series
from kommunrapport.measures.shown import horizon_of, shown_number, shown_target
from kommunrapport.numbers import NO_BREAK_SPACE, format_number
from kommunrapport.reports.live.registry import HIDDEN, Figure, live_figure
from kommunrapport.reports.measure_tables import part_name
from kommunrapport.reports.scope import ReportScope

# Units that the name of a measure says, or that nobody writes after a number.
_UNSAID = {"antal", "index", "betyg"}

type Words = Callable[[Series], str | None]


@live_figure("measures.outcome", title="utfall")
def outcomes(scope: ReportScope) -> Iterator[Figure]:
    """ "43 procent"."""
    year = scope.outcome_years[-1]
    yield from _figures(scope, lambda series: _outcome(series, year), str(year))


@live_figure("measures.before", title="utfall året före")
def outcomes_before(scope: ReportScope) -> Iterator[Figure]:
    """The outcome of the year before, to compare with."""
    year = scope.outcome_years[-1] - 1
    yield from _figures(scope, lambda series: _outcome(series, year), str(year))


@live_figure("measures.change", title="förändring sedan året före")
def changes(scope: ReportScope) -> Iterator[Figure]:
    """ "3 procentenheter högre än 2015"."""
    year = scope.outcome_years[-1]
    yield from _figures(scope, lambda series: _change(series, _point(series, year), _point(series, year - 1)))


@live_figure("measures.target", title="målvärde")
def targets(scope: ReportScope) -> Iterator[Figure]:
    """ "minst 45 procent"; a direction is no figure."""
    yield from _figures(scope, _target)


@live_figure("measures.goal_target", title="målvärde")
def goal_targets(scope: ReportScope) -> Iterator[Figure]:
    """The targets that goals set, which differ from goal to goal."""
    known = {measured.measure.pk: measured.measure for measured in _measured(scope)}
    targets = Target.objects.filter(org_unit=scope.org_unit, year=scope.year, measure__in=known).exclude(goal=None)
    goals = {(target.measure_id, target.goal_id): target.goal for target in targets.select_related("goal")}
    pairs = [(known[measure], goal) for measure, goal in goals]
    read = read_series(pairs, scope.org_unit, [scope.year], scope.year.kind) if pairs else []
    for measured, goal in zip(read, goals.values(), strict=True):
        for series in measured.all:
            if series.target is not None and series.target.goal_id and (words := _target(series)):
                args = (measured.measure.slug, series.breakdown.slug, str(series.target.goal_id))
                yield Figure(args, _name(measured, series), words, f"målvärde för {goal}")


def _figures(scope: ReportScope, words: Words, year: str = "") -> Iterator[Figure]:
    aspect = f"utfall {year}" if year else ""
    for measured in _measured(scope):
        for series in measured.all:
            args = (measured.measure.slug, series.breakdown.slug)
            yield Figure(args, _name(measured, series), words(series), aspect)


def _name(measured: MeasureSeries, series: Series) -> str:
    """ "Nöjda kunder, kvinnor"."""
    part = "" if series is measured.main else f", {part_name(series)[:1].lower()}{part_name(series)[1:]}"
    return f"{measured.measure.name}{part}"


def _measured(scope: ReportScope) -> list[MeasureSeries]:
    """Every measure that the unit has an outcome or a target of in the years that figures are about."""
    return scope.memo("live.measures", lambda: _read(scope))


def _read(scope: ReportScope) -> list[MeasureSeries]:
    years = range(scope.outcome_years[-1] - 1, scope.year + 1)
    measures = [(measure, None) for measure in Measure.objects.known_for(scope.org_unit, years)]
    return read_series(measures, scope.org_unit, years, scope.year.kind) if measures else []


def _point(series: Series, year: int) -> Point:
    return next(point for point in series.points if point.year == year)


def _outcome(series: Series, year: int) -> str | None:
    point = _point(series, year)
    if point.is_hidden:
        return HIDDEN
    return None if point.value is None else _with_unit(series, point.value)


def _change(series: Series, now: Point, before: Point) -> str | None:
    if now.is_hidden or before.is_hidden:
        return HIDDEN
    if now.value is None or before.value is None:
        return None
    change = now.value - before.value
    if not round(change, _decimals(series)):
        return f"oförändrat sedan {int(before.year)}"
    return f"{_difference(series, abs(change))} {'högre' if change > 0 else 'lägre'} än {int(before.year)}"


def _difference(series: Series, size: Decimal) -> str:
    """Between two shares it is in percentage points."""
    if not _is_percent(series):
        return _with_unit(series, size)
    number = format_number(size, series.measure.decimals)
    return f"{number}{NO_BREAK_SPACE}{'procentenhet' if number == '1' else 'procentenheter'}"


def _target(series: Series) -> str | None:
    target = series.target
    if target is None or target.value is None:
        return None
    return _in_words(series, shown_target(series.measure, target)) if horizon_of(target) == 1 else None


def _with_unit(series: Series, value: Decimal) -> str:
    return _in_words(series, shown_number(series.measure, value, series.breakdown.kind))


def _in_words(series: Series, shown: str) -> str:
    """A number of a table as a sentence says it: "43 procent", "118 kWh/m²"."""
    if _is_percent(series):
        return shown.replace("%", "procent")
    unit = series.measure.measurement_unit
    is_said = series.breakdown.kind == ValueKind.VALUE and unit and unit.casefold() not in _UNSAID
    return f"{shown}{NO_BREAK_SPACE}{unit}" if is_said else shown


def _is_percent(series: Series) -> bool:
    kind = series.breakdown.kind
    return kind == ValueKind.SHARE or (kind == ValueKind.VALUE and series.measure.measurement_unit == "%")


def _decimals(series: Series) -> int:
    is_whole = series.breakdown.kind in {ValueKind.COUNT, ValueKind.RANK}
    return 0 if is_whole else series.measure.decimals
