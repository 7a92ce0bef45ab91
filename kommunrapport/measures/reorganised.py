"""A series over a reorganisation: as it was reported then, and as the organisation is now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from kommunrapport.measures.models import Measure, ValueKind
from kommunrapport.measures.series import Point, Series, Wanted, read_wanted
from kommunrapport.measures.shown import shown_number
from kommunrapport.numbers import EN_DASH
from kommunrapport.organisation.models import OrgUnit, Reorganisation
from kommunrapport.organisation.reorganising import sentence

# What is counted in these adds up over units; a share, an average or a rank does not.
COUNTED_IN = {"st", "antal", "personer", "stycken"}
NOT_COMPUTED = "Värden före förändringen går inte att räkna om till dagens organisation."


@dataclass(frozen=True, slots=True)
class ReorganisedYear:
    """One year before the change: what each unit reported, and what that is for the unit of today."""

    year: int
    then: tuple[str, ...]
    now: str


@dataclass(frozen=True, slots=True)
class Reorganised:
    """What happened, in sentences; and the years before it, none when the unit has the same figures as before."""

    sentences: tuple[str, ...]
    units: tuple[OrgUnit, ...]
    years: tuple[ReorganisedYear, ...]


def read_reorganised(measure: Measure, org_unit: OrgUnit, years: Sequence[int], part: str) -> Reorganised | None:
    """The unit's reorganisations seen in one measure; None when there were none."""
    changes = list(
        Reorganisation.objects.filter(
            Q(before=org_unit) | Q(after=org_unit) | Q(moved_from=org_unit) | Q(moved_to=org_unit),
            happens_on__year__lte=max(years),
        )
        .select_related("moved_from", "moved_to")
        .prefetch_related("before", "after")
        .distinct()
    )
    if not changes:
        return None
    sentences = [sentence(change) for change in changes]
    came_of = next((change for change in reversed(changes) if _made(change, org_unit)), None)
    if came_of is None:
        return Reorganised(tuple(sentences), (), ())
    units = tuple(came_of.before.all())
    rows, is_computed = _rows(measure, came_of, units, years, part)
    if rows and not is_computed:
        sentences.append(NOT_COMPUTED)
    return Reorganised(tuple(sentences), units, rows)


def _made(change: Reorganisation, org_unit: OrgUnit) -> bool:
    """Whether the unit came of others by this change."""
    if change.kind == Reorganisation.Kind.MOVE:
        return False
    return any(unit.pk == org_unit.pk for unit in change.after.all())


def _rows(
    measure: Measure, change: Reorganisation, units: tuple[OrgUnit, ...], years: Sequence[int], part: str
) -> tuple[tuple[ReorganisedYear, ...], bool]:
    """The years before the change in which a unit of then has something, and whether they could be put together."""
    series = [found.main for found in read_wanted([Wanted(measure, unit.pk) for unit in units], years, part)]
    adds_up = change.kind == Reorganisation.Kind.MERGE and _adds_up(measure, series)
    rows = []
    for points in zip(*(one.points for one in series), strict=True):
        if points[0].year < change.happens_on.year and any(point.observation for point in points):
            now = _together(measure, points) if adds_up else EN_DASH
            rows.append(ReorganisedYear(points[0].year, tuple(point.shown for point in points), now))
    return tuple(rows), adds_up


def _adds_up(measure: Measure, series: Sequence[Series]) -> bool:
    counted = measure.measurement_unit.casefold() in COUNTED_IN
    return counted or all(one.breakdown.kind == ValueKind.COUNT for one in series)


def _together(measure: Measure, points: Sequence[Point]) -> str:
    """The sum, when every unit has a value that may be shown; else a dash, since a missing value is not 0."""
    values = [point.value for point in points if point.value is not None]
    if len(values) < len(points):
        return EN_DASH
    return shown_number(measure, sum(values, Decimal(0)))
