"""Intern kontroll as a workbook: the rows of the page, and nothing confidential."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from kommunrapport.organisation.roles import Role
from tests.factories import create_member, create_municipality, create_occasion, create_org_unit
from tests.internal_control.control_report import SECRET, YEAR, create_controls, create_secrets

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(db):
    create_municipality()
    create_occasion(year=YEAR)
    return create_org_unit(slug="ks", name="Kommunstyrelsen", kind="executive_board")


def workbook(client, unit, role=Role.CONTROLLER):
    """The sheets by their names, each a list of rows."""
    client.force_login(create_member(role, unit))
    answer = client.get(reverse("internal_control:overview_workbook", args=[YEAR, unit.slug]))
    assert answer.headers["Content-Disposition"] == f'attachment; filename="intern-kontroll-ks-{YEAR}.xlsx"'
    sheets = load_workbook(BytesIO(answer.content)).worksheets
    return {sheet.title: [list(row) for row in sheet.values] for sheet in sheets}


def test_risks_plan_results_and_actions_are_a_sheet_each(client, unit):
    create_controls(unit)

    sheets = workbook(client, unit)

    assert list(sheets) == ["Innehåll", "Risker", "Kontrollplan", "Resultat", "Åtgärder"]
    assert sheets["Risker"][2][:2] == [4, "Behörigheter finns kvar när någon slutar"]
    assert sheets["Resultat"][4][2] == "Allvarlig avvikelse"
    assert [row[0] for row in sheets["Åtgärder"][2:]] == [
        "Skriv en lathund",
        "Se över rutinerna",
        "Stäng konton samma dag",
        "Utbilda attestanter",
    ]


@pytest.mark.parametrize("role", [Role.CONTROLLER, Role.READER])
def test_what_is_confidential_is_in_no_sheet_not_even_for_who_sees_it_on_the_page(client, unit, role):
    create_controls(unit)
    plain = {name: rows for name, rows in workbook(client, unit, role).items() if name != "Innehåll"}
    create_secrets(unit)

    sheets = workbook(client, unit, role)

    assert SECRET not in str(sheets)
    assert {name: rows for name, rows in sheets.items() if name != "Innehåll"} == plain


def test_a_year_without_anything_is_a_workbook_that_says_so(client, unit):
    assert list(workbook(client, unit)) == ["Innehåll"]
    page = client.get(reverse("internal_control:overview", args=[YEAR, unit.slug])).content.decode()
    assert "Hämta som Excel" not in page


def test_the_page_links_to_its_workbook(client, unit):
    create_controls(unit)
    workbook(client, unit)

    page = client.get(reverse("internal_control:overview", args=[YEAR, unit.slug])).content.decode()

    assert reverse("internal_control:overview_workbook", args=[YEAR, unit.slug]) in page
