"""A file about people is refused whatever it looks like, and nothing of it is left."""

import pytest
from django.core.files.uploadedfile import TemporaryUploadedFile

from tests.personnel.hr_desk import HrDesk, as_csv, as_workbook, stored, table, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_kept")]
NUMBER = "850709-9805"  # made up
REFUSED = "Filen ser ut att innehålla uppgifter om enskilda personer."
GOOD = table({"Antal anställda": 120})


def assert_refused(desk: HrDesk, content: str | bytes, *, name: str = "", secrets: tuple[str, ...] = (NUMBER,)) -> None:
    answer = desk.upload(content, name=name)
    page = text(answer)
    assert REFUSED in page
    assert desk.url("import_template") in page
    assert not [secret for secret in (*secrets, name) if secret and secret in page]
    assert stored() == 0


@pytest.mark.parametrize(
    "heading",
    [
        "Personnummer",
        "PERSNR",
        "Pers.nr",
        "pnr",
        "Person nr",
        "Personnummer (12 siffror)",
        "Samordningsnummer",
        "Förnamn",
        "Efternamn, förnamn",
        "Namn",
        "Anställningsnummer",
        "Anst.nr",
        "anställnings_id",
        "E-post",
        "Epostadress",
        "Adress",
        "Månadslön",
        "Lön (kr)",
        "Bankkonto",
        "Mobilnummer",
        "Födelsedatum",
    ],
)
def test_a_column_about_people_is_refused(desk, heading):
    rows = table({"Antal anställda": 120, heading: "x"})

    assert_refused(desk, as_csv(rows))


@pytest.mark.parametrize(
    "cell",
    [
        NUMBER,
        "19850709-9805",
        "198507099805",
        "8507099805",
        "850709+9805",
        "850709 9805",
        "850709-XXXX",
        "850709-****",
        "850709-TF12",
        "850769-9802",
        "850709-1234",
        "Sjukskriven: 850709-9805, hela året",
        8507099805,
        198507099805,
    ],
)
def test_a_cell_with_a_personnummer_is_refused_wherever_it_stands(desk, cell):
    for heading in ("Anmärkning", "Något annat"):
        assert_refused(desk, as_workbook(table({"Antal anställda": 120} | {heading: cell})), secrets=(str(cell),))


def test_a_number_that_lost_its_first_zero_is_refused(desk):
    assert_refused(desk, as_workbook([["Enhet", "Nummer"], ["ks", 103151239]]), secrets=("103151239",))


def test_hidden_sheets_are_searched_too(desk):
    content = as_workbook(GOOD, more=("Underlag", NUMBER))

    answer = text(desk.upload(content))

    assert "Blad 2, cell A1 (bladet är dolt)" in answer
    assert NUMBER not in answer


@pytest.mark.parametrize("more", [("Anna 850709-9805", "x"), ("Personnummer", "x"), ("Blad2", "Efternamn")])
def test_names_of_sheets_and_headings_in_hidden_ones_are_searched(desk, more):
    assert_refused(desk, as_workbook(GOOD, more=more), secrets=("850709",))


@pytest.mark.parametrize("name", [f"{NUMBER}.csv", "lista_personnummer.csv", "sjuk 198507099805.xlsx"])
def test_the_name_of_the_file_is_searched(desk, name):
    assert_refused(desk, as_csv(GOOD) if name.endswith("csv") else as_workbook(GOOD), name=name)


def test_a_list_of_people_in_the_columns_of_the_template_is_refused(desk):
    rows = [{"Antal anställda": 1, "Sjuktimmar": n, "Ordinarie timmar": 1700, "Kön": "K"} for n in range(3)]

    assert_refused(desk, as_csv(table(*rows)))


def test_many_rows_of_one_person_each_are_refused(desk):
    months = [(f"2025-{month:02}-01", f"2025-{month:02}-28") for month in range(1, 13)]
    rows = [
        {"Antal anställda": 1, "Från och med": first, "Till och med": last, "Kön": sex}
        for first, last in months
        for sex in ("K", "M")
    ]

    assert_refused(desk, as_csv(table(*rows)))


def test_a_payroll_export_of_employments_is_refused(desk):
    rows = "Personnummer;Förnamn;Efternamn;Månadslön;Giltig från\n850709-9805;A;B;31 000;2025-01-01\n"

    assert_refused(desk, rows, secrets=(NUMBER, "31 000"))


def test_no_word_of_the_file_reaches_a_log(desk, nothing_kept):
    desk.upload(as_csv(table({"Antal anställda": 3, "Anmärkning": f"gäller {NUMBER}"})), name="hemligt.csv")

    assert not [word for word in (NUMBER, "gäller", "hemligt") if word in nothing_kept.text]


def test_a_large_upload_leaves_no_file_behind(desk, settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10
    kept = TemporaryUploadedFile("x", "x", 1, None)
    kept.close()  # where such files lie is watched by `nothing_kept`

    assert_refused(desk, as_csv(table({"Antal anställda": 120, "Anmärkning": NUMBER})))


@pytest.mark.parametrize("unit", ["Lön och pension", "Namnsdagens förskola"])
def test_words_in_the_columns_of_the_template_are_no_headings(desk, unit):
    answer = text(desk.upload(as_csv(table({"Enhet": unit, "Antal anställda": 120, "Anmärkning": "Bara månadslön"}))))

    assert REFUSED not in answer
    assert "Enheten finns inte" in answer


@pytest.mark.parametrize("heading", ["Enhetens namn", "Antal medarbetare", "Sysselsatta"])
def test_headings_about_groups_are_not_taken_for_people(desk, heading):
    answer = text(desk.upload(as_csv(table({"Antal anställda": 120, heading: "x"}))))

    assert REFUSED not in answer
    assert "Mallen har ingen sådan kolumn" in answer


def test_a_title_above_the_table_is_no_heading(desk):
    answer = text(desk.upload(as_workbook([["Personal och lön 2025"], *table({"Antal anställda": "?"})])))

    assert REFUSED not in answer
    assert "inget tal" in answer
