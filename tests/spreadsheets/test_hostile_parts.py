"""What stands in the parts of a workbook may be hostile too: far cells, entities, endless texts, disorder."""

import pytest

from kommunrapport.spreadsheets.reading import Allowance
from tests.spreadsheets.hostile import GOOD, SHEET_NAMESPACE, cell, parts, row, sheet, workbook, zipped

LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
QUADRATIC = f'<!DOCTYPE x [<!ENTITY a "{"a" * 1000}">]>'
OUTSIDE = '<!DOCTYPE x SYSTEM "file:///etc/passwd">'


@pytest.mark.parametrize("name", ["XFD1048576", "CV1048576", "GS1", "A250001"])
def test_a_cell_far_away_is_refused_by_name(refusal, name):
    number = int(name.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    rows = [row(1, cell("A1", "1"), cell(name, "2"))] if number == 1 else [row(1), row(number, cell(name, "2"))]

    assert f"Cellen {name} " in refusal(workbook(sheet(*rows)))


def test_a_sheet_that_is_formatted_to_the_bottom_is_read(read):
    empty = "".join(f'<row r="{number}"><c r="A{number}" s="1"/></row>' for number in range(3, 270_000))
    content = workbook(sheet(row(1, cell("A1", "1")), row(2, cell("B2", "2")), empty))

    source = read(content, allowance=Allowance(memory=150 << 20, cpu_seconds=10))

    assert [r.number for r in source.sheets[0].rows] == [1, 2]


def test_a_false_dimension_is_ignored(read):
    source = read(workbook(sheet(row(1, cell("A1", "1")), before='<dimension ref="A1:XFD1048576"/>')))

    assert len(source.sheets[0].rows) == 1


@pytest.mark.parametrize("declaration", [LAUGHS, QUADRATIC, OUTSIDE])
@pytest.mark.parametrize("place", ["sheet", "workbook", "utf-16"])
def test_entities_are_refused(refusal, declaration, place):
    hostile = sheet(row(1, cell("A1", "1")), start=declaration)
    content = {
        "sheet": lambda: workbook(hostile),
        "workbook": lambda: workbook(GOOD, workbook_start=declaration),
        "utf-16": lambda: workbook(f'<?xml version="1.0" encoding="utf-16"?>{hostile}'.encode("utf-16")),
    }[place]()

    assert "DOCTYPE" in refusal(content)


def test_one_cell_with_ten_million_characters_is_refused(refusal):
    rows = row(1), row(2, cell("A2", "x" * 10_000_000, kind="str"))

    assert "på rad 2 har fler än 32767 tecken" in refusal(workbook(sheet(*rows)))


def test_a_long_text_in_many_pieces_is_refused(refusal):
    pieces = f"<r><t>{'x' * 1000}</t></r>" * 40

    assert "32767 tecken" in refusal(workbook(GOOD, strings=f"<si>{pieces}</si>"))


def with_prefix(content: str) -> str:
    for tag in ("worksheet", "sheetData", "row", "c", "v", "f"):
        content = content.replace(f"<{tag} ", f"<x:{tag} ").replace(f"<{tag}>", f"<x:{tag}>")
        content = content.replace(f"</{tag}>", f"</x:{tag}>")
    return content.replace("xmlns=", "xmlns:x=")


DRESSES = [
    lambda content: workbook(f'<?xml version="1.0" encoding="utf-16"?>{content}'.encode("utf-16")),
    lambda content: workbook(with_prefix(content)),
    lambda content: workbook(content, sheet_path="xl/bilder/{}.png"),
    lambda content: workbook(content.replace('"', "'")),
]


@pytest.mark.parametrize("dress", DRESSES, ids=["utf-16", "prefix", "other ending", "single quotes"])
def test_another_dress_changes_no_limit(read, refusal, dress):
    assert len(read(dress(GOOD)).sheets[0].rows) == 2
    assert "Cellen XFD1 " in refusal(dress(sheet(row(1, cell("XFD1", "1")))))


@pytest.mark.parametrize(
    "rows",
    [
        [row(2, cell("A2", "1")), row(1, cell("A1", "2"))],
        [row(1, cell("A1", "1")), row(1, cell("A1", "2"))],
        [row(1, cell("B1", "1"), cell("A1", "2"))],
        [row(1, cell("A7", "1"))],
        [row(1, cell("a1", "1"))],
    ],
    ids=["rows", "same row", "cells", "other row", "small letters"],
)
def test_cells_out_of_order_are_refused(refusal, rows):
    assert "fel ordning" in refusal(workbook(sheet(*rows)))


@pytest.mark.parametrize("index", ["-1", "7", "x"])
def test_a_text_that_is_not_there_is_refused(refusal, index):
    content = workbook(sheet(row(1, cell("A1", index, kind="s"))), strings="<si><t>a</t></si>")

    assert "skadad" in refusal(content)


def test_a_strict_workbook_is_to_be_saved_again(refusal):
    members = parts(GOOD)
    strict = str(members["xl/workbook.xml"]).replace(SHEET_NAMESPACE, "http://purl.oclc.org/ooxml/spreadsheetml/main")

    assert "Strict" in refusal(zipped(*(members | {"xl/workbook.xml": strict}).items()))
