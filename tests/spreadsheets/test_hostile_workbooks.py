"""Each way to harm a reader ends in one Swedish sentence, and nothing is left behind."""

import stat
from zipfile import ZipInfo

import pytest

from kommunrapport.spreadsheets.limits import MAX_BYTES, MAX_CELLS
from kommunrapport.spreadsheets.parts import Guard
from kommunrapport.spreadsheets.reading import Allowance, UnreadableFile
from tests.spreadsheets.hostile import (
    FLAGS,
    GOOD,
    SIZE,
    START,
    ole,
    parts,
    sheet,
    with_directory_entry,
    workbook,
    zipped,
)

MEGABYTE = 1_000_000


def test_a_gigantic_shared_string_is_refused(refusal):
    content = with_directory_entry(workbook(GOOD), "xl/sharedStrings.xml", SIZE, (1 << 30).to_bytes(4, "little"))

    assert "större än 200 MB när den packas upp" in refusal(content)


def test_a_size_that_the_directory_lies_about_is_refused(refusal):
    content = workbook(GOOD, extra=(("xl/theme/theme1.xml", b" " * 5000),))

    lying = with_directory_entry(content, "xl/theme/theme1.xml", SIZE, (100).to_bytes(4, "little"))

    assert "skadad" in refusal(lying)


def test_a_million_rows_of_numbers_are_refused(refusal):
    rows = f"<row>{'<c s="0"><v>1</v></c>' * 10}</row>" * 1_048_576

    assert "packas upp" in refusal(workbook(sheet(rows)))


def test_more_than_three_million_cells_are_refused():
    guard = Guard()
    guard.cells = MAX_CELLS - 1
    part = guard.begin("xl/worksheets/sheet1.xml")

    with pytest.raises(UnreadableFile, match="3 miljoner"):
        part.feed(GOOD.encode())


def test_too_many_members_are_refused(refusal):
    content = workbook(GOOD, extra=tuple((f"xl/media/{number}", b"") for number in range(20_000)))

    assert "20007 delar" in refusal(content)


def test_too_many_sheets_are_refused(refusal):
    assert "fler än 60 blad" in refusal(workbook(*[GOOD] * 61))


def link(name: str) -> ZipInfo:
    info = ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


@pytest.mark.parametrize(
    "member",
    ["../xl/utanför.xml", "/etc/cron.d/x", "xl\\..\\x", "C:/x.xml", "xl/styles.xml", "XL/Styles.xml", link("xl/länk")],
    ids=str,
)
def test_names_that_play_tricks_are_refused(refusal, member):
    assert "skadad" in refusal(workbook(GOOD, extra=((member, b"x"),)))


def test_a_changed_byte_is_found(refusal):
    content = bytearray(zipped(*parts(GOOD).items()))
    content[content.index(b"xl/styles.xml") + 40] ^= 0xFF

    assert "skadad" in refusal(bytes(content))


@pytest.mark.parametrize("left", [30, 300, -1, -30])
def test_a_truncated_file_is_refused(refusal, left):
    assert "skadad" in refusal(workbook(GOOD)[:left])


def test_members_on_top_of_each_other_are_refused(refusal):
    content = workbook(GOOD, extra=(("xl/a.xml", b"x" * 99), ("xl/b.xml", b"x" * 99)))
    start = content.index(b"xl/a.xml") - 30

    overlapping = with_directory_entry(content, "xl/b.xml", START, start.to_bytes(4, "little"))

    assert "skadad" in refusal(overlapping)


def test_a_file_that_is_two_archives_is_refused(refusal):
    assert "skadad" in refusal(zipped(("x", "y")) + workbook(GOOD))


@pytest.mark.parametrize(
    "allowance",
    [Allowance(memory=100 << 20), Allowance(cpu_seconds=1), Allowance(seconds=0.5)],
    ids=["memory", "cpu", "clock"],
)
def test_a_file_that_takes_too_much_is_refused(refusal, allowance):
    content = workbook(sheet(f"<row><c><v>1</v></c>{'<c/>' * 4_000_000}</row>"))

    assert "för tung" in refusal(content, allowance=allowance)


def test_rows_that_would_fill_the_disk_are_refused(refusal):
    rows = f"<row>{'<c t="s"><v>0</v></c>' * 100}</row>" * 100
    content = workbook(sheet(rows), strings=f"<si><t>{'å' * 3000}</t></si>")

    assert "för tung" in refusal(content, allowance=Allowance(output=5 * MEGABYTE))


@pytest.mark.parametrize("stream", ["EncryptedPackage", "EncryptionInfo"])
def test_a_password_is_to_be_removed(refusal, stream):
    assert "ta bort lösenordet" in refusal(ole("Root Entry", stream))


def test_an_encrypted_archive_is_refused(refusal):
    content = with_directory_entry(workbook(GOOD), "xl/styles.xml", FLAGS, b"\x01")

    assert "Ta bort lösenordet" in refusal(content)


@pytest.mark.parametrize("name", ["budget.xlsm", "budget.xlsx"])
@pytest.mark.parametrize(
    "content",
    [
        workbook(GOOD, extra=(("xl/vbaProject.bin", ole("VBA")),)),
        workbook(GOOD, main_type="sheet.macroEnabled.main"),
        workbook(GOOD, extra=(("xl/macrosheets/sheet1.xml", b"<x/>"),)),
    ],
    ids=["project", "content type", "macro sheet"],
)
def test_macros_are_refused(refusal, content, name):
    assert "innehåller makron" in refusal(content, name)


@pytest.mark.parametrize("member", ["xl/embeddings/oleObject1.bin", "xl/media/image1.png"])
def test_embedded_objects_are_refused(refusal, member):
    assert "inbäddat objekt" in refusal(workbook(GOOD, extra=((member, ole("Package")),)))


def test_an_upload_of_26_megabytes_is_refused(refusal):
    assert "Filen är 26 MB och högst 25 MB" in refusal(b"PK\x03\x04".ljust(MAX_BYTES + MEGABYTE, b"\0"))
