"""Every section of the economy as it is shown, printed and handed out as data."""

import json

import pytest
from pypdf import PdfReader

from budget.models import BudgetArea, Grouping
from kommunrapport.reports.chapter_html import render_section
from kommunrapport.reports.exporting import export_json, export_pdf, export_xlsx
from kommunrapport.reports.models import ChapterSection
from kommunrapport.reports.registry import SECTIONS
from kommunrapport.reports.scope import report_scope
from tests.budget.economy import create_economy_report
from tests.factories import create_chapter, create_municipality, create_occasion, create_org_unit, create_report

pytestmark = pytest.mark.django_db

KEYS = sorted(key for key in SECTIONS if key.startswith("budget."))


@pytest.fixture
def report(db):
    create_municipality()
    return create_economy_report(create_org_unit(), create_occasion(year=2016))


def test_every_section_of_the_economy_is_registered():
    assert [key.removeprefix("budget.") for key in KEYS] == [
        "appropriations",
        "by_nature",
        "changes",
        "correction_plan",
        "cost_per_area",
        "earmarked",
        "forecast_accuracy",
        "investments",
        "operating_statement",
        "savings",
    ]


@pytest.mark.parametrize("key", KEYS)
def test_a_section_without_anything_to_show_is_empty(key):
    create_municipality()
    section = ChapterSection.objects.create(chapter=create_chapter(report=create_report()), key=key)

    assert not render_section(section, report_scope(section.chapter.report), 3).strip()


def test_comments_and_amounts_reach_the_page(report):
    sections = ChapterSection.objects.filter(chapter__report=report)

    shown = {section.key: render_section(section, report_scope(report), 3) for section in sections}

    assert "<strong>Stab:</strong> Fler använder" in shown["budget.operating_statement"]
    assert "Åtgärd: Licenserna ses över före sommaren." in shown["budget.operating_statement"]
    assert "Upphandlingen är överklagad." in shown["budget.investments"]
    assert all("<table" in html for html in shown.values())


def test_the_figures_leave_as_data(report):
    chapters = json.loads(export_json(report))

    assert "42013" in json.dumps(chapters)
    assert export_xlsx(report).startswith(b"PK")


@pytest.mark.pango
def test_the_economy_prints(report, tmp_path):
    (tmp_path / "rapport.pdf").write_bytes(export_pdf(report))

    text = " ".join(page.extract_text() for page in PdfReader(tmp_path / "rapport.pdf").pages)

    assert "Nettoinvesteringar" in text
    assert "Tilldelad ram" in text


@pytest.mark.parametrize("chapters", [1, 3])
def test_any_number_of_chapters_of_areas_takes_the_same_queries(report, chapters, django_assert_num_queries):
    scope = report_scope(report)
    section = SECTIONS["budget.operating_statement"]
    areas = BudgetArea.objects.filter(grouping=Grouping.UNIT)[:chapters]
    chapter_scopes = [scope.for_subject(f"budget.unit:{area.pk}") for area in areas]

    with django_assert_num_queries(6):  # five for the statement, one for the comments
        shown = [section.build(chapter, section.params()) for chapter in chapter_scopes]

    assert all(chapter.table for chapter in shown)
