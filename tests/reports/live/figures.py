"""What the tests of figures in texts start from: a figure as it stands in a text, and a report that holds one."""

from kommunrapport.measures.models import Measure
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.reports.live.registry import find_figure
from kommunrapport.reports.models import Report
from kommunrapport.reports.scope import ReportScope, report_scope
from tests.factories import create_measure, create_observation, create_org_unit
from tests.reports.desk import create_report_of_unit

NOJDA = "measures.outcome:nojda:value_total_all"


def data(value: str, words: str = "gamla ord") -> str:
    return f'<data value="{value}">{words}</data>'


def create_nojda(org_unit: OrgUnit, value: int | None = 43, **fields) -> Measure:
    """A measure in percent with an outcome in 2025."""
    measure = create_measure(slug="nojda", name="Nöjda kunder", measurement_unit="%")
    create_observation(measure=measure, org_unit=org_unit, value=value, **fields)
    return measure


def scope_of(unit: OrgUnit | None = None, **report) -> ReportScope:
    """The scope of the unit's report of 2025."""
    return report_scope(create_report_of_unit(unit or create_org_unit(), **report))


def words(value: str, scope: ReportScope) -> str | None:
    """What a figure says; an error for one that is not in the scope."""
    found = find_figure(value, scope)
    assert found is not None, value
    return found.words


def fresh(scope: ReportScope) -> ReportScope:
    """The same report read again."""
    return report_scope(Report.objects.get(org_unit=scope.org_unit, occasion=scope.occasion))
