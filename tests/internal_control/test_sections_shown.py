"""Every section of internal control as it is shown, printed and handed out as data; and what never is."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from internal_control.models import ControlTest, ImprovementAction, PlannedControl, Risk
from kommunrapport.reports.chapter_html import render_section
from kommunrapport.reports.exporting import EXPORTS
from kommunrapport.reports.models import ChapterSection, Report
from kommunrapport.reports.outline import GONE, read_outline, subject_heads
from kommunrapport.reports.registry import SECTIONS
from kommunrapport.reports.scope import report_scope
from kommunrapport.reports.section_forms import SectionForm
from tests.control_factories import (
    create_control_follow_up,
    create_control_plan,
    create_control_test,
    create_improvement_action,
    create_planned_control,
    create_risk,
    create_risk_rating,
)
from tests.factories import create_chapter, create_municipality, create_occasion, create_org_unit, create_report
from tests.internal_control.control_report import KEYS, SECRET, YEAR, create_control_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(db) -> Report:
    create_municipality()
    unit = create_org_unit(name="Kommunstyrelsen", kind="executive_board")
    return create_control_report(unit, create_occasion(year=YEAR))


def shown(report: Report) -> dict[str, str]:
    """The HTML of each section by its key."""
    sections = ChapterSection.objects.filter(chapter__report=report)
    scope = report_scope(report)
    return {section.key.partition(".")[2]: render_section(section, scope, 3) for section in sections}


def text_of(kind: str, content: bytes) -> str:
    if kind == "pdf":
        return " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    if kind == "xlsx":
        sheets = load_workbook(BytesIO(content)).worksheets
        return " ".join(str(cell) for sheet in sheets for row in sheet.values for cell in row)
    return content.decode()


def test_every_section_of_internal_control_is_registered():
    assert [key.removeprefix("internal_control.") for key in KEYS] == [
        "action_plan",
        "actions",
        "conclusion",
        "control_plan",
        "oversight",
        "results",
        "risk_matrix",
    ]


@pytest.mark.parametrize("key", KEYS)
def test_a_section_without_anything_to_show_is_empty(key):
    create_municipality()
    section = ChapterSection.objects.create(chapter=create_chapter(report=create_report()), key=key)

    assert not render_section(section, report_scope(section.chapter.report), 3).strip()


@pytest.mark.parametrize("key", KEYS)
def test_the_choices_of_a_section_are_a_form(key):
    section = ChapterSection.objects.create(chapter=create_chapter(report=create_report()), key=key)

    form = SectionForm(section=section)

    assert SECTIONS[key].has_choices
    assert all(field.label for _, fields in form.groups() for field in fields)


def test_what_people_wrote_reaches_the_page(report):
    html = shown(report)

    assert '<td class="r-act"><span class="rv">12</span> <span class="risk">4</span></td>' in html["risk_matrix"]
    assert "Beslut: Kommunstyrelsen, 3 februari 2025, § 12." in html["control_plan"]
    assert "Sju konton var kvar." in html["results"]
    assert "Ny tid: våren 2026." in html["actions"]
    assert "<h3>Internkontroll: Ekonomi / Attest av fakturor</h3>" in html["action_plan"]
    assert "<p>Lathunden är inte skriven.</p>" in html["action_plan"]
    assert "Behöver förbättras" in html["conclusion"]
    assert '<th scope="row">Kommunstyrelsen</th>' in html["oversight"]


@pytest.mark.parametrize("kind", [pytest.param("pdf", marks=pytest.mark.pango), "html", "xlsx", "csv", "json"])
def test_no_file_tells_of_what_is_confidential(report, kind):
    text = text_of(kind, EXPORTS[kind](report))

    assert SECRET not in text
    assert "Behörigheter finns kvar" in text.replace("\n", " ")


def test_no_count_tells_of_what_is_confidential(report):
    """Two of the six controls are confidential, both with a serious deviation."""
    with_secrets = shown(report)
    assert "Tre av fyra kontroller är gjorda. En visade en allvarlig avvikelse och en visade" in with_secrets["results"]

    ImprovementAction.objects.filter(text__contains=SECRET).delete()
    PlannedControl.objects.filter(control_test__area=SECRET).delete()
    ControlTest.objects.filter(area=SECRET).delete()
    Risk.objects.filter(title__contains=SECRET).delete()

    assert shown(report) == with_secrets


def test_a_chapter_of_a_control_that_became_confidential_says_nothing_of_it(report):
    test = ControlTest.objects.get(title=f"{SECRET} 2")
    chapter = create_chapter(report=report, heading="", subject_key=f"internal_control.test:{test.pk}", order=99)
    sections = [ChapterSection.objects.create(chapter=chapter, key=key) for key in KEYS if key.endswith(("s", "plan"))]
    scope = report_scope(report)

    html = [render_section(section, scope.for_subject(chapter.subject_key), 3).strip() for section in sections]

    assert read_outline(report, scope)[-1].title == GONE
    assert not any(html)


def test_a_chapter_of_a_control_tells_of_it_alone(report):
    scope = report_scope(report)
    titles = {head.title: head.pk for head in subject_heads("internal_control.test", scope).values()}
    of_test = scope.for_subject(f"internal_control.test:{titles['IT: Behörigheter']}")

    built = {key: SECTIONS[key].build(of_test, SECTIONS[key].params()) for key in KEYS}

    assert list(titles) == [
        "Ekonomi: Attest av fakturor",
        "Ekonomi: Upphandling",
        "IT: Behörigheter",
        "Kansli: Delegationsbeslut",
    ]
    assert [row.cells[0].text for row in built["internal_control.results"].table.rows] == ["IT: Behörigheter"]
    assert built["internal_control.results"].sentence == ""
    assert len(built["internal_control.control_plan"].tables[0].rows) == 1
    assert len(built["internal_control.actions"].table.rows) == 1
    assert built["internal_control.action_plan"].controls == ()


@pytest.mark.parametrize("more", [0, 3])
def test_any_number_of_rows_takes_the_same_queries(report, more, django_assert_num_queries):
    unit, plan = report.org_unit, PlannedControl.objects.first().plan
    for number in range(more):
        below = create_org_unit(parent=unit, kind="unit")
        test = create_control_test(org_unit=unit, risk=create_risk_rating(risk=create_risk(org_unit=below)).risk)
        create_planned_control(plan=plan, control_test=test, order=number)
        create_planned_control(plan=create_control_plan(org_unit=below))
        create_improvement_action(org_unit=below, control_test=test)
        create_control_follow_up(control_test=test)
    scope = report_scope(report)

    with django_assert_num_queries(18):
        built = [SECTIONS[key].build(scope, SECTIONS[key].params()) for key in KEYS]

    assert len(built[-1].units) == 1 + more
