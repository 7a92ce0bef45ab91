"""What is in the cells comes out as it is stored, and what it is, is never guessed."""

import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from kommunrapport.spreadsheets.reading import (
    CellKind,
    RawCell,
    UnreadableFile,
    cell_name,
    line_and_field,
    read_table_file,
)
from tests.spreadsheets.hostile import DATE, GOOD, INDENTED, PERCENT, cell, row, sheet, workbook

WORDS = "<si><t>Förskola</t></si><si><r><t>Grund</t></r><r><t>skola</t></r></si>"


@pytest.fixture
def cells(read):
    """What each of these A1 is read as; all in one workbook, below each other."""

    def cells(*elements: str, **options) -> list[RawCell | None]:
        rows = [row(n, xml.replace('"A1"', f'"A{n}"')) for n, xml in enumerate(elements, 1)]
        found = {r.number: r.cells[0] for r in read(workbook(sheet(*rows)), **options).sheets[0].rows}
        return [found.get(n) for n in range(1, len(elements) + 1)]

    return cells


EXACT = {
    "1944.9": "1944.9",
    "-3": "-3",
    "410": "410",
    "410.0": "410",
    "186654.49999999997": "186654.49999999997",
    "1.866545E5": "186654.5",
    "1e-7": "0.0000001",
    "-0": "0",
    "0": "0",
    "1E+20": "1" + "0" * 20,
}


def test_a_number_keeps_its_digits(cells):
    assert cells(*(cell("A1", n) for n in EXACT)) == [RawCell(CellKind.NUMBER, exact) for exact in EXACT.values()]


def test_what_is_no_number_is_kept_as_text(cells):
    stored = ["INF", "NaN", "1e999", "7" * 5000, "12 tkr", "1,5", "١٢"]

    assert cells(*(cell("A1", text) for text in stored)) == [RawCell(CellKind.TEXT, text) for text in stored]


KINDS = [
    (cell("A1", "1", kind="b"), CellKind.BOOL, "SANT"),
    (cell("A1", "0", kind="b"), CellKind.BOOL, "FALSKT"),
    (cell("A1", "#REF!", kind="e"), CellKind.ERROR, "#REF!"),
    (cell("A1", "#DIV/0!", kind="e", formula="1/0"), CellKind.ERROR, "#DIV/0!"),
    (cell("A1", "2026-01-31T00:00:00", kind="d"), CellKind.DATE, "2026-01-31"),
    ('<c r="A1" t="inlineStr"><is><t>På plats</t></is></c>', CellKind.TEXT, "På plats"),
    (cell("A1", "7", formula="3+4"), CellKind.NUMBER, "7"),
    (cell("A1", "7", formula="[1]Blad1!A1"), CellKind.NUMBER, "7"),
    (cell("A1", "klar", kind="str", formula="B1"), CellKind.TEXT, "klar"),
    (cell("A1", "", formula="3+4"), CellKind.EMPTY_FORMULA, ""),
    ('<c r="A1"><f>3+4</f></c>', CellKind.EMPTY_FORMULA, ""),
    ('<c r="A1" t="str"><f>3+4</f></c>', CellKind.EMPTY_FORMULA, ""),
    ('<c r="A1"><f t="shared" si="0"/></c>', CellKind.EMPTY_FORMULA, ""),
]


def test_a_cell_is_what_the_file_says(cells):
    assert cells(*(xml for xml, _, _ in KINDS)) == [RawCell(kind, text) for _, kind, text in KINDS]


def test_shared_texts_are_found(read):
    words = "<si><t>Förskola</t></si><si><r><t>Grund</t></r><r><t>skola</t></r></si><si><t>a_x000D_b</t></si>"
    content = sheet(row(1, *(cell(f"{letter}1", str(n), kind="s") for n, letter in enumerate("ABC"))))

    rows = list(read(workbook(content, strings=words)).sheets[0].rows)

    assert [c.text for c in rows[0].cells] == ["Förskola", "Grundskola", "a\rb"]


def test_a_cell_without_anything_to_see_is_empty(cells):
    empty = ['<c r="A1" s="1"/>', cell("A1", "   ", kind="str"), cell("A1", "", kind="str", formula="B1")]

    assert cells(*empty) == [None, None, None]


SHOWN = {
    "46053": "2026-01-31",
    "46053.5": "2026-01-31 12:00",
    "0.25": "06:00",
    "60": "1900-02-29",
    "-5": "########",
    "99999999999": "########",
}


def test_a_date_shows_both_readings(cells):
    found = cells(*(cell("A1", serial, style=DATE) for serial in SHOWN))

    assert found == [RawCell(CellKind.DATE, shown, stored=serial) for serial, shown in SHOWN.items()]


def test_percent_is_marked(cells):
    assert cells(cell("A1", "0.05", style=PERCENT)) == [RawCell(CellKind.NUMBER, "0.05", is_percent=True)]


def test_indentation_is_kept(cells):
    by_format, by_spaces = cells(cell("A1", "Skola", kind="str", style=INDENTED), cell("A1", "   Skola|x", kind="str"))

    assert by_format == RawCell(CellKind.TEXT, "Skola", indent=2)
    assert by_spaces == RawCell(CellKind.TEXT, "   Skola|x", indent=3)


def test_text_stays_text(cells):
    texts = ["=cmd|'/c calc'!A1", "+1+1", "@SUM(A1)", "=HYPERLINK(1)", "#REF!", "0410"]

    assert cells(*(cell("A1", text, kind="str") for text in texts)) == [RawCell(CellKind.TEXT, t) for t in texts]


def test_gaps_between_cells_and_rows_are_kept(read):
    content = sheet(row(3, cell("B3", "1"), cell("D3", "2"), '<c r="E3"/>'), row(500, cell("A500", "3")))

    rows = list(read(workbook(content)).sheets[0].rows)

    assert [[c and c.text for c in r.cells] for r in rows] == [[None, "1", None, "2"], ["3"]]
    assert [r.number for r in rows] == [3, 500]


def test_cells_without_names_stand_side_by_side(read):
    rows = list(read(workbook(sheet("<row><c><v>1</v></c><c/><c><v>2</v></c></row>"))).sheets[0].rows)

    assert [c and c.text for c in rows[0].cells] == ["1", None, "2"]


def test_hidden_sheets_are_marked(read):
    source = read(workbook(GOOD, GOOD, GOOD, states=("visible", "hidden", "veryHidden")))

    assert [(s.name, s.hidden) for s in source.sheets] == [("Blad1", False), ("Blad2", True), ("Blad3", True)]


def test_merged_cells_are_told(read):
    merged = '<mergeCells count="2"><mergeCell ref="A1:C1"/><mergeCell ref="B4:B6"/></mergeCells>'

    source = read(workbook(sheet(row(1, cell("A1", "1")), after=merged)))

    assert source.sheets[0].merged == ("A1:C1", "B4:B6")


def test_links_to_other_workbooks_are_warned_of(read):
    source = read(workbook(GOOD, extra=(("xl/externalLinks/externalLink1.xml", "<x/>"),)))

    assert "andra arbetsböcker" in source.warnings[0]


def test_rows_can_be_gone_through_many_times_at_once(read):
    long = "x" * 1000  # so that the rows are read in several pieces
    content = sheet(*(row(n, cell(f"A{n}", long, kind="str")) for n in range(1, 4001)))
    sheets = read(workbook(content, GOOD)).sheets
    rows, others = iter(sheets[0].rows), iter(sheets[0].rows)

    assert len(sheets[0].rows) == 4000
    assert [r.number for r in islice(rows, 3)] == [r.number for r in islice(others, 3)] == [1, 2, 3]
    assert sum(1 for _ in rows) == sum(1 for _ in others) == 3997
    assert next(iter(sheets[1].rows)) in sheets[1].rows


def test_nothing_is_left_when_the_answer_is_let_go(read, temporary):
    assert read(workbook(GOOD)).sheets


def test_a_file_that_is_gone_is_refused():
    with pytest.raises(UnreadableFile, match="kunde inte öppnas"):
        read_table_file(Path("/finns/inte.xlsx"), "inte.xlsx")


def test_a_cell_has_the_name_that_people_use():
    assert [cell_name(7, column) for column in (3, 25, 26, 199)] == ["D7", "Z7", "AA7", "GR7"]
    assert line_and_field(7, 3) == "rad 7, kolumn 4"


def test_what_the_child_imports_has_neither_django_nor_numpy():
    code = (
        "import sys; sys.path.append('.'); sys.modules['numpy'] = None\n"
        "from kommunrapport.spreadsheets import child, csv_file, xlsx\n"
        "sys.exit('django' in sys.modules or any(name.startswith('numpy.') for name in sys.modules))"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
