"""Which measures a unit answers for at an occasion: each app tells where it uses measures, the rules ask for all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby

from kommunrapport.measures.series import MeasureSeries, Wanted, read_wanted
from kommunrapport.organisation.period import FULL_YEAR
from kommunrapport.quality.scope import CheckScope

type FindUses = Callable[[CheckScope], Iterable[Wanted]]
type Used = list[tuple[Wanted, MeasureSeries]]

FINDERS: list[FindUses] = []


def measures_used_by(find: FindUses) -> FindUses:
    """Register a function that finds where measures are used for the units of a scope. It only reads."""
    FINDERS.append(find)
    return find


def measures_in_use(scope: CheckScope) -> Used:
    """Every use, with this year's outcome and the year before's of the occasion's part of the year."""
    return _read(scope, scope.occasion.kind)


def once_each(uses: Used) -> Used:
    """One use of each measure and unit, however many goals and lists it stands in."""
    key = _measure_and_unit
    return [next(same) for _, same in groupby(sorted(uses, key=key), key=key)]


def measures_over_the_year(scope: CheckScope) -> Used:
    """The same with outcomes of whole years, which is what targets are set for."""
    return _read(scope, FULL_YEAR)


def _measure_and_unit(use: tuple[Wanted, MeasureSeries]) -> tuple[str, int, int]:
    wanted, _ = use
    return wanted.measure.name, wanted.measure.pk, wanted.org_unit_id


def _read(scope: CheckScope, part: str) -> Used:
    def read() -> Used:
        wanted = scope.memo("measures in use", lambda: _wanted(scope))
        years = [scope.occasion.year - 1, scope.occasion.year]
        return list(zip(wanted, read_wanted(wanted, years, part), strict=True))

    return scope.memo(f"series of measures in use, {part}", read)


def _wanted(scope: CheckScope) -> list[Wanted]:
    return [wanted for find in FINDERS for wanted in find(scope) if wanted.org_unit_id in scope.units]
