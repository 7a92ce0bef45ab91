"""What a file of outcomes may be about: the measures of the grid that the user records, in its order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from goals.outcomes.grid import YEARS_BEFORE
from goals.outcomes.places import Place, places_of
from kommunrapport.measures.figures import Figures
from kommunrapport.measures.models import Measure, Observation
from kommunrapport.measures.series import Breakdown, Point, Series, Wanted, read_wanted


@dataclass(frozen=True, slots=True)
class Line:
    """One outcome, stored or not. Where it may not be shown `observation` has no value."""

    measure: Measure
    name: str
    breakdown: Breakdown
    observation: Observation | None = None
    previous: Point | None = None
    is_hidden: bool = False


class Lines:
    """The lines of a unit and period, and what a file may name."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.all = list(lines)
        self._by_key = {(line.measure.slug, line.breakdown): line for line in self.all}
        self._wholes: dict[str, Line] = {}
        for line in self.all:
            self._wholes.setdefault(line.measure.slug, line)

    def knows(self, slug: str) -> bool:
        return slug in self._wholes

    def find(self, slug: str, breakdown: Breakdown) -> Line:
        """The line of a measure that is known; a new one for a part that nothing is stored of."""
        found = self._by_key.get((slug, breakdown))
        whole = self._wholes[slug]
        return found or Line(whole.measure, whole.name, breakdown)


def read_lines(figures: Figures) -> Lines:
    """Each measure once, with every part of it that has an outcome in the years that the grid shows."""
    lens = figures.lens
    places = _entered(figures)
    # With what each is a part of, which decides whether it is a survey.
    found = Measure.objects.select_related("parent__parent__parent").in_bulk([p.measure.pk for p in places])
    wanted = [Wanted(found[p.measure.pk], lens.org_unit.pk) for p in places]
    series = read_wanted(wanted, lens.year.latest(YEARS_BEFORE + 1), lens.year.kind) if wanted else []
    return Lines(_line(p, part) for p, one in zip(places, series, strict=True) for part in one.all)


def _entered(figures: Figures) -> list[Place]:
    """The first place of each measure that the user records."""
    lens = figures.lens
    first: dict[int, Place] = {}
    for place in places_of(lens.org_unit, lens.year):
        if figures.may_record(place.measure) and not place.measure.is_derived:
            first.setdefault(place.measure.pk, place)
    return list(first.values())


def _line(place: Place, series: Series) -> Line:
    latest = series.latest
    return Line(
        series.measure, place.name, series.breakdown, latest.observation, series.previous, is_hidden=latest.is_hidden
    )
