"""Formatted text on its way out (the filter) and in (the form field)."""

import json

import pytest
from django import forms
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from kommunrapport.reports.form_fields import RichTextField
from kommunrapport.reports.rich_text import clean
from kommunrapport.reports.rich_text_tables import fit_tables


def shown(html: str, depth: str = "") -> str:
    return Template("{% load rich_text %}{{ html|rich" + depth + " }}").render(Context({"html": html}))


def table(*rows: str) -> str:
    """Rows of cells; a cell is `text`, `2x3:text` spans two columns and three rows, `*text` is a header."""
    return f"<table><tbody>{''.join(f'<tr>{"".join(map(_cell, row.split()))}</tr>' for row in rows)}</tbody></table>"


def _cell(code: str) -> str:
    spans, _, text = code.rpartition(":")
    columns, _, down = spans.partition("x")
    tag = "th" if text.startswith("*") else "td"
    attributes = (f' colspan="{columns}"' if columns else "") + (f' rowspan="{down}"' if down else "")
    return f"<{tag}{attributes}>{text.strip('*-')}</{tag}>"


def test_the_filter_cleans_once_more_and_shifts_headings():
    assert shown("<h2>A</h2><p onclick=x>b &amp; c</p><script>1</script>", ":3") == "<h4>A</h4><p>b &amp; c</p>"
    assert shown("<h2>A</h2>") == "<h2>A</h2>"


def test_short_rows_are_filled():
    assert "<tr><td>c</td><td></td></tr>" in fit_tables(table("*a *b", "c"))


def test_a_gap_of_several_columns_becomes_one_cell():
    assert '<tr><td>c</td><td colspan="3"></td></tr>' in fit_tables(table("*a *b *c *d", "c"))


def test_a_cell_from_above_counts_as_a_cell():
    html = fit_tables(table("*a *b *c", "1x2:d e f", "g h"))

    assert "<tr><td>g</td><td>h</td></tr>" in html


def test_cells_beside_one_that_reaches_down_are_filled_on_both_sides():
    assert "<tr><td></td><td></td></tr>" in fit_tables(table("a 1x2:b c", "")).replace("<th", "<td")


def test_a_cell_that_reaches_below_the_table_is_cut():
    assert 'rowspan="1"' in fit_tables(table("*a *b", "1x9:c d"))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["*a *b", "c d"], '<th scope="col">a</th><th scope="col">b</th>'),
        (["*a *b", "*c d"], '<th scope="row">c</th><td>d</td>'),
        (["a b", "c d"], '<th scope="col">a</th><th scope="col">b</th></tr><tr><td>c</td>'),
        (["*- *b", "*c d"], '<td></td><th scope="col">b</th></tr><tr><th scope="row">c</th>'),
    ],
)
def test_headers_say_what_they_head(rows, expected):
    assert expected in fit_tables(table(*rows))


def test_a_scope_the_author_gave_stays():
    html = '<table><tbody><tr><th scope="colgroup">a</th></tr></tbody></table>'

    assert fit_tables(html) == html


def test_text_without_tables_comes_back_as_it_was():
    assert fit_tables("<p>1&nbsp;944</p>") == "<p>1&nbsp;944</p>"


cells = st.sampled_from(["a", "*b", "2x1:c", "1x2:d", "3x3:e", "1x9:f"])


@given(st.lists(st.lists(cells, max_size=5).map(" ".join), min_size=1, max_size=6))
def test_a_fitted_table_needs_no_more_fitting_and_is_still_clean(rows):
    fitted = fit_tables(clean(table(*rows)))

    assert fit_tables(fitted) == fitted
    assert clean(fitted) == fitted


class ChapterForm(forms.Form):
    text = RichTextField(required=False)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("<p>Hej <b>du</b><script>x</script></p>", "<p>Hej <strong>du</strong></p>"),
        ("Ett stycke\nmed två rader\n\nEtt till", "<p>Ett stycke<br>med två rader</p>\n\n<p>Ett till</p>"),
        ("färre än < 10 & fler", "<p>färre än &lt; 10 &amp; fler</p>"),
        ("", ""),
        ("<p></p>", ""),
        ("  \n ", ""),
    ],
)
def test_what_is_typed_is_stored_clean_and_plain_text_gets_paragraphs(typed, stored):
    form = ChapterForm({"text": typed})

    assert form.is_valid()
    assert form.cleaned_data["text"] == stored


@pytest.mark.parametrize(("typed", "sentence"), [("a\x00b", "tecken"), ("x" * 300_001, "för lång")])
def test_a_text_that_is_refused_says_why_in_swedish(typed, sentence):
    assert sentence in ChapterForm({"text": typed}).errors["text"][0]


def test_a_required_text_may_not_be_empty_paragraphs():
    with pytest.raises(forms.ValidationError):
        RichTextField().clean("<p> </p>")


def test_the_editor_offers_what_is_allowed_and_checks_spelling():
    html = str(ChapterForm()["text"])
    attributes = ChapterForm()["text"].field.widget.get_context("text", "", {})["widget"]["attrs"]
    extensions = json.loads(attributes["data-django-prose-editor-rich-text"])["extensions"]

    assert html.startswith("<textarea")
    assert extensions["Heading"] == {"levels": [2, 3, 4]}
    assert extensions["Link"]["protocols"] == ["http", "https", "mailto"]
    assert "HTML" not in extensions


def test_the_page_gets_the_editors_script():
    scripts = [str(script) for script in ChapterForm().media.render_js()]

    assert any("js/rich_text.js" in script and 'type="module"' in script for script in scripts)
