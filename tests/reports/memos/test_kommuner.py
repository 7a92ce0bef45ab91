"""A memo like Kalmar's, Örebro's and Ale's comes out of settings alone: the words and the order of its headings."""

import re
from contextlib import AbstractContextManager
from html import unescape
from io import BytesIO

import pytest
from pypdf import PdfReader
from pytest_django import DjangoDbBlocker

from kommunrapport.numbers import NO_BREAK_SPACE
from kommunrapport.organisation.labels import label_set
from kommunrapport.reports.memos.printing import memo_document, memo_pages
from kommunrapport.reports.memos.sheets import read_sheet
from kommunrapport.reports.models import Memo, Report
from kommunrapport.reports.pdf.engine import render_pdf
from kommunrapport.reports.printing import open_report, printed_report
from tests.demo_sets import loaded

pytestmark = pytest.mark.django_db

TITLE = re.compile(r'<p class="memo-title">(.*?)</p>')
FIELD = re.compile(r'<th scope="col">(.*?)</th>')
HEADING = re.compile(r"<h[12][^>]*>(.*?)</h[12]>", re.DOTALL)
# As in the published documents; Örebro's has no head of its own.
HEADS = {
    "kalmar": ["Tjänsteskrivelse", "Handläggare", "Datum", "Ärendebeteckning"],
    "orebro": ["Tjänsteskrivelse", "Handläggare", "Datum"],
    "ale": ["Tjänsteutlåtande", "Diarienummer", "Datum", "Kommunchef"],
}
HEADINGS = {
    "kalmar": ["Kommunledningskontorets årsrapport 2014", "Förslag till beslut", "Bakgrund", "Bilagor"],
    "orebro": [
        "Kommunstyrelsens plan med budget 2018",
        "Förslag till beslut",
        "Kommunstyrelseförvaltningens förslag till Kommunstyrelsen",
    ],
    "ale": [
        "Årsredovisning Kommunstyrelsen 2016",
        "Kund/Brukare",
        "Processer",
        "Resurser",
        "Ekonomi",
        "Förvaltningens beslutsförslag till kommunstyrelsen",
        "Beslutsunderlag",
        "Ärendet expedieras efter beslut till",
        "För kännedom",
    ],
}


@pytest.fixture
def load(django_db_setup: None, django_db_blocker: DjangoDbBlocker):
    def of(name: str) -> AbstractContextManager[None]:
        return loaded(name, django_db_blocker)

    return of


def written() -> str:
    """The memo of the loaded set, with the report's chapters if they are in it."""
    report = Report.objects.get()
    chapters = printed_report(open_report(report)).fragments
    return unescape(memo_pages(report).html([chapter.html for chapter in chapters]))


@pytest.mark.parametrize("name", HEADINGS)
def test_the_headings_have_the_words_and_the_order_of_the_kommun(load, name):
    with load(name):
        assert [heading.strip() for heading in HEADING.findall(written())] == HEADINGS[name]


@pytest.mark.parametrize("name", HEADS)
def test_the_head_has_the_name_of_the_document_and_its_fields_in_the_order_of_the_kommun(load, name):
    with load(name):
        html = written()
    assert [*TITLE.findall(html), *FIELD.findall(html)[: len(HEADS[name]) - 1]] == HEADS[name]


@pytest.mark.parametrize("name", HEADINGS)
def test_the_proposal_has_the_verb_of_the_kommun(load, name):
    with load(name):
        assert f"att {label_set().text('memo.verb')} " in Memo.objects.get().proposals


def test_the_memo_of_kalmar_is_signed_by_two_and_ends_with_the_address_of_the_kommun(load):
    with load("kalmar"):
        html = written().replace(NO_BREAK_SPACE, " ")
    assert html.index("Controller</p>") < html.index("Förvaltningschef</p>") < html.index("Bilagor")
    assert html.rstrip().endswith("<span>Telefon 0480-45 00 00</span></p></footer>")


def test_no_line_ends_inside_a_number(load):
    with load("kalmar"):
        html = written()
    assert f"30{NO_BREAK_SPACE}000,0 tkr" in html
    assert f"391{NO_BREAK_SPACE}26 Kalmar" in html
    assert "årsrapport 2014 för" in html


@pytest.mark.parametrize(
    ("name", "sender"),
    [
        ("kalmar", "Kommunledningskontoret"),
        ("orebro", "Kommunstyrelseförvaltningen"),
        ("ale", "Sektor kommunstyrelsen"),
    ],
)
def test_a_nämnd_does_not_write_to_itself_but_hears_from_its_förvaltning(load, name, sender):
    with load(name):
        assert read_sheet(Memo.objects.get()).org_unit == sender


def test_the_meeting_that_decides_on_the_plan_of_orebro_stands_under_its_heading(load):
    with load("orebro"):
        sheet = read_sheet(Memo.objects.get())
    assert sheet.meeting == "Kommunstyrelsen den 16 januari 2018, § 1"


@pytest.mark.pango
@pytest.mark.parametrize(("name", "pages"), [("kalmar", 1), ("orebro", 1), ("ale", 2)])
def test_the_memo_prints_as_accessible_pdf_on_as_many_pages_as_the_published_one(load, name, pages):
    with load(name):
        report = Report.objects.get()
        document = memo_document(memo_pages(report), printed_report(open_report(report)))
    reader = PdfReader(BytesIO(render_pdf(document)))
    assert len(reader.pages) == pages
    assert b"pdfuaid:part" in reader.root_object["/Metadata"].get_data()
    assert [mark.title for mark in reader.outline] == HEADINGS[name][1:]
