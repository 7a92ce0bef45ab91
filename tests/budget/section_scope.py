"""A report to build sections in, and its tables as text."""

from kommunrapport.organisation.models import Occasion, OrgUnit
from kommunrapport.reports.blocks import Table
from kommunrapport.reports.models import Report
from kommunrapport.reports.registry import SECTIONS
from kommunrapport.reports.scope import ReportScope, report_scope
from tests.factories import create_occasion, create_report


def scope_of(org_unit: OrgUnit, year: int = 2025, kind: str = Occasion.Kind.FULL_YEAR, **fields) -> ReportScope:
    """The scope of the unit's report for the occasion, made when it is not there; there must be a municipality."""
    occasion = Occasion.objects.filter(year=year, kind=kind).first() or create_occasion(year=year, kind=kind)
    made = Report.objects.filter(org_unit=org_unit, occasion=occasion).first()
    return report_scope(made or create_report(org_unit=org_unit, occasion=occasion, **fields))


def build(key: str, scope: ReportScope, **params):
    """The data of a section with these choices and the defaults of the others."""
    registered = SECTIONS[key]
    return registered.build(scope, registered.params(**params))


def heads(table: Table) -> list[str]:
    return [column.label for column in table.columns]


def texts(table: Table) -> list[list[str]]:
    """The rows as they are read, with plain spaces."""
    return [[cell.text.replace("\u00a0", " ") for cell in row.cells] for row in table.rows]


def notes(table: Table) -> list[str]:
    return [note.text for note in table.footnotes]
