"""A file with figures of the staff is filled in, looked through and stored, once and all of it."""

import datetime
from decimal import Decimal

import pytest

from kommunrapport.organisation.period import Period
from personnel.figures import StaffReader
from personnel.models import EmploymentForm, Headcount, HrImport, SickLeave, StaffPeriod
from tests.personnel.hr_desk import YEAR, fill_in, text
from tests.personnel_factories import create_headcount, create_staff_period

pytestmark = pytest.mark.django_db
# By sex and age: employees, ordinary hours, sick hours, of them long. 5,625 percent; women 6, men 5.
GROUPS = {
    ("totalt", "alla åldrar"): (200, 320_000, 18_000, 7_000),
    ("kvinnor", "alla åldrar"): (120, 200_000, 12_000, 5_000),
    ("män", "alla åldrar"): (80, 120_000, 6_000, 2_000),
    ("totalt", "29 år eller yngre"): (40, 60_000, 1_800, 0),
    ("totalt", "30–49 år"): (90, 150_000, 9_000, 4_000),
    ("totalt", "50 år eller äldre"): (70, 110_000, 7_200, 3_000),
}
HEADINGS = ("Antal anställda", "Ordinarie timmar", "Sjuktimmar", "varav 60 dagar eller mer")
SICK = {"Antal anställda": 120, "Ordinarie timmar": "200 000", "Sjuktimmar": "12 000,5"}


def test_a_newcomer_fills_in_the_template_and_the_statutory_table_is_right(desk):
    figures = {
        ("Kommunstyrelsen", *group): dict(zip(HEADINGS, values, strict=True)) for group, values in GROUPS.items()
    }

    page = desk.client.get(desk.upload(fill_in(desk.template(), figures)).headers["Location"])
    assert "Läs in 6 rader" in text(page)
    desk.confirm()

    table = StaffReader().sick_leave(desk.unit, Period(YEAR))
    shown = [table.of(sex, age).value for sex, age in [("total", "all"), ("women", "all"), ("men", "all")]]
    assert shown == [Decimal("5.625"), Decimal(6), Decimal(5)]
    ages = [table.of("total", age).value for age in ("-29", "30-49", "50-")]
    assert [round(age, 2) for age in ages] == [Decimal(3), Decimal(6), Decimal("6.55")]
    assert round(table.long_share.value, 2) == Decimal("38.89")


def test_one_row_brings_everything_it_says(desk):
    desk.read_in(
        SICK
        | {"varav tillsvidareanställda": 100, "varav visstidsanställda": 15, "varav timavlönade": 5}
        | {"varav heltid": 90, "Årsarbetare": "108,75", "Medelålder": "46,2", "Sysselsättningsgrad, %": "92,5"}
        | {"Nyanställda": 12, "Avgångar": 9, "Övertid och fyllnadstid, timmar": 310, "Anmärkning": "Utan timavlönade"}
    )

    day = {"as_of": datetime.date(2025, 12, 31), "org_unit": desk.unit}
    forms = dict(Headcount.objects.filter(**day).values_list("form", "employees"))
    assert forms == {"all": 120, "permanent": 100, "fixed_term": 15, "hourly_paid": 5}
    everybody = Headcount.objects.get(form=EmploymentForm.ALL)
    assert (everybody.full_time, everybody.full_time_equivalents) == (90, Decimal("108.75"))
    assert (everybody.average_age, everybody.employment_rate) == (Decimal("46.2"), Decimal("92.5"))
    sick = SickLeave.objects.get()
    assert (sick.employees, sick.ordinary_hours, sick.sick_hours) == (120, 200_000, Decimal("12000.5"))
    assert (sick.long_sick_hours, sick.population_note) == (None, "Utan timavlönade")
    moved = StaffPeriod.objects.get()
    assert (moved.hired, moved.left, moved.overtime_hours, moved.hourly_paid_hours) == (12, 9, 310, None)


def test_rows_have_their_history_their_user_and_their_file(desk):
    desk.read_in(SICK)

    batch = HrImport.objects.applied().get()
    for row in (Headcount.objects.get(), SickLeave.objects.get()):
        assert (row.batch, row.version) == (batch, 1)
        assert row.history.get().history_user == desk.user
    assert (batch.rows, batch.row_count) == ([], 1)
    assert len(batch.checksum) == 64


def test_an_empty_cell_changes_nothing_and_a_word_takes_away(desk):
    desk.read_in(SICK | {"Medelålder": 46, "varav heltid": 90, "varav tillsvidareanställda": 100, "Nyanställda": 3})

    desk.read_in({"Antal anställda": 120, "Medelålder": "saknas", "varav tillsvidareanställda": "Saknas"})

    everybody = Headcount.objects.get()
    assert (everybody.form, everybody.average_age, everybody.full_time) == ("all", None, 90)
    assert everybody.version == 2
    assert everybody.history.count() == 2
    assert SickLeave.objects.get().version == 1
    assert StaffPeriod.objects.get().hired == 3


def test_hours_that_are_missing_are_taken_away_with_their_history_kept(desk):
    desk.read_in(SICK)

    desk.read_in({"Antal anställda": 120, "Ordinarie timmar": "saknas", "Sjuktimmar": "saknas"})

    assert not SickLeave.objects.exists()
    assert SickLeave.history.filter(history_type="-").get().history_user == desk.user


def test_zero_is_a_number(desk):
    desk.read_in({"Antal anställda": 0, "Ordinarie timmar": 0, "Sjuktimmar": 0})

    assert Headcount.objects.get().employees == 0
    assert SickLeave.objects.get().sick_hours == 0


def test_the_number_of_people_is_kept_on_all_that_is_of_the_group(desk):
    desk.read_in(SICK | {"Nyanställda": 1, "Går att härleda": "ja"})

    desk.read_in({"Antal anställda": 9})

    assert SickLeave.objects.get().employees == StaffPeriod.objects.get().employees == 9
    assert SickLeave.objects.get().is_identifiable


def test_the_same_file_again_changes_nothing(desk):
    desk.read_in(SICK)

    page = desk.put_in(SICK)
    assert "en oförändrad rad" in text(page)
    desk.confirm()

    assert SickLeave.objects.get().version == 1
    assert HrImport.objects.applied().count() == 2


def test_agreed_time_stands_beside_ordinary_time(desk):
    desk.read_in(SICK, SICK | {"Arbetstid": "överenskommen", "Ordinarie timmar": 210_000})

    assert set(SickLeave.objects.values_list("denominator", flat=True)) == {"ordinary_time", "agreed_time"}
    assert Headcount.objects.count() == 1


def test_a_formula_in_a_text_is_stored_as_text(desk):
    desk.read_in(SICK | {"Anmärkning": "=HYPERLINK(1)"})

    assert SickLeave.objects.get().population_note == "=HYPERLINK(1)"


def test_what_is_stored_of_a_neighbouring_period_stays(desk):
    create_headcount(org_unit=desk.unit, as_of=datetime.date(2024, 12, 31))
    create_staff_period(
        org_unit=desk.unit, from_date=datetime.date(2024, 1, 1), to_date=datetime.date(2024, 12, 31), hired=5
    )

    desk.read_in(SICK | {"Nyanställda": 1})

    assert Headcount.objects.count() == 2
    assert StaffPeriod.objects.get(to_date__year=2024).hired == 5
