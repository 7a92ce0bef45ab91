import pytest

from kommunrapport.spreadsheets.file_kinds import shown_name
from tests.spreadsheets.hostile import GOOD, ole, workbook, zipped


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "a.xlsx", "tom (0 byte)"),
        (ole("Root Entry", "Workbook"), "a.xls", "äldre arbetsbok (.xls)"),
        (ole("Root Entry", "Workbook"), "a.xlsx", "äldre arbetsbok (.xls)"),
        (ole("WordDocument"), "a.xlsx", "Worddokument"),
        (ole("Something"), "a.xlsx", "äldre Officefil"),
        (zipped(("[Content_Types].xml", ""), ("xl/workbook.bin", "")), "a.xlsx", ".xlsb"),
        (zipped(("mimetype", ""), ("content.xml", "")), "a.xlsx", ".ods"),
        (zipped(("mimetype", ""), ("content.xml", "")), "a.ods", "Excel-arbetsbok (.xlsx)"),
        (zipped(("[Content_Types].xml", ""), ("word/document.xml", "")), "a.xlsx", "Worddokument (docx)"),
        (zipped(("[Content_Types].xml", ""), ("ppt/x.xml", "")), "a.xlsx", "presentation"),
        (zipped(("x", "y")), "a.xlsx", "arkiv (zip)"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "a.xls", "webbsida (html)"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE HTML><p>", "a.csv", "webbsida (html)"),
        (b"<?xml version='1.0'?><Workbook/>", "a.xls", "xml-fil"),
        (b"%PDF-1.7\n%\0\0", "a.xlsx", "en pdf"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a.csv", "en bild"),
        (b"\1\0\2\0\3\0\4\0", "a.csv", "inte är text"),
        ("Område;Kr\nå;1\n".encode(), "a.xlsx", "textfil (csv). Låt namnet sluta på .csv"),
        ("Område;Kr\nå;1\n".encode(), "a", "textfil (csv)"),
        (workbook(GOOD), "a.csv", "”a.csv” men ser ut som en arbetsbok"),
    ],
)
def test_a_file_of_another_kind_is_told_what_it_looks_like(refusal, content, name, sentence):
    assert sentence in refusal(content, name)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../x.xlsx", "x.xlsx"),
        ("C:\\mapp\\x.xlsx", "x.xlsx"),
        ("budget\u202exslx.exe", "budgetxslx.exe"),
        ("a\0b.xlsx", "ab.xlsx"),
        ("CON.xlsx", "CON.xlsx"),
        ("å" * 300 + ".xlsx", "å" * 50 + "…" + "å" * 4 + ".xlsx"),
    ],
)
def test_a_name_is_shown_without_its_tricks(read, name, shown):
    assert shown_name(name) == shown
    if shown.endswith(".xlsx"):
        assert read(workbook(GOOD), name).sheets
