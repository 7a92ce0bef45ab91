"""Workbooks and csv files that we write."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from kommunrapport.spreadsheets.columns import HELP_SHEET, ColumnKind, ColumnSpec, write_template
from kommunrapport.spreadsheets.csv_writing import write_csv
from kommunrapport.spreadsheets.reading import CellKind, read_table_file
from kommunrapport.spreadsheets.styles import Look
from kommunrapport.spreadsheets.writing import (
    WrittenCell,
    WrittenRow,
    WrittenSheet,
    number_format,
    sheet_names,
    write_workbook,
)

HOSTILE = ["=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(A1:A2)", "\t=1", "=HYPERLINK(0)", "#N/A", "'=1", "=", "<f>1</f>"]


def sheet(*rows: WrittenRow, values: bool = False) -> Worksheet:
    """Write a sheet and open it again, with its formulas or with what they come to."""
    content = write_workbook([WrittenSheet("Blad", rows)])
    return load_workbook(BytesIO(content), data_only=values).active


def row(*values, **fields) -> WrittenRow:
    return WrittenRow(tuple(WrittenCell(value) for value in values), **fields)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_never_a_formula_and_stays_as_it_is(text):
    cell = sheet(row(text))["A1"]

    assert (cell.data_type, cell.value) == ("s", text)


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\ta", "'a"])
def test_text_that_looks_like_a_formula_stays_text_when_it_is_edited(text):
    assert sheet(row(text))["A1"].quotePrefix


def test_what_a_workbook_cannot_hold_is_left_out():
    assert sheet(row("a\x00b\x0bc\ufffe\ud800d\r\ne"))["A1"].value == "abcd\ne"
    assert len(sheet(row("x" * 40_000))["A1"].value) == 32_767


def test_nothing_is_an_empty_cell():
    assert [cell.value for cell in sheet(row("", None, "x"))[1]] == [None, None, "x"]


@pytest.mark.parametrize("number", ["0", "-0.05", "1944.94", "123456789012.34", "-999999999999.99"])
def test_a_number_is_a_number_to_the_last_decimal(number):
    cell = sheet(row(Decimal(number)))["A1"]

    assert cell.data_type == "n"
    assert Decimal(str(cell.value)) == Decimal(number)


def test_a_formula_has_its_result_with_it():
    cells = row(Decimal("1.1"), Decimal("2.2"))
    total = WrittenRow((WrittenCell(Decimal("3.3"), formula="SUM(A1:B1)"), WrittenCell("<f>1</f><v />")))

    assert sheet(cells, total)["A2"].value == "=SUM(A1:B1)"
    assert sheet(cells, total, values=True)["A2"].value == 3.3
    assert sheet(cells, total, values=True)["B2"].value == "<f>1</f><v />"


def test_a_date_is_a_date_written_as_we_write_dates():
    cell = sheet(WrittenRow((WrittenCell(date(2017, 1, 25), "yyyy-mm-dd"),)))["A1"]

    assert (cell.value.date(), cell.number_format) == (date(2017, 1, 25), "yyyy-mm-dd")


def test_the_head_stays_and_rows_look_like_what_they_are():
    rows = (row("Område", look=Look.HEAD), row("Förskola", indent=2), row("Totalt", look=Look.TOTAL))
    content = write_workbook([WrittenSheet("Blad", rows, frozen="B2")])
    written = load_workbook(BytesIO(content)).active

    assert written.freeze_panes == "B2"
    assert [cell.font.bold for cell in written["A"]] == [True, False, True]
    assert written["A2"].alignment.indent == 2
    assert written["A3"].border.bottom.style == "double"


def test_columns_are_as_wide_as_what_stands_in_them_within_limits():
    rows = (row("En rubrik som är mycket lång och får löpa ut", look=Look.TITLE), row("Kort", "x" * 20, "x" * 200))
    widths = sheet(*rows).column_dimensions

    assert [widths[letter].width for letter in "ABC"] == [9, 22, 48]


@pytest.mark.parametrize(
    ("decimals", "fields", "expected"),
    [
        (0, {}, "#,##0"),
        (2, {}, "#,##0.00"),
        (1, {"plus": True}, "+#,##0.0;-#,##0.0;#,##0.0"),
        (0, {"after": "\u00a0%"}, '#,##0"\u00a0%"'),
        (0, {"before": "högst "}, '"högst "#,##0;"högst "-#,##0;"högst "#,##0'),
        (0, {"after": ' "x"\ny'}, '#,##0" x y"'),
        (0, {"after": "x" * 31}, "#,##0"),
    ],
)
def test_a_number_is_shown_as_we_write_numbers(decimals, fields, expected):
    assert number_format(decimals, **fields) == expected


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (["9.1 Drift/Invest", "[a]:*?\\"], ["9.1 Drift Invest", "a"]),
        (["Drift", "drift", "DRIFT"], ["Drift", "drift (2)", "DRIFT (3)"]),
        (["x" * 40, "x" * 40], ["x" * 31, "x" * 27 + " (2)"]),
        (["'Egen'", "", "  ", "History"], ["Egen", "Blad", "Blad (2)", "History (2)"]),
        (["a" * 30 + " b", "\ta\nb"], ["a" * 30, "a b"]),
    ],
)
def test_sheets_have_names_that_excel_takes(wanted, names):
    assert sheet_names(wanted) == names


COLUMNS = [
    ColumnSpec("code", "Kod", ColumnKind.CODE, required=True, help="Områdets kod i ekonomisystemet."),
    ColumnSpec("amount", "Belopp", ColumnKind.AMOUNT),
    ColumnSpec("kind", "Slag", ColumnKind.CHOICE, choices=("ursprunglig", "tillägg")),
    ColumnSpec("year", "År", ColumnKind.YEAR),
    ColumnSpec("decided_on", "Beslutad", ColumnKind.DATE),
]
ROWS = [
    {"code": "0410", "amount": Decimal("-12345.67"), "kind": "tillägg", "year": 2026, "decided_on": date(2025, 11, 25)},
    {"code": "=1"},
]


def test_a_template_is_read_back_as_it_was_written(tmp_path):
    path = tmp_path / "mall.xlsx"
    path.write_bytes(write_template("Budget 2026", COLUMNS, ROWS))

    first, second = read_table_file(path, "mall.xlsx").sheets
    head, filled, hostile = [[cell and (cell.kind, cell.text) for cell in line.cells] for line in first.rows]

    assert (first.name, second.name) == ("Budget 2026", HELP_SHEET)
    assert [text for _, text in head] == ["Kod", "Belopp", "Slag", "År", "Beslutad"]
    assert filled[:2] == [(CellKind.TEXT, "0410"), (CellKind.NUMBER, "-12345.67")]
    assert [kind for kind, _ in filled[2:]] == [CellKind.TEXT, CellKind.NUMBER, CellKind.DATE]
    assert hostile[0] == (CellKind.TEXT, "=1")


def test_a_template_says_what_to_fill_in_and_offers_the_choices():
    workbook = load_workbook(BytesIO(write_template("Budget", COLUMNS, [])))
    lines = [[cell.value for cell in line] for line in workbook[HELP_SHEET].iter_rows()]
    (choices,) = workbook["Budget"].data_validations.dataValidation

    assert lines[0] == ["Kolumn", "Behövs", "Vad som ska stå", "Förklaring", "Slag"]
    assert lines[1] == ["Kod", "ja", "kod, som text", "Områdets kod i ekonomisystemet.", "ursprunglig"]
    assert (str(choices.sqref), choices.formula1) == ("C2:C1048576", f"='{HELP_SHEET}'!$E$2:$E$3")


def test_an_empty_column_of_codes_takes_what_is_typed_as_text():
    written = load_workbook(BytesIO(write_template("Budget", COLUMNS, [])))["Budget"]

    assert written.column_dimensions["A"].number_format == "@"


def csv_lines(*rows) -> list[str]:
    return write_csv(["Rad", "Värde"], rows).decode("utf-8-sig").splitlines()


def test_a_csv_file_opens_in_swedish_excel():
    content = write_csv(["Rad", "Värde"], [("Förskola; öppen", Decimal("-1234.50")), ("Skola", None)])

    assert content.startswith(b"\xef\xbb\xbf")
    assert csv_lines(("Förskola; öppen", Decimal("-1234.50")), ("Skola", None)) == [
        "Rad;Värde",
        '"Förskola; öppen";-1234,50',
        "Skola;",
    ]


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "=cmd|'x'!A0"])
def test_text_in_a_csv_file_is_no_formula(text):
    assert csv_lines((text, None))[1].startswith(f"'{text}")


@pytest.mark.parametrize("text", ["+3,2", "-5", "+1\u00a0944,9\u00a0%", "–"])
def test_a_number_in_words_is_left_as_it_is(text):
    assert csv_lines((text, None))[1] == f"{text};"
