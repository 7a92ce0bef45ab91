"""How long, deep and wide a text may be, at the boundary; and that hostile text costs no time."""

import time
from contextlib import suppress

import pytest

from kommunrapport.reports.rich_text import MAX_CHARACTERS, MAX_OPEN_TAGS, RichTextError, clean


@pytest.mark.parametrize("text", ["a\x00b", "\ud800", "a\udfff", "<p title='\x00'>"])
def test_characters_that_cannot_be_stored_are_refused(text):
    with pytest.raises(RichTextError, match="tecken som inte går att spara"):
        clean(text)


@pytest.mark.parametrize("html", ["x" * MAX_CHARACTERS, "&amp;" * (MAX_CHARACTERS // 5)])
def test_a_text_of_exactly_the_longest_length_is_kept(html):
    assert clean(html) == html


@pytest.mark.parametrize(
    "html", ["x" * (MAX_CHARACTERS + 1), "&" * (MAX_CHARACTERS // 5 + 1), "<script>" + "x" * MAX_CHARACTERS]
)
def test_a_longer_text_is_refused_before_and_after_cleaning(html):
    with pytest.raises(RichTextError, match="för lång"):
        clean(html)


def nested(levels: int) -> str:
    """Blockquotes; the text in the innermost is in a paragraph, one level more."""
    return "<blockquote>" * (levels - 1) + "<p>x</p>" + "</blockquote>" * (levels - 1)


def test_twelve_levels_are_kept_and_thirteen_refused():
    assert clean(nested(12)) == nested(12)
    with pytest.raises(RichTextError, match="nivåer"):
        clean(nested(13))


def test_many_levels_of_what_is_taken_away_do_not_count_until_they_cost_time():
    assert clean("<div>" * MAX_OPEN_TAGS + "x") == "x"
    with pytest.raises(RichTextError, match="nivåer"):
        clean("<div>" * (MAX_OPEN_TAGS + 1) + "x")


def rows(count: int) -> str:
    return f"<table><tbody>{'<tr><td>1</td></tr>' * count}</tbody></table>"


def test_two_thousand_rows_in_all_are_kept_and_one_more_refused():
    assert clean(rows(1000) * 2) == rows(1000) * 2
    with pytest.raises(RichTextError, match="Tabellerna har mer än"):
        clean(rows(1000) + rows(1001))


@pytest.mark.parametrize(
    "html",
    [
        "<" * 100_000,
        "&" * 300_000,
        "<b>" * 5000,
        "<ul><li>" * 37_500,
        "<table><tr><td>" * 2000,
        "<b></p>" * 40_000,
        "<a><div>" * 35_000,
        "<em><div></em>" * 20_000,
        "<b><i></b></i>" * 21_000,
        "<!--" * 75_000,
        "<table>" + "x<b>y</b>" * 33_000,
        "<p " + " ".join(f"a{i}" for i in range(40_000)) + ">x",
        "<ul><li>" * 999 + "<p>x" * 60_000,
    ],
    ids=lambda html: html[:16],
)
def test_degenerate_text_is_refused_or_cleaned_at_once(html):
    start = time.process_time()
    with suppress(RichTextError):
        clean(html)

    assert time.process_time() - start < 10  # below one; what grows with the square takes minutes
