"""What the tests of a chapter's sections share: a section at the desk, and the form that is sent for it."""

from kommunrapport.reports.models import ChapterSection
from tests.budget_factories import create_area, create_budget_entry, create_ledger_entry
from tests.factories import create_chapter_section
from tests.reports.desk import Desk

DRIFT = "budget.operating_statement"


def with_section(at: Desk, key: str = DRIFT, **params) -> ChapterSection:
    return create_chapter_section(chapter=at.chapter, key=key, params=params)


def of_section(at: Desk, section: ChapterSection, name: str = "section_edit") -> str:
    return at.of_report(name, section.chapter_id, section.pk)


def choices(**changes: str) -> dict[str, str]:
    """What a browser sends for the driftredovisning as it is by default."""
    sent = {"version": "1", "title": "Driftredovisning", "unit": "tkr", "decimals": "0", "grouping": "unit"}
    sent |= {"columns_0": "budget", "columns_1": "outcome", "columns_2": "variance", "with_comments": "on"}
    return sent | changes


def stored(section: ChapterSection) -> ChapterSection:
    return ChapterSection.objects.get(pk=section.pk)


def create_economy(at: Desk) -> None:
    area = create_area(org_unit=at.unit, name="Måltider")
    create_budget_entry(area=area)
    create_ledger_entry(area=area)
