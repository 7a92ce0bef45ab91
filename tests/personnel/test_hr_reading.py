"""What the columns of the HR template take, and what is told of everything else. A wrong cell stores nothing."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kommunrapport.measures.models import AgeGroup, Sex
from personnel.imports.columns import COLUMNS, HEADINGS, choice_of
from personnel.models import Headcount, SickLeave
from tests.factories import create_org_unit
from tests.personnel.hr_desk import as_csv, as_workbook, stored, table, text

SICK = {"Antal anställda": 120, "Ordinarie timmar": 200_000, "Sjuktimmar": 12_000}
PARTS = ("Kvinnor och män är tillsammans inte lika många", "De tre åldersgrupperna är tillsammans inte lika många")


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("enhet", "unit"),
        ("period_from", "from_date"),
        ("Period från", "from_date"),
        ("KÖN", "sex"),
        ("varav_tillsvidare", "permanent"),
        ("sjuktimmar_60plus", "long_sick_hours"),
        ("timlön_timmar", "hourly_paid_hours"),
        ("övertid_timmar", "overtime_hours"),
        ("Sysselsättningsgrad", "employment_rate"),
        ("går_att_härleda", "is_identifiable"),
    ],
)
def test_a_heading_is_known_however_it_is_written(heading, key):
    column = HEADINGS.column_of(heading)

    assert column is not None
    assert column.key == key


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.key)
def test_every_column_is_known_by_its_heading_and_its_key(column):
    assert HEADINGS.column_of(column.heading) == HEADINGS.column_of(column.key) == column


@pytest.mark.parametrize(
    ("key", "word", "meaning"),
    [
        *(("sex", word, Sex.TOTAL) for word in ("T", "Tot", "totalt", "Total", "alla")),
        *(("sex", word, Sex.WOMEN) for word in ("K", "kvinnor", "Kvinna")),
        *(("sex", word, Sex.MEN) for word in ("M", "män", "MÄN", "man")),
        *(("age_group", word, AgeGroup.ALL) for word in ("alla", "Alla åldrar", "totalt")),
        *(("age_group", word, AgeGroup.UP_TO_29) for word in ("-29", "–29", "- 29 år", "≤29", "≤ 29 år")),
        *(("age_group", word, AgeGroup.UP_TO_29) for word in ("29 år eller yngre", "<=29", "under 30 år")),
        *(("age_group", word, AgeGroup.FROM_30_TO_49) for word in ("30-49", "30–49 år", "30 – 49")),
        *(("age_group", word, AgeGroup.FROM_50) for word in ("50-", "50–", "≥50", "50 år eller äldre", "50+")),
        ("denominator", "Ordinarie arbetstid", SickLeave.Denominator.ORDINARY_TIME),
        ("is_identifiable", "Ja", True),
        ("sex", "annat", None),
        ("age_group", "60-", None),
    ],
)
def test_a_choice_is_known_however_it_is_written(key, word, meaning):
    assert choice_of(key, word) == meaning


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cell", "hours"),
    [(1944.9, "1944.90"), (1944.899999999997, "1944.90"), ("1 944,9", "1944.90"), ("1944.90", "1944.90"), (12, "12")],
)
def test_numbers_are_read_as_people_and_programs_write_them(desk, cell, hours):
    desk.upload(as_workbook(table(SICK | {"Sjuktimmar": cell})))
    desk.confirm()

    assert SickLeave.objects.get().sick_hours == Decimal(hours)


@pytest.mark.django_db
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_from_any_program_is_read(desk, encoding):
    rows = as_csv(table(SICK | {"Enhet": "Förskolan Älgen", "Kön": "män"}))
    create_org_unit(name="Förskolan Älgen", parent=desk.unit)

    desk.client.post(desk.url(), {"file": SimpleUploadedFile("personal.csv", rows.encode(encoding)), "token": "t1"})
    desk.confirm()

    assert SickLeave.objects.get().sex == "men"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"Antal anställda": "ett"}, "”ett” är inget tal"),
        ({"Antal anställda": "12,5"}, "Skriv ett heltal"),
        ({"Antal anställda": -3}, "mindre än noll"),
        ({"Antal anställda": "1.234"}, "kan läsas på två sätt"),
        ({"Antal anställda": 99_999_999_999}, "för stort"),
        ({"Medelålder": 130, "Antal anställda": 20}, "mellan 15 och 80"),
        ({"Sysselsättningsgrad, %": "0,92", "Antal anställda": 20}, "Skriv i procent"),
        ({"Sysselsättningsgrad, %": 101, "Antal anställda": 20}, "för stort"),
        ({"Medelålder": 46}, "Skriv hur många anställda gruppen har"),
        ({"Sjuktimmar": 10, "Ordinarie timmar": 100}, "så att uppgifter om få personer inte visas"),
        ({"Sjuktimmar": 10, "Antal anställda": 20}, "Skriv både ordinarie timmar och sjuktimmar"),
        ({"varav 60 dagar eller mer": 10, "Antal anställda": 20}, "Skriv alla sjuktimmar också"),
        ({"Anmärkning": "bara text", "Antal anställda": 20}, "Skriv både ordinarie timmar och sjuktimmar"),
        (SICK | {"Sjuktimmar": 200_001}, "Sjuktimmar är fler än ordinarie timmar"),
        (SICK | {"varav 60 dagar eller mer": 12_001}, "är fler än sjuktimmar"),
        (SICK | {"varav heltid": 121}, "Varav heltid är fler än antal anställda"),
        (SICK | {"varav tillsvidareanställda": 100, "varav visstidsanställda": 30}, "tillsammans fler än antal"),
        (SICK | {"Kön": "annat"}, "Skriv totalt, kvinnor eller män"),
        (SICK | {"Kön": None}, "Skriv totalt"),
        (SICK | {"Åldersgrupp": "60-"}, "Skriv alla åldrar"),
        (SICK | {"Enhet": "finns inte"}, "Enheten finns inte"),
        (SICK | {"Från och med": "2025-13-01"}, "Skriv dagen som ett datum"),
        (SICK | {"Från och med": "1/1 2025"}, "Skriv dagen som ett datum"),
        (SICK | {"Till och med": "2024-12-31"}, "slutar innan den börjar"),
        (SICK | {"Till och med": "2026-01-01"}, "längre än ett år"),
        (SICK | {"Från och med": "1889-01-01", "Till och med": "1889-12-31"}, "utanför åren"),
        (SICK | {"Anmärkning": "x" * 301}, "Texten är för lång"),
        (SICK | {"Skostorlek": 42}, "Mallen har ingen sådan kolumn"),
        (SICK | {"Går att härleda": "kanske"}, "Skriv ja eller nej"),
    ],
)
def test_what_is_wrong_is_told_with_what_to_do(desk, row, sentence):
    page = text(desk.put_in(row))

    assert "Filen är inte inläst." in page
    assert sentence in page
    assert stored() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([SICK, SICK], "Gruppen finns redan på en annan rad"),
        ([SICK, SICK | {"Kön": "K", "Antal anställda": 60}, SICK | {"Kön": "M", "Antal anställda": 50}], PARTS[0]),
        ([{"Antal anställda": 50}, {"Kön": "K", "Antal anställda": 51}], "En del av gruppen är fler än hela gruppen"),
        (
            [{"Antal anställda": 60}]
            + [{"Åldersgrupp": age, "Antal anställda": 30} for age in ("-29", "30-49", "50-")],
            PARTS[1],
        ),
        ([SICK, {"Antal anställda": 119, "Från och med": "2025-12-01"}], "är ett annat tal på en annan rad"),
    ],
)
def test_rows_that_can_not_both_be_true_are_told(desk, rows, sentence):
    page = text(desk.put_in(*rows))

    assert sentence in page
    assert stored() == 0


@pytest.mark.django_db
def test_hours_may_be_rounded_one_by_one(desk):
    parts = [
        SICK | {"Kön": sex, "Antal anställda": 60, "Sjuktimmar": 5_999.5, "Ordinarie timmar": 99_999} for sex in "KM"
    ]

    assert "Läs in 3 rader" in text(desk.put_in(SICK, *parts))


@pytest.mark.django_db
def test_each_wrong_cell_is_told_with_its_sheet_its_place_and_what_stands_there(desk):
    page = text(desk.upload(as_workbook(table(SICK, {"Antal anställda": "många", "Kön": "x"}), sheet="År 2025")))

    assert "2 saker behöver rättas" in page
    assert "År 2025, F3" in page
    assert ">många<" in page


@pytest.mark.django_db
def test_one_wrong_row_keeps_all_others_out(desk):
    page = text(desk.put_in(SICK, {"Kön": "K", "Antal anställda": "?"}))

    assert "Rad 3, kolumn 6" in page
    assert not Headcount.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([["A", "B"], [1, 2]], "Inget blad i filen har mallens rubriker"),
        ([["Enhet", "Kön", "Åldersgrupp", "Antal anställda"], ["ks", "T", "alla", 3]], "Det saknas kolumner: Från och"),
        ([[*table({})[0], "Kön"], ["ks"]], "Kolumnen finns två gånger"),
        (table({}), "Ingen rad i filen är ifylld"),
        (table({"Antal anställda": None}), "Ingen rad i filen är ifylld"),
        (table({"Antal anställda": "visas inte"}), "Ingen rad i filen är ifylld"),
    ],
)
def test_a_file_that_is_not_the_template_is_told_so(desk, rows, sentence):
    assert sentence in text(desk.upload(as_workbook(rows)))
    assert stored() == 0


@pytest.mark.django_db
def test_titles_above_the_headings_and_empty_rows_do_no_harm(desk):
    rows = [["Personal 2025"], [], *table(SICK), [], [None, None]]

    desk.upload(as_workbook(rows))
    desk.confirm()

    assert SickLeave.objects.get().employees == 120


@pytest.mark.django_db
def test_two_units_of_the_same_name_are_told_apart_by_their_short_names(desk):
    for slug in ("norra", "sodra"):
        create_org_unit(slug=slug, name="Förskolan", parent=desk.unit)

    assert "Enheten finns inte" in text(desk.put_in(SICK | {"Enhet": "Förskolan"}))
    desk.read_in(SICK | {"Enhet": "sodra"})

    assert SickLeave.objects.get().org_unit.slug == "sodra"
