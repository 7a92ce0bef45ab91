"""Word documents are read by a child process: what they say is kept, and what is hostile is refused."""

import pytest

from kommunrapport.limited_child import Allowance
from kommunrapport.reports.docx import preflight, reading
from kommunrapport.reports.docx.reading import Document, read_docx
from kommunrapport.reports.rich_text import plain_text
from kommunrapport.spreadsheets.cells import UnreadableFile
from tests.reports.docx.documents import document, drawing, item, packed, paragraph, table
from tests.reports.pictures import photos

DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def read(content: bytes) -> Document:
    return Document.from_json(read_docx(content))


def test_headings_paragraphs_lists_and_tables_are_kept():
    content = document(
        paragraph("Året i korthet", "Rubrik1"),
        paragraph("Sjukfrånvaron var 4,5\u00a0% <&amp;".replace("<", "&lt;")),
        paragraph(""),
        item("Tåg"),
        item("Göteborg", 1),
        table(["Slag", "2016"], ["Tåg", "1\u00a0944"]),
    )

    html = read(content).html

    assert html.startswith("<h2>Året i korthet</h2><p>Sjukfrånvaron var 4,5\u00a0% &lt;&amp;</p><ul><li>Tåg<ul>")
    assert '<th scope="col"><p>Slag</p></th>' in html
    assert "<td><p>1\u00a0944</p></td>" in html


def test_every_letter_is_kept():
    text = "åäö ÅÄÖ é ß – — ”citat” … € ½ ² \u00ad\u200b😀 e\u0301"

    assert plain_text(read(document(paragraph(text))).html) == text


def test_a_picture_stands_by_its_number_with_what_the_document_says_of_it():
    content = document(paragraph("Före"), drawing("p1", "Ett torg"), pictures={"p1": photos.from_telephone()})

    found = read(content)

    assert '<figure data-picture="1"></figure>' in found.html
    (picture,) = found.pictures
    assert (picture.number, picture.alt_text, picture.taken.width) == (1, "Ett torg", 40)
    assert b"kommunhuset" not in picture.taken.content


def test_a_picture_that_cannot_be_kept_is_counted():
    content = document(paragraph("Före"), drawing("p1"), pictures={"p1": b"<svg/>"})

    assert (read(content).pictures, read(content).left_out) == ((), 1)


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "/etc/passwd", "../../../../etc/passwd", "http://127.0.0.1:9/a.png"]
)
def test_nothing_outside_of_the_document_is_opened(address):
    content = document(paragraph("Före"), drawing("l1", how="link"), links={"l1": address})

    found = read(content)

    assert (plain_text(found.html), found.pictures, found.left_out) == ("Före", (), 1)


def test_a_script_written_in_word_is_words():
    assert "<script" not in read(document(paragraph("&lt;script&gt;alert(1)&lt;/script&gt;"))).html


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "tom"),
        (b"Bara text", "inget Worddokument"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "äldre"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "lösenord"),
        (packed({"xl/workbook.xml": b"<x/>", "[Content_Types].xml": b"<x/>"}), "inget Worddokument"),
        (document(paragraph("x"), extra={"word/vbaProject.bin": b"x"}), "makron"),
        (document(paragraph("x"), extra={"../../ut.xml": b"x"}), "skadad"),
        (document(paragraph("x"), extra={f"word/{n}.xml": b"" for n in range(600)}), "skadad"),
        (document(paragraph("x"))[:-40], "skadad"),
        (document(paragraph("x"), head=DOCTYPE), "DOCTYPE"),
        (document(paragraph("")), "ingen text"),
    ],
)
def test_what_is_no_plain_document_is_refused_with_what_to_do(content, word):
    with pytest.raises(UnreadableFile, match=word):
        read_docx(content)


def test_a_document_that_unpacks_to_too_much_is_refused():
    with pytest.raises(UnreadableFile, match="för stort"):
        read_docx(document(paragraph("x"), extra={"word/media/a.png": bytes(preflight.MAX_UNPACKED_BYTES + 1)}))


@pytest.mark.parametrize("body", ["<w:p>" * 200 + "</w:p>" * 200, "<w:p/>" * 400_001])
def test_a_document_too_deep_or_with_too_many_parts_is_refused(body):
    with pytest.raises(UnreadableFile, match="för stort"):
        read_docx(document(body))


def test_a_text_longer_than_a_chapter_may_be_is_refused():
    with pytest.raises(UnreadableFile, match="för lång"):
        read_docx(document(*[paragraph("ord " * 1000)] * 80))


def test_a_child_without_time_is_stopped_and_told_of(monkeypatch):
    monkeypatch.setattr(reading, "_ALLOWANCE", Allowance(seconds=0.01))

    with pytest.raises(UnreadableFile, match="för tungt"):
        read_docx(document(paragraph("x")))


def test_a_child_without_memory_is_told_of(monkeypatch):
    monkeypatch.setattr(reading, "_ALLOWANCE", Allowance(memory=300 << 20))

    with pytest.raises(UnreadableFile, match="för tungt"):
        read_docx(document(paragraph("x"), "<w:p/>" * 390_000))
