from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kommunrapport.reports.rich_text import (
    RichTextError,
    clean,
    picture_count,
    plain_text,
    shift_headings,
    word_count,
)
from kommunrapport.reports.rich_text_tables import fit_tables
from tests.reports import rich_text_vectors as vectors

TAGS = {"p", "br", "h2", "h3", "h4", "strong", "em", "u", "s", "sub", "sup", "ul", "ol", "li", "blockquote", "a", "hr"}
TAGS |= {"table", "caption", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {"href", "title", "rel", "colspan", "rowspan", "scope", "start"}
NO_BREAK = "\u00a0"


class Alive(HTMLParser):
    """Collects what a report may not hold."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[object] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [tag] * (tag not in TAGS) + [name for name, _ in attrs if name not in ATTRIBUTES]
        links = [value for name, value in attrs if name == "href"]
        self.found += [link for link in links if not link.startswith(("/", "https://", "http://", "mailto:"))]

    def handle_comment(self, data: str) -> None:
        self.found.append(data)

    def handle_decl(self, decl: str) -> None:
        self.found.append(decl)


def alive(html: str) -> list[object]:
    parser = Alive()
    parser.feed(html)
    parser.close()
    return parser.found


def test_there_are_enough_hostile_texts():
    assert len(set(vectors.ALL)) >= 75


@pytest.mark.parametrize("html", vectors.ALL)
def test_hostile_html_comes_out_dead_and_stays_the_same(html):
    cleaned = clean(html)

    assert alive(cleaned) == []
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize("html", vectors.SCHEMES)
def test_a_dangerous_link_keeps_its_text_and_loses_its_address(html):
    assert clean(html) == '<a rel="noopener noreferrer nofollow">text</a>'


@pytest.mark.parametrize("address", ["https://scb.se/a?b=1", "http://scb.se", "mailto:a@b.se", "/2016/ks/mal/"])
def test_an_ordinary_link_stays_and_says_nothing_about_us(address):
    expected = f'<a href="{address}" rel="noopener noreferrer nofollow">x</a>'

    assert clean(f'<a href="{address}" target="_blank" rel="attachment">x</a>') == expected


@pytest.mark.parametrize("html", vectors.FRAMEWORKS)
def test_attributes_of_script_libraries_go(html):
    assert clean(html) == "<p>text</p>"


@pytest.mark.parametrize(
    "tag", ["script", "style", "svg", "math", "template", "noscript", "title", "textarea", "iframe", "object"]
)
def test_what_is_no_text_goes_with_its_content(tag):
    assert clean(f"<p>a</p><{tag}>b</{tag}><p>c</p>") == "<p>a</p><p>c</p>"


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        (vectors.OFFICE[0], "<p>Text</p>"),
        (vectors.OFFICE[1], "Text"),
        (vectors.OFFICE[2], f"<p>{'ord ' * 300}</p>"),
        (vectors.OFFICE[3], "<table><tbody><tr><td>1</td></tr></tbody></table>"),
        (vectors.OFFICE[5], "<p>·punkt</p>"),
        ("<h1>Stor</h1><H6 class=x>Liten</H6>", "<h2>Stor</h2><h4>Liten</h4>"),
        ("<b>Fet</b> <i>kursiv</i> <big>b</big>", "<strong>Fet</strong> <em>kursiv</em> b"),
        ("<div>En rad</div><div>En till</div>", "En rad\nEn till\n"),
        ("rad\x0bbruten \x1fav\x01 Word", "rad bruten av Word"),
    ],
)
def test_what_word_and_outlook_paste_becomes_plain_formatting(html, kept):
    assert clean(html) == kept


@pytest.mark.parametrize(
    "html",
    [
        "<h2>a</h2><h3>b</h3><h4>c</h4><p>d<br>e</p><hr>",
        "<p><strong>a</strong><em>b</em><u>c</u><s>d</s>e<sub>f</sub><sup>g</sup></p>",
        '<ul><li>a</li></ul><ol start="3"><li>b</li></ol><blockquote>c</blockquote>',
        '<table><caption>a</caption><thead><tr><th colspan="2" scope="col">b</th></tr></thead>'
        '<tbody><tr><td rowspan="2">c</td><td>d</td></tr></tbody></table>',
        f"<p>1{'&nbsp;'}944 &lt; 2 &amp; 3 > 1</p>".replace(" > ", " &gt; "),
    ],
)
def test_everything_allowed_is_left_as_it_is(html):
    assert clean(html) == html


@pytest.mark.parametrize("value", ["0", "100", "1000000", "-1", "1e3", "٣", " 2", "2;", ""])
def test_a_span_that_would_burst_the_page_goes(value):
    html = f'<table><tbody><tr><td colspan="{value}" rowspan="{value}">x</td></tr></tbody></table>'

    assert clean(html) == "<table><tbody><tr><td>x</td></tr></tbody></table>"


def test_spans_up_to_99_stay():
    html = '<table><tbody><tr><td colspan="1">x</td><td colspan="99">y</td></tr></tbody></table>'

    assert clean(html) == html


@pytest.mark.parametrize("text", ["{{ settings.SECRET_KEY }}", "{% load x %}", "${7*7}", "#{x}"])
def test_template_code_is_only_text(text):
    assert clean(f"<p>{text}</p>") == f"<p>{text}</p>"


@pytest.mark.parametrize("text", ["\u200b\u200d", "\u202eabc", "👩‍🏫", "e\u0301", "Čohkkiras", "\ufeff", "\u00ad"])
def test_odd_but_real_characters_stay(text):
    assert clean(f"<p>x{text}y</p>") == f"<p>x{text}y</p>"


PIECES = """
<p> </p> <b> </b> <i> <em> </em> <a </a> <font> </font> <br> </br> <hr> <h1> </h1> <h3> <div> </div> <blockquote>
<table> </table> <caption> </caption> <colgroup> <col> <tfoot> <tr> <td> </td> <th> <ul> </ul> <ol> </ol> <li>
<svg> </svg> <math> <mtext> <style> </style> <object> </object> <button> </button> <form> <select> <option>
<plaintext> <!-- --> < > &lt; &amp; &#13; &#1; &nbsp; " ' x å href=/x> start=3> title='&lt;h1&gt;'>
"""
markup = st.lists(st.sampled_from([*PIECES.split(), " ", "\x0b", "\r\n"]), max_size=25).map("".join)


@given(markup | st.text(max_size=60))
@example("<a title='&lt;h1&gt; &#10;\"'>x</a>")
def test_cleaning_twice_is_cleaning_once(html):
    try:
        cleaned = clean(html)
    except RichTextError:
        return

    assert clean(cleaned) == cleaned
    assert alive(cleaned) == []
    assert word_count(fit_tables(shift_headings(cleaned, 2))) == word_count(cleaned)


@pytest.mark.parametrize(
    ("written", "depth", "shown"),
    [
        ("h3", 1, "h2"),
        ("h3 h4 h3", 2, "h3 h4 h3"),
        ("h4", 2, "h3"),
        ("h2 h4", 2, "h3 h4"),
        ("h4 h2 h4", 1, "h2 h2 h3"),
        ("h2 h3 h4", 4, "h5 h6 h6"),
        ("h2 h4 h3 h4", 1, "h2 h3 h3 h4"),
        ("h3", 6, "h6"),
    ],
)
def test_headings_follow_their_chapter_and_skip_no_level(written, depth, shown):
    html = "".join(f"<{tag}>å &amp; b</{tag}><p>x<br>y</p>" for tag in written.split())

    assert shift_headings(html, depth) == "".join(f"<{t}>å &amp; b</{t}><p>x<br>y</p>" for t in shown.split())


def test_text_without_headings_is_not_changed_by_shifting():
    html = '<p>1&nbsp;944<br>x &lt; y</p><hr><a href="/x?a=1&amp;b=2" rel="nofollow">x</a>'

    assert clean(shift_headings(clean(html), 3)) == clean(html)


def test_plain_text_has_a_line_for_each_block_and_tabs_between_cells():
    html = "<h3>Mål</h3><p>En <strong>fet</strong>\nrad<br>och en</p><ul><li><p>Ett</p></li><li>Två</li></ul>"
    table = "<table><tbody><tr><th>År</th><td>1&nbsp;944</td></tr><tr><td>2016</td><td></td></tr></tbody></table>"

    assert plain_text(html) == "Mål\nEn fet rad\noch en\nEtt\nTvå"
    assert plain_text(table) == f"År\t1{NO_BREAK}944\n2016"


@pytest.mark.parametrize(
    "html", ["", "<p></p>", "<p> </p><p><br></p>", "<hr>", "<table><tbody><tr><td></td></tr></tbody></table>"]
)
def test_nothing_to_read_is_empty_text(html):
    assert (plain_text(html), word_count(html)) == ("", 0)


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>Ett</p><p>två</p>", 2),
        ("1&nbsp;944&nbsp;883 resor – och&shy;så", 3),
        ("e-post: a@b.se", 2),
        ("<p>–</p>", 0),
    ],
)
def test_words_are_counted_as_readers_count_them(html, words):
    assert word_count(clean(html)) == words


def test_pictures_that_will_go_are_counted():
    assert picture_count('<p><img src="data:x"><IMG/><image></p> imgs') == 3
    assert picture_count("<p>img</p>") == 0
