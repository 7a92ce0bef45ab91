"""Files made to harm are refused with a sentence, and nothing is stored or left behind."""

import pytest

from tests.personnel.hr_desk import stored, text
from tests.spreadsheets.hostile import GOOD, cell, ole, row, sheet, workbook

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_kept")]
HEADS = [
    cell(f"{letter}1", head, kind="str")
    for letter, head in zip(
        "ABCDEF", ("Enhet", "Från och med", "Till och med", "Kön", "Åldersgrupp", "Antal anställda"), strict=True
    )
]
GROUP = [
    cell(f"{letter}2", text, kind="str")
    for letter, text in zip("ABCDE", ("ks", "2025-01-01", "2025-12-31", "T", "alla"), strict=True)
]


def template(last: str, **options) -> bytes:
    return workbook(sheet(row(1, *HEADS), row(2, *GROUP, last)), **options)


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"\x89PNG\r\n\x1a\n", "bild.xlsx", "ser ut som en bild"),
        (b"%PDF-1.7", "rapport.csv", "ser ut som en pdf"),
        (b"<html><table></table></html>", "export.csv", "webbsida"),
        (b"PK\x03\x04trasig", "trasig.xlsx", "skadad"),
        (ole("Workbook"), "gammal.xlsx", "äldre arbetsbok"),
        (ole("EncryptedPackage"), "låst.xlsx", "lösenord"),
        (workbook(GOOD, extra=(("xl/vbaProject.bin", b"x"),)), "makro.xlsx", "makron"),
        (workbook(GOOD, extra=(("xl/embeddings/oleObject1.bin", b"x"),)), "objekt.xlsx", "inbäddat objekt"),
        (workbook(sheet(start="<!DOCTYPE x>")), "x.xlsx", "filen"),
        (workbook(sheet(row(1_048_576, cell("XFD1048576", "1")))), "x.xlsx", "rad"),
        (template(cell("F2", "", formula="1+1")), "x.xlsx", "Formeln är inte uträknad"),
        (template(cell("F2", "#REF!", kind="e")), "x.xlsx", "ett fel från Excel"),
        (template(cell("F2", "1", kind="b")), "x.xlsx", "ett ja eller nej"),
        (template(cell("F2", "45000", style=1)), "x.xlsx", "ett datum"),
        (template(cell("F2", "0.5", style=2)), "x.xlsx", "visar procent"),
        (template(cell("F2", "1e400")), "x.xlsx", "inget tal"),
        (template(cell("F2", "9" * 5000)), "x.xlsx", ""),
        (template(cell("F2", "12"), states=("veryHidden",)), "x.xlsx", "Bladet är dolt"),
        (b"Enhet;Kon\n\x00\x01\x02", "x.csv", ""),
        (("a" * 40_000 + "\n").encode(), "x.csv", ""),
    ],
)
def test_a_hostile_file_is_refused_with_a_sentence(desk, content, name, sentence):
    page = text(desk.upload(content, name=name) if isinstance(content, bytes) else content)

    assert "Filen är inte inläst." in page
    assert sentence.lower() in page.lower()
    assert stored() == 0


def test_a_file_with_another_ending_is_refused(desk):
    assert "ser ut som en arbetsbok" in text(desk.upload(template(cell("F2", "12")), name="personal.csv"))


def test_markup_in_a_cell_is_shown_as_text(desk):
    page = text(desk.upload(template(cell("F2", "&lt;img src=x onerror=alert(1)&gt;", kind="str"))))

    assert "<img src=x" not in page
    assert "&lt;img src=x" in page


def test_a_file_with_too_many_rows_is_refused(desk):
    rows = [row(n, cell(f"A{n}", "1")) for n in range(3, 20_010)]

    assert "fler än 10 000 rader" in text(desk.upload(workbook(sheet(row(1, *HEADS), *rows))))


def test_a_file_where_everything_is_wrong_tells_the_first_of_it(desk):
    rows = "".join("x;x;x;x;x;x\n" for _ in range(9_000))

    page = desk.upload(f"Enhet;Från och med;Till och med;Kön;Åldersgrupp;Antal anställda\n{rows}")

    assert "De 100 första visas." in text(page)
    assert len(page.content) < 200_000


def test_characters_that_a_database_can_not_hold_are_refused(desk):
    content = "Enhet;Från och med;Till och med;Kön;Åldersgrupp;Antal anställda;Anmärkning\n"
    content += "ks;2025-01-01;2025-12-31;T;alla;12;a\u202eb\n"

    assert "tecken som inte kan sparas" in text(desk.upload(content))
