"""Where each measure stands on the page: under its goals, in its lists, or last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q

from goals.models import Goal, GoalMeasure
from kommunrapport.measures.models import Measure, MeasureListItem, Observation, Target
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.submissions import reporting_unit

OTHERS = "Övriga mätningar"


@dataclass(frozen=True, slots=True)
class Place:
    """A measure under a heading. `short` is how another place refers to this heading: "4.5"."""

    anchor: str
    heading: str
    short: str
    name: str
    measure: Measure
    goal_id: int | None = None


def places_of(org_unit: OrgUnit, year: int) -> list[Place]:
    """Every place on the unit's page, in order: three queries."""
    places = [*_in_goals(org_unit, year), *_in_lists(org_unit)]
    return [*places, *_others(org_unit, {place.measure.pk for place in places})]


def by_heading(places: Iterable[Place]) -> list[tuple[str, list[Place]]]:
    return [(heading, list(group)) for heading, group in groupby(places, key=lambda place: place.heading)]


def _in_goals(org_unit: OrgUnit, year: int) -> Iterable[Place]:
    goals = Goal.objects.valid_in(year).filter(coordinating_unit=org_unit)
    rows = (
        GoalMeasure.objects.filter(goal__in=goals)
        .select_related("goal", "measure__owner")
        .order_by("goal__order", "goal__number", "goal_id", "order", "pk")
    )
    for row in rows:
        anchor = f"mal-{row.goal_id}-{row.measure_id}"
        yield Place(anchor, str(row.goal), row.goal.number or row.goal.title, str(row), row.measure, row.goal_id)


def _in_lists(org_unit: OrgUnit) -> Iterable[Place]:
    """A nämnd enters every list; a unit below it only what it has outcomes for, so that nothing is entered twice."""
    items = MeasureListItem.objects.filter(measure__isnull=False)
    if reporting_unit(org_unit) != org_unit:
        items = items.filter(measure__in=Observation.objects.filter(org_unit=org_unit).values("measure"))
    items = items.select_related("measure_list", "measure__owner").order_by(
        "measure_list__title", "measure_list_id", "order"
    )
    for item in items:
        title = item.measure_list.title
        assert item.measure is not None  # noqa: S101 (filtered above)
        yield Place(f"lista-{item.pk}", title, title, item.measure.name, item.measure)


def _others(org_unit: OrgUnit, placed: set[int]) -> Iterable[Place]:
    known = Q(pk__in=Observation.objects.filter(org_unit=org_unit).values("measure"))
    aimed = Q(pk__in=Target.objects.filter(org_unit=org_unit).values("measure"))
    for measure in Measure.objects.filter(known | aimed).exclude(pk__in=placed).select_related("owner"):
        yield Place(f"ovrig-{measure.pk}", OTHERS, OTHERS, measure.name, measure)
