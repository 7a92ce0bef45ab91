"""Lists of measures with their outcomes, read together: four queries for any number of lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from kommunrapport.measures.models import Measure, MeasureList, MeasureListItem
from kommunrapport.measures.series import MeasureSeries, read_series
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.organisation.period import FULL_YEAR
from kommunrapport.reports.measure_tables import NamedSeries


@dataclass(frozen=True, slots=True)
class ReadList:
    """A list with its rows in order: measures with their outcomes, and headings."""

    title: str
    rows: tuple[NamedSeries | str, ...]

    @property
    def measured(self) -> list[NamedSeries]:
        return [row for row in self.rows if not isinstance(row, str)]

    @property
    def measures(self) -> list[Measure]:
        return [row.series.measure for row in self.measured]


def read_lists(
    lists: QuerySet[MeasureList], org_unit: OrgUnit, years: Sequence[int], part: str = FULL_YEAR
) -> list[ReadList]:
    """The lists of a query, for one unit; the targets are of the last year."""
    items = MeasureListItem.objects.select_related("measure")
    found = list(lists.prefetch_related(Prefetch("items", queryset=items)))
    wanted = [item.measure for one in found for item in one.items.all() if item.measure]
    series = iter(read_series([(measure, None) for measure in wanted], org_unit, years, part)) if wanted else iter(())
    return [
        ReadList(
            one.title,
            tuple(_row(item, next(series)) if item.measure else item.heading for item in one.items.all()),
        )
        for one in found
    ]


def read_list(slug: str, org_unit: OrgUnit, years: Sequence[int], part: str = FULL_YEAR) -> ReadList | None:
    """One list; None when there is none of that name."""
    return next(iter(read_lists(MeasureList.objects.filter(slug=slug), org_unit, years, part)), None)


def _row(item: MeasureListItem, series: MeasureSeries) -> NamedSeries:
    return NamedSeries(str(item.measure), series, indent=item.indent)
