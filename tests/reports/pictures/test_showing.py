"""Pictures where texts are read: on the page, in the PDF, in the web edition and in what is frozen."""

from base64 import b64encode
from io import BytesIO

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.utils.safestring import SafeString
from pypdf import PdfReader

from kommunrapport.reports.chapter_html import render_entry
from kommunrapport.reports.exporting import export_html
from kommunrapport.reports.models import Picture
from kommunrapport.reports.outline import walk
from kommunrapport.reports.pdf.engine import render_pdf
from kommunrapport.reports.pictures.showing import embed_pictures, picture_facts, pictures_of, show_pictures
from kommunrapport.reports.printing import open_report, printed_report
from kommunrapport.reports.rich_text import clean, plain_text
from kommunrapport.reports.scope import report_scope
from tests.factories import create_chapter, create_municipality, create_report
from tests.reports.test_pdf import tags
from tests.writing_factories import create_picture

pytestmark = pytest.mark.django_db
SEVEN = '<figure data-picture="7"></figure>'


@pytest.fixture(autouse=True)
def municipality():
    return create_municipality()


def placed(picture: Picture) -> str:
    return f'<p>Före</p><figure data-picture="{picture.pk}"></figure><p>Efter</p>'


def shown(html: str, picture: Picture) -> str:
    return show_pictures(SafeString(html), lambda: pictures_of(picture.report_id))


def test_a_picture_stands_where_the_text_says_with_its_words():
    picture = create_picture(alt_text='Ett "torg" <i>', caption="Torget & parken")

    html = shown(placed(picture), picture)

    assert f'<figure class="picture" data-picture="{picture.pk}"><img src="/bilder/{picture.pk}/"' in html
    assert 'alt="Ett &quot;torg&quot; &lt;i&gt;" width="60" height="40">' in html
    assert "<figcaption>Torget &amp; parken</figcaption></figure><p>Efter</p>" in html


def test_what_is_shown_is_shown_once_however_often_it_is_asked():
    picture = create_picture()
    once = shown(placed(picture), picture)

    assert shown(once, picture) == once


def test_another_reports_picture_is_not_shown_nor_said():
    mine = create_picture()
    theirs = create_picture(report=create_report(occasion=mine.report.occasion), alt_text="Hemligt torg")

    html = shown(placed(theirs), mine)

    assert html == "<p>Före</p><p>Efter</p>"


def test_a_text_without_pictures_asks_for_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert show_pictures(SafeString("<p>Text</p>"), lambda: pictures_of(1)) == "<p>Text</p>"


@pytest.mark.parametrize("chapters", [1, 4])
def test_a_report_asks_for_its_pictures_once(chapters):
    picture = create_picture()
    for number in range(chapters):
        create_chapter(report=picture.report, text=placed(picture), order=number)
    opened = open_report(picture.report)

    with CaptureQueriesContext(connection) as queries:
        html = "".join(render_entry(entry, opened.scope) for entry in opened.outline)

    assert html.count("<img") == chapters
    assert sum("reports_picture" in query["sql"] for query in queries) == 1


def test_the_picture_itself_is_in_the_web_edition():
    picture = create_picture()
    create_chapter(report=picture.report, text=placed(picture))

    html = export_html(picture.report).decode()

    assert f"data:image/png;base64,{b64encode(picture.read()).decode()}" in html
    assert "/bilder/" not in html


def test_a_picture_whose_file_is_gone_leaves_its_words():
    picture = create_picture(alt_text="Ett torg")
    html = shown(placed(picture), picture)
    picture.file.storage.delete(picture.file.name)

    assert '<img src="" alt="Ett torg"' in embed_pictures(SafeString(html))


@pytest.mark.pango
def test_the_pdf_has_the_picture_with_its_words():
    picture = create_picture(alt_text="Ett torg", caption="Torget")
    create_chapter(report=picture.report, text=placed(picture))

    reader = PdfReader(BytesIO(render_pdf(printed_report(open_report(picture.report)))))

    assert [len(page.images) for page in reader.pages][-1] == 1
    assert [tag.get("/Alt") for tag in tags(reader) if tag.get("/S") == "/Figure"] == ["Ett torg"]


def test_a_page_shows_them_by_a_filter():
    picture = create_picture(alt_text="Ett torg")
    template = Template("{% load rich_text %}{{ text|rich:2|with_pictures:report }}")

    html = template.render(Context({"text": placed(picture), "report": picture.report}))

    assert 'alt="Ett torg"' in html


def test_a_picture_described_anew_is_another_fact():
    picture = create_picture(alt_text="Ett torg")
    scope = report_scope(picture.report)

    (fact,) = picture_facts(placed(picture), picture.report_id, scope)

    assert fact == {"sha256": picture.sha256, "alt_text": "Ett torg", "caption": ""}
    assert picture_facts("<p>Text</p>", picture.report_id, scope) == []


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        (SEVEN, SEVEN),
        ('<figure class="picture" data-picture="7"><img src="/bilder/7/"></figure>', SEVEN),
        ('<figure data-picture="7">Ord</figure>', f"{SEVEN}Ord\n"),
        ("<figure><img src=x><figcaption>Torget</figcaption></figure>", "\nTorget\n"),
        ('<figure data-picture="7 onload=x">Ord</figure>', "\nOrd\n"),
        (f'<figure data-picture="1">{SEVEN}</figure>', f'<figure data-picture="1"></figure>{SEVEN}\n'),
    ],
)
def test_only_the_key_of_a_picture_is_stored(html, cleaned):
    assert clean(html) == cleaned
    assert clean(cleaned) == cleaned


def test_words_round_a_picture_do_not_grow_together():
    assert plain_text(clean("<figure>ett</figure>två")) == "ett två"


def test_every_chapter_of_the_outline_shows_its_own(db):
    picture = create_picture()
    create_chapter(report=picture.report, text=placed(picture))
    opened = open_report(picture.report)

    assert all("<img" in render_entry(entry, opened.scope, with_children=False) for entry in walk(opened.outline))
