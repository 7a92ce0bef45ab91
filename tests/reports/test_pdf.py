"""The printed report: numbers, links, bookmarks and tags are right, and the same report gives the same file."""

import json
import subprocess
import sys
from io import BytesIO

import pytest
from pypdf import PdfReader

from kommunrapport.reports.pdf.document import ContentsEntry, PrintedReport
from kommunrapport.reports.pdf.engine import CHILD_ENVIRONMENT, render_pdf, render_pdf_safely
from kommunrapport.reports.pdf.markup import report_html
from tests.reports.printing import TABLE, create_printed_report, one_chapter

pytestmark = pytest.mark.pango


def read(report: PrintedReport) -> PdfReader:
    return PdfReader(BytesIO(render_pdf(report)))


@pytest.fixture(scope="module")
def reader() -> PdfReader:
    return read(create_printed_report())


def page_of(reader: PdfReader, words: str) -> int:
    """The page after the contents where the words stand, counted from one."""
    return next(n for n, page in enumerate(reader.pages, 1) if n > 2 and words in page.extract_text())


def bookmarks(reader: PdfReader, outline: list, depth: int = 1) -> list[tuple[int, str, int]]:
    found = []
    for item in outline:
        if isinstance(item, list):
            found += bookmarks(reader, item, depth + 1)
        else:
            found.append((depth, item.title, reader.get_destination_page_number(item) + 1))
    return found


def tags(reader: PdfReader) -> list[dict]:
    """Every tag of the document, flat."""
    left, found = [reader.root_object["/StructTreeRoot"]], []
    while left:
        tag = left.pop().get_object()
        if isinstance(tag, dict):
            found.append(tag)
            below = tag.get("/K", [])
            left += below if isinstance(below, list) else [below]
    return found


@pytest.mark.parametrize("title", ["Året som gått", "Mål", "Trygg kommun", "Ekonomi"])
def test_contents_give_the_page_where_the_chapter_stands(reader, title):
    lines = reader.pages[1].extract_text(extraction_mode="layout").splitlines()
    line = next(line for line in lines if title in line)

    assert line.split()[-1] == str(page_of(reader, title))


def test_a_sub_chapter_moves_from_the_foot_of_a_page(reader):
    assert page_of(reader, "Trygg kommun") == page_of(reader, "kapitlet om ekonomi") + 1


def test_every_link_leads_to_the_chapter_it_names(reader):
    links = [link.get_object() for page in reader.pages for link in page.get("/Annots", [])]
    places = {link["/Contents"]: link["/Dest"] for link in links}

    assert places == {
        "1 Året som gått": "k1",
        "2 Mål": "k2",
        "2.1 Trygg kommun": "k2-1",
        "3 Ekonomi": "k3",
        "kapitlet om ekonomi": "k3",
    }
    assert set(places.values()) <= set(reader.named_destinations)


def test_bookmarks_are_the_chapters_with_their_pages(reader):
    assert bookmarks(reader, reader.outline) == [
        (1, "1 Året som gått", 3),
        (1, "2 Mål", 4),
        (2, "2.1 Trygg kommun", 5),
        (1, "3 Ekonomi", 6),
    ]


def test_the_file_says_title_author_and_language(reader):
    assert reader.metadata.title == "Kommunstyrelsens årsredovisning 2016"
    assert reader.metadata.author == "Kungsbacka kommun"
    assert reader.root_object["/Lang"] == "sv"
    assert reader.trailer["/ID"]
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert b"pdfuaid:part" in reader.root_object["/Metadata"].get_data()


def test_table_heads_say_which_way_they_point(reader):
    scopes = [tag["/A"]["/Scope"] for tag in tags(reader) if tag.get("/S") == "/TH"]

    assert sorted(scopes) == ["/Column", "/Column", "/Row"]


def test_a_link_is_one_annotation_tagged_as_link(reader):
    """Elements inside a link would otherwise be links of their own, tagged as something else."""
    holders = [tag["/S"] for tag in tags(reader) if any(is_link(kid) for kid in kids(tag))]

    assert holders == ["/Link"] * 5


def kids(tag: dict) -> list:
    below = tag.get("/K", [])
    return below if isinstance(below, list) else [below]


def is_link(kid: object) -> bool:
    kid = kid.get_object()
    return isinstance(kid, dict) and kid.get("/Type") == "/OBJR"


def test_the_foot_of_every_page_but_the_cover_has_its_number(reader):
    texts = [page.extract_text() for page in reader.pages]

    assert "Kommunstyrelsens årsredovisning 2016" not in texts[0]
    for number, text in enumerate(texts[1:], 2):
        assert text.endswith(f"{number}Kommunstyrelsens årsredovisning 2016")


def test_the_head_names_the_chapter_after_its_first_page(reader):
    assert reader.pages[3].extract_text().count("Mål") == 1  # the title alone
    assert "Mål" in reader.pages[4].extract_text()


def test_a_long_table_repeats_its_head():
    row = '<tr><th scope="row">Buss</th><td class="num">1</td></tr>'
    reader = read(one_chapter(TABLE.replace("</tbody>", row * 60 + "</tbody>")))

    assert [page.extract_text().count("Slag") for page in reader.pages] == [0, 1, 1, 1]


def test_without_cover_the_name_stands_on_the_first_page_and_chapters_follow_each_other():
    reader = read(create_printed_report(has_cover=False, contents=(), accent_color="#1D5B8F"))

    first = reader.pages[0].extract_text()
    assert all(words in first for words in ("Kungsbacka kommun", "Version 3", "Året som gått", "Mål"))


def test_the_same_report_gives_the_same_bytes_in_another_process():
    report = create_printed_report()

    assert render_pdf(report) == render_pdf_safely(report, timeout_seconds=60)


def test_a_report_survives_the_way_to_the_child():
    report = create_printed_report()

    assert PrintedReport.from_json(report.to_json()) == report


@pytest.mark.parametrize("color", ["red", "#b0224", "#b0224c;", "#b0224c\n", "url(x)"])
def test_only_six_hex_digits_make_a_colour(color):
    with pytest.raises(ValueError, match="accent_color"):
        create_printed_report(accent_color=color)


def test_names_are_escaped():
    html = report_html(create_printed_report(municipality="<b>", title='"x" & <i>', author='"'))

    assert "<b>" not in html
    assert "<i>" not in html


def test_a_skipped_level_in_the_contents_still_makes_a_proper_list():
    entries = (ContentsEntry(1, "", "A", "a"), ContentsEntry(3, "", "B", "b"), ContentsEntry(1, "", "C", "c"))

    html = report_html(create_printed_report(contents=entries))

    assert '<ol><li class="level-1"><a href="#a">A</a><ol><li class="level-2"><a href="#b">B</a></li></ol></li>' in html
    assert html.count("<ol>") == html.count("</ol>")
    assert html.count("<li ") == html.count("</li>")


def test_the_child_gets_no_secrets():
    assert not {name for name in CHILD_ENVIRONMENT if "SECRET" in name or "DATABASE" in name}


def test_the_engine_is_imported_without_weasyprint():
    code = "import sys, kommunrapport.reports.pdf.engine, json; print(json.dumps('weasyprint' in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)

    assert json.loads(done.stdout) is False
