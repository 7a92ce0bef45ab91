"""The import template: what it holds, and that it goes straight back in."""

import datetime
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from budget.imports.template import import_workbook
from budget.models import Forecast, LedgerEntry
from tests.budget.desk import Desk
from tests.budget.importing import answer, put_in
from tests.budget_factories import (
    create_area,
    create_area_code,
    create_budget_entry,
    create_forecast,
    create_forecast_round,
    create_ledger_entry,
)
from tests.factories import create_org_unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def unit():
    return create_org_unit(slug="ks")


def rows(content: bytes) -> list[tuple]:
    return list(load_workbook(BytesIO(content)).worksheets[0].iter_rows(values_only=True))


def changes(unit, content: bytes) -> list[str]:
    """What reading the file in would change."""
    batch = answer(put_in(unit, content, name="mall.xlsx"))
    assert not batch.problems.filter(severity="error").exists()
    return sorted(batch.lines.values_list("change", flat=True))


def test_each_area_without_parts_is_a_row_with_its_code(unit):
    above = create_area(org_unit=unit, name="Allt")
    create_area_code(area=create_area(parent=above, name="Stab"), code="0410")
    without = create_area(parent=above, name="Politik", order=30_000)

    assert rows(import_workbook(unit, 2025)) == [
        ("Enhetskod", "Område", "Budget 2025", "Utfall 2025"),
        ("0410", "Stab", None, None),
        (f"#{without.pk}", "Politik", None, None),
    ]


def test_what_is_stored_goes_straight_back_in(unit):
    coded, plain = create_area(org_unit=unit), create_area(org_unit=unit)
    create_area_code(area=coded, code="0410")
    for area in (coded, plain):
        create_budget_entry(area=area, amount=Decimal("-1234567.89"))
        create_ledger_entry(area=area, amount=Decimal("0.01"))
    create_ledger_entry(area=create_area(org_unit=unit, grouping="project"))
    forecast_round = create_forecast_round(org_unit=unit, as_of=datetime.date(2026, 1, 15))
    create_forecast(forecast_round=forecast_round, area=plain, amount=Decimal(-5))

    assert set(changes(unit, import_workbook(unit, 2025))) == {"unchanged"}


def test_amounts_by_month_and_in_two_groupings_go_straight_back_in(unit):
    area, nature = create_area(org_unit=unit), create_area(org_unit=unit, grouping="nature")
    create_area_code(area=nature, code="40*")
    create_budget_entry(area=area)
    for month in (1, 2):
        create_ledger_entry(area=area, by_nature=nature, month=month, amount=Decimal(month))

    assert changes(unit, import_workbook(unit, 2025)) == ["unchanged"] * 3


def test_a_template_that_is_filled_in_brings_the_amounts(unit):
    area = create_area(org_unit=unit)
    create_forecast_round(org_unit=unit)
    book = load_workbook(BytesIO(import_workbook(unit, 2025)))
    book.worksheets[0]["D2"], book.worksheets[0]["E2"] = 1200.5, 1300
    content = BytesIO()
    book.save(content)

    batch = answer(put_in(unit, content.getvalue(), name="mall.xlsx"))

    found = batch.lines.values_list("figure", "new", "by_unit", "as_of")
    assert set(found) == {
        ("outcome", Decimal("1200.50"), area.pk, None),
        ("forecast", Decimal(1300), area.pk, datetime.date(2025, 10, 31)),
    }


def test_the_page_gives_it_as_a_file(client):
    desk = Desk(client)
    desk.read_in()

    answered = client.get(desk.url("import_template"))

    assert answered.headers["Content-Disposition"] == 'attachment; filename="inlasning-ks-2025.xlsx"'
    assert [row[1] for row in rows(answered.content)] == ["Område", "Politik", "Stab"]


def test_reading_the_template_in_on_the_page_changes_nothing(client):
    desk = Desk(client)
    desk.read_in()
    template = client.get(desk.url("import_template")).content

    batch = desk.to_preview(template)

    assert batch.plan["counts"] == {"unchanged": 4}
    assert LedgerEntry.objects.count() == 2
    assert not Forecast.objects.exists()
