"""Tables of reports as workbooks and as lines."""

from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from kommunrapport.numbers import format_number
from kommunrapport.reports.blocks import BarChart, BarGroup, Cell, ChartPoint, Column, Footnote, Row, RowKind, Status
from kommunrapport.reports.blocks import Table as Block
from kommunrapport.reports.table_lines import lines_of
from kommunrapport.reports.workbooks import NamedTable, shown_value, tables_in, workbook_of

COLUMNS = (
    Column("Område"),
    Column("Budget", numeric=True),
    Column("Utfall", numeric=True, this_year=True),
    Column("Avvikelse", numeric=True, difference_of=(1, 2)),
)


def cell(number: str | None, decimals: int = 1) -> Cell:
    if number is None:
        return Cell("ej klart", missing=True)
    return Cell(format_number(Decimal(number), decimals), Decimal(number))


def row(name: str, *numbers: str | None, **fields) -> Row:
    return Row((Cell(name), *map(cell, numbers)), **fields)


def sheet(*rows: Row, values: bool = False, **fields) -> Worksheet:
    content = workbook_of([NamedTable("9.1 Drift", Block(COLUMNS, rows, **fields))])
    return load_workbook(BytesIO(content), data_only=values)["9.1 Drift"]


def formulas(*rows: Row) -> dict[str, str]:
    cells = (cell for line in sheet(*rows).iter_rows() for cell in line)
    return {cell.coordinate: cell.value for cell in cells if cell.data_type == "f"}


PRESCHOOL = row("Förskola", "1944.94", "1900.04", "44.90")
SCHOOL = row("Skola", "10.55", "-3", "13.55")


def test_figures_are_unrounded_numbers_shown_with_the_decimals_of_the_table():
    shown = sheet(PRESCHOOL)["B3"]

    assert (shown.value, shown.data_type, shown.number_format) == (1944.94, "n", "#,##0.0")


def test_sums_and_differences_are_formulas_that_know_their_results():
    total = row("Totalt", "1955.49", "1897.04", "58.45", kind=RowKind.TOTAL, sum_of=(0, 1))

    assert formulas(PRESCHOOL, SCHOOL, total) == {
        "D3": "=B3-C3",
        "D4": "=B4-C4",
        "B5": "=SUM(B3:B4)",
        "C5": "=SUM(C3:C4)",
        "D5": "=SUM(D3:D4)",
    }
    assert sheet(PRESCHOOL, SCHOOL, total, values=True)["B5"].value == 1955.49


def test_rows_that_do_not_stand_together_are_summed_one_by_one():
    between = row("Därav lön", "1", "1", "0")
    total = row("Totalt", "1956.49", "1898.04", "58.45", sum_of=(0, 1, 3))
    one = row("Bibliotek", "1", "1", "0")

    assert formulas(PRESCHOOL, SCHOOL, between, one, total)["B7"] == "=SUM(B3:B4,B6)"


@pytest.mark.parametrize(
    "total",
    [
        row("Totalt", "1955.50", "1900", "55.51", sum_of=(0, 1)),  # not what the parts come to
        row("Totalt", None, "1", "2", sum_of=(0, 1)),
        row("Totalt", "1955.49", "1897.04", "58.45"),  # nobody says what it is the sum of
    ],
)
def test_a_figure_that_is_no_sum_is_the_number_it_is(total):
    found = formulas(PRESCHOOL, SCHOOL, total)

    assert not {"B5", "C5"} & found.keys()


def test_a_sum_with_a_part_missing_is_a_number():
    total = row("Totalt", "10.55", "-3", "13.55", sum_of=(0, 1))

    assert "B5" not in formulas(row("Förskola", None, None, None), SCHOOL, total)


def test_a_missing_value_is_words_and_nothing_is_nothing():
    written = sheet(row("Förskola", None, None, None), Row((Cell("Rad"), Cell(""), Cell(""), Cell(""))))

    assert written["B3"].value == "ej klart"
    assert written["B3"].alignment.horizontal == "right"
    assert written["B4"].value is None


@pytest.mark.parametrize(
    ("text", "value", "form"),
    [
        ("högst 24\u00a0%", "24", '"högst "#,##0"\u00a0%";"högst "-#,##0"\u00a0%";"högst "#,##0"\u00a0%"'),
        ("53 (medel 57)", "53", '#,##0" (medel 57)"'),
        ("+3,2", "3.24", "+#,##0.0;-#,##0.0;#,##0.0"),
        ("−1\u00a0944,9", "-1944.94", "#,##0.0"),
    ],
)
def test_words_around_a_number_are_part_of_its_format(text, value, form):
    written = sheet(Row((Cell("Mål"), Cell(text, Decimal(value)), Cell(""), Cell(""))))["B3"]

    assert (Decimal(str(written.value)), written.number_format) == (Decimal(value), form)


@pytest.mark.parametrize(("text", "value"), [("1–4", "3"), ("Öka", "2"), ("1 944,9", "1944900"), ("5", None)])
def test_a_number_that_is_not_shown_is_not_given_away(text, value):
    assert shown_value(Cell(text, None if value is None else Decimal(value))) is None


def test_footnotes_and_source_stand_below_and_are_marked():
    note = Footnote("Avrundat.")
    rows = (Row((Cell("Skola", footnotes=(note,)), Cell("5", Decimal(5), footnotes=(note,)), Cell(""), Cell(""))),)
    written = sheet(*rows, caption="Driftredovisning, mnkr", source="Källa: redovisningen.")

    assert [cell.value for cell in written["A"]] == [
        "Driftredovisning, mnkr",
        "Område",
        "Skola¹",
        None,
        "¹ Avrundat.",
        "Källa: redovisningen.",
    ]
    assert written["B3"].number_format == '#,##0"¹"'


def test_the_head_stays_and_parts_are_moved_in():
    written = sheet(PRESCHOOL, row("Varav lön", "1", "1", "0", kind=RowKind.SUBSET))

    assert written.freeze_panes == "B3"
    assert written["A2"].font.bold
    assert [written[place].alignment.indent for place in ("A3", "A4")] == [0, 1]


def test_a_status_is_its_word():
    status = Status("good", "Nått")
    written = sheet(Row((Cell("Mål"), Cell("Nått", status=status), Cell("4.1", status=status), Cell(""))))

    assert (written["B3"].value, written["C3"].value) == ("Nått", "4.1 Nått")


def test_the_contents_lead_to_every_sheet():
    tables = [NamedTable("9.1 Drift", Block(COLUMNS, (PRESCHOOL,), caption=f"Tabell {n}")) for n in (1, 2)]
    workbook = load_workbook(BytesIO(workbook_of(tables, ("Årsredovisning 2016", "Exempelby"))))
    contents = workbook["Innehåll"]

    assert workbook.sheetnames == ["Innehåll", "9.1 Drift", "9.1 Drift (2)"]
    assert [[c.value for c in line] for line in contents["A4:B5"]] == [
        ["9.1 Drift", "Tabell 1"],
        ["9.1 Drift (2)", "Tabell 2"],
    ]
    assert contents["A5"].hyperlink.location == "'9.1 Drift (2)'!A1"


def test_a_report_without_tables_says_so():
    workbook = load_workbook(BytesIO(workbook_of([])))

    assert [cell.value for cell in workbook.active["A"]] == ["Innehåll", "Rapporten har inga tabeller."]


@dataclass(frozen=True)
class Section:
    """As sections of a chapter: blocks at any depth beside other things."""

    title: str
    first: Block
    deeper: tuple[dict[str, Block], ...]
    chart: BarChart


def test_tables_are_found_however_deep_and_a_bar_chart_is_one():
    one, two = (Block(COLUMNS, (PRESCHOOL,), caption=str(n)) for n in (1, 2))
    chart = BarChart("Kostnad", (BarGroup("Skola", (ChartPoint("2016", Decimal(5), "5"),)),), unit="tkr")

    found = list(tables_in([Section("Drift", one, ({"a": two},), chart), None, "text"]))

    assert [table.caption for table in found] == ["1", "2", "Kostnad, tkr"]
    assert [cell.text for cell in found[2].rows[0].cells] == ["Skola", "5"]


def test_every_figure_is_a_line_with_all_that_it_stands_under():
    group = Row((Cell("Nämnder"), Cell(""), Cell(""), Cell("")), kind=RowKind.GROUP)
    total = row("Totalt", "5", None, "5", kind=RowKind.TOTAL)
    note = Row((Cell("Skola", footnotes=(Footnote("Ny."),)), cell("5"), Cell(""), Cell("")))

    lines = list(lines_of([NamedTable("9.1 Drift", Block(COLUMNS, (group, note, total), caption="Mnkr"))]))

    assert lines[0] == ("9.1 Drift", "Mnkr", "Nämnder", "Skola", "", "Budget", "5,0", Decimal(5), "Ny.")
    assert [line[2:8] for line in lines[1:3]] == [
        ("", "Totalt", "summa", "Budget", "5,0", Decimal(5)),
        ("", "Totalt", "summa", "Utfall", "ej klart", None),
    ]


@pytest.mark.parametrize("sum_of", [(1,), (2,), (-1,)])
def test_a_row_adds_up_other_rows_of_its_table(sum_of):
    with pytest.raises(ValueError, match="row 2 adds up"):
        Block(COLUMNS, (PRESCHOOL, row("Totalt", "1", "1", "0", sum_of=sum_of)))
