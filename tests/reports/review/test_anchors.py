"""Whether the words that a comment is about still stand in the chapter."""

import pytest

from kommunrapport.reports.review.anchors import Anchor, shown_text
from kommunrapport.reports.review.reading import read_report
from tests.reports.desk import desk

TEXT = "Vi är fler i år. Kön är kortare. Vi är färre i kön."


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        (TEXT, True),
        ("Kön är\u00a0kortare", True),
        ("Kön\när\tkortare nu", True),
        ("Kön är längre.", False),
        ("", False),
    ],
)
def test_a_quote_typed_by_hand_stands_wherever_its_words_do(text, stands):
    assert Anchor("Kön är kortare").stands_in(text) is stands


def test_a_short_quote_stands_only_in_its_company():
    anchor = Anchor("Vi är", "Kön är kortare. ", " färre i kön.")

    assert anchor.stands_in(TEXT)
    assert not anchor.stands_in("Vi är fler i år.")


def test_a_short_quote_stands_while_one_side_is_as_it_was():
    anchor = Anchor("kortare", "Kön är ", ". Vi är färre")

    assert anchor.stands_in("I Lund är den lång. Kön är kortare, men vi är fler.")


@pytest.mark.parametrize(("before", "after"), [("", " längre än förr"), ("Helt andra ord ", "")])
def test_nothing_on_one_side_is_no_company(before, after):
    assert not Anchor("Vi är", before, after).stands_in(TEXT)


@pytest.mark.parametrize(
    ("before", "after"), [("Alla andra ord är nya i år. Kön är ", ""), ("", ". Vi är färre i varje rad")]
)
def test_a_few_words_are_company_enough(before, after):
    assert Anchor("kortare", before, after).stands_in(TEXT)


def test_signs_in_a_quote_stand_for_themselves():
    assert Anchor("(3 kr?)", "Det kostar ", "").stands_in("Det kostar (3 kr?) mer.")


def test_what_no_reader_sees_does_not_part_a_quote():
    assert Anchor("förvaltningen").stands_in("för\u00advalt\u200bningen")


def test_a_short_quote_at_the_beginning_stands_there():
    assert Anchor("Vi", "", " är fler i år.").stands_in(TEXT)


def test_a_long_quote_stands_wherever_it_was_moved():
    quote = "Vi har kortat kön till förskolan med två veckor"

    assert Anchor(quote, "Först stod detta. ", " Sist stod detta.").stands_in(f"Helt nytt. {quote}, i år.")


def test_drawings_are_not_read():
    html = "<section><h2>Kön</h2><svg><text>12</text></svg><p>är <em>kort</em>are</p><button>Visa</button></section>"

    assert shown_text(html).split() == ["Kön", "är", "kort", "are"]
    assert Anchor("Kön är kortare").stands_in(shown_text(html))


def test_the_end_of_a_drawing_that_never_began_hides_nothing():
    assert shown_text("</svg><p>Kön är kortare</p>") == "Kön är kortare"


@pytest.mark.django_db
def test_a_chapter_is_squeezed_once_for_all_its_comments(client):
    at = desk(client, text="<p>Kön är kortare, men vi är fler.</p>")

    words = read_report(at.user, at.report).text(at.chapter.pk)

    assert "Könärkortare,men" in words
    assert Anchor("är kortare").stands_among(words)
