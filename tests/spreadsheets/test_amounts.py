from decimal import Decimal

import pytest

from kommunrapport.numbers import parse_number
from kommunrapport.spreadsheets.amounts import AmountError, read_amount
from kommunrapport.spreadsheets.reading import CellKind, RawCell
from tests.spreadsheets.hostile import cell, row, sheet, workbook


def number(text: str, **fields) -> RawCell:
    return RawCell(CellKind.NUMBER, text, **fields)


def text(content: str) -> RawCell:
    return RawCell(CellKind.TEXT, content)


@pytest.mark.parametrize(
    ("stored", "kronor"),
    [
        ("1944.9", "1944.90"),
        ("-0", "0.00"),
        ("186654.49999999997", "186654.50"),
        ("0.30000000000000004", "0.30"),
        ("-1234567.8899999999", "-1234567.89"),
        ("999999999999.99", "999999999999.99"),
    ],
)
def test_a_stored_number_is_what_excel_shows(stored, kronor):
    assert str(read_amount(number(stored))) == kronor


WRITTEN = [
    "1 234,5",
    "1\u00a0234,5",
    "1\u202f234,5",
    "1\u2009234,5",
    "\u2212300",
    "\u2013300",
    "300-",
    "(500)",
    "- 1 954",
    "+76",
]


def test_a_text_is_read_as_in_a_form_whatever_the_file(read):
    in_csv = read("".join(f"{text};x\n" for text in WRITTEN).encode(), "a.csv")
    rows = [row(n, cell(f"A{n}", text, kind="str")) for n, text in enumerate(WRITTEN, 1)]

    for source in (in_csv, read(workbook(sheet(*rows)))):
        assert [read_amount(r.cells[0]) for r in source.sheets[0].rows] == [parse_number(text) for text in WRITTEN]


def test_thousands_become_kronor():
    assert read_amount(text("12,3456"), factor=1000) == Decimal("12345.60")
    assert read_amount(number("-0.001"), factor=1000) == Decimal("-1.00")


def test_fractions_of_an_ore_are_refused_unless_rounded():
    with pytest.raises(AmountError, match="333,3333333333 kronor har fler än två decimaler"):
        read_amount(number("333.333333333333"))

    assert read_amount(number("333.335"), round_to_ore=True) == Decimal("333.34")


@pytest.mark.parametrize(
    ("refused", "sentence"),
    [
        (text("1,234"), "kan läsas på två sätt"),
        (text("1.234"), "kan läsas på två sätt"),
        (text("12 tkr"), "har en enhet"),
        (text("5 %"), "har en enhet"),
        (text("1e5"), "”1e5”"),
        (text("NaN"), "inget tal"),
        (text("INF"), "inget tal"),
        (text("7" * 5000), "för stort"),
        (text("١٢"), "inget tal"),
        (text("-"), "inget tal"),
        (text(" "), "Skriv ett tal"),
        (text("#VÄRDEFEL!"), "visar felet #VÄRDEFEL!."),
        (text("#ref!"), "#REFERENS i svensk Excel"),
        (number("1" + "0" * 300), "för stort"),
        (number("1000000000000"), "för stort"),
        (number("0.05", is_percent=True), "visar 5 procent"),
        (RawCell(CellKind.ERROR, "#REF!"), "visar felet #REF! (#REFERENS i svensk Excel)"),
        (RawCell(CellKind.ERROR, "#SPILL!"), "visar felet #SPILL!."),
        (RawCell(CellKind.EMPTY_FORMULA, ""), "Öppna filen i Excel, spara den"),
        (RawCell(CellKind.DATE, "1927-03-14", stored="9935"), "visar 1927-03-14 som datum och innehåller talet 9935"),
        (RawCell(CellKind.DATE, "########", stored="-5"), "innehåller talet -5"),
        (RawCell(CellKind.BOOL, "SANT"), "innehåller SANT"),
    ],
)
def test_anything_but_one_clear_number_is_refused(refused, sentence):
    with pytest.raises(AmountError) as error:
        read_amount(refused)

    assert sentence in str(error.value)
