"""Resource and effect measures of the staff: a list of measures as a table."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kommunrapport.reports.measure_lists import read_list
from kommunrapport.reports.measure_rows import RowLayout, measure_rows, part_names
from kommunrapport.reports.measure_sections import MeasureTable, MeasureTableParams, headed
from kommunrapport.reports.measure_tables import Writing, measure_table
from kommunrapport.reports.registry import section
from kommunrapport.reports.scope import ReportScope

BY_COLUMN, BY_ROW = "by_column", "by_row"
LAYOUTS = ((BY_COLUMN, "Kvinnor och män under måttet"), (BY_ROW, "Egen kolumn för totalt, kvinnor och män"))


@dataclass(frozen=True, slots=True)
class StaffMeasureChoices(MeasureTableParams):
    """Which list, and how it is set."""

    layout: str = field(default=BY_COLUMN, metadata={"label": "Uppställning", "choices": LAYOUTS})
    with_parts: bool = field(default=True, metadata={"label": "Nämn vad ett index består av"})
    expected_mark: str = field(
        default="",
        metadata={
            "label": "Tecken för utfall som kommer senare",
            "help": "Till exempel ***. Förklaringen skrivs under tabellen.",
            "detail": True,
        },
    )

    @property
    def writing(self) -> Writing:
        # A dataclass with slots is a new class, which super() without arguments does not know.
        return replace(super(StaffMeasureChoices, self).writing, expected_mark=self.expected_mark)


@section("personnel.measures", title="Personalmått", params=StaffMeasureChoices)
def staff_measures(scope: ReportScope, params: StaffMeasureChoices) -> MeasureTable:
    """A list of measures over the years that have been, with the targets of the report's own year."""
    is_plan = scope.is_plan
    read = (*scope.outcome_years, scope.year) if is_plan and params.layout == BY_ROW else scope.years
    found = read_list(params.measure_list, scope.org_unit, read, scope.year.kind)
    if found is None or not found.measured:
        return MeasureTable(found.title if found else "", None)
    if params.layout != BY_ROW:
        return headed(found.title, measure_table(found.rows, read, scope.labels, writing=params.writing))
    parts = part_names(found.measures) if params.with_parts else {}
    layout = RowLayout(scope.outcome_years, int(scope.year), params.writing, parts)
    return headed(found.title, measure_rows(found.rows, layout, scope.labels))
