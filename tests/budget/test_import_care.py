"""Where a file could do harm unseen: rows that are left out, last month's day, a source of another kind of file."""

from dataclasses import replace
from decimal import Decimal

import pytest

from budget.imports.mapping import ColumnUse, Mapping
from budget.models import Forecast, ImportBatch, LedgerEntry
from tests.budget.desk import TABLE, Desk, text
from tests.budget.importing import answer, put_in, read_in
from tests.budget_factories import create_area, create_area_code, create_import_source, create_staged_line
from tests.factories import create_org_unit

pytestmark = pytest.mark.django_db
State = ImportBatch.State
FORECAST = "Enhet (kr);Budget 2025;Prognos per 2025-08-31\nEkonomi;100;110\nHR;50;40\n"
SIE = """#FLAGGA 0
#FORMAT PC8
#SIETYP 4
#PROGRAM "Ekonomi" 1
#FNAMN "Exempelby"
#RAR 0 20250101 20251231
#KONTO 3010 "Avgifter"
#KONTO 4010 "Varor"
#DIM 1 "Ansvar"
#OBJEKT 1 "0410" "Stab"
#PSALDO 0 202501 4010 {1 "0410"} 500.00
#PSALDO 0 202501 3010 {1 "0410"} -100.00
"""


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_an_amount_that_can_not_be_read_does_not_take_away_the_stored_one():
    unit = create_org_unit()
    source = create_import_source(org_unit=unit)
    read_in(answer(put_in(unit, TABLE, source=source)))
    source.refresh_from_db()

    broken = put_in(unit, TABLE.replace("11 500,0", "1.234"), source=source)

    assert broken.problems.filter(severity="error").count() == 1
    assert not broken.lines.filter(change="removed").exists()


def test_the_next_forecast_of_a_source_has_its_own_day():
    unit = create_org_unit()
    source = create_import_source(org_unit=unit)
    read_in(answer(put_in(unit, FORECAST, source=source)))
    source.refresh_from_db()

    read_in(put_in(unit, FORECAST.replace("08-31", "10-31"), source=source))

    days = Forecast.objects.values_list("forecast_round__as_of", flat=True)
    assert {day.isoformat() for day in days} == {"2025-08-31", "2025-10-31"}


def test_a_forecast_without_a_day_in_its_head_is_asked_about_each_time():
    unit = create_org_unit()
    source = create_import_source(org_unit=unit)
    table = FORECAST.replace(" per 2025-08-31", "")
    first = put_in(unit, table, source=source)
    columns = Mapping.from_json(first.mapping).columns
    read_in(answer(first, columns=(*columns[:2], replace(columns[2], as_of="2025-08-31"))))
    source.refresh_from_db()

    assert put_in(unit, table, source=source).state == State.MAPPING


def test_forecasts_by_code_have_their_day():
    unit = create_org_unit()
    create_area_code(area=create_area(org_unit=unit), code="0410")

    batch = answer(put_in(unit, "Ansvar;Utfall;Prognos per 2025-08-31\n0410;90;110\n"))

    assert [line.as_of.isoformat() for line in batch.lines.filter(figure="forecast")] == ["2025-08-31"]


def test_a_source_of_tables_asks_about_the_dimensions_of_a_sie_file(client):
    desk = Desk(client)
    column = ColumnUse(0, "Enhet", "label")
    source = create_import_source(org_unit=desk.unit, mapping=Mapping(columns=(column,), scale=1000).as_json())
    desk.upload(SIE, name="bok.se", source=source)
    desk.work()

    assert "Koppla dimensionerna" in text(desk.page())


def test_a_sie_file_is_read_in_by_its_dimensions(client):
    desk = Desk(client)
    create_area_code(area=create_area(org_unit=desk.unit, name="Stab"), code="0410")
    desk.upload(SIE, name="bok.se")
    desk.work()
    assert "Dimension 1 Ansvar" in text(desk.page())

    desk.act("import_columns", **{"dimension-1": "unit", "save_as": ""})
    desk.work()
    desk.act("import_apply")
    desk.work()

    amounts = LedgerEntry.objects.values_list("by_unit__name", "by_nature__name", "month", "amount")
    assert set(amounts) == {("Stab", "Kostnader", 1, Decimal(500)), ("Stab", "Intäkter", 1, Decimal(-100))}


def test_many_rows_are_shown_two_hundred_at_a_time_with_what_is_wrong_first(client):
    desk = Desk(client)
    batch = desk.to_preview(TABLE.replace("11 500,0", "1.234"))
    area = create_area(org_unit=desk.unit)
    for row in range(250):
        create_staged_line(batch=batch, area=area, row=row + 10)
    batch.plan |= {"counts": {"new": batch.lines.count()}}
    batch.save()
    url = desk.url("import_detail", batch.pk)

    first, last = (client.get(url, {"sida": number}).context["page"].lines for number in (1, 2))

    assert (len(first.problems), len(first.lines)) == (1, 199)
    assert (len(last.problems), len(last.lines)) == (0, batch.lines.count() - 199)
    assert (first.later, last.earlier, last.later) == ("?sida=2", "?sida=1", "")


def test_an_upload_far_too_large_is_not_read_to_its_end(client, monkeypatch):
    desk = Desk(client)
    for name, size in {"MAX_BYTES": 100, "_OTHER_FIELDS": 400, "_READ_TO_THE_END": 1000}.items():
        monkeypatch.setattr(f"kommunrapport.spreadsheets.uploads.{name}", size)

    answered = desk.upload("x" * 200_000)

    assert answered.status_code == 413
    assert not ImportBatch.objects.exists()
